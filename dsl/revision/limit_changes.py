"""The time limits of a task in two versions: added, dropped, moved, made softer or firmer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.align.clauses import overlap
from hegao.dsl.document import Task
from hegao.dsl.line_spelling import plain
from hegao.dsl.model import Deadline
from hegao.dsl.revision.change import Change, Kind
from hegao.dsl.revision.counterparts import Counterpart, counterparts
from hegao.dsl.upstream.limits import BINDING, compared
from hegao.grammar.source import Span

LATER: Final = frozenset(("时限推迟", "周期变长"))


def limit_changes(old: Task, new: Task) -> Iterator[tuple[Change, Span | None, Span | None]]:
    """The changes, each with where the two limits stand in the blocks of their tasks."""
    one, other = _unlike(old.deadlines, new.deadlines), _unlike(new.deadlines, old.deadlines)
    pairs = counterparts(
        [_placed(each, old) for each in one], [_placed(each, new) for each in other], _nearness
    )
    for a, b in pairs:
        before, after = one[a] if a is not None else None, other[b] if b is not None else None
        yield _change(before, after), before and before.span, after and after.span


def _unlike(own: Sequence[Deadline], others: Sequence[Deadline]) -> list[Deadline]:
    """Those that do not stand in the other version, each once."""
    known = {_identity(each) for each in others}
    found: dict[tuple[object, ...], Deadline] = {}
    for each in own:
        if _identity(each) not in known:
            found.setdefault(_identity(each), each)
    return list(found.values())


def _identity(limit: Deadline) -> tuple[object, ...]:
    """The day it ends on, where that is what it says; else its words."""
    if limit.end and limit.kind not in ("relative", "recurring"):
        return ("day", limit.end)
    if limit.kind in ("relative", "recurring") and limit.measure:
        return limit.kind, limit.amount, limit.measure, plain(limit.event or "")
    return (limit.kind, plain(limit.text))


def _placed(limit: Deadline, task: Task) -> Counterpart[Deadline]:
    return Counterpart(limit, task.block.text, limit.span)


def _nearness(old: Counterpart[Deadline], new: Counterpart[Deadline]) -> float | None:
    """How well two limits stand for each other; every limit may stand for any other."""
    same = old.value.kind == new.value.kind
    binding = (old.value.kind in BINDING) == (new.value.kind in BINDING)
    return same + binding + overlap(old.around, new.around)


def _change(old: Deadline | None, new: Deadline | None) -> Change:
    if old is None or new is None:
        kind: Kind = "deadline_added" if new else "deadline_removed"
        return Change(kind, old.text if old else "", new.text if new else "")
    if plain(old.text) != plain(new.text):
        return Change(_kind(old, new), old.text, new.text)
    # The words are the same; the day is not, as the notice itself has another date.
    return Change(_kind(old, new), *(f"{each.text}（{each.end}）" for each in (old, new)))


def _kind(old: Deadline, new: Deadline) -> Kind:
    if (old.kind in BINDING) != (new.kind in BINDING):
        return "deadline_softer" if old.kind in BINDING else "deadline_firmer"
    if compared(old, new) in LATER:
        return "deadline_later"
    return "deadline_earlier" if compared(new, old) in LATER else "deadline_changed"
