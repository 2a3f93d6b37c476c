"""The nodes of a notice: header elements, sections, items, tasks, tables, what directives say.

Each node has one `block`; every span in it is relative to that block's text, in characters.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from hegao.dsl.model import Block, Deadline, Quantity, Unit
from hegao.grammar.lines import Level, Line
from hegao.grammar.source import Span

UnitForm = Literal["bracket", "line", "cell"]


class Element(NamedTuple):
    """A layout element: a header field or a recognised line of a finished text."""

    name: str
    """The field's name: 标题, 发文字号 …"""
    value: str
    """Without white space that only spaces letters or wraps lines."""
    block: Block
    span: Span
    """Where the value stands in the block."""
    written: bool
    """As a field line (`标题：……`), not recognised by its form and place."""


class Mark(NamedTuple):
    """The number of an item as it stands: `（三）`, `3、`."""

    text: str
    level: Level
    number: int | None
    proper: str
    """As GB/T 9704-2012, 7.3.3 writes this level."""
    span: Span


class Field(NamedTuple):
    """A field line under an item: 责任单位：……"""

    name: str
    label: str
    """As it stands, with its colon."""
    value: str
    span: Span
    """Of the value, in the block of the item."""
    label_span: Span


class UnitField(NamedTuple):
    """One place that names responsible units: a bracket, a field line, a cell."""

    form: UnitForm
    label: str | None
    """The words before the colon as they stand; None where there are none."""
    units: tuple[Unit, ...]
    tail: str | None
    span: Span
    opening: str = ""
    closing: str = ""


class Section(NamedTuple):
    """A heading that items stand under."""

    mark: Mark
    title: str
    block: Block
    span: Span
    """Of the title."""


class Item(NamedTuple):
    """A numbered item of any level, with its paragraphs and field lines in one block."""

    mark: Mark
    heading: str | None
    """Its title: the first sentence when that is short and more follows, or its own line."""
    block: Block
    text_spans: tuple[Span, ...]
    """Its own words: paragraphs without fields and without the unit bracket."""
    fields: tuple[Field, ...]
    unit_fields: tuple[UnitField, ...]
    breaks: tuple[Span, ...]
    """The two characters around each place where a sentence is broken by a line end."""
    line: Line
    section: Section | None
    depth: int
    """How many items it stands under."""
    part: int = 0
    """Which part of the file it stands in: 0 before what the notice carries, then counted."""

    @property
    def text(self) -> str:
        """The words after the number, without unit bracket and field lines."""
        return _pieces(self.block.text, self.text_spans)


class Task(NamedTuple):
    """Something the notice asks of somebody."""

    number: str | None
    """The number as it stands."""
    mark_span: Span
    section: Section | None
    heading: str | None
    block: Block
    text_spans: tuple[Span, ...]
    units: tuple[Unit, ...]
    unit_fields: tuple[UnitField, ...]
    unit_tail: str | None
    deadlines: tuple[Deadline, ...]
    quantities: tuple[Quantity, ...]
    fields: tuple[Field, ...]
    item: Item | None
    """The item it is, unless it is a table row."""

    @property
    def text(self) -> str:
        """The task's own words."""
        return _pieces(self.block.text, self.text_spans)

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table."""
        return self.item is None


def _pieces(text: str, spans: tuple[Span, ...]) -> str:
    """The pieces of a text, line by line; mostly there is one."""
    if len(spans) == 1:
        ((start, end),) = spans
        return text[start:end]
    return "\n".join([text[start:end] for start, end in spans])


class Cell(NamedTuple):
    """A table cell; `text` without surrounding white space."""

    text: str
    span: Span


class Row(NamedTuple):
    """A table row, its block being the line."""

    cells: tuple[Cell, ...]
    block: Block


class Table(NamedTuple):
    """Consecutive rows; a header that is repeated on each page begins no new table."""

    header: Row | None
    rows: tuple[Row, ...]


class Paragraph(NamedTuple):
    """Prose that belongs to no item."""

    block: Block
    breaks: tuple[Span, ...]


class Attachment(NamedTuple):
    """An attachment (附件) that stands in the file."""

    name: str
    block: Block
    span: Span


class Directive(NamedTuple):
    """A line in 【】: 印发件, 附表, 附件, 批注, 核稿."""

    name: str
    value: str
    block: Block
    target: Span | None
    """What it speaks of: the source span of the item or line before it."""


class Document(NamedTuple):
    """A whole notice."""

    text: str
    elements: tuple[Element, ...]
    """Header and back matter, in the order of the text."""
    sections: tuple[Section, ...]
    """Headings of the first level."""
    items: tuple[Item, ...]
    tasks: tuple[Task, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    attachments: tuple[Attachment, ...]
    directives: tuple[Directive, ...]
    lines: tuple[Line, ...]

    def element(self, name: str) -> Element | None:
        """The first element of that name."""
        return next((element for element in self.elements if element.name == name), None)

    def value(self, name: str) -> str | None:
        """The value of the first element of that name that is not empty."""
        return next((e.value for e in self.elements if e.name == name and e.value), None)
