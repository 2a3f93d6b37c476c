"""What rules look at, one value a kind: model values with the block and the whole around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hegao.dsl.brackets import BracketFault
from hegao.dsl.document import (
    Attachment,
    Directive,
    Element,
    Field,
    Item,
    Row,
    Section,
    Table,
    Task,
    UnitField,
)
from hegao.dsl.enumerations import Enumeration
from hegao.dsl.model import Block, DateText, Deadline, DocumentNumber, Quantity, Reference, Unit
from hegao.dsl.numbering import Numbered
from hegao.grammar.lines import Line
from hegao.grammar.source import Span
from hegao.linter.whole import Whole

if TYPE_CHECKING:
    from hegao.linter.outline import Outline


class Passage(NamedTuple):
    """A piece of the text that a value was read from."""

    value: DateText | DocumentNumber | Reference | BracketFault | Enumeration
    block: Block
    whole: Whole


class Match(NamedTuple):
    """What the search of a rule found in the text."""

    text: str
    span: Span
    block: Block
    correct: str
    """The right word, when the list it is from has one."""
    whole: Whole


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

    @property
    def section(self) -> SectionNode | None:
        """The section it stands in."""
        return self.whole.subjects.section_of(self.task.section)


class UnitNode(NamedTuple):
    """A responsible unit of a task."""

    unit: Unit
    field: UnitField
    task: TaskNode

    # There are two to a task, all at once: what the task knows is asked of it.
    @property
    def block(self) -> Block:
        """The task's block."""
        return self.task.block

    @property
    def whole(self) -> Whole:
        """The facts of the notice."""
        return self.task.whole


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
    """A numbered item with its place in the count and in the outline."""

    item: Item
    numbered: Numbered
    has_items: bool
    """Items stand under it."""
    block: Block
    whole: Whole
    place: int
    """Among all items, from 0."""
    text: str
    """The item's own words, put together once for all rules."""
    level: int
    """Of its number: 1 of 一、, 2 of （一）."""
    parent: ItemNode | None
    """The item it stands under."""
    previous: ItemNode | None
    """The sibling before it."""

    @property
    def _outline(self) -> Outline:
        return self.whole.subjects.outline

    @property
    def children(self) -> list[ItemNode]:
        """The items right under it."""
        return self._outline.children(self)

    @property
    def siblings(self) -> list[ItemNode]:
        """The other items under the same one."""
        return self._outline.siblings(self)

    @property
    def next(self) -> ItemNode | None:
        """The sibling behind it."""
        return self._outline.next(self)

    @property
    def section(self) -> SectionNode | None:
        """The section it stands in."""
        return self.whole.subjects.section_of(self.item.section)


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


class TableNode(NamedTuple):
    """A table; its block is its first row."""

    table: Table
    block: Block
    whole: Whole


class SectionNode(NamedTuple):
    """A section with the tasks that stand in it, at any depth."""

    section: Section
    tasks: list[TaskNode]
    block: Block
    whole: Whole


class ParagraphNode(NamedTuple):
    """Prose that belongs to no item."""

    block: Block
    whole: Whole


class AttachmentNode(NamedTuple):
    """An attachment that stands in the file, with its place among them, from 1."""

    attachment: Attachment
    place: int
    block: Block
    whole: Whole


class OrganNode(NamedTuple):
    """A unit with all it has to do: the places that name it, gathered by its full name."""

    name: str
    places: tuple[UnitNode, ...]
    block: Block
    whole: Whole

    @property
    def first(self) -> UnitNode:
        """The first place that names it."""
        return self.places[0]

    @property
    def tasks(self) -> list[TaskNode]:
        """The tasks that name it, each once."""
        return list({place.block.origin: place.task for place in self.places}.values())

    @property
    def led(self) -> int:
        """How many tasks it leads."""
        return len({place.block.origin for place in self.places if place.unit.role == "lead"})

    @property
    def spellings(self) -> str:
        """The names it goes by in this notice, joined by 、."""
        return "、".join(dict.fromkeys(place.unit.name for place in self.places))


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
    titles: str = ""
    """The titles of the rules it silences, joined by 、."""
