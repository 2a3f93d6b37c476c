"""What rules look at, one value a kind: model values with the block and the whole around them."""

from __future__ import annotations

from typing import NamedTuple

from hegao.dsl.brackets import BracketFault
from hegao.dsl.document import (
    Directive,
    Element,
    Field,
    Item,
    Row,
    Table,
    Task,
    UnitField,
)
from hegao.dsl.model import Block, DateText, Deadline, DocumentNumber, Quantity, Reference, Unit
from hegao.dsl.numbering import Numbered
from hegao.grammar.lines import Line
from hegao.grammar.source import Span
from hegao.linter.whole import Whole


class Passage(NamedTuple):
    """A piece of the text that a value was read from."""

    value: DateText | DocumentNumber | Reference | BracketFault
    block: Block
    whole: Whole


class Match(NamedTuple):
    """What the search of a rule found in the text."""

    text: str
    span: Span
    block: Block
    correct: str
    """The right word, when the list it is from has one."""


class ElementNode(NamedTuple):
    """A layout element."""

    element: Element
    block: Block
    whole: Whole


class TaskNode(NamedTuple):
    """A task with what is known of it beyond its block."""

    task: Task
    block: Block
    whole: Whole


class UnitNode(NamedTuple):
    """A responsible unit of a task."""

    unit: Unit
    field: UnitField
    task: TaskNode
    block: Block
    whole: Whole


class UnitFieldNode(NamedTuple):
    """A bracket, field line or cell that names units."""

    field: UnitField
    task: TaskNode
    block: Block
    whole: Whole


class DeadlineNode(NamedTuple):
    """A time limit of a task."""

    deadline: Deadline
    task: TaskNode
    block: Block
    whole: Whole
    in_field: bool


class QuantityNode(NamedTuple):
    """A quantity of a task."""

    quantity: Quantity
    task: TaskNode
    block: Block
    whole: Whole


class ItemNode(NamedTuple):
    """A numbered item with its place in the count."""

    item: Item
    numbered: Numbered
    has_items: bool
    """Items stand under it."""
    block: Block
    whole: Whole


class FieldNode(NamedTuple):
    """A field line under an item."""

    field: Field
    block: Block
    whole: Whole


class RowNode(NamedTuple):
    """A table row with its table."""

    row: Row
    table: Table
    block: Block
    whole: Whole


class MissNode(NamedTuple):
    """A label that is only nearly right."""

    line: Line
    block: Block


class BreakNode(NamedTuple):
    """A line end inside a sentence; the text is the characters on both sides."""

    text: str
    span: Span
    block: Block


class DirectiveNode(NamedTuple):
    """A line in 【】."""

    directive: Directive
    block: Block
    unknown: str = ""
    """Of a suppression: the codes it names that no rule has, joined by 、."""
    idle: str = ""
    """And those that had nothing to silence."""
    needed: bool = False
    """It silenced something."""
