"""Tables: columns as wide as worked out, the header on each page, merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.layout.sheet import Cell, Grid
from hegao.dsl.layout.styles import SIZE_4
from hegao.dsl.layout.text import width
from hegao.dsl.layout.word.markup import mm_twips, paragraph, run, tag, twips, value
from hegao.dsl.layout.word.measures import CELL_LINE, fall, rest
from hegao.dsl.layout.word.styles import style_id

Row = Sequence[tuple[int, Cell]]
Merged = dict[int, tuple[Cell, int]]
"""The cells that go on from rows above, by column, with how many rows they still go on."""

INSIDE: Final = 85
"""Twips between a cell's border and its text: half of what the widths allow."""
ROOM: Final = 0.3 * SIZE_4
"""Points between a cell's border and its characters, above and below."""
LINE: Final = 4
"""Eighths of a point: how thick the borders are."""
MOST_LINES: Final = 18
"""Of a row that is not divided: they fit any page."""
SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(grid: Grid) -> str:
    """A table; nothing where it has no columns."""
    widths = [mm_twips(each) for each in grid.widths_mm]
    if not widths:
        return ""
    columns = tag("tblGrid", *(tag("gridCol", w=each) for each in widths))
    rows = (*_header(grid.header, widths), *_rows(grid.rows, widths))
    return tag("tbl", _properties(sum(widths)), columns, *rows)


def _properties(size: int) -> str:
    borders = (tag(side, val="single", sz=LINE, space=0, color="auto") for side in SIDES)
    inside = (tag(side, w=room, type="dxa") for side, room in _inside().items())
    return tag(
        "tblPr",
        tag("tblW", w=size, type="dxa"),
        value("jc", "center"),
        tag("tblBorders", *borders),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", *inside),
    )


def _inside() -> dict[str, int]:
    """Twips between a cell's border and its lines, which are higher than their characters."""
    line = SIZE_4 * CELL_LINE
    above, below = twips(ROOM - fall(line, SIZE_4)), twips(ROOM - rest(line, SIZE_4))
    return {"top": above, "left": INSIDE, "bottom": below, "right": INSIDE}


def _header(header: Row, widths: Sequence[int]) -> Iterator[str]:
    if header:
        properties = tag("trPr", tag("cantSplit"), tag("tblHeader"))
        yield tag("tr", properties, *_cells(header, {}, widths, "column_name"))


def _rows(rows: Sequence[Row], widths: Sequence[int]) -> Iterator[str]:
    """The rows. Those that share a cell may be divided, or they would not fit a page."""
    merged: Merged = {}
    for row in rows:
        properties = (
            "" if merged or not _stays_whole(row, widths) else tag("trPr", tag("cantSplit"))
        )
        yield tag("tr", properties, *_cells(row, merged, widths, "cell"))
        merged = _going_on(row, merged)


def _stays_whole(row: Row, widths: Sequence[int]) -> bool:
    return all(cell.rows == 1 and _lines(cell, widths[at]) < MOST_LINES for at, cell in row)


def _lines(cell: Cell, size: int) -> float:
    """About how many lines a cell takes in a column."""
    return width(cell.text) / 2 * twips(SIZE_4) / max(size - 2 * INSIDE, 1)


def _going_on(row: Row, merged: Merged) -> Merged:
    """What goes on in the row below."""
    begun = {column: (cell, cell.rows - 1) for column, cell in row if cell.rows > 1}
    return {at: (cell, left - 1) for at, (cell, left) in merged.items() if left > 1} | begun


def _cells(row: Row, merged: Merged, widths: Sequence[int], role: str) -> Iterator[str]:
    """The cells of a row from left to right, those that go on from above being empty."""
    begun = dict(row)
    column = 0
    while column < len(widths):
        above = column in merged
        cell = merged[column][0] if above else begun.get(column, Cell(""))
        yield _cell(cell, sum(widths[column : column + cell.columns]), role, above=above)
        column += max(cell.columns, 1)


def _cell(cell: Cell, size: int, role: str, *, above: bool) -> str:
    properties = tag(
        "tcPr",
        tag("tcW", w=size, type="dxa"),
        value("gridSpan", cell.columns) if cell.columns > 1 else "",
        value("vMerge", "continue" if above else "restart") if cell.rows > 1 else "",
        value("vAlign", "center"),
    )
    text = "" if above else run(cell.text)
    return tag("tc", properties, paragraph(style_id(role), text))
