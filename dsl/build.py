"""Syntax to model: what the notice asks, of whom, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hegao.dsl import header, tables
from hegao.dsl.dates import find_dates
from hegao.dsl.document import (
    Attachment,
    Directive,
    Document,
    Element,
    Field,
    Item,
    Mark,
    Paragraph,
    Section,
    Table,
    Task,
    UnitField,
)
from hegao.dsl.model import Block
from hegao.dsl.paragraphs import continues, is_heading, join
from hegao.dsl.table_tasks import tasks_of_table
from hegao.dsl.tasks import choose, task_of
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.dsl.units import parse_units
from hegao.grammar import tree
from hegao.grammar.lines import Line
from hegao.grammar.numbers import label_number, proper_label
from hegao.grammar.parser import parse
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import FIELDS, UNIT_FIELDS

FIRST_SENTENCE = re.compile(r"[^，。；：,;:！？\n]{2,30}。(?=\s*[^\s（(])")
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
ATTACHMENT_START = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*[：:]?")
ROLES = {"牵头单位": "lead", "配合单位": "support"}


def build_notice(text: str) -> Document:
    """The model of any text; never raises."""
    return build(text, parse(text))


def build(text: str, notice: tree.Notice) -> Document:
    """The model of a syntax tree and the text it was parsed from."""
    builder = _Builder(text)
    builder.front([child for child in notice.children if isinstance(child, Line)])
    for child in notice.children:
        if isinstance(child, tree.Item):
            if builder.in_notes(child):
                builder.note(child)
            else:
                builder.item(child, None, None, 0)
    return builder.document(tuple(tree.lines(notice)))


@dataclass(slots=True)
class _Builder:
    """Gathers nodes in the order of the text."""

    text: str
    elements: list[Element] = field(default_factory=list[Element])
    sections: list[Section] = field(default_factory=list[Section])
    items: list[Item] = field(default_factory=list[Item])
    parents: list[int | None] = field(default_factory=list["int | None"])
    paragraphs: list[Paragraph] = field(default_factory=list[Paragraph])
    rows: list[list[Line]] = field(default_factory=list[list[Line]])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    directives: list[Directive] = field(default_factory=list[Directive])

    def front(self, lines: Sequence[Line]) -> None:
        """What stands before the first numbered item."""
        roles = header.front_matter([line for line in lines if line.type in ("PROSE", "FIELD")])
        self._leaves(lines, roles, None)

    def in_notes(self, node: tree.Item) -> bool:
        """Whether a numbered line only goes on with the 备注 that the text ends with."""
        last = self.elements[-1] if self.elements else None
        return last is not None and last.name == "备注" and last.block.origin < node.line.start

    def note(self, node: tree.Item) -> None:
        """A numbered note: prose, not an item."""
        for line in tree.lines(node):
            self._paragraph([line])

    def item(self, node: tree.Item, parent: int | None, section: Section | None, depth: int) -> None:
        """A numbered item with all that stands under it."""
        leaves = [child for child in node.children if isinstance(child, Line)]
        roles = header.signature(leaves) if leaves and _may_end(leaves) else {}
        own, rest = _own_lines(leaves, roles) if leaves else ((), ())
        item = _item(node.line, own, section, depth)
        index = len(self.items)
        self.items.append(item)
        self.parents.append(parent)
        if item.mark.level in ("LEVEL0", "LEVEL1"):
            section = _section(item)
            self.sections.append(section)
        if rest:
            self._leaves(rest, roles, _whole(item.block))
        for child in node.children:
            if isinstance(child, tree.Item):
                self.item(child, index, section, depth + 1)

    def _leaves(self, lines: Sequence[Line], roles: dict[int, str], target: Span | None) -> None:
        prose: list[Line] = []
        rows: list[Line] = []
        for line in lines:
            if line.type == "ROW":
                rows.append(line)
                continue
            if rows:
                self.rows.append(rows)
                rows = []
            if line.type == "PROSE" and self._is_prose(line, roles):
                if prose and not continues(prose[-1], line):
                    self._paragraph(prose)
                    prose = []
                prose.append(line)
            elif line.type == "DIRECTIVE":
                self._directive(line, target)
            elif line.type == "FIELD" and (element := header.field_element(line)):
                self.elements.append(element)
        if rows:
            self.rows.append(rows)
        if prose:
            self._paragraph(prose)

    def _is_prose(self, line: Line, roles: dict[int, str]) -> bool:
        """Whether a prose line is no layout element; an element is taken up."""
        if line.stop <= line.label:
            return False
        if role := roles.get(line.start):
            self._element(role, line)
            return False
        if self._goes_on(line):
            return False
        if found := header.back_matter(line):
            self.elements.extend(found)
            return False
        text = line.raw[line.label : line.stop]
        if header.is_rule_line(text):
            return False
        if ATTACHMENT_START.fullmatch(text):
            self._attachment(line, "")
            return False
        return True

    def _element(self, role: str, line: Line) -> None:
        text = line.raw[line.label : line.stop]
        value = header.squeeze(text).rstrip("：:" if role == "主送" else "")
        span = Span(0, len(text))
        last = self.elements[-1] if self.elements else None
        if role == "标题" and last and last.name == role and not last.written:
            # A title over two lines is one element.
            self.elements[-1] = _merge(last, line, value)
            return
        self.elements.append(header.element_of(role, line, value, span, written=False))

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with the 抄送 above it; it is taken up then."""
        last = self.elements[-1] if self.elements else None
        if last is None or last.name != "抄送" or header.back_matter(line):
            return False
        self.elements[-1] = _merge(last, line, header.squeeze(line.text))
        return True

    def _attachment(self, line: Line, name: str) -> None:
        text = line.raw[line.label : line.stop]
        block = Block(text, line.start + line.label)
        self.attachments.append(Attachment(name or text, block, Span(0, len(text))))

    def _paragraph(self, lines: Sequence[Line]) -> None:
        joined = join(lines)
        if not self.items:
            self.elements.extend(header.run_in(joined.block, self.elements))
        self.paragraphs.append(Paragraph(joined.block, joined.breaks))

    def _directive(self, line: Line, target: Span | None) -> None:
        raw = line.raw[line.label : line.stop]
        name = raw[1 : line.body - line.label].rstrip("：:】 \u3000")
        value = raw[line.body - line.label :].strip()
        if name in ("批注", "核稿", "见"):
            value = value.removesuffix("】")
        block = Block(raw, line.start + line.label)
        self.directives.append(Directive(name, value, block, target))
        start = raw.rfind(value)
        span = Span(start, start + len(value))
        if name == "印发件":
            self.elements.append(Element(name, header.squeeze(value), block, span, written=True))
        elif name in ("附件", "附表"):
            self.attachments.append(Attachment(value or name, block, span))

    def document(self, lines: tuple[Line, ...]) -> Document:
        """All that was gathered, with the tasks made from it."""
        issued = self._issued()
        year = issued.year if issued else self._title_year()
        verdicts = choose(self.items, self.parents)
        tasks = [
            task_of(item, issued, year)
            for item, asks in zip(self.items, verdicts, strict=True)
            if asks
        ]
        found = [table for rows in self.rows for table in tables.tables_of(rows)]
        for table in _continued(found):
            tasks.extend(tasks_of_table(table, issued, year))
        tasks.sort(key=_origin)
        return Document(
            self.text, tuple(sorted(self.elements, key=_element_origin)), tuple(self.sections),
            tuple(self.items), tuple(tasks), tuple(self.paragraphs), tuple(found),
            tuple(self.attachments), tuple(self.directives), lines,
        )  # fmt: skip

    def _issued(self) -> date | None:
        for name in ("成文日期", "印发日期"):
            for element in self.elements:
                if element.name == name and (dates := find_dates(element.value)):
                    return dates[0].value
        return None

    def _title_year(self) -> int | None:
        for name in ("标题", "印发件"):
            for element in self.elements:
                if element.name == name and (match := YEAR.search(element.value)):
                    return int(match[1])
        match = YEAR.search(self.text)
        return int(match[1]) if match else None


