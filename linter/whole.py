"""What is known of a notice as a whole: facts that rules on any part of it may ask for."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cached_property

from hegao.dsl.characters import without_end_mark
from hegao.dsl.document import Document, Task
from hegao.dsl.header import day_of
from hegao.dsl.model import Block, DocumentNumber, Unit
from hegao.dsl.references import find_document_numbers
from hegao.dsl.registry import Registry
from hegao.dsl.repetition import repeated_tasks, similar_names
from hegao.grammar.source import Span

SENT_KIND = re.compile(r"(?:通知|意见|通报|公告|函|批复|决定|报告|请示)\Z")
VERSION = re.compile(r"(?:[（(][^（）()]{1,12}[）)])+\Z")


class Whole:
    """The facts of one document, each found when first asked for."""

    def __init__(self, document: Document, registry: Registry) -> None:
        self.document = document
        self.registry = registry

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
    def values(self) -> dict[str, str]:
        """The layout elements that are not empty, by name; the first of each."""
        found: dict[str, str] = {}
        for element in self.document.elements:
            if element.value:
                found.setdefault(element.name, element.value)
        return found

    @cached_property
    def issued(self) -> date | None:
        """成文日期"""
        return day_of(self.document.elements, "成文日期")

    @cached_property
    def printed(self) -> date | None:
        """印发日期"""
        return day_of(self.document.elements, "印发日期")

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
        title = VERSION.sub("", without_end_mark(self.document.value("标题") or ""))
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
        return sum(1 for task in self.document.tasks if wants_lead(task))

    @cached_property
    def unit_labels(self) -> Counter[str]:
        """How often each label of units stands in brackets and lines."""
        return Counter(
            field.label
            for task in self.document.tasks
            for field in task.unit_fields
            if field.label is not None
        )

    @cached_property
    def usual_label(self) -> str:
        """The label that stands most often."""
        most = self.unit_labels.most_common(1)
        return most[0][0] if most else ""

    @cached_property
    def similar_units(self) -> dict[str, str]:
        """Unit names that another, fuller name of the notice seems to mean."""
        return similar_names(
            Counter(unit.name for task in self.document.tasks for unit in task.units)
        )

    @cached_property
    def repeated(self) -> dict[int, Task]:
        """By the origin of its block: the other task that already says all a task says."""
        return repeated_tasks(self.document.tasks)

    @cached_property
    def document_numbers(self) -> tuple[DocumentNumber, ...]:
        """The document numbers of the text, each as it first stands."""
        first: dict[str, DocumentNumber] = {}
        for number in find_document_numbers(self.document.text):
            first.setdefault(number.text, number)
        return tuple(first.values())

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names that tasks give themselves by 标识."""
        return frozenset(
            field.value
            for item in self.document.items
            for field in item.fields
            if field.name == "标识"
        )


def section_key(task: Task) -> int:
    """The section of a task, by the origin of its heading; -1 outside all sections."""
    return task.section.block.origin if task.section else -1


def leads(task: Task) -> tuple[Unit, ...]:
    """The units that lead a task."""
    return tuple(unit for unit in task.units if unit.role == "lead")


def wants_lead(task: Task) -> bool:
    """Whether a task names several particular units and no lead."""
    units = task.units
    particular = [unit for unit in units if not unit.blanket]
    return len(particular) > 1 and not leads(task)
