"""Tasks without units of their own under an item that names units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hegao.dsl.document import Document, Item, Task
from hegao.dsl.model import Unit


class UnitsAbove(NamedTuple):
    """A task that names no units, and the item above it that does."""

    task: Task
    item: Item
    units: tuple[Unit, ...]


def units_above(notice: Document) -> Iterator[UnitsAbove]:
    """All such tasks of the prose, each with the nearest item above it that names units."""
    tasks = {task.block.origin: task for task in notice.tasks if not task.in_table}
    above: list[Item] = []
    for item in notice.items:
        while above and (above[-1].depth >= item.depth or above[-1].part != item.part):
            above.pop()
        task = tasks.get(item.block.origin)
        holder = next((each for each in reversed(above) if _units(each)), None)
        if task and holder and not task.units:
            yield UnitsAbove(task, holder, _units(holder))
        above.append(item)


def _units(item: Item) -> tuple[Unit, ...]:
    return tuple(unit for field in item.unit_fields for unit in field.units)
