"""The units that may be named: those of the units list, of the draft, of other notices."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from hegao.dsl.document import Task
from hegao.dsl.header import day_of
from hegao.dsl.model import Unit
from hegao.dsl.registry import Entry, Registry
from hegao.grammar.lines import LEVELS
from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.proposal import Proposal
from hegao.lsp.completions.unit_lists import UnitList, unit_list
from hegao.lsp.feature import Surroundings
from hegao.lsp.snapshot import Snapshot

PATIENCE: Final = 0.03
"""Seconds to read other notices in; what was read is known the next time."""
LONGEST_NAME: Final = 24
AT_END: Final = re.compile(r"[。；](?P<typed>[（(]?\w{0,8})\Z")
OPEN: Final = re.compile("[（(]")
LEAD, SUPPORT = "牵头", "配合"


class Name(NamedTuple):
    """A unit as it is put in, and by what other names it may be typed."""

    text: str
    keys: tuple[str, ...] = ()
    detail: str = ""


def unit_names(cursor: Cursor, around: Surroundings) -> Iterator[Proposal]:
    """Units where units are listed, and their roles behind them."""
    listed = unit_list(cursor)
    if listed is None:
        return
    names = list(_names(cursor, around))
    yield from _roles(listed, names)
    registry = cursor.draft.basis.registry
    named = {_full(name, registry) for name in listed.others}
    for name in names:
        if _full(name.text, registry) not in named:
            yield Proposal(name.text, listed.start, "", name.keys, name.detail, kind="unit")


def unit_brackets(cursor: Cursor) -> Iterator[Proposal]:
    """The bracket of units behind the sentences of a task: 。（责任单位：…）."""
    match = AT_END.search(cursor.before)
    line = cursor.line
    if match and line and line.type in LEVELS and cursor.after.strip() in ("", "）"):
        start, text = match.start("typed"), "（责任单位：$1）"
        yield Proposal("（责任单位：）", start, text, ("责任单位",), kind="field", takes="）")


def _full(name: str, registry: Registry | None) -> str:
    return registry.full_name(name) if registry else name


def _names(cursor: Cursor, around: Surroundings) -> Iterator[Name]:
    """All units that can be named: those of this draft first, most frequent first."""
    draft = cursor.draft
    registry, used = draft.basis.registry, _used(draft, cursor.offset)
    day = day_of(draft.notice.elements, "成文日期")
    names = list(_of_list(registry, day, used)) if registry else []
    names += _unlisted(used, "本文用过", names, registry)
    names.sort(key=lambda name: -used[name.text])
    yield from names
    yield from _unlisted(_elsewhere(draft, around), "别的通知用过", names, registry)


def _unlisted(
    texts: Iterable[str], detail: str, known: list[Name], registry: Registry | None
) -> list[Name]:
    """The names that are not known yet; what the units list has is as it says, or abolished."""
    seen = {name.text for name in known}
    found = dict.fromkeys(text for text in texts if text not in seen)
    return [Name(text, (), detail) for text in found if not (registry and registry.find(text))]


def _used(draft: Snapshot, typed_at: int = -1) -> Counter[str]:
    """The names of units in a draft, but for the one being typed, the most frequent first."""
    tasks = draft.notice.tasks
    typed_in = next((task for task in reversed(tasks) if task.block.origin <= typed_at), None)
    counted = Counter(
        unit.name
        for task in tasks
        for unit in task.units
        if _is_name(unit) and not (task is typed_in and _at(unit, task, typed_at))
    )
    return Counter(dict(counted.most_common()))


def _is_name(unit: Unit) -> bool:
    """Whether a unit is somebody: 有关部门 is nobody."""
    return not (unit.vague or unit.inherited) and 1 < len(unit.name) <= LONGEST_NAME


def _at(unit: Unit, task: Task, offset: int) -> bool:
    start, end = task.block.locate(unit.span)
    return start <= offset <= end


def _of_list(registry: Registry, day: date | None, used: Counter[str]) -> Iterator[Name]:
    """The units that exist on a day, under the name that the draft uses for them."""
    for entry in registry.entries():
        if not entry.validity.holds(day):
            continue
        former = tuple(each.name for each in entry.former)
        text = _preferred(entry, used)
        keys = tuple(name for name in (*entry.names, *former) if name != text)
        full = "" if text == entry.name else entry.name
        past = f"曾用名：{'、'.join(former)}" if former else ""
        yield Name(text, keys, "　".join(filter(None, (full, past, entry.kind))))


def _preferred(entry: Entry, used: Counter[str]) -> str:
    """What the draft calls a unit most; else its first short name, of a group the full one."""
    most = max(entry.names, key=lambda name: used[name])
    if used[most]:
        return most
    return entry.aliases[0] if entry.aliases and not entry.is_group else entry.name


def _elsewhere(draft: Snapshot, around: Surroundings) -> list[str]:
    """The names in other notices of the workspace, as far as reading them takes no time.

    Those that this draft carries out name the units of a higher level, which are not its own.
    """
    upper = {source.file for source in draft.basis.upstreams}
    found: Counter[str] = Counter()
    ends = time.monotonic() + PATIENCE
    for other in around.notices.drafts():
        if other.uri != draft.uri and str(other.path) not in upper:
            found.update(_used(other).keys())
        if time.monotonic() > ends:
            break
    return [name for name, _ in found.most_common()]


def _roles(listed: UnitList, names: list[Name]) -> Iterator[Proposal]:
    """牵头 and 配合 behind a unit that is written out."""
    if listed.form == "recipients" or not listed.typed:
        return
    known = {each for name in names for each in (name.text, *name.keys)}
    opened = OPEN.search(listed.typed)
    unit = listed.typed[: opened.start()] if opened else ""
    unit = unit or max(filter(listed.typed.startswith, known), key=len, default="")
    if not unit:
        return
    start = listed.start + len(unit)
    for role in (SUPPORT,) if listed.led else (LEAD, SUPPORT):
        label = f"（{role}）" if listed.form == "line" else role
        takes = "）" if opened and listed.form == "line" else ""
        yield Proposal(label, start, "", (role,), f"{unit}{role}", takes=takes)
