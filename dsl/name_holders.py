"""Whose a name of the units list is, and whether it is so on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from hegao.dsl.registry_rows import Entry, FormerName
from hegao.dsl.validity import Validity

State = Literal["现行", "曾用名", "已撤销", "尚未成立", "名录中没有"]


class Status(NamedTuple):
    """What the units list says of a name on a day."""

    state: State
    now: tuple[str, ...] = ()
    """The present names of a former or abolished unit."""
    day: date | None = None
    """The last day of a former name or an abolished unit, the first of one to come."""

    def told(self) -> str:
        """The status in words: 曾用名（2019年1月31日止），现为示例县卫生健康局."""
        mark = "起" if self.state == "尚未成立" else "止"
        day = f"（{self.day.year}年{self.day.month}月{self.day.day}日{mark}）" if self.day else ""
        return f"{self.state}{day}" + (f"，现为{'、'.join(self.now)}" if self.now else "")


class Holder(NamedTuple):
    """An entry that has a name, and when; `former` when it is a 曾用名."""

    entry: Entry
    validity: Validity
    former: bool = False

    def holds(self, on: date | None) -> bool:
        """Whether it has the name on a day; without one, whether it has it still."""
        if not self.former:
            return self.validity.holds(on)
        return on is not None and self.validity.ends is not None and self.validity.holds(on)


def holders_by_name(entries: Iterable[Entry]) -> dict[str, tuple[Holder, ...]]:
    """All that have or had a name, by name."""
    found: dict[str, tuple[Holder, ...]] = {}
    for entry in entries:
        own = Holder(entry, entry.validity)
        for name in dict.fromkeys(entry.names):
            found[name] = (*found.get(name, ()), own)
        for former in entry.former:
            past = Holder(entry, _past(former, entry), former=True)
            found[former.name] = (*found.get(former.name, ()), past)
    return found


def chief(holders: Sequence[Holder]) -> Holder:
    """Whose a name is in the end: who has it still, else who had it before, else who ended."""
    return min(holders, key=lambda each: (not each.holds(None), not each.former))


def status(holders: Sequence[Holder], on: date | None) -> Status:
    """What is to be said of a name on a day."""
    if any(each.holds(on) for each in holders):
        return Status("现行")
    former = [each for each in holders if each.former]
    now = tuple(dict.fromkeys(each.entry.name for each in former))
    for each in holders:
        if not each.former and each.validity.ended(on):
            return Status("已撤销", now, each.validity.ends)
    if former:
        return Status("曾用名", now, former[0].validity.ends)
    return Status("尚未成立", (), holders[0].validity.begins)


def quarrel(one: Holder, other: Holder) -> bool:
    """Whether two may not have one name: units may share their past and inherit, no more."""
    if one.entry is other.entry or (one.former and other.former):
        return False
    if one.former != other.former and (other if one.former else one).validity.ends:
        return False
    return one.validity.meets(other.validity)


def _past(former: FormerName, entry: Entry) -> Validity:
    """When a former name was valid; an undated one until the unit began under its present name."""
    begins = entry.validity.begins
    if former.validity.ends or begins is None or begins == date.min:
        return former.validity
    return Validity(former.validity.begins, date.fromordinal(begins.toordinal() - 1))
