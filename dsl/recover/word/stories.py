"""A story of a Word file: the body, a cell, a text box, a note; its paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from hegao.dsl.recover.finished import Block, Passage, Remark, Table
from hegao.dsl.recover.word.contents import take_title
from hegao.dsl.recover.word.controls import held_in
from hegao.dsl.recover.word.fields import Fields
from hegao.dsl.recover.word.grid import Grid, Slot
from hegao.dsl.recover.word.layouts import laid_out
from hegao.dsl.recover.word.line import DELETED, Line, Source, lines_of, text_of
from hegao.dsl.recover.word.marks import is_inserted, mark_of, number_of, write_number
from hegao.dsl.recover.word.plain import chosen
from hegao.dsl.recover.word.reading import Reading
from hegao.dsl.recover.word.runs import Runs
from hegao.dsl.recover.word.soft_breaks import join_words
from hegao.dsl.recover.word.styles import Style
from hegao.dsl.recover.word.tables import CellContent, build_table
from hegao.dsl.recover.xml_parts import Element


class Setting(NamedTuple):
    """What a story is part of."""

    fields: Fields
    place: str = ""
    """Where all of it stands; empty for the body, whose paragraphs are counted."""
    reason: str = ""
    """Why none of it shows, empty where it does."""
    is_cell: bool = False


class Story:
    """Reads block content into blocks."""

    def __init__(self, reading: Reading, setting: Setting) -> None:
        self._reading = reading
        self._setting = setting
        self._runs = Runs(reading, setting.fields, self._inner, setting.reason)
        self._blocks: list[Block] = []
        self._carried: Line | None = None
        self._late: dict[int, list[Remark]] = {}
        """Remarks of empty paragraphs, by how many blocks stand before them."""

    def read(self, content: Iterable[Element]) -> None:
        """Adds block content: paragraphs, tables, and what wraps them."""
        for element in content:
            handler = _HANDLERS.get(element.tag)
            if handler is not None:
                handler(self, element)
            elif element.tag not in _SKIPPED:
                self._other(element)

    def finish(self) -> list[Block]:
        """The blocks of what was read."""
        self._end_line()
        for count, remarks in self._late.items():
            self._hang(count, remarks)
        return self._blocks

    def finish_cell(self) -> CellContent:
        """What was read as the content of a cell; remarks need no paragraph to hang on there."""
        self._end_line()
        lines = list(lines_of(self._blocks))
        remarks = [remark for line in lines for remark in line.remarks]
        remarks += (remark for late in self._late.values() for remark in late)
        return CellContent("\n".join(line.text for line in lines), tuple(remarks))

    def _here(self) -> str:
        return self._setting.place or self._reading.place_after()

    def _inner(self, content: Element, place: str | None = None) -> list[Block]:
        where = self._setting.place if place is None else place
        story = Story(self._reading, Setting(Fields(content), where))
        story.read(content)
        return story.finish()

    def _paragraph(self, element: Element) -> None:
        properties = element.find("w:pPr")
        style = self._reading.styles.of_paragraph(properties)
        line, self._carried = self._carried or Line(), None
        is_shown = not (self._runs.reason or self._setting.fields.reason())
        self._runs.read(element, line, style)
        mark = mark_of(properties, style)
        self._reading.revisions += (mark == "deleted") + is_inserted(properties)
        ends = mark == "shown" or (mark == "hidden" and not line.is_blank())
        if ends and is_shown and line.number is None:
            self._number(properties, style, line)
        if mark == "shown":
            self._close(line)
        else:
            # Without its end it runs on into the next paragraph.
            self._carried = line

    def _number(self, properties: Element | None, style: Style, line: Line) -> None:
        number = number_of(properties, style, self._reading)
        if number is None:
            return
        # A column of numbers is made of empty paragraphs; elsewhere a bare number says nothing.
        if line.is_blank() and not self._setting.place:
            if number.text.strip():
                line.note("removed", "空段落的自动编号", number.text)
            return
        write_number(line, number)

    def _close(self, line: Line) -> None:
        take_title(self._blocks, line)
        if self._setting.is_cell:
            join_words(line)
        text = line.text()
        number = line.number.before(text) if line.number else ""
        self._blocks += line.boxes
        if line.is_blank():
            place = self._here()
            if line.remarks:
                self._late.setdefault(len(self._blocks), []).extend(line.remarks)
        else:
            place = self._setting.place or self._reading.next_place()
            self._blocks.append(Passage(number + text, place, tuple(line.remarks)))
            shown = [Source(number, None, computed=True), *line.sources]
            self._reading.sources.setdefault(place, []).append(shown)
        for note in line.all_notes(place):
            self._reading.add(note)

    def _end_line(self) -> None:
        line, self._carried = self._carried, None
        if line is not None:
            self._close(line)

    def _hang(self, count: int, remarks: list[Remark]) -> None:
        """Hangs remarks on the paragraph before their empty one, else on the one after it."""
        for at in (count - 1, count):
            block = self._blocks[at] if 0 <= at < len(self._blocks) else None
            if isinstance(block, Passage):
                self._blocks[at] = block._replace(remarks=(*block.remarks, *remarks))
                return
        for remark in remarks:
            text = f"{remark.label}：{remark.text}"
            self._reading.note("removed", "批注挂在空段落上，没有读入", self._here(), text)

    def _other(self, element: Element) -> None:
        """Wrappers of blocks are read through; text that stands without a paragraph is one."""
        if _wraps_blocks(element):
            deleted = element.tag in ("w:del", "w:moveFrom")
            self._within(element, DELETED if deleted else "")
            return
        line = self._carried or Line()
        self._runs.read((element,), line, Style())
        if self._carried is None and not line.holds_nothing():
            self._close(line)

    def _control(self, element: Element) -> None:
        held = held_in(element)
        self._within(held.content, held.reason)

    def _alternate(self, element: Element) -> None:
        self.read(chosen(element))

    def _within(self, content: Iterable[Element], reason: str) -> None:
        outer, self._runs.reason = self._runs.reason, self._runs.reason or reason
        self.read(content)
        self._runs.reason = outer

    def _foreign(self, _element: Element) -> None:
        self._reading.note("unsure", "嵌入的另一份文件，没有读入，请另行导入", self._here())

    def _table(self, element: Element) -> None:
        self._end_line()
        grid = Grid(element, self._reading, self._here())
        if grid.columns <= 1:
            self._frame(grid)
            return
        table = build_table(grid, self._reading, self._setting.place, self._cell)
        if table is None:
            return
        if self._setting.place:
            self._blocks += self._lines(table)
        else:
            self._blocks += laid_out(table, element, grid, self._reading)

    def _frame(self, grid: Grid) -> None:
        """A table of one column is a frame around paragraphs."""
        before = len(self._blocks)
        for row in grid.rows:
            for slot in row:
                self._within(slot.content, slot.reason)
                self._end_line()
        if len(self._blocks) > before:
            place = self._blocks[before].place
            self._reading.note("inferred", "只有一栏的表格，按段落读入", place)

    def _lines(self, table: Table) -> Iterator[Passage]:
        """A table inside a cell or note, row by row."""
        place = self._setting.place
        self._reading.note("unsure", "表格里套着表格，按行读入", place, text_of([table]))
        return lines_of([table])

    def _cell(self, slot: Slot, place: str) -> CellContent:
        reason = self._runs.reason or slot.reason
        story = Story(self._reading, Setting(self._setting.fields, place, reason, is_cell=True))
        story.read(slot.content)
        return story.finish_cell()


def _wraps_blocks(element: Element) -> bool:
    return any(each.tag in ("w:p", "w:tbl") for each in element.iter())


_HANDLERS: Final[Mapping[str, Callable[[Story, Element], None]]] = {
    "w:p": Story._paragraph,
    "w:tbl": Story._table,
    "w:sdt": Story._control,
    "mc:AlternateContent": Story._alternate,
    "w:altChunk": Story._foreign,
    "w:subDoc": Story._foreign,
}
_SKIPPED: Final = frozenset(("w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sdtPr"))