def _may_end(leaves: Sequence[Line]) -> bool:
    return any(line.stop - line.label < 24 for line in leaves)


def _own_lines(leaves: Sequence[Line], roles: dict[int, str]) -> tuple[list[Line], list[Line]]:
    """The lines that are the item's own text or fields, and those that only follow it."""
    own: list[Line] = []
    for index, line in enumerate(leaves):
        if line.type == "FIELD":
            if header.field_element(line) is not None:
                return own, list(leaves[index:])
        elif line.type != "PROSE" or line.start in roles or _ends_body(line):
            return own, list(leaves[index:])
        own.append(line)
    return own, []


def _ends_body(line: Line) -> bool:
    text = line.raw[line.label : line.stop]
    return (
        not text
        or header.is_rule_line(text)
        or ATTACHMENT_START.fullmatch(text) is not None
        or bool(header.back_matter(line))
    )


def _item(line: Line, own: Sequence[Line], section: Section | None, depth: int) -> Item:
    joined = join([line, *own])
    block = joined.block
    label = block.text[joined.labels[0].start : joined.labels[0].end]
    mark = Mark(
        label, line.type, label_number(label), line.repair or proper_label(line.type, label), joined.labels[0]  # type: ignore[arg-type]
    )
    fields = tuple(
        Field(
            FIELDS[(part.repair or part.label_text).rstrip("：: \u3000")],
            part.label_text, part.text.strip(), body, label_span,
        )
        for part, body, label_span in zip(own, joined.bodies[1:], joined.labels[1:], strict=True)
        if part.type == "FIELD"
    )  # fmt: skip
    prose = _prose_spans([line, *own], joined.bodies)
    brackets = find_unit_brackets(block.text)
    unit_fields = [
        UnitField("bracket", b.label, b.units.units, b.units.tail, b.span, b.opening, b.closing)
        for b in brackets
    ]
    unit_fields.extend(_unit_field(each) for each in fields if each.name in UNIT_FIELDS)
    if brackets:
        prose = _without(prose, brackets[-1].span)
    heading = _heading(line, block.text, joined.bodies[0], len(prose) > 1)
    return Item(mark, heading, block, prose, fields, tuple(unit_fields), joined.breaks, line, section, depth)


