"""The responsible units of a task in two versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegao.dsl.document import Task, UnitField
from hegao.dsl.line_spelling import plain
from hegao.dsl.model import ROLE_NOTES, Unit
from hegao.dsl.revision.change import Change
from hegao.dsl.upstream.unit_counterparts import likeness

AROUND = "（）()。；;. \n\u3000"
"""What stands around the words of a bracket or a line."""
SAME_WORK = 1.0
"""Of two names: one office under another name, or that of another level."""


def unit_changes(old: Task, new: Task) -> Iterator[Change]:
    """What changed in who has to do a task; where nothing did, in how that is worded."""
    changes = list(_changes(old, new))
    yield from changes or _wording(old, new)


def _changes(old: Task, new: Task) -> Iterator[Change]:
    """Units added, removed, put in the place of others; roles, their order, the open tail."""
    before, after = _by_name(old), _by_name(new)
    gone = [unit for name, unit in before.items() if name not in after]
    come = [unit for name, unit in after.items() if name not in before]
    successors = _successors(gone, come)
    for unit in gone:
        if unit not in successors:
            yield Change("unit_removed", told(unit), "")
    for unit, other in successors.items():
        yield Change("unit_replaced", told(unit), told(other))
    for unit in come:
        if unit not in successors.values():
            yield Change("unit_added", "", told(unit))
    for name, unit in before.items():
        if name in after and after[name].role != unit.role:
            yield Change("role_changed", told(unit), told(after[name]))
    yield from _order(before, after)
    if plain(old.unit_tail or "") != plain(new.unit_tail or ""):
        yield Change("unit_tail", old.unit_tail or "", new.unit_tail or "")


def told(unit: Unit) -> str:
    """A unit with its role: 县民政局（牵头）."""
    return unit.text + ROLE_NOTES[unit.role]


def _wording(old: Task, new: Task) -> Iterator[Change]:
    """What else stands beside the units, where both versions name them in one form."""
    if [field.form for field in old.unit_fields] != [field.form for field in new.unit_fields]:
        return
    for one, other in zip(_raw(old), _raw(new), strict=True):
        if one and other and plain(one) != plain(other):
            yield Change("unit_worded", one, other)


def _raw(task: Task) -> list[str]:
    """The words that name units, as they stand; of a cell that goes on with another nothing."""
    return [
        "" if any(unit.inherited for unit in field.units) else _words(task, field)
        for field in task.unit_fields
    ]


def _words(task: Task, field: UnitField) -> str:
    return " ".join(task.block.text[slice(*field.span)].strip(AROUND).split())


def _by_name(task: Task) -> dict[str, Unit]:
    """Each unit once, as it is first named; by a role rather than by none."""
    found: dict[str, Unit] = {}
    for unit in task.units:
        known = found.setdefault(plain(unit.name), unit)
        if known.role == "unspecified" != unit.role:
            found[plain(unit.name)] = unit
    return found


def _successors(gone: Sequence[Unit], come: Sequence[Unit]) -> dict[Unit, Unit]:
    """Units in whose place stands one of the same line of work, where only one does."""
    pairs = [
        (unit, other)
        for unit in gone
        for other in come
        if unit.role == other.role and likeness(unit.name, other.name) >= SAME_WORK
    ]
    return {
        unit: other
        for unit, other in pairs
        if sum(each is unit for each, _ in pairs) == sum(each is other for _, each in pairs) == 1
    }


def _order(before: dict[str, Unit], after: dict[str, Unit]) -> Iterator[Change]:
    """Who is named first counts where no roles are given."""
    one = [name for name in before if name in after and before[name].role == after[name].role]
    other = [name for name in after if name in one]
    if one != other:
        yield Change("unit_order", _list(before, one), _list(after, other))


def _list(units: dict[str, Unit], names: Sequence[str]) -> str:
    return "、".join(units[name].text for name in names)
