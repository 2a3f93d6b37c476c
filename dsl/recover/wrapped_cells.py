"""Table cells that hold a line break: in a text the row is then cut into several lines.

A row that lacks cells takes the lines below it, when they bring exactly the cells it lacks and
go on with the sentence that its last cell breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hegao.dsl.paragraphs import SENTENCE_END
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import TO, Manuscript, Piece
from hegao.dsl.tables import NUMBER_ALONE, NUMBERED, is_header, row_of
from hegao.grammar.blocks import MARKS
from hegao.grammar.lines import Line
from hegao.grammar.source import Span

MARKED = re.compile("|".join(MARKS.values()))
QUOTES = '"“'
MOST_LINES = 12
LONGEST_HEADER = 120
JOINED = "格子里换了行的一行，已连起来"


def with_whole_cells(manuscript: Manuscript) -> Manuscript:
    """The lines with every row that a line break in a cell has cut on one line."""
    if "\t" not in manuscript.text:
        return manuscript
    pieces: list[Piece] = []
    notes: list[Note] = []
    width = at = 0
    while at < len(manuscript.pieces):
        piece = manuscript.pieces[at]
        if "\t" in piece.text:
            width = _width_of_header(piece.text) or width
            count = _lines_of_row(manuscript.pieces[at : at + MOST_LINES], width)
            if count > 1:
                piece = _joined(manuscript.pieces[at : at + count])
                notes.append(Note("inferred", JOINED, piece.place, _first_words(piece.text)))
                at += count - 1
        pieces.append(piece)
        at += 1
    return manuscript.changed(pieces, notes) if notes else manuscript


def _width_of_header(text: str) -> int:
    """How many columns a header row has; 0 for other rows."""
    if len(text) > LONGEST_HEADER:
        return 0
    row = row_of(Line("ROW", text, 0, 0, 0, len(text)))
    return len(row.cells) if is_header(row) else 0


def _lines_of_row(pieces: Sequence[Piece], width: int) -> int:
    """How many lines the row has that the first one begins."""
    cells = pieces[0].text.count("\t") + 1
    if cells >= width:
        return 1
    for count, piece in enumerate(pieces[1:], 2):
        cells += piece.text.count("\t")
        if cells > width or not _goes_on(pieces[count - 2].text, piece.text):
            return 1
        if cells == width:
            return count
    return 1


def _goes_on(before: str, after: str) -> bool:
    """Whether the first cell of a line goes on with the last one of the line before."""
    last, first = before.rpartition("\t")[2].strip(), after.partition("\t")[0].strip()
    if not last or not first or NUMBERED.match(first) or MARKED.match(first):
        return False
    if NUMBER_ALONE.match(first) or NUMBER_ALONE.match(last):
        return False
    return last[-1] not in SENTENCE_END or last[:1] in QUOTES


def _joined(pieces: Sequence[Piece]) -> Piece:
    first, last = pieces[0], pieces[-1]
    remarks = tuple(remark for piece in pieces for remark in piece.remarks)
    return first._replace(
        text="".join(piece.text for piece in pieces),
        place=TO.join(piece.place for piece in pieces),
        remarks=remarks,
        span=Span(first.span.start, last.span.end),
    )


def _first_words(text: str) -> str:
    return text.strip()[:20]
