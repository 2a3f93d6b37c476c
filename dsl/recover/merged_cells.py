"""What merged cells say that an empty cell does not: which row, which column they hold for.

In the rows of a draft an empty unit cell takes the units of the row above. Where the file tells
that a cell is merged with the one to its left, nobody else is meant; where a limit is merged
downwards, it holds for each row.
"""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.recover.finished import Cell, Note, Row, Table
from hegao.dsl.tables import Columns, columns_of, is_header, row_of
from hegao.grammar.lines import Line

NOBODY = "—"
SAME = "同上"
LEFT = "与左边合并的责任单位格，写作“—”"
ABOVE = "与上面合并的时限格，写作“同上”"


def with_merged_cells(table: Table) -> tuple[Table, list[Note]]:
    """The table with these written out, and a note for each."""
    columns = next(filter(None, map(_columns, table.rows)), None)
    if columns is None:
        return table, []
    notes: list[Note] = []
    rows = (row._replace(cells=tuple(_cells(row, columns, notes))) for row in table.rows)
    return table._replace(rows=tuple(rows)), notes


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
