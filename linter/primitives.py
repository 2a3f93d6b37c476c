"""Small readings of nodes that compiled rules call."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.document import Item, Table, Task
from hegao.dsl.model import Deadline, DocumentNumber, Reference
from hegao.dsl.structure import NOTHING, RowFacts
from hegao.dsl.tables import columns_of
from hegao.grammar.source import Span
from hegao.linter.nodes import (
    DirectiveNode,
    ElementNode,
    ItemNode,
    MissNode,
    ParagraphNode,
    Passage,
    RowNode,
    TableNode,
    TaskNode,
    UnitNode,
)
from hegao.linter.whole import section_key

PROVINCES: Final = frozenset(
    "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔贵滇云陕秦甘陇青蒙桂宁新藏国"
)
NEAR_YEAR = re.compile(r"[今明本当]\s*年|[本下]月")
SHORT_NAME = re.compile(r"(?:条例|办法|规定|意见|通知|方案|要点|细则)\Z")
SILENCED = re.compile(r"不查\s*(?P<codes>[A-Za-z]+\d+(?:\s*[、，,]\s*[A-Za-z]+\d+)*)")
REASON = re.compile(r"理由\s*[：:]\s*(?P<reason>.*)", re.DOTALL)
CODE = re.compile(r"[A-Za-z]+\d+")


def words(task: Task) -> Span:
    """The task's own words."""
    return task.text_spans[0] if task.text_spans else task.mark_span


def last_of_item(item: Item) -> Span:
    """The last character of an item's words; empty where a bracket follows in the same line."""
    return Span(*_last(item))


def ending(item: Item) -> str:
    """This character."""
    start, end = _last(item)
    return item.block.text[start:end]


def _last(item: Item) -> tuple[int, int]:
    text = item.block.text
    start, end = item.text_spans[-1] if item.text_spans else (0, 0)
    while end > start and text[end - 1].isspace():
        end -= 1
    behind = text[end : end + 1]
    if behind == " ":
        behind = text[end : end + 40].lstrip(" ")[:1]
    return (max(end - 1, start) if behind in "\n" else end), end


def own_line(item: Item) -> Span:
    """The item's line without its number."""
    start = item.line.body - item.line.label
    return Span(start, start + item.line.stop - item.line.body)


def units_span(task: Task) -> Span:
    """The first place that names the task's units, else its number."""
    return task.unit_fields[0].span if task.unit_fields else task.mark_span


def expects_units(node: TaskNode) -> bool:
    """Whether the tasks around this one name their units: in its section, or nearly all."""
    whole = node.whole
    return whole.units_are_the_rule or section_key(node.task) in whole.sections_with_units


def repeated_units(node: TaskNode) -> str:
    """The units that one place names twice, joined by 、."""
    found: list[str] = []
    task, _, whole = node
    for field in task.unit_fields if len(task.units) > 1 else ():
        names = [each.name for each in field.units]
        if whole.registry.full:
            names = [whole.name_of(each) for each in field.units]
        if len(set(names)) == len(names):
            continue
        found.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)
    return "、".join(found)


def form_count(task: Task) -> int:
    """In how many ways a task names its units: in brackets, in lines, in cells."""
    fields = task.unit_fields
    return len({field.form for field in fields}) if len(fields) > 1 else len(fields)


def called(task: Task) -> str:
    """How a message names a task: 第3项, 第（二）项, 第四条."""
    number = (task.number or "").strip().rstrip("、.．")
    if not number:
        return "这一项"
    return number if number.startswith(("第", "【")) else f"第{number}项"


def repeats(node: TaskNode) -> str:
    """The number of the task that already says all that this one says."""
    other = node.whole.repeated.get(node.task.block.origin)
    return (other.number or "另一项").rstrip("、.．") if other else ""


def listed(node: UnitNode) -> bool:
    """Whether the units list knows a unit; classes of units and vague ones are not looked up."""
    each = node.unit
    registry = node.whole.registry
    return each.blanket or each.vague or registry.knows(each.name) or registry.knows(each.text)


def nearest(node: UnitNode) -> str:
    """The listed name most like the unit's."""
    return node.whole.registry.nearest(node.unit.name)


def fuller(node: UnitNode) -> str:
    """A fuller name in this notice that seems to mean the same unit."""
    return node.whole.similar_units.get(node.unit.name, "")


