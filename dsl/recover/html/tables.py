"""Tables of web pages that hold data, as rows of cells; tables that only lay out are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hegao.dsl.recover.html.lines import Line, LineIndex
from hegao.dsl.recover.html.tree import Element, Page

LONG_CELL: Final = 200
MANY_PARAGRAPHS: Final = 3
GRID_ROWS: Final = 3
CELLS: Final = ("td", "th")
SECTIONS: Final = ("thead", "tbody", "tfoot")


class SourceRow(NamedTuple):
    """The cells of a row and the part of the table it stands in, which no cell spans out of."""

    section: int
    cells: tuple[Element, ...]


class SourceTable(NamedTuple):
    """A table that holds data, its rows in the order they are shown in."""

    element: Element
    rows: tuple[SourceRow, ...]


class _Measures(NamedTuple):
    """How much text the cells of a table hold."""

    total: int
    largest: int
    """Characters of the cell with most."""
    paragraphs: int
    """Of that cell."""
    wide_rows: int
    """Rows with two or more cells that hold text."""


def data_tables(page: Page, lines: Sequence[Line]) -> Iterator[SourceTable]:
    """The outermost tables that hold data, in the order of the page."""
    index = LineIndex(lines, [len(line.text) for line in lines])
    stop = 0
    for element in page.elements("table"):
        if element.at < stop:
            continue
        rows = tuple(_rows(page, element))
        if not _lays_out(page, element, _measure(rows, index)):
            stop = element.stop
            yield SourceTable(element, rows)


def _measure(rows: Sequence[SourceRow], index: LineIndex) -> _Measures:
    total = largest = paragraphs = wide_rows = 0
    for row in rows:
        cells = [index.inside(cell) for cell in row.cells]
        sizes = [index.weight(found) for found in cells]
        total += sum(sizes)
        wide_rows += sum(map(bool, sizes)) > 1
        for size, found in zip(sizes, cells, strict=True):
            if size > largest:
                largest, paragraphs = size, len(found)
    return _Measures(total, largest, paragraphs, wide_rows)


def _lays_out(page: Page, table: Element, measures: _Measures) -> bool:
    """Whether a table only puts things in their places, as pages of twenty years ago do."""
    if table.attribute("role") in ("presentation", "none") or not measures.wide_rows:
        return True
    few_rows = measures.wide_rows < GRID_ROWS
    if few_rows and any(True for _ in _tables_inside(page, table)):
        return True
    running = measures.largest >= LONG_CELL and measures.paragraphs >= MANY_PARAGRAPHS
    return running and (few_rows or measures.largest * 10 >= measures.total * 6)


def _tables_inside(page: Page, table: Element) -> Iterator[Element]:
    parts = page.parts[table.at + 1 : table.stop]
    return (part for part in parts if isinstance(part, Element) and part.tag == "table")


def _rows(page: Page, table: Element) -> Iterator[SourceRow]:
    """The rows of a table as they are shown: its head first, its foot last."""
    rows = list(_source_rows(page, table))
    for tag in ("thead", "tbody", "tfoot"):
        yield from (row for kind, row in rows if kind == tag)


def _source_rows(page: Page, table: Element) -> Iterator[tuple[str, SourceRow]]:
    """The rows in the order of the page, each with the kind of its section."""
    section = table
    loose: list[Element] = []
    for part in _parts_of(page, table):
        if part.tag in SECTIONS or part.tag == "tr":
            if loose:
                yield _kind(section), SourceRow(section.at, tuple(loose))
            loose = []
        if part.at >= section.stop:
            section = table
        if part.tag in SECTIONS:
            section = part
        elif part.tag == "tr":
            cells = tuple(cell for cell in _parts_of(page, part) if cell.tag in CELLS)
            yield _kind(section), SourceRow(section.at, cells)
        elif part.tag in CELLS:
            # Cells without a row make one together.
            loose.append(part)
    if loose:
        yield _kind(section), SourceRow(section.at, tuple(loose))


def _kind(section: Element) -> str:
    return "tbody" if section.tag == "table" else section.tag


def _parts_of(page: Page, parent: Element) -> Iterator[Element]:
    """The sections, rows and cells in a table or row, not those inside its rows and cells."""
    at = parent.at + 1
    while at < parent.stop:
        part = page.parts[at]
        at += 1
        if isinstance(part, Element):
            if part.tag in ("table", "caption", "tr", *CELLS):
                at = part.stop
            yield part
