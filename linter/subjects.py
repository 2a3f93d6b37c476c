"""What rules look at: for each kind of object, the nodes of a document, made when first asked.

Every node has a `block`; the schema says which span of it each attribute stands at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from hegao.dsl.brackets import find_bracket_faults, unpaired
from hegao.dsl.dates import find_dates
from hegao.dsl.document import Document, Item, Paragraph, Section
from hegao.dsl.enumerations import Enumeration, find_enumerations
from hegao.dsl.model import Block, DateText, DocumentNumber, Reference
from hegao.dsl.numbering import number_items
from hegao.dsl.references import find_references
from hegao.dsl.registry import Registry
from hegao.dsl.short_names import find_short_names
from hegao.grammar.source import Span
from hegao.linter.allowance import Allowance
from hegao.linter.keywords import Keywords, Present
from hegao.linter.nodes import (
    AttachmentNode,
    BreakNode,
    DeadlineNode,
    DirectiveNode,
    ElementNode,
    FieldNode,
    ItemNode,
    Match,
    MissNode,
    OrganNode,
    ParagraphNode,
    Passage,
    QuantityNode,
    RowNode,
    SectionNode,
    TableNode,
    TaskNode,
    UnitFieldNode,
    UnitNode,
)
from hegao.linter.outline import Outline, item_nodes
from hegao.linter.rule import Search
from hegao.linter.task_nodes import (
    deadline_nodes,
    field_nodes,
    field_unit_nodes,
    quantity_nodes,
    unit_field_nodes,
)
from hegao.linter.upstream_nodes import (
    DifferenceNode,
    InferredNode,
    LinkNode,
    RowChangeNode,
    UpstreamFileNode,
    UpstreamItemNode,
    differences,
    inferred,
    links,
    row_changes,
    upstream_files,
    upstream_items,
)
from hegao.linter.whole import Whole

if TYPE_CHECKING:
    from hegao.dsl.upstream.statements import Source


class Subjects:
    """The nodes of one document, by kind."""

    # What is made of the document, and nothing else, lies in __dict__: it is soon let go of.
    __slots__ = (
        "__dict__", "__weakref__", "_last_matches", "_last_search", "_present",
        "allowance", "document", "whole",
    )  # fmt: skip

    def __init__(
        self,
        document: Document,
        registry: Registry | None = None,
        upstreams: Sequence[Source] = (),
    ) -> None:
        self.document = document
        self.whole = Whole(document, registry or Registry({}), self, upstreams)
        self.allowance = Allowance(len(document.text))
        self._present: dict[Keywords, Present] = {}
        self._last_search: Search | None = None
        self._last_matches: list[Match] = []

    def forget(self, *, but: tuple[str, ...] = ()) -> None:
        """Let go of the nodes made so far; asked for again, they are made again."""
        kept = [(name, self.__dict__[name]) for name in but if name in self.__dict__]
        self.__dict__.clear()
        self.__dict__.update(kept)
        self._last_search, self._last_matches = None, []

    @cached_property
    def tasks(self) -> list[TaskNode]:
        """All tasks."""
        return [TaskNode(task, task.block, self.whole) for task in self.document.tasks]

    @cached_property
    def unit_fields(self) -> list[UnitFieldNode]:
        """All places that name units."""
        return [field for task in self.tasks for field in unit_field_nodes(task)]

    @cached_property
    def units(self) -> list[UnitNode]:
        """All units that are named, inherited ones left out."""
        named = [unit for field in self.unit_fields for unit in field_unit_nodes(field)]
        return [node for node in named if not node.unit.inherited]

    @cached_property
    def organs(self) -> list[OrganNode]:
        """All units, each once with all the places that name it."""
        places: dict[str, list[UnitNode]] = {}
        for node in self.units:
            places.setdefault(self.whole.name_of(node.unit), []).append(node)
        return [
            OrganNode(name, tuple(nodes), nodes[0].block, self.whole)
            for name, nodes in places.items()
        ]

    @cached_property
    def deadlines(self) -> list[DeadlineNode]:
        """All time limits."""
        return [
            deadline
            for node in self.tasks
            if node.task.deadlines
            for deadline in deadline_nodes(node)
        ]

    @cached_property
    def quantities(self) -> list[QuantityNode]:
        """All quantities."""
        return [
            quantity
            for node in self.tasks
            if node.task.quantities
            for quantity in quantity_nodes(node)
        ]

    @cached_property
    def items(self) -> list[ItemNode]:
        """All numbered items."""
        counted = number_items(self.document.items, self.document.value("编号方式") or "")
        return item_nodes(self.document.items, counted, self.whole)

    @cached_property
    def outline(self) -> Outline:
        """How the items stand to each other."""
        return Outline(self.items)

    @cached_property
    def _sections(self) -> dict[int, SectionNode]:
        """All sections, those of tables too, by where they begin."""
        found: dict[int, SectionNode] = {}
        for section in (*self.document.sections, *(task.task.section for task in self.tasks)):
            if section is not None and section.block.origin not in found:
                node = SectionNode(section, [], section.block, self.whole)
                found[section.block.origin] = node
        for task in self.tasks:
            if task.task.section is not None:
                found[task.task.section.block.origin].tasks.append(task)
        return found

    def section_of(self, section: Section | None) -> SectionNode | None:
        """The node of a section."""
        return self._sections.get(section.block.origin) if section else None

    @cached_property
    def sections(self) -> list[SectionNode]:
        """The sections of the prose."""
        return [self._sections[section.block.origin] for section in self.document.sections]

    @cached_property
    def paragraphs(self) -> list[ParagraphNode]:
        """All prose that belongs to no item."""
        return [ParagraphNode(each.block, self.whole) for each in self.document.paragraphs]

    @cached_property
    def attachments(self) -> list[AttachmentNode]:
        """All attachments."""
        return [
            AttachmentNode(each, place, each.block, self.whole)
            for place, each in enumerate(self.document.attachments, 1)
        ]

    @cached_property
    def tables(self) -> list[TableNode]:
        """All tables."""
        return [
            TableNode(table, (table.header or table.rows[0]).block, self.whole)
            for table in self.document.tables
            if table.header or table.rows
        ]

    @cached_property
    def fields(self) -> list[FieldNode]:
        """All field lines under items."""
        return [field for item in self.items if item.item.fields for field in field_nodes(item)]

    @property
    def upstream_files(self) -> list[UpstreamFileNode]:
        """The lines that name upstreams."""
        return upstream_files(self.whole)

    @property
    def upstream_items(self) -> list[UpstreamItemNode]:
        """What the upstreams ask, item by item."""
        return upstream_items(self.whole)

    @property
    def differences(self) -> list[DifferenceNode]:
        """Where the draft asks something else than its upstreams."""
        return differences(self.whole)

    @property
    def links(self) -> list[LinkNode]:
        """What the draft says of upstream items."""
        return links(self.whole)

    @property
    def inferred(self) -> list[InferredNode]:
        """Tasks that carry out upstream items without saying so."""
        return inferred(self.whole)

    @property
    def row_changes(self) -> list[RowChangeNode]:
        """Rows of a breakdown table that word the prose otherwise."""
        return row_changes(self)

    def elements(self, name: str) -> list[ElementNode]:
        """The layout elements of one name."""
        whole = self.whole
        return [ElementNode(each, each.block, whole) for each in whole.elements.get(name, ())]

    def part(self, names: tuple[str, ...]) -> list[ElementNode]:
        """The first element of a part of the layout, standing for the part."""
        found = (each for name in names for each in self.elements(name) if each.element.value)
        return sorted(found, key=lambda node: node.block.origin)[:1]

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
    def breaks(self) -> list[BreakNode]:
        """All line ends inside sentences."""
        prose: tuple[Item | Paragraph, ...] = (*self.document.items, *self.document.paragraphs)
        return [
            BreakNode(each.block.text[span.start : span.end], span, each.block)
            for each in prose
            for span in each.breaks
        ]

    @cached_property
    def bracket_faults(self) -> list[Passage]:
        """All brackets that do not pair, paragraph by paragraph."""
        document = self.document
        blocks = [item.block for item in document.items]
        blocks += [paragraph.block for paragraph in document.paragraphs]
        blocks += [element.block for element in document.elements]
        blocks += [row.block for table in document.tables for row in table.rows]
        faulty = unpaired(blocks)
        if not faulty:
            return []
        skip = {miss.line.start for miss in self.misses if miss.line.miss == "mark_bracket"}
        return [
            Passage(fault, block, self.whole)
            for block in faulty
            for fault in find_bracket_faults(block.text)
            if not (block.origin in skip and fault.span.start == 0)
        ]

    @cached_property
    def document_numbers(self) -> list[Passage]:
        """All document numbers."""
        return self._passages(self.whole.numbers)

    @cached_property
    def dates(self) -> list[Passage]:
        """All written days."""
        return self._passages(find_dates(self.document.text))

    @cached_property
    def references(self) -> list[Passage]:
        """All cited texts."""
        return self._passages(find_references(self.document.text))

    @cached_property
    def enumerations(self) -> list[Passage]:
        """All stated counts that stand at a list."""
        return self._passages(find_enumerations(self.document.text))

    @cached_property
    def short_names(self) -> list[Passage]:
        """All places that give a short name (以下简称)."""
        return self._passages(find_short_names(self.document.text))

    def _passages(
        self, values: Sequence[DateText | DocumentNumber | Reference | Enumeration]
    ) -> list[Passage]:
        block, whole = self.whole.block, self.whole
        return [Passage(value, block, whole) for value in values]

    @cached_property
    def comments(self) -> list[DirectiveNode]:
        """All 【批注】."""
        return [
            DirectiveNode(directive, directive.block)
            for directive in self.document.directives
            if directive.name == "批注"
        ]

    def matches(self, search: Search) -> list[Match]:
        """What a search finds in the text; two rules that look for the same search once."""
        if not self._may_find(search):
            return []
        if search != self._last_search:
            self._last_search, self._last_matches = search, list(self._matches(search))
        return self._last_matches

    def _may_find(self, search: Search) -> bool:
        present = self._words_for(search)
        return present is None or search.place in present.searches

    def _matches(self, search: Search) -> Iterator[Match]:
        pattern = search.pattern or self._any_word(search)
        for match in re.finditer(pattern, self.document.text) if pattern else ():
            word = match.group()
            correct = search.corrections.get(word, "")
            yield Match(word, Span(*match.span()), self.whole.block, correct, self.whole)

    def _any_word(self, search: Search) -> str:
        """A pattern for those words of a list that stand in the text, the longest first."""
        present = self._words_for(search)
        held = present.words if present else self.document.text
        words = [word for word in search.words if word in held]
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    def _words_for(self, search: Search) -> Present | None:
        """What the text holds of the words that searches need; None when that is not known."""
        keywords = search.keywords
        if keywords is None:
            return None
        if keywords not in self._present:
            self._present[keywords] = keywords.present(self.document.text)
        return self._present[keywords]