def _prose_spans(lines: Sequence[Line], bodies: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of consecutive paragraphs, a line that goes on with a sentence included."""
    spans: list[Span] = []
    for line, body in zip(lines, bodies, strict=True):
        if line.type == "FIELD" or body.start >= body.end:
            continue
        if spans and spans[-1].end == body.start:
            spans[-1] = Span(spans[-1].start, body.end)
        else:
            spans.append(body)
    return tuple(spans)


def _without(spans: tuple[Span, ...], hole: Span) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in spans:
        if hole.end <= span.start or hole.start >= span.end:
            kept.append(span)
            continue
        if hole.start > span.start:
            kept.append(Span(span.start, hole.start))
        if hole.end < span.end:
            kept.append(Span(hole.end, span.end))
    return tuple(kept)


def _unit_field(each: Field) -> UnitField:
    role = ROLES.get(each.name, "unspecified")
    parsed = parse_units(each.value, each.span.start, role)  # type: ignore[arg-type]
    return UnitField("line", each.label.rstrip("：: "), parsed.units, parsed.tail, each.span)


def _heading(line: Line, text: str, body: Span, more: bool) -> str | None:  # noqa: FBT001
    if match := FIRST_SENTENCE.match(text, body.start):
        return match.group().rstrip("。").strip()
    if is_heading(line) and (more or line.type in ("LEVEL0", "LEVEL1")):
        return line.text.strip()
    return None


def _section(item: Item) -> Section:
    first = item.text_spans[0] if item.text_spans else Span(item.mark.span.end, item.mark.span.end)
    title = item.heading or item.block.text[first.start : first.end]
    return Section(item.mark, title, item.block, Span(first.start, first.start + len(title)))


def _merge(element: Element, line: Line, value: str) -> Element:
    first = element.block
    piece = line.raw[line.label : line.stop]
    joins = first.joins or ((0, first.origin),)
    joins = (*joins, (len(first.text), line.start + line.label))
    block = Block(first.text + piece, first.origin, joins)
    span = Span(element.span.start, len(block.text))
    return replace(element, value=element.value + value, block=block, span=span)


def _continued(found: Sequence[Table]) -> list[Table]:
    """Tables with their header; one without a header goes on with the one before it."""
    made: list[Table] = []
    for table in found:
        if table.header is None and made and made[-1].header is not None:
            made[-1] = Table(made[-1].header, (*made[-1].rows, *table.rows))
        elif made and table.header and made[-1].header and _same(made[-1], table):
            made[-1] = Table(made[-1].header, (*made[-1].rows, *table.rows))
        else:
            made.append(table)
    return made


def _same(one: Table, other: Table) -> bool:
    assert one.header is not None
    assert other.header is not None
    return [c.text for c in one.header.cells] == [c.text for c in other.header.cells]


def _whole(block: Block) -> Span:
    return block.locate(Span(0, len(block.text)))


def _origin(task: Task) -> int:
    return task.block.origin


def _element_origin(element: Element) -> int:
    return element.block.origin


