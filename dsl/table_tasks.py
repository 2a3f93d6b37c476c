"""Table rows to tasks; an empty unit cell inherits the units above it, as a merged cell does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Cell, Mark, Row, Section, Table, Task, UnitField
from hegao.dsl.model import Deadline
from hegao.dsl.quantities import find_quantities
from hegao.dsl.tables import NUMBER_ALONE, NUMBERED, Columns, cell_at, columns_of
from hegao.dsl.tasks import inherit
from hegao.dsl.units import parse_units
from hegao.grammar.blocks import MARKS
from hegao.grammar.labels import label_number, proper_label
from hegao.grammar.source import Span

SECTION = re.compile(MARKS["LEVEL1"])
HEADING = re.compile(f"{MARKS['LEVEL1']}|{MARKS['LEVEL2']}")
MERGED = ("同上", "〃", "″")
EMPTY = ("", *MERGED)
NOBODY = re.compile(r"\A(?:[-—–－/／]+|无)\Z")
LIMIT = "完成时限："
NO_UNITS = UnitField("cell", None, (), None, Span(0, 0))


class _Table(NamedTuple):
    """What all rows of a table share."""

    columns: Columns
    issued: date | None
    year: int | None


def tasks_of_table(table: Table, issued: date | None, year: int | None) -> Iterator[Task]:
    """The tasks that the rows of a table are; none for a table without a unit column."""
    shared = _Table(columns_of(table.header), issued, year)
    above = (NO_UNITS,) * len(shared.columns.units)
    section: Section | None = None
    for row in table.rows if above else ():
        section = _section(row) or section
        cell = _task_cell(row, shared.columns)
        if cell is not None:
            above = tuple(_units(row, shared.columns, above))
            yield _task(row, cell, above, section, shared)


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
    number, proper = label_number(label), proper_label("LEVEL1", label)
    mark = Mark(label, "LEVEL1", number, proper, Span(start, body))
    return Section(mark, cell.text[len(label) :].strip(), row.block, Span(body, cell.span.end))


def _task_cell(row: Row, columns: Columns) -> Cell | None:
    """The cell that holds the task: one with its number, first that of the task column."""
    listed = cell_at(row, columns.task, columns.width)
    others = [_number_cell(row, columns), *_unit_cells(row, columns), *_limit_cells(row, columns)]
    cells = [listed, *(cell for cell in row.cells if cell not in others)]
    filled = [cell for cell in cells if cell and cell.text and not NUMBER_ALONE.match(cell.text)]
    numbered = next((cell for cell in filled if NUMBERED.match(cell.text)), None)
    return numbered or (listed if listed in filled else None)


def _number_cell(row: Row, columns: Columns) -> Cell | None:
    """The cell that numbers the row: that of the number column, else a number that begins it."""
    listed = cell_at(row, columns.number, columns.width)
    if listed and listed.text:
        return listed
    return row.cells[0] if NUMBER_ALONE.match(row.cells[0].text) else None


def _unit_cells(row: Row, columns: Columns) -> list[Cell]:
    """The row's cell of each column of units; one that the row lost is empty."""
    end = len(row.block.text)
    lost = Cell("", Span(end, end))
    return [cell_at(row, unit.column, columns.width) or lost for unit in columns.units]


def _limit_cells(row: Row, columns: Columns) -> list[Cell | None]:
    return [cell_at(row, column, columns.width) for column in columns.deadlines]


def _units(row: Row, columns: Columns, above: Sequence[UnitField]) -> Iterator[UnitField]:
    """The row's units, column by column; an empty cell is part of a merged one.

    But where a row names who leads, an empty cell says that nobody supports.
    """
    cells = _unit_cells(row, columns)
    named = [cell.text not in EMPTY for cell in cells]
    led = any(
        one and unit.role != "support" for one, unit in zip(named, columns.units, strict=True)
    )
    for cell, unit, over in zip(cells, columns.units, above, strict=True):
        if cell.text in MERGED or not (cell.text or (led and unit.role == "support")):
            units = inherit(over.units, over._replace(span=cell.span))
            yield over._replace(units=units, span=cell.span)
        else:
            parsed = parse_units(NOBODY.sub("", cell.text), cell.span.start, unit.role)
            yield UnitField("cell", None, parsed.units, parsed.tail, cell.span)


def _task(
    row: Row, cell: Cell, fields: Sequence[UnitField], section: Section | None, shared: _Table
) -> Task:
    mark = _mark_cell(row, cell, shared.columns)
    body = NUMBERED.match(cell.text)
    text = Span(cell.span.start + (body.end() if body else 0), cell.span.end)
    units = tuple(unit for field in fields for unit in field.units)
    tail = next((field.tail for field in fields if field.tail), None)
    told = tuple(field for field in fields if field.units or field.tail) or tuple(fields[:1])
    quantities = (q for q in find_quantities(row.block.text) if _inside(q.span, cell.span))
    return Task(
        mark.text or None, mark.span, section, None, row.block, (text,), units, told, tail,
        tuple(_deadlines(row, cell, shared)), tuple(quantities), (), None,
    )  # fmt: skip


def _mark_cell(row: Row, cell: Cell, columns: Columns) -> Cell:
    """The number of a task as if it had a cell of its own; empty where there is none."""
    start = cell.span.start
    if match := NUMBERED.match(cell.text):
        return Cell(match["mark"], Span(start, start + match.end("mark")))
    return _number_cell(row, columns) or Cell("", Span(start, start))


def _deadlines(row: Row, task: Cell, shared: _Table) -> Iterator[Deadline]:
    """The limits of the row, cell by cell; those of headings hold for other rows as well."""
    columns = shared.columns
    limits = _limit_cells(row, columns)
    others = [_number_cell(row, columns), *_unit_cells(row, columns)]
    for cell in row.cells:
        if cell in limits:
            yield from _read_limits(cell, LIMIT, shared)
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
