"""Who has what in a notice: its tasks by unit, and whether the notice comes to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from hegao.dsl.characters import full_brackets
from hegao.dsl.document import Document, Task
from hegao.dsl.header import day_of
from hegao.dsl.model import Role, Unit
from hegao.dsl.recipient_classes import same_unit
from hegao.dsl.recipient_words import tiers_of
from hegao.dsl.recipients import Reach, distribution, receives
from hegao.dsl.registry import Registry, Status

RANKS: dict[Role, int] = {"lead": 0, "support": 1, "unspecified": 2}


class Share(NamedTuple):
    """A unit's part in a task."""

    task: Task
    role: Role


class Doubt(NamedTuple):
    """A name that the units list does not have as a present one."""

    name: str
    status: Status
    nearest: str
    """The listed name most like an unlisted one, or an empty string."""


class UnitTasks(NamedTuple):
    """A unit and its tasks."""

    name: str
    """The full name by the units list, else the name in the notice."""
    written: tuple[str, ...]
    """The names that the notice uses, as they are to be read (县民政局、财政局: 县财政局)."""
    shares: tuple[Share, ...]
    reach: Reach
    doubt: Doubt | None
    """Of the first name that is not right by the units list; None where all are."""
    blanket: bool = False
    """Names a whole class: 各乡镇, 县直各部门."""
    vague: bool = False
    """Cannot be identified: 有关部门."""

    @property
    def led(self) -> int:
        """How many tasks it leads."""
        return sum(share.role == "lead" for share in self.shares)

    @property
    def supported(self) -> int:
        """How many tasks it supports."""
        return sum(share.role == "support" for share in self.shares)


def unit_ledger(document: Document, registry: Registry) -> tuple[UnitTasks, ...]:
    """All units of a notice: those with the most tasks first, then as they come in it."""
    found: dict[str, list[tuple[Unit, Task]]] = {}
    for task in document.tasks:
        for unit in task.units:
            named = unit._replace(name=own_name(unit, registry))
            found.setdefault(registry.full_name(named.name), []).append((named, task))
    sent, issued = distribution(document), day_of(document.elements, "成文日期")
    made = [
        _unit_tasks(name, parts, sent.reach(parts[0][0].name, registry), registry, issued)
        for name, parts in found.items()
    ]
    return tuple(sorted(made, key=lambda unit: (-len(unit.shares), -unit.led)))


def find_unit(units: Iterable[UnitTasks], name: str, registry: Registry) -> UnitTasks | None:
    """The unit that a name means: any listed or written one, or the end of only one (水利局)."""
    full = registry.full_name(name)
    known = tuple(units)
    for unit in known:
        if unit.name == full or name in unit.written:
            return unit
    like = [unit for unit in known if any(same_unit(name, each) for each in unit.written)]
    return like[0] if len(like) == 1 else None


def classes_of(units: Iterable[UnitTasks], name: str, registry: Registry) -> tuple[UnitTasks, ...]:
    """The classes of units with tasks that hold a unit: 县直各部门 for 县教育局."""
    return tuple(
        unit
        for unit in units
        if unit.blanket and unit.name != name and receives(name, (unit.name,), registry)
    )


def own_name(unit: Unit, registry: Registry) -> str:
    """The name of a unit; a town keeps its own, whatever prefix the units before it share."""
    if registry.full and (registry.knows(unit.name) or registry.knows(unit.text)):
        return unit.name if registry.knows(unit.name) else unit.text
    if unit.text != unit.name and not unit.blanket and tiers_of(unit.text):
        return full_brackets(unit.text)
    return full_brackets(unit.name)


def _unit_tasks(
    name: str, parts: Sequence[tuple[Unit, Task]], reach: Reach,
    registry: Registry, issued: date | None,
) -> UnitTasks:  # fmt: skip
    first = parts[0][0]
    written = tuple(dict.fromkeys(unit.name for unit, _ in parts))
    doubt = None if first.blanket or first.vague else _doubt(written, registry, issued)
    return UnitTasks(
        name, written, _shares(parts), "unknown" if first.vague else reach, doubt,
        first.blanket and not first.vague, first.vague,
    )  # fmt: skip


def _doubt(names: Sequence[str], registry: Registry, on: date | None) -> Doubt | None:
    """The first name that is not a present one."""
    for name in names:
        status = registry.current(name, on)
        if status.state != "现行":
            unlisted = status.state == "名录中没有"
            return Doubt(name, status, registry.nearest(name) if unlisted else "")
    return None


def _shares(parts: Iterable[tuple[Unit, Task]]) -> tuple[Share, ...]:
    """Each task once, in the strongest role that it gives the unit."""
    best: dict[int, Share] = {}
    for unit, task in parts:
        known = best.get(id(task))
        if known is None or RANKS[unit.role] < RANKS[known.role]:
            best[id(task)] = Share(task, unit.role)
    return tuple(best.values())
