"""Table headers of two rows as one: 责任单位 over 牵头 and 配合 is 牵头单位 and 配合单位."""

from __future__ import annotations

from typing import Final

from hegao.dsl.recover.finished import Cell, Note, Row, Table

LONGEST_NAME: Final = 12
UNITS: Final = ("单位", "部门")
SHORT_NAMES: Final = frozenset(("牵头", "配合", "主办", "协办", "责任", "参与", "承办"))
ONE: Final = "两行的表头，并成一行"


def with_one_header(table: Table) -> tuple[Table, list[Note]]:
    """The table with its first two rows as one, where the second only divides the first."""
    if len(table.rows) < 3 or not _divides(table.rows[0], table.rows[1]):
        return table, []
    upper, lower = table.rows[0], table.rows[1]
    cells = tuple(_named(upper, lower, at) for at in range(len(lower.cells)))
    text = "、".join(dict.fromkeys(cell.text for cell in (*upper.cells, *lower.cells) if cell.text))
    made = "、".join(cell.text for cell in cells)
    notes = [Note("inferred", ONE, upper.place, f"{text}→{made}")]
    rows = (Row(cells, upper.place), *table.rows[2:])
    return table._replace(rows=rows), notes


def _divides(upper: Row, lower: Row) -> bool:
    """Whether every cell of the second row is part of one above it, and some share one."""
    if len(upper.cells) != len(lower.cells):
        return False
    shared = False
    for at, (above, below) in enumerate(zip(upper.cells, lower.cells, strict=True)):
        if len(above.text) > LONGEST_NAME or len(below.text) > LONGEST_NAME:
            return False
        if below.merged == "above":
            continue
        spans = above.merged == "left" or _spans(upper, at)
        if not below.text or not spans:
            return False
        shared = True
    return shared


def _spans(row: Row, at: int) -> bool:
    """Whether a cell is merged with the one to its right."""
    return at + 1 < len(row.cells) and row.cells[at + 1].merged == "left"


def _named(upper: Row, lower: Row, at: int) -> Cell:
    """The name of a column: that of the second row, else that above it."""
    below = lower.cells[at]
    if below.merged == "above":
        return upper.cells[at]._replace(merged="")
    owner = next(cell for cell in reversed(upper.cells[: at + 1]) if cell.merged != "left")
    ending = next((each for each in UNITS if owner.text.endswith(each)), "")
    name = below.text + ending if below.text in SHORT_NAMES else below.text
    return Cell(name, remarks=below.remarks)
