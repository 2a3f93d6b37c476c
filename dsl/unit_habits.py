"""How a notice writes its lists of units: in what order, and with what mark before a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from hegao.dsl.document import Task
from hegao.grammar.source import Span

_LONGEST_LIST = 15
_MARKS = ("、", "，", "；")

Pair = tuple[str, str]
Habit = tuple[str, bool, str]
"""A class of units, whether another class goes before it, and the mark between."""
Marked = tuple[int, Span]


class Turn(NamedTuple):
    """Two units of a task, and the first task in which they stand the other way round."""

    pair: Pair
    elsewhere: Task


def turns(tasks: Sequence[Task]) -> dict[int, Turn]:
    """By the origin of its block: where a task goes against the order of the others.

    None where more than a quarter of the lists does, for then there is no order.
    """
    lists = [(task, pairs) for task in tasks if (pairs := pairs_of(task))]
    times = Counter(pair for _, pairs in lists for pair in pairs)
    if not any((other, one) in times for one, other in times):
        return {}
    first = {pair: task for task, pairs in reversed(lists) for pair in pairs}
    turned = {pair for pair in times if _is_turned(pair, times, first)}
    found: dict[int, Turn] = {}
    for task, pairs in lists:
        one = next((pair for pair in pairs if pair in turned), None)
        if one is not None:
            found[task.block.origin] = Turn(one, first[one[1], one[0]])
    return found if len(found) * 4 <= len(lists) else {}


def _is_turned(pair: Pair, times: Mapping[Pair, int], first: Mapping[Pair, Task]) -> bool:
    """Whether two units stand the other way round more often, or just as often and before."""
    other = (pair[1], pair[0])
    if other not in times or times[other] != times[pair]:
        return times.get(other, 0) > times[pair]
    return first[other].block.origin < first[pair].block.origin


def pairs_of(task: Task) -> list[Pair]:
    """The particular units that stand one behind the other in a list, leads left out.

    Without a lead the first unit counts as one.
    """
    found: list[Pair] = []
    for field in task.unit_fields if len(task.units) > 2 else ():
        units = [unit for unit in field.units if not (unit.inherited or unit.blanket or unit.vague)]
        if 2 < len(units) <= _LONGEST_LIST:
            led = any(unit.role == "lead" for unit in units)
            names = [unit.name for unit in units if unit.role != "lead"][0 if led else 1 :]
            found += combinations(names, 2)
    return found


def odd_marks(tasks: Iterable[Task]) -> dict[Marked, str]:
    """The mark before a class of units, where another one mostly stands before it.

    By the origin of the block and the span of the class.
    """
    found: dict[Habit, list[Marked]] = {}
    for task in tasks:
        for field in task.unit_fields if len(task.units) > 1 else ():
            for before, unit in pairwise(field.units):
                if unit.blanket and not unit.inherited:
                    mark = task.block.text[before.span.end : unit.span.start].strip()
                    if mark in _MARKS:
                        habit = (unit.text, before.blanket, mark)
                        found.setdefault(habit, []).append((task.block.origin, unit.span))
    return {place: habit[2] for habit in _unusual(found) for place in found[habit]}


def _unusual(found: Mapping[Habit, Sequence[Marked]]) -> Iterator[Habit]:
    """The habits besides the one that a class mostly has, where it has one."""
    classes: dict[tuple[str, bool], list[Habit]] = {}
    for habit in found:
        classes.setdefault(habit[:2], []).append(habit)
    for habits in classes.values():
        most, *others = sorted(habits, key=lambda habit: -len(found[habit]))
        if others and len(found[most]) > len(found[others[0]]):
            yield from others
