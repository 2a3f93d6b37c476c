"""How a notice writes its lists of units: in what order, and with what mark before a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hegao.dsl.document import Task, UnitField
from hegao.dsl.model import Unit

_LONGEST_LIST = 15

Pair = tuple[str, str]
Place = tuple[str, bool]


class Turn(NamedTuple):
    """Two units of a task, and the first task in which they stand the other way round."""

    pair: Pair
    elsewhere: Task


def turns(tasks: Sequence[Task]) -> dict[int, Turn]:
    """By the origin of its block: where a task goes against the order of the others.

    None where more than a quarter of the lists does, for then there is no order.
    """
    times: Counter[Pair] = Counter()
    first: dict[Pair, Task] = {}
    lists = 0
    for task in tasks:
        pairs = pairs_of(task)
        lists += bool(pairs)
        for pair in pairs:
            times[pair] += 1
            first.setdefault(pair, task)
    turned = frozenset(pair for pair in first if _is_turned(pair, times, first))
    found: dict[int, Turn] = {}
    for task in tasks if turned else ():
        one = next((pair for pair in pairs_of(task) if pair in turned), None)
        if one is not None:
            found[task.block.origin] = Turn(one, first[one[1], one[0]])
    return found if len(found) * 4 <= lists else {}


def _is_turned(pair: Pair, times: Counter[Pair], first: dict[Pair, Task]) -> bool:
    """Whether two units stand the other way round more often, or just as often and before."""
    other = (pair[1], pair[0])
    if other not in first or times[other] != times[pair]:
        return times[other] > times[pair]
    return first[other].block.origin < first[pair].block.origin


def pairs_of(task: Task) -> list[Pair]:
    """The particular units that stand one behind the other in a list, leads left out.

    Without a lead the first unit counts as one.
    """
    found: list[Pair] = []
    for field in task.unit_fields:
        units = [unit for unit in field.units if not (unit.inherited or unit.blanket or unit.vague)]
        if 2 < len(units) <= _LONGEST_LIST:
            led = any(unit.role == "lead" for unit in units)
            names = [unit.name for unit in units if unit.role != "lead"][0 if led else 1 :]
            found += ((one, other) for at, one in enumerate(names) for other in names[at + 1 :])
    return found


def classes_with_marks(field: UnitField, text: str) -> Iterator[tuple[Unit, Place, str]]:
    """The classes of units in a list, each with its place and the mark right before it.

    The place says whether another class or a particular unit goes before it.
    """
    units = field.units
    for at in [at for at, unit in enumerate(units) if unit.blanket and not unit.inherited]:
        before, unit = units[at - 1], units[at]
        mark = text[before.span.end : unit.span.start].strip() if at else ""
        if mark in ("、", "，", "；"):
            yield unit, (unit.text, before.blanket), mark


def usual_marks(tasks: Iterable[Task]) -> dict[Place, str]:
    """The mark that mostly stands before a class of units, where it is not always the same."""
    found: dict[Place, Counter[str]] = {}
    for task in tasks:
        for field in task.unit_fields:
            for _, place, mark in classes_with_marks(field, task.block.text):
                found.setdefault(place, Counter())[mark] += 1
    ranked = {place: marks.most_common(2) for place, marks in found.items() if len(marks) > 1}
    return {place: most[0] for place, (most, next_) in ranked.items() if most[1] > next_[1]}
