"""Tables of a web page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.layout.sheet import Cell, Grid
from hegao.dsl.web_text import safe

Row = Sequence[tuple[int, Cell]]
NAME_OF_COLUMN: Final = ("th", ' scope="col" class="column_name"')


def table(grid: Grid, kind: str) -> str:
    """A table of a class that gives its columns their widths.

    Who uses a keyboard can move it where it is wider than the screen.
    """
    columns = "<col>" * len(grid.widths_mm)
    return "\n".join(
        (
            '<div class="scroll" role="group" aria-label="表格" tabindex="0">',
            f'<table class="cell {kind}">',
            f"<colgroup>{columns}</colgroup>",
            *_header(grid.header),
            "<tbody>",
            *(_row(row, "td") for row in grid.rows),
            "</tbody>",
            "</table>",
            "</div>",
        )
    )


def _header(header: Row) -> Iterator[str]:
    if header:
        yield f"<thead>{_row(header, *NAME_OF_COLUMN)}</thead>"


def _row(row: Row, tag: str, kind: str = "") -> str:
    cells = "".join(f"<{tag}{kind}{_spans(cell)}>{safe(cell.text)}</{tag}>" for _, cell in row)
    return f"<tr>{cells}</tr>"


def _spans(cell: Cell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
