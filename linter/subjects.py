"""What rules look at: for each kind of object, the nodes of a document, made when first asked.

Every node has a `block`; the schema says which span of it each attribute stands at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hegao.dsl.brackets import BracketFault, find_bracket_faults
from hegao.dsl.dates import find_dates
from hegao.dsl.document import (
    Directive,
    Document,
    Element,
    Field,
    Item,
    Row,
    Table,
    Task,
    UnitField,
)
from hegao.dsl.model import Block, DateText, Deadline, DocumentNumber, Quantity, Reference, Unit
from hegao.dsl.numbering import Numbered, number_items
from hegao.dsl.references import find_document_numbers, find_references
from hegao.dsl.registry import Registry
from hegao.dsl.repetition import repeated_tasks, similar_names
from hegao.grammar.lines import Line
from hegao.grammar.source import Span

SENT_KIND = re.compile(r"(?:通知|意见|通报|公告|函|批复|决定|报告|请示)\Z")
VERSION = re.compile(r"(?:[（(][^（）()]{1,12}[）)])+\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text that a value was read from."""

    value: DateText | DocumentNumber | Reference | BracketFault
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class Match:
    """What the search of a rule found in the text."""

    text: str
    span: Span
    block: Block
    correct: str
    """The right word, when the list it is from has one."""


