"""A numbered line and what stands under it to an item: its paragraphs, fields and units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hegao.dsl import header
from hegao.dsl.document import Field, Item, Mark, Section, UnitField
from hegao.dsl.model import Role
from hegao.dsl.paragraphs import continues, is_heading, join
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.dsl.unit_sentences import find_unit_sentence
from hegao.dsl.units import parse_units
from hegao.grammar import tree
from hegao.grammar.labels import read_label
from hegao.grammar.lines import Line
from hegao.grammar.source import Span, make
from hegao.grammar.vocabulary import FIELDS, UNIT_FIELDS

FIRST_SENTENCE = re.compile(r"[^，。；：,;:！？\n]{2,30}。(?=\s*[^\s（(])")
# At the second level also a title of two halves: （一）推进政务公开，强化解读回应。
TWO_HALVES = re.compile(
    r"[^，。；：,;:！？\n]{2,24}[，,][^，。；：,;:！？\n]{2,24}。(?=\s*[^\s（(])"
)
REMARK = re.compile("【(?:批注|核稿)")
# The phrase that ends a notice is no part of its last task.
CLOSING = re.compile(r"特此(?:通知|函告|函复|公告|通告|报告|批复|说明)[。．.]?")
# What stands behind the last item and speaks of the whole notice, as the beginning of a line.
AFTERWORD = re.compile(
    r"[（(]?\s*(?:联\s*系\s*人|联系(?:电话|方式|单位|地址)|咨询电话|电\s*话|传\s*真|(?:电子|公务)?邮\s*[箱件]"
    r"|通[讯信]地址)[^，。；：:]{0,8}[：:]|(?:施行|实施|执行)说明[：:]"
    r"|本(?:方案|办法|意见|通知|措施|举措|政策|规定|细则|规划|计划|要点)自.{1,30}?(?:施行|实施|执行|生效)"
)
# Titles without a number under which a notice explains, or says how to fill in a form.
ASIDE = re.compile(
    "附则|(?:填[表报写]|指标|有关|相关|名词)?说明|(?:名词|指标|术语)解释|填[表报写](?:要求|须知)|注释"
)
LONGEST_ASIDE = 8
LIST_LEVELS = ("LEVEL4", "LEVEL5")
STOPS = frozenset("。；;")
CLOSERS = frozenset("）)〕]】］")
ROLES: dict[str, Role] = {"牵头单位": "lead", "配合单位": "support"}


def with_closing_fields(node: tree.Item) -> tree.Item:
    """An item with the fields that close a list under it as its own.

    In `1. ……：（1）……；（2）……。责任单位：甲` the units are those of item 1, although the line
    stands under （2）: that is, when no other point of the list has fields.
    """
    if not node.children:
        return node
    points = [child for child in node.children if isinstance(child, tree.Item)]
    if not points or any(point.line.type not in LIST_LEVELS for point in points):
        return node
    *others, last = points
    fields = [child for child in last.children if isinstance(child, Line) and is_field(child)]
    if (
        not fields
        or not others
        or any(is_field(line) for point in others for line in point.children)
    ):
        return node
    rest = tuple(child for child in last.children if child not in fields)
    leaves = [child for child in node.children if isinstance(child, Line)]
    return tree.Item(node.line, (*leaves, *fields, *others, tree.Item(last.line, rest)))


def is_field(node: Line | tree.Item) -> bool:
    """Whether a line is a field of a task: its units or its deadline."""
    if isinstance(node, tree.Item) or node.type != "FIELD":
        return False
    return header.field_element(node) is None


def may_end(leaves: Sequence[Line]) -> bool:
    """Whether a signature may stand among the lines behind an item: some line is that short."""
    return any(line.stop - line.label < 24 for line in leaves)


def own_lines(leaves: Sequence[Line], roles: dict[int, str]) -> tuple[list[Line], list[Line]]:
    """The lines that are the item's own text or fields, and those that only follow it."""
    own: list[Line] = []
    aside: list[Line] = []
    last_field = max((at for at, line in enumerate(leaves) if line.type == "FIELD"), default=-1)
    for index, line in enumerate(leaves):
        if line.type == "FIELD":
            if header.field_element(line) is not None:
                return own, [*aside, *leaves[index:]]
        elif line.type == "DIRECTIVE" and REMARK.match(line.raw, line.label):
            aside.append(line)
            continue
        elif line.type != "PROSE" or line.start in roles or _ends_body(line):
            return own, [*aside, *leaves[index:]]
        elif index > last_field and AFTERWORD.match(line.raw, line.label):
            # Before fields it would take them from the item.
            return own, [*aside, *leaves[index:]]
        own.append(line)
    return own, aside


def up_to_units(line: Line, own: Sequence[Line]) -> int:
    """How many of an item's own lines it really has: its last units end it.

    Paragraphs behind them that name none close the notice or the section, not the item.
    """
    lines = [line, *own]
    at = len(own)
    while at >= 0 and lines[at].type != "FIELD" and not _ends_in_bracket(lines[at]):
        at -= 1
    if at < 0 or at == len(own) or continues(lines[at], lines[at + 1]):
        return len(own)
    return at if _ends_item(lines, at) else len(own)


