"""The lines of a notice as pieces, in the order of the text: items, paragraphs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hegao.dsl.document import Document, Element, Field, Item, Paragraph, Row, Table
from hegao.dsl.layout.elements import Fields, standing_pieces
from hegao.dsl.layout.piece import Piece, Role
from hegao.dsl.layout.source import directive_name, directive_value, field_name, official_label
from hegao.dsl.layout.spelling import spell
from hegao.dsl.tables import tables_of
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.grammar.lines import Line
from hegao.grammar.vocabulary import FIELDS, UNIT_FIELDS

PRINTED_FIELDS: Final = frozenset((*UNIT_FIELDS, "完成时限"))
"""The fields of a task that the official text names; the others are the drafter's own."""
HEADINGS: Final[dict[str, Role]] = {
    "LEVEL0": "part",
    "LEVEL1": "heading_1",
    "LEVEL2": "heading_2",
    "LEVEL3": "heading_3",
    "LEVEL4": "heading_4",
}
REFERENCE = re.compile(r"【\s*见\s*[：:]\s*([^】]*?)\s*】")
UNPRINTED = re.compile(r"【\s*(?:批注|核稿)\s*[：:][^】]*】")
EXPLICIT = re.compile(r"\s*【(?:任务|段|[一二三四五]级)】\s*")


def body(document: Document, fields: Fields) -> Iterator[Piece]:
    """Everything between the head and the back matter, and what stands written out of these."""
    body = _Body(document, fields)
    rows: list[Line] = []
    for line in document.lines:
        if line.type == "ROW":
            rows.append(line)
            continue
        yield from body.tables(rows)
        rows = []
        yield from body.line(line)
    yield from body.tables(rows)


@dataclass(slots=True, init=False)
class _Body:
    """What begins at which offset of the text."""

    nodes: dict[int, Item | Paragraph]
    elements: dict[int, list[Element]]
    within: frozenset[int]
    """Where the second and later lines of a node begin."""
    taken: frozenset[int]
    attached: frozenset[int]
    """Where lines that begin an attachment stand: 附件1."""
    numbers: dict[str, str]
    """Names that tasks go by (标识), to the number that a reference prints."""

    def __init__(self, document: Document, fields: Fields) -> None:
        nodes = (*document.items, *document.paragraphs)
        self.nodes = {node.block.origin: node for node in nodes}
        self.elements = {}
        for element in document.elements:
            self.elements.setdefault(element.block.origin, []).append(element)
        blocks = (node.block for node in (*nodes, *document.elements))
        self.within = frozenset(at for block in blocks for _, at in block.joins[1:])
        self.taken = fields.taken
        self.attached = frozenset(each.block.origin for each in document.attachments)
        self.numbers = {
            each.value: _cited(item)
            for item in document.items
            for each in item.fields
            if each.name == "标识"
        }

    def line(self, line: Line) -> Iterator[Piece]:
        """The pieces that begin with a line."""
        at = line.start + line.label
        if line.type == "LEADING" or at in self.within or at in self.taken:
            return
        node = self.nodes.get(at)
        if isinstance(node, Item):
            yield from self.item(node)
        elif isinstance(node, Paragraph):
            yield Piece("paragraph", self.printed(EXPLICIT.sub("", node.block.text)))
        elif at in self.elements and directive_name(line) != "印发件":
            yield from standing_pieces(self.elements[at])
        else:
            yield from self.loose(line)

    def loose(self, line: Line) -> Iterator[Piece]:
        """A line that the model has no node for, or a directive."""
        text = line.raw[line.label : line.stop]
        match directive_name(line):
            case "印发件":
                yield Piece("carried_title", self.printed(directive_value(line)))
            case "附件" | "附表":
                yield Piece("attachment", "附件")
                if name := directive_value(line):
                    yield Piece("attachment_title", self.printed(name))
            case "见":
                yield Piece("paragraph", self.printed(text))
            case "" if line.type == "FIELD" and field_name(line) in PRINTED_FIELDS:
                yield Piece("paragraph", self.printed(text))
            case "" if line.start + line.label in self.attached:
                yield Piece("attachment", spell(text))
            case _:
                return

    def item(self, item: Item) -> Iterator[Piece]:
        """An item with its paragraphs; what its field lines say becomes one bracket."""
        paragraphs, said = _split(item)
        first = EXPLICIT.sub("", official_label(item.mark.level, item.mark.text))
        texts = [self.printed(text) for text in paragraphs]
        texts[-1] = _with_bracket(texts[-1], said)
        texts[0] = _labelled(first, texts[0])
        yield Piece(
            HEADINGS.get(item.mark.level, "paragraph"), texts[0], _lead(item, first, texts[0])
        )
        for text in texts[1:]:
            yield Piece("paragraph", text)

    def tables(self, rows: Sequence[Line]) -> Iterator[Piece]:
        """The tables that some row lines make."""
        for table in tables_of(rows):
            yield Piece(
                "table", "", rows=tuple(map(self._cells, _rows(table))), headed=bool(table.header)
            )

    def _cells(self, row: Row) -> tuple[str, ...]:
        return tuple(self.printed(cell.text) for cell in row.cells)

    def printed(self, text: str) -> str:
        """Running text as it is printed: references as numbers, remarks left out."""
        if "【" in text:
            text = UNPRINTED.sub("", REFERENCE.sub(self._reference, text))
        return spell(text)

    def _reference(self, match: re.Match[str]) -> str:
        return self.numbers.get(match[1], match.group())


