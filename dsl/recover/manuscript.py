"""A finished text as lines, each with where it comes from: what all steps of recovery work on.

A line is a paragraph, or a table row with tabs between its cells, which is how the notice
language has tables. Blank lines are left out, as they mean nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from hegao.dsl.recover.finished import (
    Cell,
    Finished,
    Note,
    Passage,
    Remark,
    Row,
    Table,
    UnreadableError,
)
from hegao.dsl.recover.merged_cells import with_merged_cells
from hegao.dsl.recover.table_heads import with_one_header
from hegao.grammar.source import LINE_END, Span

MOST_CHARACTERS = 3_000_000
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
WHITE = re.compile(r"[ \t\u3000\u00a0]*[\t\n\v\f]+[ \t\u3000\u00a0]*")
TO = "—"
"""Between the first and the last place of what comes from several."""
STROKE = "∣"
BLANK = " \t\r\n\f\v\u3000\u00a0\ufeff\u200b\x1c\x1d\x1e\x1f\x85\u2028\u2029"
NO_CELLS = str.maketrans({"\t": "\u3000", "｜": STROKE, "|": STROKE})
HOMELESS = "批注挂在没有文字的地方，没有写进草稿"
STROKES = "字里的竖线换了一种写法，免得当作表格的分格"


class Piece(NamedTuple):
    """A line and its place in the file."""

    text: str
    place: str
    remarks: tuple[Remark, ...] = ()
    new_page: bool = False
    """A page begins right before it."""
    span: Span = Span(0, 0)
    """Where it stands in the plain text; of another format in all its lines, each with its end."""

    @property
    def places(self) -> tuple[str, ...]:
        """The place, or all those of a line that was put together."""
        return tuple(self.place.split(TO))

    def part(self, start: int, end: int) -> Piece:
        """A part of the line; its span is the line's where marks have been taken out of it."""
        text = self.text[start:end]
        bare = text.strip()
        if self.span.end - self.span.start != len(self.text):
            return self._replace(text=bare)
        at = self.span.start + start + len(text) - len(text.lstrip())
        return self._replace(text=bare, span=Span(at, at + len(bare)))


class Manuscript(NamedTuple):
    """The lines of a finished text, and what has been noted so far."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    source: str = ""
    """The text that the spans of the lines are in."""

    @property
    def text(self) -> str:
        """All lines, each with its line end."""
        return "".join(piece.text + "\n" for piece in self.pieces)

    def changed(self, pieces: Iterable[Piece], notes: Iterable[Note]) -> Manuscript:
        """With other lines, and more notes."""
        return Manuscript(tuple(pieces), (*self.notes, *notes), self.source)


def from_to(first: str, last: str) -> str:
    """Two places as one; each may be several itself."""
    return first if first == last else f"{first}{TO}{last}"


def shown(place: str) -> str:
    """A place as a person reads it: of several the first and the last."""
    first, *others = place.split(TO)
    return f"{first}{TO}{others[-1]}" if others else first


class Index:
    """Which line of a manuscript a character stands in, and where in the text it was read from."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._pieces = manuscript.pieces
        lengths = (len(piece.text) + 1 for piece in manuscript.pieces)
        self.starts = [0, *accumulate(lengths)]

    def at(self, offset: int) -> int:
        """The number of the line, from 0, that the character at an offset stands in."""
        return min(bisect_right(self.starts, offset), len(self._pieces)) - 1

    def origin(self, offset: int) -> int:
        """Exact in a line that nothing has been taken out of, else where it begins or ends."""
        if not self._pieces:
            return 0
        number = self.at(offset)
        span, at = self._pieces[number].span, offset - self.starts[number]
        length = len(self._pieces[number].text)
        if at >= length:
            return span.end
        return span.start + at if span.end - span.start == length else span.start


def text_manuscript(text: str) -> Manuscript:
    """Plain text; the places are line numbers. Raises UnreadableError for one that is no notice."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(f"有{len(text) // 10_000}万字，不像一份公文；请分开再读")
    pieces: list[Piece] = []
    new_page = False
    for number, line in enumerate(LINE.finditer(text), 1):
        new_page = new_page or "\f" in line[0][:1]
        start, end = _inside(line[0])
        if start < end:
            span = Span(line.start() + start, line.start() + end)
            pieces.append(Piece(line[0][start:end], f"第{number}行", (), new_page, span))
            new_page = "\f" in line[0][end:]
    return Manuscript(tuple(pieces), source=text)


def _inside(line: str) -> tuple[int, int]:
    """Where a line begins and ends, without the white space around it but for its indent.

    An indent tells that a paragraph begins; a tab is part of a table row.
    """
    if not line.strip(BLANK):
        return 0, 0
    start = len(line) - len(line.lstrip("\ufeff\f\v"))
    return start, len(line.rstrip("\r\n\f\v \u3000\u00a0"))


def manuscript_of(finished: Finished) -> Manuscript:
    """What a reader found, as lines."""
    pieces: list[Piece] = []
    notes = list(finished.notes)
    at = 0
    for piece in (piece for block in finished.blocks for piece in _pieces(block, notes)):
        end = at + len(piece.text)
        pieces.append(piece._replace(span=Span(at, end)))
        at = end + 1
        if STROKE in piece.text:
            notes.append(Note("inferred", STROKES, piece.place, f"｜→{STROKE}"))
    read = Manuscript(tuple(pieces), tuple(notes))
    return read._replace(source=read.text)


def _pieces(block: Passage | Table, notes: list[Note]) -> Iterator[Piece]:
    match block:
        case Passage():
            yield from _lines(block)
            if not block.text.strip():
                notes.extend(_homeless(block.remarks, block.place))
        case Table():
            table, said = with_one_header(block)
            table, more = with_merged_cells(table)
            notes.extend((*said, *more))
            for row in table.rows:
                remarks = tuple(remark for cell in row.cells for remark in cell.remarks)
                if any(cell.text.strip() for cell in row.cells):
                    yield Piece(_row(row), row.place, remarks)
                else:
                    notes.extend(_homeless(remarks, row.place))


def _homeless(remarks: Iterable[Remark], place: str) -> Iterator[Note]:
    """Remarks on a paragraph or row without text, which is no line."""
    for remark in remarks:
        yield Note("unsure", HOMELESS, place, f"{remark.label}：{remark.text}")


def _lines(passage: Passage) -> Iterator[Piece]:
    """The lines of a paragraph; what parts cells in a table row is written otherwise."""
    lines = [line for line in LINE_END.split(passage.text) if line.strip()]
    for index, line in enumerate(lines):
        last = index + 1 == len(lines)
        text = line.strip().translate(NO_CELLS)
        yield Piece(text, passage.place, passage.remarks if last else ())


def _row(row: Row) -> str:
    """A row between strokes: it is one however many of its cells are empty."""
    return f"｜{'｜'.join(map(_cell, row.cells))}｜"


def _cell(cell: Cell) -> str:
    """The paragraphs of a cell with a space between them, which may part units."""
    return WHITE.sub(" ", cell.text.strip()).translate(NO_CELLS)
