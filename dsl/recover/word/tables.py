"""A Word table as rows of cells: merged cells marked, every row as long as the table is wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from hegao.dsl.recover.finished import Cell, Remark, Row, Table
from hegao.dsl.recover.word.grid import Grid, Slot
from hegao.dsl.recover.word.line import is_empty
from hegao.dsl.recover.word.plain import plain_text
from hegao.dsl.recover.word.reading import Reading

EMPTY: Final = Cell("")
LEFT: Final = Cell("", "left")
ABOVE: Final = Cell("", "above")
COVERED: Final = "被合并的单元格盖住的文字，看不到"


class CellContent(NamedTuple):
    """What a cell holds, read."""

    text: str
    remarks: tuple[Remark, ...]


CellReader: TypeAlias = Callable[[Slot, str], CellContent]
"""Reads a cell of the file that stands at a place."""


def build_table(grid: Grid, reading: Reading, place: str, read: CellReader) -> Table | None:
    """The table; None where it holds nothing. It is counted unless it has a place already."""
    reading.take_cells(len(grid.rows) * grid.columns)
    name = place or f"表{reading.tables + 1}"
    table = _Rows(grid, reading, read).table(name, place)
    if is_empty(table):
        return None
    reading.tables += not place
    return table


class _Rows:
    """Reads the rows in order."""

    def __init__(self, grid: Grid, reading: Reading, read: CellReader) -> None:
        self._grid, self._reading, self._read = grid, reading, read
        self._upright: frozenset[int] = frozenset()
        """Columns in which the row above has a cell that may go on."""

    def table(self, name: str, place: str) -> Table:
        rows = []
        for index, slots in enumerate(self._grid.rows, 1):
            where = place or f"{name}第{index}行"
            rows.append(Row(tuple(self._cells(slots, where)), where))
            self._upright = frozenset(
                self._grid.column(slot.start) for slot in slots if slot.is_upright
            )
        return Table(tuple(rows), name)

    def _cells(self, slots: list[Slot], place: str) -> list[Cell]:
        cells: list[Cell] = []
        for slot in slots:
            column = self._grid.column(slot.start)
            cells += [EMPTY] * (column - len(cells))
            cells.append(self._cell(slot, column, place))
            cells += [LEFT] * (self._grid.column(slot.start + slot.span) - len(cells))
        return cells + [EMPTY] * (self._grid.columns - len(cells))

    def _cell(self, slot: Slot, column: int, place: str) -> Cell:
        if slot.goes_on_left and column:
            return self._covered(slot, LEFT, place)
        if slot.goes_on_above and column in self._upright:
            return self._covered(slot, ABOVE, place)
        content = self._read(slot, place)
        return Cell(content.text, "", content.remarks)

    def _covered(self, slot: Slot, cell: Cell, place: str) -> Cell:
        if text := plain_text(slot.content):
            self._reading.note("removed", COVERED, place, text)
        return cell
