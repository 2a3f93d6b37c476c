"""Table rows that go on with the task above them, whose cell is merged downwards.

Such a row names more units or another limit and no task of its own; a reader counts one task with
the units of both rows. Rows of totals (合计) are no tasks at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hegao.dsl.document import Cell, Row, Task, UnitField
from hegao.dsl.model import Block, Deadline, Unit
from hegao.dsl.row_cells import HEADING, is_empty
from hegao.dsl.tables import NUMBER_ALONE, NUMBERED, Columns, cell_at
from hegao.dsl.unit_words import looks_like_place, looks_like_unit
from hegao.grammar.source import Span

__all__ = ["goes_on", "is_total", "tells", "with_row"]

_TOTAL = re.compile(r"(?:[合总小共]\s*计|累计|总\s*数)(?:[：:（(].*)?\Z", re.DOTALL)


def is_total(row: Row) -> bool:
    """Whether a row only sums up the rows above it: 合计, 小计."""
    filled = (cell.text for cell in row.cells if cell.text)
    first = next((text for text in filled if not NUMBER_ALONE.match(text)), "")
    return _TOTAL.match(first) is not None


def goes_on(row: Row, columns: Columns, told: Sequence[Cell]) -> bool:
    """Whether a row without a task has some of what is told of one: units, limits.

    It has no number and heads nothing, and the cells up to that of the task are empty.
    """
    if columns.task is None or not any(cell.text for cell in told):
        return False
    listed = cell_at(row, columns.task, columns.width)
    before = row.cells[: row.cells.index(listed) + 1] if listed else ()
    headed = any(HEADING.match(cell.text) or NUMBERED.match(cell.text) for cell in row.cells)
    return not headed and all(map(is_empty, before))


def tells(fields: Sequence[UnitField], limits: Sequence[Deadline]) -> bool:
    """Whether what such a row adds reads as units or limits, not as cells out of place."""
    names = (unit.text for field in fields for unit in field.units)
    return bool(limits) or any(looks_like_unit(name) or looks_like_place(name) for name in names)


def with_row(task: Task, row: Row, fields: Sequence[UnitField], limits: Sequence[Deadline]) -> Task:
    """A task with the units and limits that a row below adds; its block has both rows."""
    block = task.block
    at = len(block.text)
    joins = (*(block.joins or ((0, block.origin),)), (at, row.block.origin))
    known = {(unit.name, unit.role) for unit in task.units}
    more = tuple(_moved(field, at) for field in fields if field.units or field.tail)
    units = [unit for field in more for unit in field.units if (unit.name, unit.role) not in known]
    return task._replace(
        block=Block(block.text + row.block.text, block.origin, joins),
        units=(*task.units, *units),
        unit_fields=(*_filled(task.unit_fields, more), *more),
        unit_tail=task.unit_tail or next((field.tail for field in more if field.tail), None),
        deadlines=(*task.deadlines, *_shifted(limits, at)),
    )


def _filled(fields: Sequence[UnitField], more: Sequence[UnitField]) -> Iterator[UnitField]:
    """The places that name units; an empty one stays only where there is no other."""
    return (field for field in fields if field.units or field.tail or not more)


def _moved(field: UnitField, at: int) -> UnitField:
    units = tuple(_unit(unit, at) for unit in field.units)
    return field._replace(units=units, span=_span(field.span, at))


def _unit(unit: Unit, at: int) -> Unit:
    return unit._replace(span=_span(unit.span, at))


def _shifted(limits: Sequence[Deadline], at: int) -> Iterator[Deadline]:
    return (limit._replace(span=_span(limit.span, at)) for limit in limits)


def _span(span: Span, at: int) -> Span:
    return Span(span.start + at, span.end + at)
