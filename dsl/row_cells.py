"""Which cell of a table row holds what: the task, its number, units, limits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hegao.dsl.document import Cell, Row
from hegao.dsl.tables import NUMBER_ALONE, NUMBERED, Columns, cell_at
from hegao.grammar.blocks import MARKS
from hegao.grammar.source import Span

__all__ = [
    "EMPTY", "HEADING", "NOBODY", "finest", "is_empty", "is_merged", "limit_cells", "mark_cell",
    "number_cell", "says_nothing", "task_cell", "told_cells", "unit_cells",
]  # fmt: skip

HEADING = re.compile(f"{MARKS['LEVEL1']}|{MARKS['LEVEL2']}")
EMPTY = ("", "同上", "〃", "″")
"""What a cell that goes on with the one above mostly holds."""
MERGED = re.compile(r"\A(?:[（(]?同\s*上(?:[行栏格项])?[）)]?[。.]?|[〃″\"])\Z")
NOBODY = re.compile(r"\A(?:[-—–－/／]+|无)\Z")


def task_cell(row: Row, columns: Columns) -> Cell | None:
    """The cell that holds the task: one with its number, first that of the task column."""
    listed = cell_at(row, columns.task, columns.width)
    others = [number_cell(row, columns), *unit_cells(row, columns), *limit_cells(row, columns)]
    cells = [listed, *(cell for cell in row.cells if cell not in others)]
    filled = [cell for cell in cells if cell and _says_something(cell)]
    numbered = next((cell for cell in filled if NUMBERED.match(cell.text)), None)
    return numbered or (listed if listed in filled else _measure_cell(row, columns, filled))


def _says_something(cell: Cell) -> bool:
    return not (is_empty(cell) or NUMBER_ALONE.match(cell.text))


def _measure_cell(row: Row, columns: Columns, filled: Sequence[Cell]) -> Cell | None:
    """What a row with units asks for where its cell of the task is empty."""
    if not columns.more_tasks or not told_cells(row, columns):
        return None
    named = (cell_at(row, column, columns.width) for column in columns.more_tasks)
    return next((c for c in named if c and c in filled and not HEADING.match(c.text)), None)


def finest(columns: Columns, rows: Sequence[Row]) -> Columns:
    """The columns with that of the tasks the one that says most.

    Where 工作任务 is merged over several rows with units, each of them having its 具体措施, the
    measures are the tasks.
    """
    if columns.task is None or not columns.more_tasks:
        return columns
    for row in rows:
        listed = cell_at(row, columns.task, columns.width)
        cell = _measure_cell(row, columns, row.cells)
        if cell and (listed is None or is_empty(listed)) and not NUMBERED.match(cell.text):
            column = next(
                at for at in columns.more_tasks if cell_at(row, at, columns.width) == cell
            )
            more = tuple(at for at in (columns.task, *columns.more_tasks) if at != column)
            return columns._replace(task=column, more_tasks=more)
    return columns


def number_cell(row: Row, columns: Columns) -> Cell | None:
    """The cell that numbers the row: that of the number column, else a number that begins it."""
    listed = cell_at(row, columns.number, columns.width)
    if listed and listed.text:
        return listed
    return row.cells[0] if NUMBER_ALONE.match(row.cells[0].text) else None


def unit_cells(row: Row, columns: Columns) -> list[Cell]:
    """The row's cell of each column of units; one that the row lost is empty."""
    end = len(row.block.text)
    lost = Cell("", Span(end, end))
    return [cell_at(row, unit.column, columns.width) or lost for unit in columns.units]


def limit_cells(row: Row, columns: Columns) -> list[Cell | None]:
    """The row's cell of each column of limits; None for one that the row lost."""
    return [cell_at(row, column, columns.width) for column in columns.deadlines]


def told_cells(row: Row, columns: Columns) -> list[Cell]:
    """The cells of units and limits that say something of their own."""
    cells = [*unit_cells(row, columns), *limit_cells(row, columns)]
    return [cell for cell in cells if cell and not says_nothing(cell)]


def is_merged(cell: Cell) -> bool:
    """Whether a cell says that the one above holds here too: 同上."""
    return MERGED.match(cell.text) is not None


def is_empty(cell: Cell) -> bool:
    """Whether a cell names nothing itself: blank or 同上."""
    return not cell.text or is_merged(cell)


def says_nothing(cell: Cell) -> bool:
    """Whether a cell adds nothing to the row above: blank, 同上, or a stroke for nobody."""
    return is_empty(cell) or NOBODY.match(cell.text) is not None


def mark_cell(row: Row, cell: Cell, columns: Columns) -> Cell:
    """The number of a task as if it had a cell of its own; empty where there is none."""
    start = cell.span.start
    if match := NUMBERED.match(cell.text):
        return Cell(match["mark"], Span(start, start + match.end("mark")))
    return number_cell(row, columns) or Cell("", Span(start, start))
