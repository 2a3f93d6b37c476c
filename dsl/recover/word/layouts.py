"""Word tables without lines that only lay out text: letterhead, signature, list of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from hegao.dsl.recover.finished import Block, Cell, Passage, Remark, Row, Table
from hegao.dsl.recover.word.borders import Ruling, ruling
from hegao.dsl.recover.word.grid import Grid
from hegao.dsl.recover.word.reading import Reading
from hegao.dsl.recover.word.values import OFF
from hegao.dsl.recover.xml_parts import Element
from hegao.dsl.tables import is_header, row_of
from hegao.grammar.lines import Line

MOST_COLUMNS: Final = 3
MOST_LINED_COLUMNS: Final = 2
MOST_LINED_ROWS: Final = 6
HEADER_ROWS: Final = 2
"""A title of the whole table may stand above its header."""
FEWEST_VALUES: Final = 2
GAP: Final = "\u3000\u3000"
BORDERLESS: Final = "没有框线、只用来排版的表格，按行读入"
LINED: Final = "没有竖线、只用来排版的表格，按行读入"
_VALUE: Final = re.compile(r"[\d.,，%％/-]+")


def laid_out(table: Table, element: Element, grid: Grid, reading: Reading) -> list[Block]:
    """The rows as paragraphs, which is noted, where the table is a layout; else the table."""
    message = _message(table, ruling(element, grid, reading.styles), element)
    if not message:
        return [table]
    reading.note("inferred", message, table.place)
    return list(_passages(table))


def _message(table: Table, lines: Ruling, element: Element) -> str:
    """How to tell that the table is only a layout; empty where it is a real table."""
    most = MOST_LINED_COLUMNS if lines.across else MOST_COLUMNS
    if lines.upright or len(table.rows[0].cells) > most or _has_header(table, element):
        return ""
    if any(cell.remarks and not cell.text.strip() for row in table.rows for cell in row.cells):
        # A remark needs a paragraph to hang on.
        return ""
    if not lines.across:
        return BORDERLESS
    return LINED if len(table.rows) <= MOST_LINED_ROWS else ""


def _has_header(table: Table, element: Element) -> bool:
    marks = (mark.get("w:val", "") for mark in element.iter("w:tblHeader"))
    if any(mark not in OFF for mark in marks):
        return True
    return any(map(_is_header, table.rows[:HEADER_ROWS])) or _has_values(table)


def _is_header(row: Row) -> bool:
    text = "\t".join("".join(cell.text.split()) for cell in row.cells)
    return is_header(row_of(Line("ROW", text, 0, 0, 0, len(text))))


def _has_values(table: Table) -> bool:
    """Whether a column holds numbers, below its name or from the first row on."""
    columns = zip(*(row.cells for row in table.rows[1:]), strict=True)
    texts = ([cell.text.strip() for cell in column] for column in columns)
    return len(table.rows) > FEWEST_VALUES and any(
        all(map(_VALUE.fullmatch, column)) for column in texts
    )


def _passages(table: Table) -> Iterator[Passage]:
    """The rows that hold something as paragraphs, their cells side by side."""
    last = _lowered([row.cells[-1] for row in table.rows])
    for row, cell in zip(table.rows, last, strict=True):
        laid = row._replace(cells=(*row.cells[:-1], cell))
        if text := "\n".join(_lines(laid)):
            yield Passage(text, row.place, _remarks(laid))


def _lowered(column: Sequence[Cell]) -> list[Cell]:
    """A column, tall cells in the last row that they reach: 文件 stands behind all organs."""
    cells = list(column)
    for at in range(1, len(cells)):
        if cells[at].merged == "above":
            cells[at - 1 : at + 1] = Cell(""), cells[at - 1]
    return cells


def _remarks(row: Row) -> tuple[Remark, ...]:
    return tuple(remark for cell in row.cells for remark in cell.remarks)


def _lines(row: Row) -> Iterator[str]:
    """The first lines of all cells as one line, then the second ones."""
    cells = (cell.text.split("\n") for cell in row.cells if cell.text.strip())
    for line in zip_longest(*cells, fillvalue=""):
        yield GAP.join(text.strip() for text in line if text.strip())
