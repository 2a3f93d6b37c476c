"""The lines of a web page as paragraphs, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from hegao.dsl.recover.finished import Block, Cell, Finished, Note, Passage, Remark, Row, Table
from hegao.dsl.recover.html.grid import Spot, grid_rows
from hegao.dsl.recover.html.lines import NUMBER, Line, LineIndex
from hegao.dsl.recover.html.tables import SourceTable

NUMBER_FROM_FACTS: Final = "正文里没有发文字号，这个取自网页上的信息栏"
TOO_WIDE: Final = "表格的列太多，每个单元格写成了一段"
BEFORE: Final = "正文之前"
BEHIND: Final = "正文之后"


def write_blocks(
    lines: Sequence[Line], why: Sequence[str], tables: Sequence[SourceTable], number: str
) -> Finished:
    """What lines and tables of a page hold.

    `why` says for each line why it is removed, empty where it is kept; `number` is the 发文字号
    that only stands in what is removed, to be written under the title.
    """
    index = LineIndex(lines, (len(line.text) for line in lines))
    writing = _Writing(lines, why, index, number)
    starts = {index.start: (table, index) for table, index in _found(index, why, tables)}
    at = 0
    while at < len(lines):
        if at in starts:
            table, inside = starts[at]
            writing.add_table(table, inside)
            at = inside.stop
        elif why[at]:
            writing.removed.append(at)
            at += 1
        else:
            writing.add_line(at)
            at += 1
    writing.end_removed(BEHIND)
    return Finished(tuple(writing.blocks), tuple(writing.notes))


def _found(
    index: LineIndex, why: Sequence[str], tables: Sequence[SourceTable]
) -> Iterator[tuple[SourceTable, range]]:
    """The tables that are kept, each with its lines."""
    for table in tables:
        inside = index.inside(table.element)
        if inside and not any(why[at] for at in inside):
            yield table, inside


@dataclass(slots=True)
class _Writing:
    """What has been written so far."""

    lines: Sequence[Line]
    why: Sequence[str]
    index: LineIndex
    number: str
    blocks: list[Block] = field(default_factory=list["Block"])
    notes: list[Note] = field(default_factory=list["Note"])
    removed: list[int] = field(default_factory=list[int])
    """The lines taken away since the last block."""
    passages: int = 0
    tables: int = 0

    def add_line(self, at: int) -> None:
        """Writes a line as a paragraph, and what its marks say."""
        self._end_gap()
        line = self.lines[at]
        if line.text:
            self._add_passage(line.whole, line.remarks)
        place = f"第{self.passages}段" if line.text else self._gap()
        self._tell(line, place)

    def _add_passage(self, text: str, remarks: tuple[Remark, ...] = ()) -> None:
        self.passages += 1
        self.blocks.append(Passage(text, f"第{self.passages}段", remarks))
        if self.number and self.passages == 1:
            self._add_number()

    def _add_number(self) -> None:
        number, self.number = self.number, ""
        self._add_passage(number)
        place = f"第{self.passages}段"
        self.notes.append(Note("inferred", NUMBER_FROM_FACTS, place, number))

    def _tell(self, line: Line, place: str) -> None:
        if line.label:
            self.notes.append(Note("inferred", NUMBER, place, line.label.strip()))
        told = (mark for mark in line.marks if not (line.text and mark.remark))
        self.notes += [Note(mark.kind, mark.message, place, mark.text) for mark in told]

    def _gap(self) -> str:
        return f"第{self.passages}段之后" if self.passages else BEFORE

    def _end_gap(self) -> None:
        self.end_removed(self._gap() if self.blocks else BEFORE)

    def end_removed(self, place: str) -> None:
        """Tells what has been taken away since the last block, each kind in one note."""
        for message, run in groupby(self.removed, key=self.why.__getitem__):
            text = "\n".join(filter(None, map(self._all_text, run)))
            if text:
                self.notes.append(Note("removed", message, place, text))
        self.removed = []

    def _all_text(self, at: int) -> str:
        """The text of a line with what is hidden in it."""
        line = self.lines[at]
        hidden = (mark.text for mark in line.marks if mark.kind != "inferred")
        return "\n".join(filter(None, (line.text, *hidden)))

    def add_table(self, table: SourceTable, inside: range) -> None:
        """Writes a table; what stands in none of its cells comes before it."""
        self._end_gap()
        rows = grid_rows(table.rows)
        if rows is None:
            self.notes.append(Note("unsure", TOO_WIDE, self._gap()))
            for at in inside:
                self.add_line(at)
            return
        in_cells = {
            at for row in table.rows for cell in row.cells for at in self.index.inside(cell)
        }
        for at in inside:
            if at not in in_cells:
                self.add_line(at)
        self._write_table(rows)

    def _write_table(self, rows: Sequence[Sequence[Spot]]) -> None:
        self.tables += 1
        place = f"表{self.tables}"
        written: list[Row] = []
        for spots in rows:
            cells = tuple(map(self._cell, spots))
            row = Row(cells, f"{place}第{len(written) + 1}行")
            if any(cell.text for cell in cells):
                written.append(row)
            # An empty row may hold pictures; they are told at the row above.
            self._tell_cells(spots, f"{place}第{max(1, len(written))}行")
        self.blocks.append(Table(tuple(written), place))

    def _cell(self, spot: Spot) -> Cell:
        if spot.cell is None:
            return Cell("")
        inside = self.index.inside(spot.cell)
        if spot.merged:
            # What continues an empty cell is empty itself.
            return Cell("", spot.merged if self.index.weight(inside) else "")
        lines = [line for line in self._lines(inside) if line.text]
        remarks = tuple(remark for line in lines for remark in line.remarks)
        return Cell("\n".join(line.whole for line in lines), remarks=remarks)

    def _tell_cells(self, spots: Sequence[Spot], place: str) -> None:
        for spot in spots:
            if spot.cell is not None and not spot.merged:
                for line in self._lines(self.index.inside(spot.cell)):
                    self._tell(line, place)

    def _lines(self, inside: range) -> Sequence[Line]:
        return self.lines[inside.start : inside.stop]
