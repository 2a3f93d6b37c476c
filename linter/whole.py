"""What is known of a notice as a whole: facts that rules on any part of it may ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import ref

from hegao.dsl.characters import without_end_mark
from hegao.dsl.dates import find_dates
from hegao.dsl.document import Document, Element, Task
from hegao.dsl.model import Block, DateText, DocumentNumber, Role, Unit
from hegao.dsl.protected import Ranges, protected_ranges
from hegao.dsl.references import find_document_numbers
from hegao.dsl.registry import Registry
from hegao.dsl.repetition import repeated_tasks, similar_names
from hegao.dsl.structure import (
    RowFacts,
    before_tables,
    repeated_paragraphs,
    repeated_titles,
    row_facts,
)
from hegao.dsl.tables import cell_at, columns_of
from hegao.dsl.unit_habits import Marked, Turn, odd_marks, turns
from hegao.dsl.unit_ledger import own_name
from hegao.dsl.unit_words import FIRST_LEADS
from hegao.grammar.source import Span
from hegao.linter.header_facts import HeaderFacts

if TYPE_CHECKING:
    from hegao.dsl.breakdown.breakdown import Breakdown
    from hegao.dsl.upstream.comparison import Comparison
    from hegao.dsl.upstream.statements import Source
    from hegao.linter.subjects import Subjects

QUOTED_SHORT_NAME = re.compile("以下(?:简称|统称)“")
SENT_KIND = re.compile(r"(?:通知|意见|通报|公告|函|批复|决定|报告|请示)\Z")
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
OF_LETTERHEAD = ("发文机关标志", "发文字号", "主送")
LIMIT = "完成时限"
LINKS = ("落实", "不适用", "转交")
VERSION = re.compile(r"(?:[（(][^（）()]{1,12}[）)])+\Z")


class Whole:
    """The facts of one document, each found when first asked for."""

    def __init__(
        self,
        document: Document,
        registry: Registry,
        subjects: Subjects,
        upstreams: Sequence[Source] = (),
    ) -> None:
        self.document = document
        self._upstreams = upstreams
        self.registry = registry
        self._names: dict[tuple[str, str], str] = {}
        self._days: dict[str, DateText | None] = {}
        # A cycle would keep all of the notice until it is looked for.
        self._subjects = ref(subjects)

    @property
    def subjects(self) -> Subjects:
        """The nodes of the same document, for rules that compare one with others.

        Raises ReferenceError when nobody holds them any more.
        """
        subjects = self._subjects()
        if subjects is None:
            raise ReferenceError("the subjects of these facts are gone")
        return subjects

    @cached_property
    def speaks_of_upstreams(self) -> bool:
        """Whether it has upstreams, or lines about them."""
        return bool(self._upstreams) or any(
            line.type == "FIELD" and line.label_text.startswith(LINKS)
            for line in self.document.lines
        )

    @cached_property
    def _prose(self) -> list[Task]:
        """The tasks that are no table rows."""
        return [task for task in self.document.tasks if not task.in_table]

    @property
    def has_rows(self) -> bool:
        """Whether some tasks are rows of a table."""
        return len(self._prose) < len(self.document.tasks)

    @cached_property
    def comparison(self) -> Comparison:
        """The draft against its upstreams; most notices have none, and need not load this."""
        from hegao.dsl.upstream.comparison import Comparison

        return Comparison(self.document, self._upstreams, self.registry)

    @cached_property
    def breakdown(self) -> Breakdown:
        """The rows of its tables against its prose."""
        from hegao.dsl.breakdown.breakdown import Breakdown

        return Breakdown(self.document)

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
    def protected(self) -> Ranges:
        """What corrections of punctuation leave alone: quotations, titles, addresses, numbers."""
        return protected_ranges(self.document.text)

    @cached_property
    def header(self) -> HeaderFacts:
        """Who issues it, who receives it, what is attached."""
        return HeaderFacts(self)

    @cached_property
    def elements(self) -> dict[str, list[Element]]:
        """The layout elements by name."""
        found: dict[str, list[Element]] = {}
        for element in self.document.elements:
            found.setdefault(element.name, []).append(element)
        return found

    @cached_property
    def values(self) -> dict[str, str]:
        """The layout elements that are not empty, by name; the first of each."""
        found: dict[str, str] = {}
        for element in self.document.elements:
            if element.value:
                found.setdefault(element.name, element.value)
        return found

    @cached_property
    def title_year(self) -> str:
        """The one year that the title names, else an empty string."""
        return year_of(self.values.get("标题", ""))

    @cached_property
    def carried_year(self) -> str:
        """The one year that the title of what it carries names, else an empty string."""
        return year_of(self.values.get("印发件", ""))

    @cached_property
    def issued(self) -> date | None:
        """成文日期"""
        return self._day("成文日期")

    @cached_property
    def printed(self) -> date | None:
        """印发日期"""
        return self._day("印发日期")

    def _day(self, name: str) -> date | None:
        days = (self.first_day(each.value) for each in self.elements.get(name, ()))
        return next((day.value for day in days if day), None)

    def first_day(self, value: str) -> DateText | None:
        """The first day that an element states; several facts and rules ask for it."""
        if value not in self._days:
            self._days[value] = next(iter(find_dates(value)), None)
        return self._days[value]

    @cached_property
    def sent(self) -> date | None:
        """The day the notice goes out: the later one of 成文日期 and 印发日期."""
        return max(filter(None, (self.issued, self.printed)), default=None)

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
        if not self.values.keys().isdisjoint(OF_LETTERHEAD):
            return True
        title = VERSION.sub("", without_end_mark(self.header.title))
        return SENT_KIND.search(title) is not None and "关于" in title

    def name_of(self, unit: Unit) -> str:
        """The full name of a unit, by the units list where it is listed."""
        key = (unit.name, unit.text)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self.registry.full_name(own_name(unit, self.registry))
        return name

    @cached_property
    def characters(self) -> int:
        """How many characters it has, white space left out."""
        return len("".join(self.document.text.split()))

    @cached_property
    def tasks_with_units(self) -> int:
        """How many tasks of the prose name units."""
        return sum(1 for task in self._prose if task.units)

    @cached_property
    def sections_with_units(self) -> frozenset[int]:
        """The sections, by the origin of their headings, in which some task names units."""
        return frozenset(section_key(task) for task in self._prose if task.units)

    @cached_property
    def units_are_the_rule(self) -> bool:
        """Whether nine in ten tasks of the prose name units."""
        return self.tasks_with_units * 10 >= self.prose_tasks * 9

    @property
    def prose_tasks(self) -> int:
        """How many tasks are no table rows."""
        return len(self._prose)

    @cached_property
    def table_has_units(self) -> bool:
        """Whether a table names units."""
        tasks = self.document.tasks if self.has_rows else ()
        return any(task.units and task.in_table for task in tasks)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles that its tasks give to units."""
        return frozenset([unit.role for task in self.document.tasks for unit in task.units])

    @cached_property
    def tasks_with_leads(self) -> int:
        """How many tasks name a lead."""
        if "lead" not in self.roles:
            return 0
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
    def first_units_lead(self) -> bool:
        """Whether it says that the first unit of every list leads."""
        return FIRST_LEADS.search(self.document.text) is not None

    @cached_property
    def unit_turns(self) -> dict[int, Turn]:
        """By the origin of its block: where a task names units in another order than most."""
        return turns(self.document.tasks)

    @cached_property
    def odd_marks(self) -> dict[Marked, str]:
        """The marks before classes of units that are not those that mostly stand there."""
        return odd_marks(self.document.tasks)

    @cached_property
    def limit_cells(self) -> dict[int, tuple[Span, ...]]:
        """Where each table row, by its origin, has cells for time limits; filled ones."""
        found: dict[int, tuple[Span, ...]] = {}
        for table in self.document.tables:
            columns = columns_of(table.header)
            for row in table.rows if columns.deadlines else ():
                cells = (cell_at(row, each, columns.width) for each in columns.deadlines)
                found[row.block.origin] = tuple(each.span for each in cells if each and each.text)
        return found

    @cached_property
    def has_limit_places(self) -> bool:
        """Whether it has fields or cells for time limits."""
        fields = (field for task in self.document.tasks for field in task.fields)
        return bool(self.limit_cells) or any(field.name == LIMIT for field in fields)

    def is_limit_place(self, task: Task, span: Span) -> bool:
        """Whether a place of a task is the field or the cell for its time limit."""
        places = [field.span for field in task.fields if field.name == LIMIT]
        if task.in_table and task.block.origin in self.limit_cells:
            places += self.limit_cells[task.block.origin]
        return any(place.start <= span.start < place.end for place in places)

    @cached_property
    def limits_are_the_rule(self) -> bool:
        """Whether three in four tasks of the prose have a line 完成时限."""
        if not self.has_limit_places:
            return False
        told = sum(any(field.name == LIMIT for field in task.fields) for task in self._prose)
        return told > 1 and told * 4 >= self.prose_tasks * 3

    @cached_property
    def limit_measures(self) -> frozenset[str]:
        """What its relative time limits are measured in: 工作日, 日, 月 …"""
        return frozenset(
            limit.measure
            for task in self.document.tasks
            for limit in task.deadlines
            if limit.kind == "relative" and limit.measure
        )

    @cached_property
    def similar_units(self) -> dict[str, str]:
        """Unit names that another, fuller name of the notice seems to mean."""
        return similar_names(
            dict.fromkeys(unit.name for task in self.document.tasks for unit in task.units)
        )

    @cached_property
    def repeated(self) -> dict[int, Task]:
        """By the origin of its block: the other task that already says all a task says."""
        return repeated_tasks(self.document.tasks)

    @cached_property
    def repeated_titles(self) -> dict[int, str]:
        """By the origin of its block: the number of the item whose title an item repeats."""
        return repeated_titles(self.document.items)

    @cached_property
    def repeated_paragraphs(self) -> frozenset[int]:
        """Where paragraphs begin that stand earlier in the text."""
        return repeated_paragraphs(self.document)

    @cached_property
    def before_tables(self) -> frozenset[int]:
        """Where the lines begin that stand over table rows."""
        return before_tables(self.document)

    @cached_property
    def row_facts(self) -> dict[int, RowFacts]:
        """What is to be said of table rows, by the origin of their block."""
        return row_facts(self.document.tables)

    @cached_property
    def levels(self) -> str:
        """The levels its numbers are of, joined by 、: 1、2、3."""
        return "、".join(sorted({item.mark.level[-1] for item in self.document.items}))

    @cached_property
    def quotes_short_names(self) -> bool:
        """Whether some short name is introduced in quotation marks."""
        return QUOTED_SHORT_NAME.search(self.document.text) is not None

    @cached_property
    def numbers(self) -> tuple[DocumentNumber, ...]:
        """All document numbers of the text."""
        return find_document_numbers(self.document.text)

    @cached_property
    def document_numbers(self) -> tuple[DocumentNumber, ...]:
        """The document numbers of the text, each as it first stands."""
        first: dict[str, DocumentNumber] = {}
        for number in self.numbers:
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


def year_of(title: str) -> str:
    """The one year that a title names, else an empty string."""
    years = set(YEAR.findall(title))
    return years.pop() if len(years) == 1 else ""


def section_key(task: Task) -> int:
    """The section of a task, by the origin of its heading; -1 outside all sections."""
    return task.section.block.origin if task.section else -1


def leads(task: Task) -> tuple[Unit, ...]:
    """The units that lead a task."""
    return tuple(unit for unit in task.units if unit.role == "lead")


def supporters(task: Task) -> tuple[Unit, ...]:
    """The units that support the lead of a task."""
    return tuple(unit for unit in task.units if unit.role == "support")


def wants_lead(task: Task) -> bool:
    """Whether a task names several particular units and no lead."""
    particular = 0
    for unit in task.units if len(task.units) > 1 else ():
        if unit.role == "lead":
            return False
        particular += not unit.blanket
    return particular > 1
