"""The time limits of both levels set against each other, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from hegao.dsl.coverage.entries import (
    CoverageData,
    DifferenceEntry,
    ItemEntry,
    LimitEntry,
    State,
)
from hegao.dsl.coverage.page_links import Links
from hegao.dsl.coverage.page_words import STATES

WITHOUT: frozenset[State] = frozenset(("missing", "not_applicable", "passed_on"))
"""States that need no limit of the draft to be told."""

Standing = Literal["later", "earlier", "same", "stricter", "lost", "open"]
"""`lost`: the draft says less without a later day; `open`: nothing of the draft's is known."""


class Held(NamedTuple):
    """A limit of the draft and the place of its task, None when only a quotation is known."""

    task: int | None
    limit: LimitEntry


class LimitPair(NamedTuple):
    """A limit of an upstream item, and the one that the draft sets for it."""

    item: int
    asked: LimitEntry
    held: Held | None
    standing: Standing
    state: State
    """Of the item."""

    @property
    def joined(self) -> bool:
        """Whether both days are known."""
        return bool(self.held and day_of(self.held.limit) and day_of(self.asked))

    @property
    def days(self) -> int:
        """By how many days the draft is later; 0 where a day is not known."""
        first = day_of(self.asked)
        last = day_of(self.held.limit) if self.held else None
        return (last - first).days if first and last else 0

    @property
    def late(self) -> bool:
        """Whether the upstream's limit is not kept."""
        return self.standing in ("later", "lost") or self.state == "missing"

    def told(self) -> str:
        """How the two compare, in words."""
        match self.standing:
            case "later":
                return f"晚{self.days}天"
            case "earlier":
                return f"早{-self.days}天"
            case "stricter":
                return "更严"
            case "same":
                if self.joined and not self.days:
                    return "同日"
                alike = self.held and self.held.limit["text"] == self.asked["text"]
                return "相同" if alike else "相当"
            case "lost":
                return "减弱" if self.held else "没有写时限"
            case "open":
                return STATES[self.state] if self.state in WITHOUT else "—"


def day_of(limit: LimitEntry) -> date | None:
    """The last day allowed."""
    return date.fromisoformat(limit["end"]) if limit["end"] else None


def limit_pairs(data: CoverageData, links: Links) -> list[LimitPair]:
    """All limits of the upstream items, in the order of their days, then those without one."""
    pairs = [
        each for place in range(len(data["upstream"])) for each in _of_item(data, links, place)
    ]
    return sorted(pairs, key=lambda pair: (day_of(pair.asked) or date.max, pair.item))


def _of_item(data: CoverageData, links: Links, place: int) -> Iterator[LimitPair]:
    """A reported difference decides; a later day that nobody objects to is another matter's."""
    item = data["upstream"][place]
    held = [
        Held(task, limit)
        for task in links.tasks[place]
        for limit in data["tasks"][task]["deadlines"]
    ]
    reports = [each for each in item["differences"] if each["what"] == "deadline"]
    for asked in _asked(item, reports):
        report = next((each for each in reports if _quoted(asked, each["upstream"])), None)
        found, standing = _reported(asked, held, report) if report else _kept(asked, held)
        yield LimitPair(place, asked, found, standing, item["state"])


def _asked(item: ItemEntry, reports: Iterable[DifferenceEntry]) -> list[LimitEntry]:
    """The limits of an item, and those that only a difference knows of."""
    limits = [*item["deadlines"]]
    for each in reports:
        if each["upstream"] and not any(_quoted(limit, each["upstream"]) for limit in limits):
            limits.append({"text": each["upstream"], "end": None})
    return limits


def _reported(
    asked: LimitEntry, held: Iterable[Held], report: DifferenceEntry
) -> tuple[Held | None, Standing]:
    found = next((each for each in held if _quoted(each.limit, report["draft"])), None)
    if found is None and report["draft"]:
        found = Held(None, {"text": report["draft"], "end": None})
    first, last = day_of(asked), day_of(found.limit) if found else None
    later = bool(first and last and last > first)
    earlier = bool(first and last and last < first)
    match report["direction"]:
        case "weaker":
            return found, "later" if later else "lost"
        case "stricter":
            return found, "earlier" if earlier else "stricter"
        case "same":
            return found, "same"


def _kept(asked: LimitEntry, held: Iterable[Held]) -> tuple[Held | None, Standing]:
    last = day_of(asked)
    if last is None:
        same = next((each for each in held if _quoted(asked, each.limit["text"])), None)
        return same, "same" if same else "open"
    dated = [(day, each) for each in held if (day := day_of(each.limit)) and day <= last]
    if not dated:
        return None, "open"
    day, nearest = max(dated, key=lambda each: each[0])
    return nearest, "same" if day == last else "earlier"


def _quoted(limit: LimitEntry, quote: str) -> bool:
    return bool(quote) and (limit["text"] in quote or quote in limit["text"])
