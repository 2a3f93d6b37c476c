"""Table rows to tasks; an empty unit cell inherits the units above it, as a merged cell does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Cell, Mark, Row, Section, Table, Task, UnitField
from hegao.dsl.model import Unit
from hegao.dsl.quantities import find_quantities
from hegao.dsl.tables import MERGED, NUMBERED, Columns, cell_at, columns_of, task_cell
from hegao.dsl.tasks import inherit
from hegao.dsl.units import parse_units
from hegao.grammar.blocks import MARKS
from hegao.grammar.labels import label_number, proper_label
from hegao.grammar.source import Span

SECTION = re.compile(MARKS["LEVEL1"])


def tasks_of_table(table: Table, issued: date | None, year: int | None) -> Iterator[Task]:
    """The tasks that the rows of a table are; none for a table without a unit column."""
    columns = columns_of(table.header)
    if columns.unit is None:
        return
    above: UnitField | None = None
    section: Section | None = None
    for row in table.rows:
        section = _section(row) or section
        cell = task_cell(row, columns)
        if cell is None:
            continue
        field, above = _units(row, columns, above)
        yield _task(row, cell, columns, field, section, issued, year)


def _section(row: Row) -> Section | None:
    for cell in row.cells:
        if match := SECTION.match(cell.text):
            start = cell.span.start
            mark = Mark(
                match.group(), "LEVEL1", label_number(match.group()),
                proper_label("LEVEL1", match.group()), Span(start, start + match.end()),
            )  # fmt: skip
            title = cell.text[match.end() :].strip()
            return Section(mark, title, row.block, Span(start + match.end(), cell.span.end))
    return None


def _units(
    row: Row, columns: Columns, above: UnitField | None
) -> tuple[UnitField, UnitField | None]:
    """The row's units, and what an empty cell below it inherits."""
    cell = cell_at(row, columns.unit, columns.width)
    if cell is None or not cell.text or cell.text in MERGED:
        span = cell.span if cell else Span(len(row.block.text), len(row.block.text))
        empty = UnitField("cell", None, (), None, span)
        if above is None:
            return empty, None
        units = inherit(above.units, empty)
        return UnitField("cell", None, units, above.tail, span), above
    parsed = parse_units(cell.text, cell.span.start)
    field = UnitField("cell", None, parsed.units, parsed.tail, cell.span)
    return field, field


def _task(
    row: Row, cell: Cell, columns: Columns, field: UnitField, section: Section | None,
    issued: date | None, year: int | None,
) -> Task:  # fmt: skip
    match = NUMBERED.match(cell.text)
    label_end = match.end("mark") if match else 0
    start = cell.span.start + (match.end() if match else 0)
    number: str | None = cell.text[:label_end].strip() or None
    mark_span = Span(cell.span.start, cell.span.start + label_end)
    listed = cell_at(row, columns.number, columns.width)
    if number is None and listed and listed.text:
        number, mark_span = listed.text, listed.span
    units: tuple[Unit, ...] = field.units
    return Task(
        number, mark_span, section, None, row.block, (Span(start, cell.span.end),), units,
        (field,), field.tail, tuple(_deadlines(row, cell, columns, issued, year)),
        tuple(q for q in find_quantities(row.block.text) if _inside(q.span, cell.span)), (), None,
    )  # fmt: skip


def _deadlines(row: Row, cell: Cell, columns: Columns, issued: date | None, year: int | None):  # type: ignore[no-untyped-def]
    limit = cell_at(row, columns.deadline, columns.width)
    for found in find_deadlines(row.block.text, issued, year):
        if _inside(found.span, cell.span) or (limit and _inside(found.span, limit.span)):
            yield found


def _inside(span: Span, outer: Span) -> bool:
    return outer.start <= span.start < outer.end
