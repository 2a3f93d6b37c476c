"""Tables over several pages: repeated headers, rows that a page parts, cells merged on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hegao.dsl.recover.finished import Cell, Note, Row, Table
from hegao.dsl.recover.pdf.breaks import MARK, SENTENCE_END, joined
from hegao.dsl.recover.pdf.cells import Inside, Piece, goes_on
from hegao.dsl.recover.pdf.lines import NEVER_FIRST

SAME_COLUMN = 3.0
SHOWN = 8
FEWEST_NUMBERED = 4
MOSTLY = 0.7
PARTED = "换页断开的表格行，已连起来"
MERGED_ON = "换页处的空格，看作与上一页同列的格合并"
BELOW = "上一页末行这一列是空的，这个格可能从上一页开始，请对照原件"
NUMBER = re.compile(r"[（(]?\d{1,4}[）)]?$")


class Joined(NamedTuple):
    """A table put together, and notes of how."""

    table: Table
    notes: tuple[Note, ...]


class Seam(NamedTuple):
    """A cell at the bottom of a page, and the one below it on the next page."""

    column: int
    above: Inside
    below: Inside


def is_continued(before: Piece, after: Piece) -> bool:
    """Whether two pieces are of one table: the columns of one are those of the other."""
    if after.page != before.page + 1 or after.number != 1:
        return False
    one, other = _relative(before.downs), _relative(after.downs)
    if abs(one[-1] - other[-1]) > SAME_COLUMN:
        return False
    return _holds(one, other) or _holds(other, one)


def join(pieces: Sequence[Piece]) -> Joined:
    """One table of pieces on following pages."""
    widest = max((_relative(piece.downs) for piece in pieces), key=len)
    parts = [_widened(piece, widest) for piece in pieces]
    rows, notes = list(parts[0].rows), list[Note]()
    for before, after in pairwise(parts):
        skipped = _header_rows(parts[0].rows, after.rows)
        if skipped:
            notes.append(_header_note(after.rows[:skipped]))
        notes += _append(rows, before, after, skipped)
    return Joined(Table(tuple(rows), f"第{pieces[0].page}页表{pieces[0].number}"), tuple(notes))


def _relative(downs: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(down - downs[0] for down in downs)


def _holds(many: tuple[float, ...], few: tuple[float, ...]) -> bool:
    return all(any(abs(one - other) <= SAME_COLUMN for other in many) for one in few)


def _widened(piece: Piece, downs: tuple[float, ...]) -> Piece:
    """A piece with the columns of the whole table; those it lacks are merged to the left."""
    own = _relative(piece.downs)
    if len(own) == len(downs):
        return piece
    starts = [_start(down, own) for down in downs[:-1]]
    rows = tuple(
        row._replace(
            cells=tuple(Cell("", "left") if at is None else row.cells[at] for at in starts)
        )
        for row in piece.rows
    )
    inside = tuple(tuple(cells[at or 0] for at in starts) for cells in piece.inside)
    return piece._replace(rows=rows, inside=inside)


def _start(down: float, own: tuple[float, ...]) -> int | None:
    return next((at for at, own in enumerate(own[:-1]) if abs(own - down) <= SAME_COLUMN), None)


def _header_rows(rows: Sequence[Row], after: Sequence[Row]) -> int:
    """How many rows of a new page only repeat the beginning of the table."""
    count = 0
    for row, other in zip(rows, after, strict=False):
        texts = [cell.text for cell in row.cells]
        if texts != [cell.text for cell in other.cells] or not any(texts):
            break
        count += 1
    return count


def _header_note(rows: Sequence[Row]) -> Note:
    text = "".join(cell.text for row in rows for cell in row.cells)
    return Note("removed", "换页后重复的表头，只留第一次的", rows[0].place, text)


def _append(rows: list[Row], before: Piece, after: Piece, skipped: int) -> list[Note]:
    """Add the rows of a new page; the first may go on with a row of the page before."""
    new = list(after.rows[skipped:])
    if not new:
        return []
    seams = [
        Seam(column, before.inside[-1][column], after.inside[skipped][column])
        for column, cell in enumerate(new[0].cells)
        if cell.text
    ]
    notes: list[Note] = []
    if is_parted(rows, new[0], seams):
        notes = [_seam_note(rows, new[0], seam.column) for seam in seams]
        for seam in seams:
            _lengthen(rows, new[0], seam)
        new.pop(0)
    else:
        notes = _doubts(rows, new)
        if merged := _merged_on(rows, new):
            notes.append(Note("inferred", MERGED_ON, new[0].place))
            new[0] = merged
    rows.extend(new)
    return notes


def is_parted(rows: Sequence[Row], new: Row, seams: Sequence[Seam]) -> bool:
    """Whether a row only goes on with the last one: all that stands in it is a continuation."""
    if not seams or any(MARK.match(cell.text) or NUMBER.match(cell.text) for cell in new.cells):
        return False
    if all(_flows(_text_above(rows, seam.column), seam) for seam in seams):
        return True
    return len(seams) == 1 and _is_numbered(rows, seams[0].column)


def _flows(text: str, seam: Seam) -> bool:
    """Whether the text of a cell goes on over the page."""
    if not text or SENTENCE_END.search(text) or not seam.above.lines or not seam.below.lines:
        return False
    first, last = seam.below.lines[0], seam.above.lines[-1]
    return first.text[0] in NEVER_FIRST or goes_on(last, first, seam.above.frame)


def _is_numbered(rows: Sequence[Row], column: int) -> bool:
    """Whether nearly every cell of a column begins with a number; one that does not goes on."""
    texts = [row.cells[column].text for row in rows[1:] if row.cells[column].text]
    marked = [text for text in texts if MARK.match(text)]
    return len(texts) >= FEWEST_NUMBERED and len(marked) >= MOSTLY * len(texts)


def _owner(rows: Sequence[Row], column: int) -> int:
    """The row in which the cell at the bottom of a column begins."""
    row = len(rows) - 1
    while row > 0 and rows[row].cells[column].merged == "above":
        row -= 1
    return row


def _text_above(rows: Sequence[Row], column: int) -> str:
    return rows[_owner(rows, column)].cells[column].text


def _lengthen(rows: list[Row], new: Row, seam: Seam) -> None:
    """Add the text of a cell to the one it goes on with."""
    at, column = _owner(rows, seam.column), seam.column
    cells = list(rows[at].cells)
    one, other = cells[column].text, new.cells[column].text
    is_one_paragraph = not one or _flows(one, seam)
    text = joined(one, other) if is_one_paragraph else f"{one}\n{other}"
    remarks = (*cells[column].remarks, *new.cells[column].remarks)
    cells[column] = Cell(text, remarks=remarks)
    rows[at] = rows[at]._replace(cells=tuple(cells))


def _merged_on(rows: Sequence[Row], new: Sequence[Row]) -> Row | None:
    """The first row of a page, its empty cells merged where the column is one of merged cells."""
    cells = tuple(
        Cell("", "above") if _is_merged_on(rows, new, column) else cell
        for column, cell in enumerate(new[0].cells)
    )
    return new[0]._replace(cells=cells) if cells != new[0].cells else None


def _is_merged_on(rows: Sequence[Row], new: Sequence[Row], column: int) -> bool:
    cell = new[0].cells[column]
    if cell.text or cell.merged or not _text_above(rows, column):
        return False
    return _has_merged(rows, new, column)


def _doubts(rows: Sequence[Row], new: Sequence[Row]) -> list[Note]:
    """A merged cell that a page parts may have its text on the second page only."""
    return [
        Note("unsure", BELOW, new[0].place, cell.text)
        for column, cell in enumerate(new[0].cells)
        if cell.text and not _text_above(rows, column) and _has_merged(rows, new, column)
    ]


def _has_merged(rows: Sequence[Row], new: Sequence[Row], column: int) -> bool:
    return any(row.cells[column].merged == "above" for row in (*rows, *new))


def _seam_note(rows: Sequence[Row], new: Row, column: int) -> Note:
    before, after = _text_above(rows, column), new.cells[column].text
    return Note("inferred", PARTED, new.place, before[-SHOWN:] + after[:SHOWN])
