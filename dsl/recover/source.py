"""A finished text, read, as the source of a draft: field lines, paragraphs, tables, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from hegao.dsl.build import WRAPPED
from hegao.dsl.document import Document, Element, Item, Paragraph
from hegao.dsl.line_spelling import plain
from hegao.dsl.model import Block
from hegao.dsl.recover.field_lines import head_elements
from hegao.dsl.recover.finished import Note, NoteKind
from hegao.dsl.recover.gaps import gaps
from hegao.dsl.recover.manuscript import Index, Manuscript
from hegao.dsl.tables import row_of
from hegao.grammar.labels import proper_label
from hegao.grammar.lines import LEVELS, Line

JOINED = "断开的句子，已连起来"
REPAIRED = "差一点的编号或标签，按本来的意思读"
RESPELLED = "编号写成规范的样子"
SEVERAL_LINES = "分几行的，已连起来"
BRACKETED = "附注加上圆括号"
ENDED = "抄送的末尾补上句号"
MARK = "没有文字的记号"
LONGEST_QUOTE = 24
LISTS = ("附件", "备注")
LIST_NUMBER = re.compile(r"(?<!\d)(\d{1,2})[.．]\s*(?!\d)")
PLAIN_BRACKETS = str.maketrans("【】\n", "〔〕\u3000")


class DraftLine(NamedTuple):
    """A line of the draft, and which lines of the manuscript it holds: first and last."""

    text: str
    first: int
    last: int
    goes_on: bool = False
    """It goes on with the list of the line before it."""


class Draft(NamedTuple):
    """The lines of a draft, and what was concluded on the way."""

    lines: tuple[DraftLine, ...]
    notes: tuple[Note, ...]


def write_draft(manuscript: Manuscript, document: Document) -> Draft:
    """The lines of the draft that a manuscript makes; `document` is its model."""
    writer = _Writer(manuscript, document)
    lines = tuple(writer.draft())
    return Draft(lines, tuple(writer.notes))


class _Writer:
    """Knows which node begins at which offset of the manuscript."""

    def __init__(self, manuscript: Manuscript, document: Document) -> None:
        self.pieces = manuscript.pieces
        self.document = document
        self.notes: list[Note] = []
        self._piece = Index(manuscript).at
        self.head = head_elements(document)
        nodes: tuple[Item | Paragraph, ...] = (*document.items, *document.paragraphs)
        self.nodes = {node.block.origin: node.block for node in nodes}
        self.elements: dict[int, list[Element]] = {}
        for element in document.elements:
            self.elements.setdefault(element.block.origin, []).append(element)
        blocks = [node.block for node in (*nodes, *document.elements)]
        self.passed = {at for block in blocks for _, at in block.joins[1:]}
        """Where lines begin that are written elsewhere: in the head, or with the line before."""
        self.passed.update(element.block.origin for element in self.head)

    def draft(self) -> Iterator[DraftLine]:
        """All lines in order."""
        for element in self.head:
            yield from self._field_lines(element)
        for element in self.head:
            yield from self._remarks(*self._reach(element.block))
        for in_table, lines in groupby(self.document.lines, key=lambda line: line.type == "ROW"):
            if in_table:
                yield from self._rows(list(lines))
                continue
            for line in lines:
                yield from self._written(line)
        for gap in gaps(self.document):
            self._note(gap.offset, gap.message, gap.text, kind="unsure")

    def _field_lines(self, element: Element) -> Iterator[DraftLine]:
        """An element as field lines at the head: a list takes several."""
        if element.name in LISTS and element.block.joins:
            yield from self._list(element)
        else:
            yield self._line(self._field(element), element.block)

    def _list(self, element: Element) -> Iterator[DraftLine]:
        """A list behind a label, as it stands: one line each."""
        for at, (text, origin) in enumerate(element.block.parts()):
            index = self._piece(origin)
            yield DraftLine(LIST_NUMBER.sub(r"\1. ", text, count=1), index, index, at > 0)

    def _field(self, element: Element) -> str:
        """An element as a field line at the head."""
        at, value = element.block.origin, element.value
        if not element.written:
            self._note(at, f"读作{element.name}", _shortened(value))
        if element.name in WRAPPED and element.block.joins:
            self._note(at, SEVERAL_LINES, value)
        if element.name == "附注" and not value.startswith(("（", "(")):
            # GB/T 9704-2012, 7.3.6: in round brackets.
            self._note(at, BRACKETED, value)
            value = f"（{value}）"
        if element.name == "抄送" and not value.endswith("。"):
            # GB/T 9704-2012, 7.4.2: a full stop stands behind the last organ.
            self._note(at, ENDED, value[-12:])
            value += "。"
        return f"{element.name}：{value}"

    def _written(self, line: Line) -> Iterator[DraftLine]:
        """What begins with a line: a node, an element that stands in the text, anything else."""
        at = line.start + line.label
        if line.miss:
            self._note(line.start, REPAIRED, f"{line.label_text}→{line.repair.strip()}")
        if line.type == "LEADING" or at in self.passed:
            return
        block = self.nodes.get(at)
        if block is not None:
            self._note_number(line)
            yield from self._paragraphs(block)
            return
        if standing := self.elements.get(at):
            element = standing[0]
            if element.name in LISTS and element.block.joins:
                yield from self._list(element)
            elif element.name == "署名" and not element.written:
                # On the page the day stands below who signs.
                yield from (self._line(each.value, each.block) for each in standing)
            else:
                yield self._line(_standing(element), element.block)
            yield from self._remarks(*self._reach(element.block))
            return
        index = self._piece(at)
        if text := line.raw[line.label : line.stop]:
            yield DraftLine(text, index, index)
        else:
            self._note(line.start, MARK, line.raw.strip(), kind="removed")
        yield from self._remarks(index, index)

    def _note_number(self, line: Line) -> None:
        """A number that the draft writes as its level is properly written."""
        label = line.label_text
        if line.type not in LEVELS or line.miss:
            return
        proper = proper_label(line.type, label)
        if plain(proper) != plain(label):
            self._note(line.start, RESPELLED, f"{label}→{proper}")

    def _paragraphs(self, block: Block) -> Iterator[DraftLine]:
        """The paragraphs of an item, or one paragraph, each on one line."""
        at = 0
        for text in block.text.split("\n"):
            first = self._piece(block.offset(at))
            last = self._piece(block.offset(at + max(len(text) - 1, 0)))
            yield DraftLine(text, first, last)
            at += len(text) + 1
        for join, origin in block.joins[1:]:
            if block.text[join - 1] != "\n":
                around = block.text[max(join - 6, 0) : join] + "／" + block.text[join : join + 6]
                self._note(origin, JOINED, around.replace("\n", " "))
        yield from self._remarks(*self._reach(block))

    def _rows(self, lines: Sequence[Line]) -> Iterator[DraftLine]:
        """The rows of tables; remarks on their cells follow them."""
        for line in lines:
            index = self._piece(line.start)
            cells = (cell.text for cell in row_of(line).cells)
            yield DraftLine(f"｜{'｜'.join(cells)}｜", index, index)
        yield from self._remarks(self._piece(lines[0].start), self._piece(lines[-1].start))

    def _remarks(self, first: int, last: int) -> Iterator[DraftLine]:
        """Comments and footnotes of some lines as remarks that are not printed."""
        for index in range(first, last + 1):
            for remark in self.pieces[index].remarks:
                text = remark.text.translate(PLAIN_BRACKETS)
                yield DraftLine(f"【批注：{remark.label}：{text}】", index, index)

    def _note(self, offset: int, message: str, text: str, kind: NoteKind = "inferred") -> None:
        self.notes.append(Note(kind, message, self._place(offset), text))

    def _line(self, text: str, block: Block) -> DraftLine:
        return DraftLine(text, *self._reach(block))

    def _reach(self, block: Block) -> tuple[int, int]:
        """The first and the last line of the manuscript that a block holds."""
        last = max(len(block.text) - 1, 0)
        return self._piece(block.origin), self._piece(block.offset(last))

    def _place(self, offset: int) -> str:
        return self.pieces[self._piece(offset)].place


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}……"


def _standing(element: Element) -> str:
    """An element that stays where it stands, as a line."""
    text = element.block.text
    return f"【印发件】{text}" if element.name == "印发件" and not element.written else text
