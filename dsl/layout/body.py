"""The lines of a notice as pieces, in the order of the text: items, paragraphs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hegao.dsl.document import Document, Element, Item, Paragraph, Row, Table
from hegao.dsl.layout.elements import Fields, standing_pieces
from hegao.dsl.layout.items import (
    EXPLICIT,
    PRINTED_FIELDS,
    cited,
    item_label,
    labelled,
    lead,
    split,
    with_bracket,
)
from hegao.dsl.layout.piece import Piece, Role, UnitForm
from hegao.dsl.line_spelling import (
    directive_name,
    directive_value,
    field_name,
    spell_list,
    spell_text,
)
from hegao.dsl.spelling import spell
from hegao.dsl.tables import tables_of
from hegao.grammar.lines import Line

HEADINGS: Final[dict[str, Role]] = {
    "LEVEL0": "part",
    "LEVEL1": "heading_1",
    "LEVEL2": "heading_2",
    "LEVEL3": "heading_3",
    "LEVEL4": "heading_4",
}
REFERENCE = re.compile(r"【\s*见\s*[：:]\s*([^】]*?)\s*】")
UNPRINTED = re.compile(r"【\s*(?:批注|核稿)\s*[：:][^】]*】")


def body(document: Document, fields: Fields, units_as: UnitForm) -> Iterator[Piece]:
    """Everything between the head and the back matter, and what stands written out of these."""
    body = _Body(document, fields, units_as)
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
    attachments: dict[int, str]
    """The label of each attachment that a directive begins."""
    numbers: dict[str, str]
    """Names that tasks go by (标识), to the number that a reference prints."""

    units_as: UnitForm

    def __init__(self, document: Document, fields: Fields, units_as: UnitForm) -> None:
        self.units_as = units_as
        nodes: tuple[Item | Paragraph, ...] = (*document.items, *document.paragraphs)
        self.nodes = {node.block.origin: node for node in nodes}
        self.elements = {}
        for element in document.elements:
            self.elements.setdefault(element.block.origin, []).append(element)
        blocks = (node.block for node in (*nodes, *document.elements))
        self.within = frozenset(at for block in blocks for _, at in block.joins[1:])
        self.taken = fields.taken
        named = [each for each in document.directives if each.name in ("附件", "附表")]
        self.attachments = {
            each.block.origin: f"附件{number}" if len(named) > 1 else "附件"
            for number, each in enumerate(named, 1)
        }
        self.attached = frozenset(each.block.origin for each in document.attachments)
        self.numbers = {
            each.value: cited(item)
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
                yield Piece("attachment", self.attachments.get(line.start + line.label, "附件"))
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
        """An item with its paragraphs, and what its field lines say."""
        paragraphs, said = split(item)
        first = item_label(item)
        texts = [self.printed(text) for text in paragraphs]
        if self.units_as == "line":
            texts.extend(said)
        else:
            texts[-1] = with_bracket(texts[-1], said)
        texts[0] = labelled(first, texts[0])
        yield Piece(
            HEADINGS.get(item.mark.level, "paragraph"), texts[0], lead(item, first, texts[0])
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
        return tuple(spell_list(self._resolved(cell.text)) for cell in row.cells)

    def printed(self, text: str) -> str:
        """Running text as it is printed."""
        return spell_text(self._resolved(text))

    def _resolved(self, text: str) -> str:
        """The text with references as numbers, and without remarks."""
        if "【" not in text:
            return text
        return UNPRINTED.sub("", REFERENCE.sub(self._reference, text))

    def _reference(self, match: re.Match[str]) -> str:
        return self.numbers.get(match[1], match.group())


def _rows(table: Table) -> tuple[Row, ...]:
    return (table.header, *table.rows) if table.header else table.rows