def with_year(each: Deadline) -> str:
    """The time limit with its year written out."""
    if each.end is None or each.year_written:
        return each.text
    if near := NEAR_YEAR.search(each.text):
        month = f"{each.end.month}月" if near[0].endswith("月") else ""
        return NEAR_YEAR.sub(f"{each.end.year}年{month}", each.text, count=1)
    return (
        f"{each.end.year}{each.text}" if each.text[0] == "年" else f"{each.end.year}年{each.text}"
    )


def raw(node: ElementNode) -> str:
    """A layout element as it stands."""
    span = node.element.span
    return node.block.text[span.start : span.end]


def canonical_date(node: ElementNode) -> str:
    """The first day in an element as GB/T 9704-2012, 7.3.5.4 writes it; else its value."""
    value = node.element.value
    day = node.whole.first_day(value)
    return day.canonical if day else value


def signs(node: Passage) -> bool:
    """Whether a written day is the 成文日期 or 印发日期, which have rules of their own."""
    return node.value.span.start in node.whole.signed_dates


def other_number(node: Passage) -> str:
    """An earlier document number that differs from this one in one character of its code."""
    own = node.value
    assert isinstance(own, DocumentNumber)
    for other in node.whole.document_numbers:
        if other.span.start >= own.span.start:
            return ""
        same = (other.year, other.serial, len(other.code)) == (own.year, own.serial, len(own.code))
        # 发 and 函 are two series of numbers, so the last character tells nothing; nor does the
        # name of a province, whose notice may well bear the same number as a city's.
        pairs = zip(other.code[:-1], own.code[:-1], strict=False)
        differ = [pair for pair in pairs if pair[0] != pair[1]] if same else []
        alike = len(differ) == 1 and PROVINCES.isdisjoint(differ[0])
        if alike and other.code[-1] == own.code[-1]:
            return other.text
    return ""


def unannounced(node: Passage) -> bool:
    """Whether a short name 《条例》 is used that no full name with 以下简称 introduces."""
    value = node.value
    assert isinstance(value, Reference)
    if len(value.name) > 4 or not SHORT_NAME.search(value.name):
        return False
    before = node.block.text[max(value.span.start - 12, 0) : value.span.start]
    announced = node.whole.header.announced.get(value.name, value.span.start)
    return announced >= value.span.start and not before.rstrip("“《 ").endswith("简称")


def dangling(node: Passage) -> bool:
    """Whether 【见：…】 names no 标识 of this notice."""
    value = node.value
    assert isinstance(value, Reference)
    return value.text.startswith("【") and value.name not in node.whole.tags


def label(node: MissNode) -> Span:
    """The label of a line that is only nearly right."""
    end = node.line.label + max(len(node.line.label_text), 1)
    return Span(node.line.label, min(end, max(node.line.stop, node.line.label)))


def row_span(node: RowNode) -> Span:
    """The first filled cell of a row."""
    return next((cell.span for cell in node.row.cells if cell.text), Span(0, 0))


def whole_block(node: DirectiveNode) -> Span:
    """All of a directive."""
    return Span(0, len(node.block.text))


def reason(node: DirectiveNode) -> str:
    """The reason that a 【核稿：…】 gives."""
    match = REASON.search(node.directive.value)
    return match["reason"].strip() if match else ""


def silenced(node: DirectiveNode) -> str:
    """The codes that a 【核稿：不查 …】 silences, joined by 、."""
    match = SILENCED.search(node.directive.value)
    return "、".join(CODE.findall(match["codes"])) if match else ""


def same_title(node: ItemNode) -> str:
    """The number of an earlier item with the same title under the same heading."""
    return node.whole.repeated_titles.get(node.block.origin, "")


def above_table(node: ItemNode) -> bool:
    """Whether table rows stand right under an item."""
    return node.block.origin in node.whole.before_tables


def stands_before(node: ParagraphNode) -> bool:
    """Whether a paragraph stands earlier in the text."""
    return node.block.origin in node.whole.repeated_paragraphs


def facts_of(node: RowNode) -> RowFacts:
    """What is to be said of a table row."""
    return node.whole.row_facts.get(node.block.origin, NOTHING)


def header_of(table: Table) -> str:
    """The cells of a table's header, joined by ｜."""
    return "｜".join(cell.text for cell in table.header.cells) if table.header else ""


def has_units(table: Table) -> bool:
    """Whether a table has a column of units."""
    return bool(columns_of(table.header).units)


def has_tasks(table: Table) -> bool:
    """Whether a table has a column of tasks."""
    return columns_of(table.header).task is not None


def row_nodes(node: TableNode) -> list[RowNode]:
    """The rows of a table."""
    return [RowNode(row, node.table, row.block, node.whole) for row in node.table.rows]
