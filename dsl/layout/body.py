"""The lines of a notice as pieces, in the order of the text: items, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hegao.dsl.document import Document, Element, Item, Paragraph, Row, Table
from hegao.dsl.layout.elements import Fields, standing_pieces
from hegao.dsl.layout.items import (
    EXPLICIT,
    PRINTED_FIELDS,
    is_of_units,
    item_label,
    labelled,
    lead,
    split,
    with_bracket,
    without_brackets,
)
from hegao.dsl.layout.piece import Piece, Role, UnitForm
from hegao.dsl.layout.references import References
from hegao.dsl.layout.task_table import TASK_COLUMNS, row_of
from hegao.dsl.layout.work_ledger import ledger_line
from hegao.dsl.line_spelling import (
    directive_name,
    directive_value,
    field_name,
    spell_list,
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
    words: References
    rows: dict[int, tuple[str, ...]]
    """The tasks that are printed as rows of tables, by where they begin."""
    asked: frozenset[int]
    """Where the tasks begin."""
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
        self.words = References(document)
        self.asked = frozenset(task.block.origin for task in document.tasks)
        self.rows = {
            task.block.origin: row_of(ledger_line(task, self.words))
            for task in document.tasks
            if units_as == "table" and not task.in_table
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
            yield Piece("paragraph", self.words.printed(EXPLICIT.sub("", node.block.text)))
        elif at in self.elements and directive_name(line) != "印发件":
            yield from standing_pieces(self.elements[at])
        else:
            yield from self.loose(line)

    def loose(self, line: Line) -> Iterator[Piece]:
        """A line that the model has no node for, or a directive."""
        text = line.raw[line.label : line.stop]
        match directive_name(line):
            case "印发件":
                yield Piece("carried_title", self.words.printed(directive_value(line)))
            case "附件" | "附表":
                yield Piece("attachment", self.attachments.get(line.start + line.label, "附件"))
                if name := directive_value(line):
                    yield Piece("attachment_title", self.words.printed(name))
            case "见":
                yield Piece("paragraph", self.words.printed(text))
            case "" if line.type == "FIELD" and field_name(line) in PRINTED_FIELDS:
                yield Piece("paragraph", self.words.printed(text))
            case "" if line.start + line.label in self.attached:
                yield Piece("attachment", spell(text))
            case _:
                return

    def item(self, item: Item) -> Iterator[Piece]:
        """An item with its paragraphs, and what its field lines say."""
        if row := self.rows.get(item.block.origin):
            yield Piece("table", "", rows=(TASK_COLUMNS, row), headed=True)
            return
        paragraphs, said = split(item)
        first = item_label(item)
        texts = self._with_units([self.words.printed(text) for text in paragraphs], said, item)
        texts[0] = labelled(first, texts[0])
        yield Piece(
            HEADINGS.get(item.mark.level, "paragraph"), texts[0], lead(item, first, texts[0])
        )
        for text in texts[1:]:
            yield Piece("paragraph", text)

    def _with_units(self, texts: list[str], said: list[str], item: Item) -> list[str]:
        """An item's paragraphs, with what its field lines say in the form that is wanted."""
        form = self.units_as
        if form == "breakdown" and item.block.origin not in self.asked:
            form = "bracket"  # The table has the units of tasks alone.
        match form:
            case "bracket" | "table":
                return [*texts[:-1], with_bracket(texts[-1], said)]
            case "line":
                text, inside = without_brackets(texts[-1])
                return [*texts[:-1], text, *inside, *said]
            case "breakdown" | "none":
                bare = [without_brackets(text) for text in texts]
                lines = [*(line for _, inside in bare for line in inside), *said]
                limits = [line for line in lines if not is_of_units(line)]
                texts = [text for text, _ in bare]
                return [*texts[:-1], with_bracket(texts[-1], limits)]

    def tables(self, rows: Sequence[Line]) -> Iterator[Piece]:
        """The tables that some row lines make."""
        for table in tables_of(rows):
            yield Piece(
                "table", "", rows=tuple(map(self._cells, _rows(table))), headed=bool(table.header)
            )

    def _cells(self, row: Row) -> tuple[str, ...]:
        return tuple(spell_list(self.words.resolved(cell.text)) for cell in row.cells)


def _rows(table: Table) -> tuple[Row, ...]:
    return (table.header, *table.rows) if table.header else table.rows
