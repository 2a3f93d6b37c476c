"""What rules look at: for each kind of object, the nodes of a document, made when first asked.

Every node has a `block`; the schema says which span of it each attribute stands at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from hegao.dsl.brackets import find_bracket_faults
from hegao.dsl.dates import find_dates
from hegao.dsl.document import (
    Document,
    Task,
)
from hegao.dsl.model import Block, DateText, DocumentNumber, Reference
from hegao.dsl.numbering import number_items
from hegao.dsl.references import find_document_numbers, find_references
from hegao.dsl.registry import Registry
from hegao.grammar.source import Span
from hegao.linter.nodes import (
    BreakNode,
    DeadlineNode,
    DirectiveNode,
    ElementNode,
    FieldNode,
    ItemNode,
    Match,
    MissNode,
    Passage,
    QuantityNode,
    RowNode,
    TaskNode,
    UnitFieldNode,
    UnitNode,
)
from hegao.linter.whole import Whole


class Subjects:
    """The nodes of one document, by kind."""

    def __init__(self, document: Document, registry: Registry | None = None) -> None:
        self.document = document
        self.whole = Whole(document, registry or Registry({}))

    def forget(self) -> None:
        """Let go of the nodes made so far; asked for again, they are made again."""
        for name in [name for name in self.__dict__ if name not in ("document", "whole")]:
            del self.__dict__[name]

    @cached_property
    def tasks(self) -> list[TaskNode]:
        """All tasks."""
        return [TaskNode(task, task.block, self.whole) for task in self.document.tasks]

    @cached_property
    def unit_fields(self) -> list[UnitFieldNode]:
        """All places that name units."""
        return [
            UnitFieldNode(field, node, node.block, self.whole)
            for node in self.tasks
            for field in node.task.unit_fields
        ]

    @cached_property
    def units(self) -> list[UnitNode]:
        """All units that are named, inherited ones left out."""
        return [
            UnitNode(unit, node.field, node.task, node.block, self.whole)
            for node in self.unit_fields
            for unit in node.field.units
            if not unit.inherited
        ]

    @cached_property
    def deadlines(self) -> list[DeadlineNode]:
        """All time limits."""
        return [
            DeadlineNode(
                deadline, node, node.block, self.whole, _in_field(deadline.span, node.task)
            )
            for node in self.tasks
            for deadline in node.task.deadlines
        ]

    @cached_property
    def quantities(self) -> list[QuantityNode]:
        """All quantities."""
        return [
            QuantityNode(quantity, node, node.block, self.whole)
            for node in self.tasks
            for quantity in node.task.quantities
        ]

    @cached_property
    def items(self) -> list[ItemNode]:
        """All numbered items."""
        counted = number_items(self.document.items, self.document.value("编号方式") or "")
        items = self.document.items
        deeper = [after.depth > item.depth for item, after in zip(items, items[1:], strict=False)]
        return [
            ItemNode(item, numbered, has_items, item.block, self.whole)
            for item, numbered, has_items in zip(items, counted, [*deeper, False], strict=False)
        ]

    @cached_property
    def fields(self) -> list[FieldNode]:
        """All field lines under items."""
        return [
            FieldNode(field, item.block, self.whole)
            for item in self.document.items
            for field in item.fields
        ]

    def elements(self, name: str) -> list[ElementNode]:
        """The layout elements of one name."""
        return [
            ElementNode(element, element.block, self.whole)
            for element in self.document.elements
            if element.name == name
        ]

    @cached_property
    def rows(self) -> list[RowNode]:
        """All table rows that are no headers."""
        return [
            RowNode(row, table, row.block, self.whole)
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
            Passage(fault, block, self.whole)
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
        return [Passage(value, self.whole.block, self.whole) for value in find(self.document.text)]

    @cached_property
    def comments(self) -> list[DirectiveNode]:
        """All 【批注】."""
        return [
            DirectiveNode(directive, directive.block)
            for directive in self.document.directives
            if directive.name == "批注"
        ]

    def matches(self, pattern: re.Pattern[str], corrections: dict[str, str]) -> Iterator[Match]:
        """What a search finds in the text."""
        for match in pattern.finditer(self.document.text):
            word = match.group()
            yield Match(word, Span(*match.span()), self.whole.block, corrections.get(word, ""))


def _in_field(span: Span, task: Task) -> bool:
    return any(field.span.start <= span.start < field.span.end for field in task.fields)
