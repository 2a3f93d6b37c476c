"""Tables as they are set: merged cells, widths of columns, upright or across the page."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final

from hegao.dsl.layout.piece import Piece
from hegao.dsl.layout.profile import AREA, POINT
from hegao.dsl.layout.sheet import Cell, Grid
from hegao.dsl.layout.styles import SIZE_4
from hegao.dsl.layout.text import width
from hegao.dsl.row_cells import MERGED

CHARACTER_MM: Final = SIZE_4 * POINT
PADDING_MM: Final = 3.0
"""Left and right of a cell's text together."""
NARROWEST: Final = 4
"""Characters of a column; one that is filled with less is as narrow as its longest cell."""
READABLE: Final = 9
"""Characters of a line below which a column of long texts is turned across the page."""
LONG: Final = 24
OWN_CELLS: Final = frozenset(("备注", "说明", "序号", "编号", "进展", "进展情况", "完成情况"))
"""Columns where an empty cell is empty; elsewhere it goes on with the cell above."""


def grid(piece: Piece) -> Grid:
    """A table piece as it is set."""
    count = max(map(len, piece.rows), default=1)
    rows = [tuple(row) + ("",) * (count - len(row)) for row in piece.rows]
    header = rows[0] if piece.headed else ()
    body = rows[1:] if piece.headed else rows
    return Grid(
        header=tuple(enumerate(map(Cell, header))),
        rows=_merged(header, body),
        widths_mm=widths(rows, AREA[0]),
    )


def is_wide(table: Grid) -> bool:
    """Whether a table is better read across the page: some long texts would have no room."""
    longest = [0] * len(table.widths_mm)
    for row in table.rows:
        for column, cell in row:
            longest[column] = max(longest[column], width(cell.text) // 2)
    return any(
        size > LONG and room < READABLE * CHARACTER_MM + PADDING_MM
        for size, room in zip(longest, table.widths_mm, strict=True)
    )


def across(table: Grid) -> Grid:
    """The same table on paper turned on its side."""
    rows = [[""] * len(table.widths_mm) for _ in (0, *table.rows)]
    for at, row in enumerate((table.header, *table.rows)):
        for column, cell in row:
            rows[at][column] = cell.text
    return table._replace(widths_mm=widths(rows, AREA[1]))


def widths(rows: Sequence[Sequence[str]], whole_mm: float) -> tuple[float, ...]:
    """The widths of the columns: short cells on one line, the rest by how much there is to read."""
    columns = list(zip(*rows, strict=True))
    longest = [max(width(cell) / 2 for cell in column) for column in columns]
    least = [min(max(size, 2), NARROWEST) * CHARACTER_MM + PADDING_MM for size in longest]
    mean = [sum(width(cell) for cell in column) / 2 / len(column) for column in columns]
    wish = [
        sqrt(average * size) if size > NARROWEST else 0.0
        for average, size in zip(mean, longest, strict=True)
    ]
    left = max(whole_mm - sum(least), 0.0)
    share = left / sum(wish) if any(wish) else 0.0
    found = [low + share * want for low, want in zip(least, wish, strict=True)]
    scale = whole_mm / sum(found)
    return tuple(round(each * scale, 2) for each in found)


def _merged(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[tuple[tuple[int, Cell], ...], ...]:
    """The cells that begin in each row; empty ones and 同上 belong to the cell above them."""
    found: list[list[tuple[int, Cell]]] = [[] for _ in rows]
    for column in range(len(rows[0]) if rows else 0):
        own = column < len(header) and header[column] in OWN_CELLS
        # 同上 would say nothing at the head of another page.
        texts = [
            "" if at and MERGED.match(row[column]) else row[column] for at, row in enumerate(rows)
        ]
        for at, size in _runs(texts, own=own):
            found[at].append((column, Cell(texts[at], size)))
    return tuple(tuple(row) for row in found)


def _runs(texts: Sequence[str], *, own: bool) -> list[tuple[int, int]]:
    """Where the cells of a column begin, and over how many rows each goes."""
    starts = [at for at, text in enumerate(texts) if text or not at or own]
    return [
        (start, end - start) for start, end in zip(starts, [*starts[1:], len(texts)], strict=True)
    ]
