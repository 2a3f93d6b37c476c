"""A paragraph of a Word file while it is read: what shows, and what is put aside and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from hegao.dsl.recover.finished import Block, Note, NoteKind, Passage, Remark, Row, Table
from hegao.dsl.recover.word.counters import Number
from hegao.dsl.recover.xml_parts import Element

DELETED: Final = "修订中已删去的文字"
HIDDEN: Final = "隐藏文字，打印时看不到"
CODE: Final = "域代码，不是文字内容"
CONTENTS: Final = "自动生成的目录，不属于正文"
PLACEHOLDER: Final = "占位提示，没有填写内容"
PHONETIC: Final = "注音，不属于正文"


class Source(NamedTuple):
    """Characters that show, and the element that they stand in."""

    text: str
    element: Element | None
    """None for what the file does not hold: automatic numbers, the shown side of a field."""
    computed: bool
    """Whether they are the result of a field, which whoever opens the file may compute anew."""


@dataclass(slots=True)
class Line:
    """What one paragraph holds."""

    number: Number | None = None
    shown: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    """What has shown, as it stood in the file."""
    aside: dict[str, list[str]] = field(default_factory=dict)
    """Characters that do not show, by the message that says why."""
    remarks: list[Remark] = field(default_factory=list)
    notes: dict[Note, None] = field(default_factory=dict)
    """In order, each once; those without a place stand where the paragraph will."""
    boxes: list[Block] = field(default_factory=list)
    """What stands in text boxes that hang on the paragraph."""

    def put(self, text: str, reason: str) -> None:
        """Takes characters in; a reason tells why they do not show."""
        (self.aside.setdefault(reason, []) if reason else self.shown).append(text)
        if not reason:
            self.sources.append(Source(text, None, computed=True))

    def put_from(self, element: Element, text: str, reason: str, *, computed: bool) -> None:
        """Takes in the characters of an element."""
        self.put(text, reason)
        if not reason:
            self.sources[-1] = Source(text, element, computed)

    def note(self, kind: NoteKind, message: str, text: str = "") -> None:
        """Notes something about this paragraph."""
        self.notes[Note(kind, message, "", text)] = None

    def text(self) -> str:
        """What shows, without the number."""
        return "".join(self.shown)

    def is_blank(self) -> bool:
        """Whether nothing shows, no number either."""
        return not self.number and not self.text().strip()

    def holds_nothing(self) -> bool:
        """Whether there is nothing to tell of it at all."""
        return not (self.shown or self.aside or self.remarks or self.notes or self.boxes)

    def all_notes(self, place: str) -> Iterator[Note]:
        """The notes, placed, and one for each reason why characters do not show."""
        for note in self.notes:
            yield note if note.place else note._replace(place=place)
        for reason, pieces in self.aside.items():
            if text := "".join(pieces).strip():
                yield Note("removed", reason, place, text)


def lines_of(blocks: list[Block]) -> Iterator[Passage]:
    """Passages, and tables as one passage a row: what is left of blocks inside a cell or note."""
    for block in blocks:
        if isinstance(block, Passage):
            yield block
            continue
        for row in block.rows:
            yield Passage(row_text(row), row.place, tuple(_remarks(row)))


def row_text(row: Row) -> str:
    """The cells of a row that are not empty, parted by wide spaces."""
    return "　".join(cell.text for cell in row.cells if cell.text.strip())


def text_of(blocks: list[Block]) -> str:
    """The text of blocks, one line each."""
    return "\n".join(each.text for each in lines_of(blocks) if each.text.strip())


def _remarks(row: Row) -> Iterator[Remark]:
    for cell in row.cells:
        yield from cell.remarks


def is_empty(table: Table) -> bool:
    """Whether no cell of the table holds anything."""
    return not any(cell.text.strip() or cell.remarks for row in table.rows for cell in row.cells)
