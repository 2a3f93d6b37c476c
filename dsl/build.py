"""Syntax to model: what the notice asks, of whom, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hegao.dsl import header, tables
from hegao.dsl.document import (
    Directive,
    Document,
    Element,
    Item,
    Paragraph,
    Section,
    Task,
)
from hegao.dsl.front_matter import front_matter
from hegao.dsl.items import (
    is_aside_title,
    item_of,
    may_end,
    own_lines,
    section_of,
    up_to_units,
    with_closing_fields,
)
from hegao.dsl.leads import with_stated_leads
from hegao.dsl.model import Block
from hegao.dsl.paragraphs import continues, join
from hegao.dsl.parts import Parts
from hegao.dsl.table_tasks import tasks_of_table
from hegao.dsl.tasks import choose, task_of
from hegao.grammar import tree
from hegao.grammar.labels import label_number
from hegao.grammar.lines import Line
from hegao.grammar.parser import parse
from hegao.grammar.source import Span

LIST_NUMBER = re.compile(r"(?:^|\s)(\d{1,2})[.．、]")
WRAPPED = ("标题", "主送")
"""Elements that may take several lines."""
YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")


def build_notice(text: str) -> Document:
    """The model of any text; never raises."""
    return build(text, parse(text))


def build(text: str, notice: tree.Notice) -> Document:
    """The model of a syntax tree and the text it was parsed from."""
    builder = _Builder(text)
    builder.front([child for child in notice.children if isinstance(child, Line)])
    for child in notice.children:
        if isinstance(child, tree.Item):
            builder.item(child, None, None, 0)
    return builder.document(tuple(tree.lines(notice)))


class _Builder:
    """Gathers nodes in the order of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.elements: list[Element] = []
        self.sections: list[Section] = []
        self.items: list[Item] = []
        self.parents: list[int | None] = []
        self.paragraphs: list[Paragraph] = []
        self.rows: list[list[Line]] = []
        self.parts = Parts()
        self.directives: list[Directive] = []
        self.asides: set[int] = set()
        """The indexes of items that ask for nothing, for what they stand under."""

    def front(self, lines: Sequence[Line]) -> None:
        """What stands before the first numbered item."""
        roles = front_matter([line for line in lines if line.type in ("PROSE", "FIELD")])
        self._leaves(lines, roles, None)

    def in_list(self, node: tree.Item) -> bool:
        """Whether a numbered line goes on with the list that a 备注 or 附件 field begins."""
        last = self.elements[-1] if self.elements else None
        if last is None or last.name not in ("备注", "附件") or not self._directly(last, node):
            return False
        numbers = LIST_NUMBER.findall(last.value)
        return bool(numbers) and label_number(node.line.label_text) == int(numbers[-1]) + 1

    def _directly(self, last: Element, node: tree.Item) -> bool:
        """Whether nothing but white space stands between an element and a numbered line."""
        end = last.block.locate(Span(0, len(last.block.text))).end
        return not self.text[end : node.line.start].strip()

    def list_line(self, node: tree.Item) -> None:
        """A line of such a list: part of the field, not an item.

        What stands under it is the signature, the attachments, whatever follows the list.
        """
        line = node.line
        value = " " + line.raw[line.label : line.stop]
        self.elements[-1] = _merge(self.elements[-1], line, value)
        leaves = [child for child in node.children if isinstance(child, Line)]
        self._leaves(leaves, front_matter(leaves, frozenset(("标题", "主送"))), None)
        for child in node.children:
            if isinstance(child, tree.Item):
                self.item(child, None, None, 0)

    def item(
        self, node: tree.Item, parent: int | None, section: Section | None, depth: int
    ) -> None:
        """A numbered item with all that stands under it."""
        if self.in_list(node):
            self.list_line(node)
            return
        if node.line.type in ("LEVEL0", "LEVEL1"):
            self.parts.aside = False
        node = with_closing_fields(node)
        own, rest, roles = _lines_under(node) if node.children else ((), (), {})
        item = item_of(node.line, own, section, depth, self.parts.number)
        index = len(self.items)
        if self.parts.asks_nothing:
            self.asides.add(index)
        self.items.append(item)
        self.parents.append(parent)
        if item.mark.level in ("LEVEL0", "LEVEL1"):
            section = section_of(item)
            self.sections.append(section)
        if rest:
            self._leaves(rest, roles, _whole(item.block))
        for child in node.children:
            if isinstance(child, tree.Item):
                self.item(child, index, section, depth + 1)

    def _leaves(self, lines: Sequence[Line], roles: dict[int, str], target: Span | None) -> None:
        prose: list[Line] = []
        rows: list[Line] = []
        before: Span | None = None
        for line in lines:
            if line.type in ("PROSE", "ROW") and line.stop > line.label:
                before = Span(line.start + line.label, line.start + line.stop)
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
                self._directive(line, target or before)
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
        role = roles.get(line.start)
        if role in (None, "印发件") and self.parts.takes_title(line):
            return True
        if role:
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
        if header.is_attachment_line(text):
            self.parts.attach(text, Block(text, line.start + line.label))
            return False
        self.parts.aside = self.parts.aside or is_aside_title(text)
        return True

    def _element(self, role: str, line: Line) -> None:
        text = line.raw[line.label : line.stop]
        value = header.title_text(text) if role == "标题" else header.squeeze(text)
        value = value.rstrip("：:" if role == "主送" else "")
        span = Span(0, len(text))
        if role == "署名" and (names := header.organs_in(text)):
            self._signers(names, line, text)
            return
        last = self.elements[-1] if self.elements else None
        broken = role == "署名" and last and (value[0] in "（(" or not header.is_organ(last.value))
        if last and last.name == role and not last.written and (role in WRAPPED or broken):
            # A title, or the name of an organ, over two lines is one element.
            joint = role == "标题" and header.is_organ(last.value) and header.is_organ(value)
            self.elements[-1] = _merge(last, line, "\u3000" + value if joint else value)
            return
        if role == "印发件":
            self.parts.begin("")
        self.elements.append(header.element_of(role, line, value, span, written=False))

    def _signers(self, names: Sequence[str], line: Line, text: str) -> None:
        """Several organs that sign on one line are an element each."""
        for name in names:
            at = text.index(name)
            span = Span(at, at + len(name))
            self.elements.append(
                header.element_of("署名", line, header.squeeze(name), span, written=False)
            )

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with the 抄送 above it; it is taken up then."""
        last = self.elements[-1] if self.elements else None
        if last is None or last.name != "抄送" or not header.goes_on_with_organs(last, line):
            return False
        self.elements[-1] = _merge(last, line, header.squeeze(line.text))
        return True

    def _paragraph(self, lines: Sequence[Line]) -> None:
        joined = join(lines)
        if not self.items:
            self.elements.extend(header.run_in(joined.block, self.elements))
        self.paragraphs.append(Paragraph(joined.block, joined.breaks))

    def _directive(self, line: Line, target: Span | None) -> None:
        raw = line.raw[line.label : line.stop]
        name = raw[1 : line.body - line.label].rstrip("：:】 \u30000123456789")
        value = raw[line.body - line.label :].strip()
        if name in ("批注", "核稿") or not value.startswith("】"):
            value = value.removesuffix("】")
        value = value.lstrip("】：: \u3000")
        block = Block(raw, line.start + line.label)
        self.directives.append(Directive(name, value, block, target))
        start = raw.rfind(value)
        span = Span(start, start + len(value))
        if name == "印发件":
            self.parts.begin("")
            self.elements.append(Element(name, header.squeeze(value), block, span, written=True))
        elif name in ("附件", "附表"):
            self.parts.attach(value or name, block, span)

    def document(self, lines: tuple[Line, ...]) -> Document:
        """All that was gathered, with the tasks made from it."""
        issued = header.day_of(self.elements, "成文日期", "印发日期")
        year = issued.year if issued else self._title_year()
        verdicts = choose(self.items, self.parents, frozenset(self.asides))
        tasks = [
            task_of(item, issued, year)
            for item, asks in zip(self.items, verdicts, strict=True)
            if asks
        ]
        found = [table for rows in self.rows for table in tables.tables_of(rows)]
        for table in tables.continued(found):
            tasks.extend(tasks_of_table(table, issued, year))
        tasks.sort(key=_origin)
        return Document(
            self.text, tuple(sorted(self.elements, key=_element_origin)), tuple(self.sections),
            tuple(self.items), with_stated_leads(tasks, self.text), tuple(self.paragraphs),
            tuple(found), tuple(self.parts.attachments), tuple(self.directives), lines,
        )  # fmt: skip

    def _title_year(self) -> int | None:
        for name in ("标题", "印发件"):
            for element in self.elements:
                if element.name == name and (match := YEAR.search(element.value)):
                    return int(match[1])
        return None


def _lines_under(node: tree.Item) -> tuple[Sequence[Line], Sequence[Line], dict[int, str]]:
    """The lines right under a numbered line: its own, what only follows it, and their roles."""
    leaves = [child for child in node.children if isinstance(child, Line)]
    if not leaves:
        return (), (), {}
    roles = header.signature(leaves) if may_end(leaves) else {}
    own, rest = own_lines(leaves, roles)
    kept = up_to_units(node.line, own) if own else 0
    return own[:kept], [*own[kept:], *rest], roles


def _merge(element: Element, line: Line, value: str) -> Element:
    first = element.block
    piece = line.raw[line.label : line.stop]
    joins = first.joins or ((0, first.origin),)
    joins = (*joins, (len(first.text), line.start + line.label))
    block = Block(first.text + piece, first.origin, joins)
    span = Span(element.span.start, len(block.text))
    return element._replace(value=element.value + value, block=block, span=span)


def _whole(block: Block) -> Span:
    return block.locate(Span(0, len(block.text)))


def _origin(task: Task) -> int:
    return task.block.origin


def _element_origin(element: Element) -> int:
    return element.block.origin
