"""The tables of a manuscript put right: rows whole, cells in their columns, one header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hegao.dsl.document import Table
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import TO, Index, Manuscript, Piece
from hegao.dsl.recover.table_rows import Row, tidied
from hegao.dsl.tables import tables_of
from hegao.grammar.blocks import cut, is_row
from hegao.grammar.lines import Line
from hegao.grammar.source import Span

REPEATED_HEADER = "每页重复的表头"
RULE = "表格的分隔线"


def with_whole_rows(manuscript: Manuscript) -> Manuscript:
    """The lines with every table row whole and its cells in their columns."""
    if not any(is_row(piece.text) for piece in manuscript.pieces):
        return manuscript
    found = [line for line in cut(manuscript.text) if line.type != "LEADING"]
    mender = _Mender(manuscript)
    pieces: list[Piece] = []
    for in_table, run in groupby(found, key=lambda line: line.type == "ROW"):
        rows = list(run)
        pieces.extend(mender.rows(rows) if in_table else mender.kept(rows))
    return manuscript.changed(pieces, mender.notes)


class _Mender:
    """Mends the tables in turn, and notes what it concludes."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.pieces = manuscript.pieces
        self._at = Index(manuscript).at
        self.notes: list[Note] = []

    def kept(self, found: Sequence[Line]) -> Iterator[Piece]:
        """The lines that are no rows."""
        yield from (self.pieces[index] for index in sorted({self._at(x.start) for x in found}))

    def rows(self, found: Sequence[Line]) -> Iterator[Piece]:
        """The rows of all the tables that some lines make; remarks of dropped rows stay."""
        told: set[int] = set()
        for table in tables_of(found):
            for piece, origins in self._table(table):
                told.update(origins)
                yield piece
        for line in found:
            index = self._at(line.start)
            if index not in told:
                text = self.pieces[index].text.strip()
                what = REPEATED_HEADER if text.strip("-:|｜\t ") else RULE
                self.notes.append(Note("removed", what, self.pieces[index].place, text))

    def _table(self, table: Table) -> Iterator[tuple[Piece, list[int]]]:
        done = tidied(table)
        for each in done.conclusions:
            source = f"（取自{self._place(each.source)}）" if each.source is not None else ""
            note = Note("inferred", each.message, self._place(each.origin), each.text + source)
            self.notes.append(note)
        for row in done.rows:
            indexes = [self._at(origin) for origin in row.origins]
            yield self._row(row, indexes), indexes

    def _row(self, row: Row, indexes: Sequence[int]) -> Piece:
        """The line of a row; one that is whole already stays as it is."""
        first, last = self.pieces[indexes[0]], self.pieces[indexes[-1]]
        if len(indexes) == 1 and row.cells == row.before:
            return first
        remarks = tuple(remark for index in indexes for remark in self.pieces[index].remarks)
        span = Span(first.span.start, last.span.end)
        place = TO.join(dict.fromkeys(self.pieces[index].place for index in indexes))
        return first._replace(text=row.text, place=place, remarks=remarks, span=span)

    def _place(self, offset: int) -> str:
        return self.pieces[self._at(offset)].place