@dataclass(frozen=True, slots=True)
class ElementNode:
    """A layout element."""

    element: Element
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class TaskNode:
    """A task with what is known of it beyond its block."""

    task: Task
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A responsible unit of a task."""

    unit: Unit
    field: UnitField
    task: TaskNode
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class UnitFieldNode:
    """A bracket, field line or cell that names units."""

    field: UnitField
    task: TaskNode
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class DeadlineNode:
    """A time limit of a task."""

    deadline: Deadline
    task: TaskNode
    block: Block
    whole: Subjects
    in_field: bool


@dataclass(frozen=True, slots=True)
class QuantityNode:
    """A quantity of a task."""

    quantity: Quantity
    task: TaskNode
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class ItemNode:
    """A numbered item with its place in the count."""

    item: Item
    numbered: Numbered
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class FieldNode:
    """A field line under an item."""

    field: Field
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class RowNode:
    """A table row with its table."""

    row: Row
    table: Table
    block: Block
    whole: Subjects


@dataclass(frozen=True, slots=True)
class MissNode:
    """A label that is only nearly right."""

    line: Line
    block: Block


@dataclass(frozen=True, slots=True)
class BreakNode:
    """A line end inside a sentence; the text is the characters on both sides."""

    text: str
    span: Span
    block: Block


@dataclass(frozen=True, slots=True)
class DirectiveNode:
    """A line in 【】."""

    directive: Directive
    block: Block
    state: str = ""
    """Of a suppression, once findings are known: 已用, 未用 or 无此规则."""


class Subjects:
    """The nodes of one document, by kind."""

    def __init__(self, document: Document, registry: Registry | None = None) -> None:
        self.document = document
        self.registry = registry or Registry({})

    @cached_property
    def block(self) -> Block:
        """The whole text as a block."""
        return Block(self.document.text, 0)

    @cached_property
    def head(self) -> Span:
        """Where findings about the whole notice stand: the title, else the first line."""
        element = self.document.element("标题") or self.document.element("印发件")
        if element is not None and element.value:
            return element.block.locate(element.span)
        for line in self.document.lines:
            if line.stop > line.label:
                return Span(line.start + line.label, line.start + line.stop)
        return Span(0, 0)

    @cached_property
    def whole(self) -> list[Subjects]:
        """The document itself."""
        return [self]

    @cached_property
    def tasks(self) -> list[TaskNode]:
        """All tasks."""
        return [TaskNode(task, task.block, self) for task in self.document.tasks]

    @cached_property
    def unit_fields(self) -> list[UnitFieldNode]:
        """All places that name units."""
        return [
            UnitFieldNode(field, node, node.block, self)
            for node in self.tasks
            for field in node.task.unit_fields
        ]

    @cached_property
    def units(self) -> list[UnitNode]:
        """All units that are named, inherited ones left out."""
        return [
            UnitNode(unit, node.field, node.task, node.block, self)
            for node in self.unit_fields
            for unit in node.field.units
            if not unit.inherited
        ]

    @cached_property
    def deadlines(self) -> list[DeadlineNode]:
        """All time limits."""
        return [
            DeadlineNode(deadline, node, node.block, self, _in_field(deadline.span, node.task))
            for node in self.tasks
            for deadline in node.task.deadlines
        ]

    @cached_property
    def quantities(self) -> list[QuantityNode]:
        """All quantities."""
        return [
            QuantityNode(quantity, node, node.block, self)
            for node in self.tasks
            for quantity in node.task.quantities
        ]

    @cached_property
    def items(self) -> list[ItemNode]:
        """All numbered items."""
        counted = number_items(self.document.items, self.document.value("编号方式") or "")
        return [
            ItemNode(item, numbered, item.block, self)
            for item, numbered in zip(self.document.items, counted, strict=True)
        ]

    @cached_property
    def fields(self) -> list[FieldNode]:
        """All field lines under items."""
        return [
            FieldNode(field, item.block, self)
            for item in self.document.items
            for field in item.fields
        ]

    def elements(self, name: str) -> list[ElementNode]:
        """The layout elements of one name."""
        return [
            ElementNode(element, element.block, self)
            for element in self.document.elements
            if element.name == name
        ]

    @cached_property
    def rows(self) -> list[RowNode]:
        """All table rows that are no headers."""
        return [
            RowNode(row, table, row.block, self)
            for table in self.document.tables
            for row in table.rows
        ]

    @cached_property
    def misses(self) -> list[MissNode]:
        """All labels that are only nearly right."""
        return [
            MissNode(line, Block(line.raw, line.start))
            for line in self.document.lines
            if line.miss is not None
        ]

    @cached_property
    def prose(self) -> list[tuple[Block, tuple[Span, ...]]]:
        """The blocks of prose with their broken sentences."""
        document = self.document
        blocks = [(item.block, item.breaks) for item in document.items]
        blocks += [(each.block, each.breaks) for each in document.paragraphs]
        return blocks

    @cached_property
    def breaks(self) -> list[BreakNode]:
        """All line ends inside sentences."""
        return [
            BreakNode(block.text[span.start : span.end], span, block)
            for block, spans in self.prose
            for span in spans
        ]

    @cached_property
    def bracket_faults(self) -> list[Passage]:
        """All brackets that do not pair, paragraph by paragraph."""
        blocks = [block for block, _ in self.prose]
        blocks += [element.block for element in self.document.elements]
        blocks += [row.block for table in self.document.tables for row in table.rows]
        skip = {miss.line.start for miss in self.misses if miss.line.miss == "mark_bracket"}
        return [
            Passage(fault, block, self)
            for block in blocks
            for fault in find_bracket_faults(block.text)
            if not (block.origin in skip and fault.span.start == 0)
        ]

    @cached_property
    def document_numbers(self) -> list[Passage]:
        """All document numbers."""
        return self._passages(find_document_numbers)

    @cached_property
    def dates(self) -> list[Passage]:
        """All written days."""
        return self._passages(find_dates)

    @cached_property
    def references(self) -> list[Passage]:
        """All cited texts."""
        return self._passages(find_references)

    def _passages(
        self, find: Callable[[str], Sequence[DateText | DocumentNumber | Reference]]
    ) -> list[Passage]:
        return [Passage(value, self.block, self) for value in find(self.document.text)]

    @cached_property
    def attachments(self) -> list[object]:
        """All attachments that stand in the file."""
        return list(self.document.attachments)

    @cached_property
    def comments(self) -> list[DirectiveNode]:
        """All 【批注】."""
        return [
            DirectiveNode(directive, directive.block)
            for directive in self.document.directives
            if directive.name == "批注"
        ]

    # Facts of the whole notice, which rules on 全文 and paths through it read.

    @cached_property
    def issued(self) -> date | None:
        """成文日期"""
        return self._day("成文日期")

    @cached_property
    def printed(self) -> date | None:
        """印发日期"""
        return self._day("印发日期")

    def _day(self, name: str) -> date | None:
        for element in self.document.elements:
            if element.name == name and (found := find_dates(element.value)):
                return found[0].value
        return None

    @cached_property
    def signed_dates(self) -> frozenset[int]:
        """Where the 成文日期 and 印发日期 begin in the text."""
        return frozenset(
            element.block.offset(element.span.start)
            for element in self.document.elements
            if element.name in ("成文日期", "印发日期")
        )

    @cached_property
    def has_letterhead(self) -> bool:
        """Whether it is a notice that is sent, not only the text that one carries."""
        title = VERSION.sub("", self.document.value("标题") or "")
        named = any(self.document.value(name) for name in ("发文机关标志", "发文字号", "主送"))
        return named or (SENT_KIND.search(title) is not None and "关于" in title)

    @cached_property
    def tasks_with_units(self) -> int:
        """How many tasks of the prose name units."""
        return sum(1 for task in self.document.tasks if task.units and not task.in_table)

    @cached_property
    def sections_with_units(self) -> frozenset[int]:
        """The sections, by the origin of their headings, in which some task names units."""
        return frozenset(
            section_key(task) for task in self.document.tasks if task.units and not task.in_table
        )

    @cached_property
    def units_are_the_rule(self) -> bool:
        """Whether nine in ten tasks of the prose name units."""
        return self.tasks_with_units * 10 >= self.prose_tasks * 9

    @cached_property
    def prose_tasks(self) -> int:
        """How many tasks are no table rows."""
        return sum(1 for task in self.document.tasks if not task.in_table)

    @cached_property
    def table_has_units(self) -> bool:
        """Whether a table names units."""
        return any(task.units and task.in_table for task in self.document.tasks)

    @cached_property
    def tasks_with_leads(self) -> int:
        """How many tasks name a lead."""
        return sum(1 for task in self.document.tasks if leads(task))

    @cached_property
    def tasks_wanting_leads(self) -> int:
        """How many tasks name several particular units and no lead."""
        return sum(1 for node in self.tasks if wants_lead(node))

    @cached_property
    def unit_labels(self) -> Counter[str]:
        """How often each label of units stands in brackets and lines."""
        return Counter(
            node.field.label for node in self.unit_fields if node.field.label is not None
        )

    @cached_property
    def usual_label(self) -> str:
        """The label that stands most often."""
        most = self.unit_labels.most_common(1)
        return most[0][0] if most else ""

    @cached_property
    def similar_units(self) -> dict[str, str]:
        """Unit names that another, fuller name of the notice seems to mean."""
        return similar_names(Counter(node.unit.name for node in self.units))

    @cached_property
    def repeated(self) -> dict[int, Task]:
        """By the origin of its block: the other task that already says all a task says."""
        return repeated_tasks(self.document.tasks)

    @cached_property
    def full_names(self) -> frozenset[str]:
        """The names of cited texts that are no short forms."""
        return frozenset(
            passage.value.name
            for passage in self.references
            if isinstance(passage.value, Reference) and len(passage.value.name) > 4
        )

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names that tasks give themselves by 标识."""
        return frozenset(node.field.value for node in self.fields if node.field.name == "标识")

    def matches(self, pattern: re.Pattern[str], corrections: dict[str, str]) -> Iterator[Match]:
        """What a search finds in the text."""
        for match in pattern.finditer(self.document.text):
            word = match.group()
            yield Match(word, Span(*match.span()), self.block, corrections.get(word, ""))


def _in_field(span: Span, task: Task) -> bool:
    return any(field.span.start <= span.start < field.span.end for field in task.fields)


def section_key(task: Task) -> int:
    """The section of a task, by the origin of its heading; -1 outside all sections."""
    return task.section.block.origin if task.section else -1


def leads(task: Task) -> tuple[Unit, ...]:
    """The units that lead a task."""
    return tuple(unit for unit in task.units if unit.role == "lead")


def wants_lead(node: TaskNode) -> bool:
    """Whether a task names several particular units and no lead."""
    units = node.task.units
    particular = [unit for unit in units if not unit.blanket]
    return len(particular) > 1 and not leads(node.task)
