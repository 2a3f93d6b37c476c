"""Table rows to tasks.

An empty cell of units inherits those above it, as a merged cell does. An empty cell of limits
inherits none, since a task may have none; 同上 does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeAlias

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Cell, Mark, Row, Section, Table, Task, UnitField
from hegao.dsl.merged_rows import goes_on, is_total, tells, with_row
from hegao.dsl.model import Deadline, Role
from hegao.dsl.quantities import find_quantities
from hegao.dsl.row_cells import (
    EMPTY,
    HEADING,
    NOBODY,
    finest,
    is_empty,
    is_merged,
    limit_cells,
    mark_cell,
    number_cell,
    says_nothing,
    task_cell,
    told_cells,
    unit_cells,
)
from hegao.dsl.tables import NUMBERED, Columns, columns_of
from hegao.dsl.tasks import inherit, tail_of
from hegao.dsl.units import parse_units
from hegao.grammar.blocks import MARKS
from hegao.grammar.labels import read_label
from hegao.grammar.source import Span

__all__ = ["EMPTY", "tasks_of_table"]

SECTION = re.compile(MARKS["LEVEL1"])
LIMIT = "完成时限："
NO_UNITS = UnitField("cell", None, (), None, Span(0, 0))


class _Table(NamedTuple):
    """What all rows of a table share."""

    columns: Columns
    issued: date | None
    year: int | None


_Limits: TypeAlias = tuple[tuple[Deadline, ...], ...]
"""The limits of a row, column by column."""


class _Above(NamedTuple):
    """What 同上 and empty cells stand for, column by column."""

    units: tuple[UnitField, ...]
    limits: _Limits


def tasks_of_table(table: Table, issued: date | None, year: int | None) -> list[Task]:
    """The tasks that the rows of a table are; none for a table without a unit column.

    A row that only has further units or limits belongs to the task above it.
    """
    columns = finest(columns_of(table.header), table.rows)
    shared = _Table(columns, issued, year)
    above = _Above((NO_UNITS,) * len(columns.units), ((),) * len(columns.deadlines))
    section: Section | None = None
    made: list[Task] = []
    for row in table.rows if columns.units else ():
        section = _section(row) or section
        if is_total(row):
            continue
        cell = task_cell(row, columns)
        if cell is not None:
            units, limits = tuple(_units(row, columns, above.units)), _limits(row, shared, above)
            made.append(_task(row, cell, _Above(units, limits), section, shared))
            above = _Above(units, _kept(limits, above.limits))
        elif made and goes_on(row, columns, told_cells(row, columns)):
            made[-1], above = _with_row(made[-1], row, above, shared)
    return made


def _with_row(task: Task, row: Row, above: _Above, shared: _Table) -> tuple[Task, _Above]:
    """The task above with what the row adds, and what stands above the next row."""
    cells = zip(unit_cells(row, shared.columns), shared.columns.units, strict=True)
    own = [None if says_nothing(cell) else _read_units(cell, unit.role) for cell, unit in cells]
    nothing = above._replace(limits=((),) * len(above.limits))
    limits = _limits(row, shared, nothing)
    units = tuple(new or over for new, over in zip(own, above.units, strict=True))
    fields, added = tuple(filter(None, own)), tuple(chain(*limits))
    if not tells(fields, added):
        return task, above
    return with_row(task, row, fields, added), _Above(units, _kept(limits, above.limits))


def _kept(limits: _Limits, above: _Limits) -> _Limits:
    """What 同上 in the next row stands for: the last limits that were written."""
    return tuple(new or over for new, over in zip(limits, above, strict=True))


def _section(row: Row) -> Section | None:
    """The section that a cell of the row heads; a number alone only numbers the row."""
    for cell in row.cells:
        match = SECTION.match(cell.text)
        if match and match.end() < len(cell.text):
            return _section_of(cell, match.group(), row)
    return None


def _section_of(cell: Cell, label: str, row: Row) -> Section:
    start = cell.span.start
    body = start + len(label)
    mark = Mark(label, "LEVEL1", *read_label("LEVEL1", label), Span(start, body))
    return Section(mark, cell.text[len(label) :].strip(), row.block, Span(body, cell.span.end))


def _units(row: Row, columns: Columns, above: Sequence[UnitField]) -> Iterator[UnitField]:
    """The row's units, column by column; an empty cell is part of a merged one.

    But where a row names who leads, an empty cell says that nobody supports.
    """
    cells = unit_cells(row, columns)
    named = [not is_empty(cell) for cell in cells]
    led = any(
        one and unit.role != "support" for one, unit in zip(named, columns.units, strict=True)
    )
    for cell, unit, over in zip(cells, columns.units, above, strict=True):
        if is_merged(cell) or not (cell.text or (led and unit.role == "support")):
            units = inherit(over.units, over._replace(span=cell.span))
            yield over._replace(units=units, span=cell.span)
        else:
            yield _read_units(cell, unit.role)


def _read_units(cell: Cell, role: Role) -> UnitField:
    """The units that a cell names."""
    parsed = parse_units(NOBODY.sub("", cell.text), cell.span.start, role)
    return UnitField("cell", None, parsed.units, parsed.tail, cell.span)


def _limits(row: Row, shared: _Table, above: _Above) -> _Limits:
    """The limits of the row, column by column; 同上 stands for those above."""
    return tuple(
        _column_limits(cell, over, shared)
        for cell, over in zip(limit_cells(row, shared.columns), above.limits, strict=True)
    )


def _column_limits(
    cell: Cell | None, over: Sequence[Deadline], shared: _Table
) -> tuple[Deadline, ...]:
    if cell is None:
        return ()
    if is_merged(cell):
        return tuple(limit._replace(span=cell.span) for limit in over)
    return tuple(_read_limits(cell, LIMIT, shared))


def _task(row: Row, cell: Cell, above: _Above, section: Section | None, shared: _Table) -> Task:
    fields = above.units
    mark = mark_cell(row, cell, shared.columns)
    body = NUMBERED.match(cell.text)
    text = Span(cell.span.start + (body.end() if body else 0), cell.span.end)
    units = tuple(unit for field in fields for unit in field.units)
    told = tuple(field for field in fields if field.units or field.tail) or tuple(fields[:1])
    quantities = (q for q in find_quantities(row.block.text) if _inside(q.span, cell.span))
    return Task(
        mark.text or None, mark.span, section, None, row.block, (text,), units, told,
        tail_of(fields), tuple(_deadlines(row, cell, above, shared)), tuple(quantities), (), None,
    )  # fmt: skip


def _deadlines(row: Row, task: Cell, above: _Above, shared: _Table) -> Iterator[Deadline]:
    """The limits of the row, cell by cell; those of headings hold for other rows as well."""
    columns = shared.columns
    limits = limit_cells(row, columns)
    others = [number_cell(row, columns), *unit_cells(row, columns)]
    for cell in row.cells:
        if cell in limits:
            yield from above.limits[limits.index(cell)]
        elif cell == task or not (cell in others or HEADING.match(cell.text)):
            yield from _read_limits(cell, "", shared)


def _read_limits(cell: Cell, label: str, shared: _Table) -> Iterator[Deadline]:
    """The limits of a cell, read as if the label stood before it."""
    number = NUMBERED.match(cell.text)
    begin = number.end() if number and not label else 0
    moved = cell.span.start + begin - len(label)
    for found in find_deadlines(label + cell.text[begin:], shared.issued, shared.year):
        yield found._replace(span=Span(found.span.start + moved, found.span.end + moved))


def _inside(span: Span, outer: Span) -> bool:
    return outer.start <= span.start < outer.end
