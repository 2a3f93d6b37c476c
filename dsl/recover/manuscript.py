"""A finished text as lines, each with where it comes from: what all steps of recovery work on.

A line is a paragraph, or a table row with tabs between its cells, which is how the notice
language has tables. Blank lines are left out, as they mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hegao.dsl.recover.finished import Cell, Finished, Note, Passage, Remark, Row, Table
from hegao.grammar.source import LINE_END

WHITE = re.compile(r"[ \t\u3000\u00a0]*[\t\n\v\f]+[ \t\u3000\u00a0]*")
SEPARATORS = re.compile(r"[\t｜|]")


class Piece(NamedTuple):
    """A line and its place in the file."""

    text: str
    place: str
    remarks: tuple[Remark, ...] = ()
    new_page: bool = False
    """A page begins right before it."""


class Manuscript(NamedTuple):
    """The lines of a finished text, and what has been noted so far."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """All lines, each with its line end."""
        return "".join(piece.text + "\n" for piece in self.pieces)

    def changed(self, pieces: Iterable[Piece], notes: Iterable[Note]) -> Manuscript:
        """With other lines, and more notes."""
        return Manuscript(tuple(pieces), (*self.notes, *notes))


def text_manuscript(text: str) -> Manuscript:
    """Plain text; the places are line numbers."""
    pieces: list[Piece] = []
    new_page = False
    for number, line in enumerate(LINE_END.split(text.removeprefix("\ufeff")), 1):
        new_page = new_page or line.startswith("\f")
        bare = line.strip("\f\v \u3000\u00a0")
        if bare.strip():
            pieces.append(Piece(_indent(line) + bare, f"第{number}行", new_page=new_page))
            new_page = line.endswith("\f")
    return Manuscript(tuple(pieces))


def _indent(line: str) -> str:
    """Two full-width spaces where a line begins a paragraph by being set in."""
    return "\u3000\u3000" if line.lstrip("\f").startswith(("\u3000", "  ")) else ""


def manuscript_of(finished: Finished) -> Manuscript:
    """What a reader found, as lines."""
    pieces = (piece for block in finished.blocks for piece in _pieces(block))
    return Manuscript(tuple(pieces), finished.notes)


def _pieces(block: Passage | Table) -> Iterator[Piece]:
    match block:
        case Passage():
            yield from _lines(block)
        case Table():
            for row in block.rows:
                remarks = tuple(remark for cell in row.cells for remark in cell.remarks)
                if any(cell.text.strip() for cell in row.cells):
                    yield Piece(_row(row), row.place, remarks)


def _lines(passage: Passage) -> Iterator[Piece]:
    """The lines of a paragraph; tabs in it part no cells."""
    lines = [line for line in LINE_END.split(passage.text) if line.strip()]
    for index, line in enumerate(lines):
        last = index + 1 == len(lines)
        text = SEPARATORS.sub(_no_cell, line.strip())
        yield Piece(text, passage.place, passage.remarks if last else ())


def _no_cell(mark: re.Match[str]) -> str:
    return "\u3000" if mark.group() == "\t" else mark.group()


def _row(row: Row) -> str:
    return "\t".join(map(_cell, row.cells))


def _cell(cell: Cell) -> str:
    """The paragraphs of a cell with a space between them, which may part units."""
    return WHITE.sub(" ", cell.text.strip())
