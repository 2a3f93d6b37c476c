"""The quantities of a task in two versions: added, dropped, eased, raised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from hegao.dsl.align.clauses import overlap
from hegao.dsl.document import Task
from hegao.dsl.model import Quantity
from hegao.dsl.revision.change import Change, Kind
from hegao.dsl.revision.counterparts import Counterpart, counterparts
from hegao.dsl.upstream.amounts import compared
from hegao.grammar.source import Span

WEAKER: Final = frozenset(("数量降低", "上限放宽", "数量含糊"))
UPPER: Final = frozenset(("at_most", "less_than"))
LOWER: Final = frozenset(("at_least", "more_than"))
COUNTED: Final = 4
"""The characters behind a quantity that tell what is counted."""
_Identity = tuple[str, float, str]
_Placed = Counterpart[Quantity]
_Key = Callable[[_Placed], object]


def amount_changes(old: Task, new: Task) -> Iterator[tuple[Change, Span | None, Span | None]]:
    """The changes, each with where the two quantities stand in the blocks of their tasks."""
    here, there = _of(old), _of(new)
    for key in (_counted, lambda each: _identity(each.value)):
        here, there = _unlike(here, there, key), _unlike(there, here, key)
    for a, b in counterparts(here, there, _nearness):
        before = None if a is None else here[a].value
        after = None if b is None else there[b].value
        yield _change(before, after), before and before.span, after and after.span


def _of(task: Task) -> list[_Placed]:
    """Its quantities but those that are part of a time limit."""
    limits = [limit.span for limit in task.deadlines]
    return [
        Counterpart(each, task.block.text, each.span)
        for each in task.quantities
        if not any(start <= each.span.start and each.span.end <= end for start, end in limits)
    ]


def _identity(quantity: Quantity) -> _Identity:
    """What it demands; how often is a time limit, and told as one."""
    return quantity.bound, quantity.value, quantity.measure


def _counted(placed: _Placed) -> object:
    """The same with what is counted, as there may be three of one thing and of another."""
    return _identity(placed.value), placed.text[placed.span.end : placed.span.end + COUNTED]


def _unlike(own: Sequence[_Placed], others: Sequence[_Placed], key: _Key) -> list[_Placed]:
    """Those that do not stand in the other version, or stand there less often."""
    left = Counter(map(key, others))
    found: list[_Placed] = []
    for each in own:
        if left[key(each)]:
            left[key(each)] -= 1
        else:
            found.append(each)
    return found


def _nearness(old: _Placed, new: _Placed) -> float | None:
    if old.value.measure != new.value.measure:
        return None
    return overlap(old.around, new.around)


def _change(old: Quantity | None, new: Quantity | None) -> Change:
    if old is None or new is None:
        kind: Kind = "quantity_added" if new else "quantity_removed"
        return Change(kind, old.text if old else "", new.text if new else "")
    return Change(_kind(old, new), old.text, new.text)


def _kind(old: Quantity, new: Quantity) -> Kind:
    if {old.bound, new.bound} & UPPER and {old.bound, new.bound} & LOWER:
        return "quantity_changed"
    weaker, stricter = compared(old, new) in WEAKER, compared(new, old) in WEAKER
    if weaker == stricter:
        return "quantity_changed"
    return "quantity_weaker" if weaker else "quantity_stricter"
