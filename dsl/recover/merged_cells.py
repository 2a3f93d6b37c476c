"""What merged cells say that an empty cell does not: which row, which column they hold for.

In the rows of a draft an empty unit cell takes the units of the row above. Where the file tells
that a cell is merged with the one to its left, nobody else is meant; where a limit is merged
downwards, it holds for each row.
"""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.recover.finished import Cell, Note, Row, Table
from hegao.dsl.tables import NUMBER_ALONE, Columns, columns_of, is_header, row_of
from hegao.grammar.lines import Line

NUMBER = "序号"
SHARED = "编号和内容合用的表头，编号一列写作“序号”"
NOBODY = "—"
SAME = "同上"
LEFT = "与左边合并的责任单位格，写作“—”"
ABOVE = "与上面合并的时限格，写作“同上”"


def with_merged_cells(table: Table) -> tuple[Table, list[Note]]:
    """The table with these written out, and a note for each."""
    notes: list[Note] = []
    table = _with_number_column(table, notes)
    columns = next(filter(None, map(_columns, table.rows)), None)
    if columns is None:
        return table, notes
    rows = (row._replace(cells=tuple(_cells(row, columns, notes))) for row in table.rows)
    return table._replace(rows=tuple(rows)), notes


def _with_number_column(table: Table, notes: list[Note]) -> Table:
    """The table with a name of its own for a column of numbers that shares one with the next."""
    if len(table.rows) < 3:
        return table
    header, *rows = table.rows
    cells = list(header.cells)
    for at in range(len(cells) - 1):
        numbers = [row.cells[at].text for row in rows if at < len(row.cells)]
        shared = cells[at + 1].merged == "left" and not cells[at].merged
        if shared and sum(map(bool, numbers)) > 1 and all(map(_is_number, numbers)):
            notes.append(Note("inferred", SHARED, header.place, cells[at].text))
            cells[at], cells[at + 1] = Cell(NUMBER), cells[at]
    return table._replace(rows=(header._replace(cells=tuple(cells)), *rows))


def _is_number(text: str) -> bool:
    return not text or NUMBER_ALONE.match(text) is not None


def _columns(row: Row) -> Columns | None:
    """What the columns hold, if the row is a header that tells."""
    text = "\t".join(cell.text.replace("\n", "") for cell in row.cells)
    read = row_of(Line("ROW", text, 0, 0, 0, len(text)))
    found = columns_of(read) if is_header(read) else None
    return found if found and (found.units or found.deadlines) else None


def _cells(row: Row, columns: Columns, notes: list[Note]) -> Iterator[Cell]:
    units = {unit.column for unit in columns.units}
    for at, cell in enumerate(row.cells):
        if cell.merged == "left" and {at, at - 1} <= units:
            notes.append(Note("inferred", LEFT, row.place))
            yield cell._replace(text=NOBODY)
        elif cell.merged == "above" and at in columns.deadlines:
            notes.append(Note("inferred", ABOVE, row.place))
            yield cell._replace(text=SAME)
        else:
            yield cell