def _ends_item(lines: Sequence[Line], at: int) -> bool:
    """Whether a line ends an item with its units: a bracket, or a field below its sentences."""
    if lines[at].type == "FIELD":
        above = next((each for each in reversed(lines[:at]) if each.type != "FIELD"), lines[at])
        return above.raw[above.stop - 1 : above.stop] in STOPS
    text = lines[at].text.rstrip("。；;")
    brackets = find_unit_brackets(text)
    return bool(brackets) and brackets[-1].span.end == len(text)


def _ends_in_bracket(line: Line) -> bool:
    last = line.raw[line.stop - 1 : line.stop]
    return (line.raw[line.stop - 2 : line.stop - 1] if last in STOPS else last) in CLOSERS


def _ends_body(line: Line) -> bool:
    text = line.raw[line.label : line.stop]
    return (
        not text
        or header.is_rule_line(text)
        or header.is_attachment_line(text)
        or is_aside_title(text)
        or CLOSING.fullmatch(text) is not None
        or bool(header.back_matter(line))
    )


def is_aside_title(text: str) -> bool:
    """Whether a line is a title without a number under which nothing is asked: 附则, 填表说明."""
    return len(text) <= LONGEST_ASIDE and ASIDE.fullmatch(text.rstrip("：:")) is not None


def item_of(
    line: Line, own: Sequence[Line], section: Section | None, depth: int, part: int = 0
) -> Item:
    """The item of a numbered line and the lines that are its own."""
    lines = [line, *own]
    joined = join(lines)
    text = joined.block.text
    fields: tuple[Field, ...] = ()
    prose = joined.bodies if line.body < line.stop else ()
    if own:
        bodies = _with_rest(lines, joined.bodies)
        fields = _fields(own, text, bodies[1:], joined.labels[1:])
        prose = _prose_spans(lines, bodies)
    unit_fields, taken = _unit_fields(text, fields)
    if taken:
        prose = _without(prose, taken)
    heading = _heading(line, text, joined.bodies[0], more=len(prose) > 1)
    told = (
        _mark(line, text, joined.labels[0]), heading, joined.block, prose, fields, unit_fields,
        joined.breaks, line, section, depth, part,
    )  # fmt: skip
    return make(Item, told)


def _mark(line: Line, text: str, span: Span) -> Mark:
    label, level = text[span.start : span.end], line.level
    number, proper = read_label(level, label)
    proper = line.repair or proper
    return make(Mark, (label, level, number, label if proper == label else proper, span))


def _fields(
    lines: Sequence[Line], text: str, bodies: Sequence[Span], labels: Sequence[Span]
) -> tuple[Field, ...]:
    """The field lines among the lines below the first."""
    return tuple(
        Field(
            FIELDS[(line.repair or line.label_text).strip().rstrip("：:").rstrip()],
            line.label_text, text[body.start : body.end].strip(), body, label,
        )
        for line, body, label in zip(lines, bodies, labels, strict=True)
        if line.type == "FIELD"
    )  # fmt: skip


def _unit_fields(text: str, fields: Sequence[Field]) -> tuple[tuple[UnitField, ...], Span | None]:
    """The places that name units, and the last one in the text, which is no prose."""
    brackets = find_unit_brackets(text)
    found = brackets
    if fields:
        found += tuple(_unit_field(each) for each in fields if each.name in UNIT_FIELDS)
    if brackets:
        return found, brackets[-1].span
    told = None if found else find_unit_sentence(text)
    return ((told,), told.span) if told else (found, None)


def _with_rest(lines: Sequence[Line], bodies: Sequence[Span]) -> tuple[Span, ...]:
    """The bodies of lines, that of a field with the lines its list goes on in; these are empty."""
    made = list(bodies)
    for at, line in enumerate(lines):
        if line.type != "FIELD":
            continue
        for rest in range(at + 1, len(lines)):
            if lines[rest].type == "FIELD" or made[rest].start != made[at].end:
                break
            made[at] = Span(made[at].start, made[rest].end)
            made[rest] = Span(made[rest].end, made[rest].end)
    return tuple(made)


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
    first, last = hole
    for span in spans:
        start, end = span
        if last <= start or first >= end:
            kept.append(span)
            continue
        if first > start:
            kept.append(make(Span, (start, first)))
        if last < end:
            kept.append(make(Span, (last, end)))
    return tuple(kept)


def _unit_field(each: Field) -> UnitField:
    parsed = parse_units(each.value, each.span.start, ROLES.get(each.name, "unspecified"))
    return UnitField("line", each.label.rstrip("：: "), parsed.units, parsed.tail, each.span)


def _heading(line: Line, text: str, body: Span, *, more: bool) -> str | None:
    match = FIRST_SENTENCE.match(text, body.start)
    if match is None and line.type == "LEVEL2":
        match = TWO_HALVES.match(text, body.start)
    if match:
        return match.group().rstrip("。").strip()
    if (more or line.type in ("LEVEL0", "LEVEL1")) and is_heading(line):
        return line.text.strip()
    return None


def section_of(item: Item) -> Section:
    """The section that an item of the first level heads."""
    first = item.text_spans[0] if item.text_spans else Span(item.mark.span.end, item.mark.span.end)
    title = item.heading or item.block.text[first.start : first.end].partition("。")[0]
    return Section(item.mark, title, item.block, Span(first.start, first.start + len(title)))