def _rows(table: Table) -> tuple[Row, ...]:
    return (table.header, *table.rows) if table.header else table.rows


def _cited(item: Item) -> str:
    """How the text refers to an item: 第3项, 第（三）项."""
    label = EXPLICIT.sub("", official_label(item.mark.level, item.mark.text))
    return f"第{label.rstrip('.、')}项" if label and label[0] != "第" else label or "本项"


def _split(item: Item) -> tuple[list[str], list[str]]:
    """The item's paragraphs behind its number, and what its printed fields say, with labels."""
    fields = {each.label_span.start: each for each in item.fields}
    paragraphs: list[str] = []
    said: list[str] = []
    at = 0
    for part in item.block.text.split("\n"):
        if field := fields.get(at):
            said.extend(_said(field, part))
        elif at:
            paragraphs.append(EXPLICIT.sub("", part))
        else:
            paragraphs.append(part[item.mark.span.end :].lstrip(" \t\u3000\u00a0：:"))
        at += len(part) + 1
    return paragraphs, said


def _said(field: Field, part: str) -> Iterator[str]:
    """A printed field with its label as the drafter chose it: 落实单位：县司法局."""
    value = spell(part[field.span.start - field.label_span.start :]).rstrip("。；")
    if field.name in PRINTED_FIELDS and value:
        label = spell(field.label).rstrip("：:")
        yield f"{label if FIELDS.get(label) == field.name else field.name}：{value}"


def _with_bracket(text: str, said: Sequence[str]) -> str:
    """The text with what the field lines say in the bracket it ends with, or in one of its own."""
    if not said:
        return text
    brackets = find_unit_brackets(text)
    if brackets and brackets[-1].span.end == len(text) and brackets[-1].closing:
        return f"{text[:-1]}；{'；'.join(said)}）"
    return f"{text}（{'；'.join(said)}）"


def _labelled(label: str, text: str) -> str:
    """Number and text; a space keeps 1. from 2026年, and 第一条 from what it says."""
    if label.endswith("."):
        return f"{label} {text}" if text[:1].isdigit() else label + text
    return f"{label}\u3000{text}" if label.startswith("第") and text[:1] != "、" else label + text


def _lead(item: Item, label: str, text: str) -> int:
    """How much of an item's first paragraph is heading: its number and its title."""
    if item.heading is None:
        return 0
    end = len(label) + len(spell(item.heading))
    end += text[len(label) :].startswith((" ", "\u3000"))
    return end + (text[end : end + 1] == "。")
