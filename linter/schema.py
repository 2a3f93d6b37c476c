"""What rules may name: the kinds of objects, their attributes, and where those stand.

An attribute is a Python expression over the node `{0}`; `span` is one for its place in the
node's block. The compiler puts them together, so a rule costs no more than the code it stands
for. `wide` marks what looks beyond the node's block: rules that use it are network rules.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Type = Literal["text", "number", "date", "truth", "list", "node"]


class Attribute(NamedTuple):
    """One name that rules may use of a kind."""

    type: Type
    value: str
    span: str = ""
    of: str = ""
    """The kind that a node or the members of a list are."""
    wide: bool = False


class Kind(NamedTuple):
    """A kind of object (对象)."""

    nodes: str
    """Expression over the subjects `s` that gives its nodes."""
    span: str
    """Where a finding stands when the rule names no place."""
    attributes: dict[str, Attribute]
    wide: bool = False
    absolute: bool = False
    """Spans are of the text, not of a block."""


def _text(value: str, span: str = "", *, wide: bool = False) -> Attribute:
    return Attribute("text", value, span, wide=wide)


def _truth(value: str, *, wide: bool = False) -> Attribute:
    return Attribute("truth", value, wide=wide)


def _number(value: str, *, wide: bool = False) -> Attribute:
    return Attribute("number", value, wide=wide)


WHOLE = Attribute("node", "{0}.whole", of="全文", wide=True)
TASK = Attribute("node", "{0}.task", of="任务")


def _element(name: str) -> Attribute:
    return _text(f"{{0}}.values.get({name!r}, '')", wide=True)


WHOLE_NOTICE = Kind(
    "[s.whole]",
    "{0}.head",
    {
        "标题": _element("标题"),
        "发文字号": _element("发文字号"),
        "主送": _element("主送"),
        "署名": _element("署名"),
        "附注": _element("附注"),
        "抄送": _element("抄送"),
        "附件说明": _element("附件"),
        "印发件": _element("印发件"),
        "成文日期": Attribute("date", "{0}.issued", wide=True),
        "印发日期": Attribute("date", "{0}.printed", wide=True),
        "密级": _element("密级"),
        "标题年份": _text("year_of({0}.values.get('标题', ''))", wide=True),
        "印发件年份": _text("year_of({0}.values.get('印发件', ''))", wide=True),
        "成文年份": _text("(str({0}.issued.year) if {0}.issued else '')", wide=True),
        "有版头": _truth("{0}.has_letterhead", wide=True),
        "任务数": _number("len({0}.document.tasks)", wide=True),
        "正文任务数": _number("{0}.prose_tasks", wide=True),
        "写明责任单位的任务数": _number("{0}.tasks_with_units", wide=True),
        "写明牵头单位的任务数": _number("{0}.tasks_with_leads", wide=True),
        "应明确牵头的任务数": _number("{0}.tasks_wanting_leads", wide=True),
        "表中有责任单位": _truth("{0}.table_has_units", wide=True),
        "附件数": _number("len({0}.document.attachments)", wide=True),
        "表数": _number("len({0}.document.tables)", wide=True),
        "常用标签": _text("{0}.usual_label", wide=True),
    },
    wide=True,
    absolute=True,
)

ITEM = Kind(
    "s.items",
    "{0}.item.mark.span",
    {
        "编号": _text("{0}.item.mark.text", "{0}.item.mark.span"),
        "规范编号": _text("{0}.item.mark.proper"),
        "写法有误": _truth("({0}.item.line.miss is not None)"),
        "层级": _number("(int({0}.item.mark.level[-1]) or 1)"),
        "内容": _text("{0}.item.text"),
        "题目": _text("({0}.item.heading or '')"),
        "行文": _text("{0}.item.line.text", "own_line({0}.item)"),
        "有下级": _truth("{0}.has_items", wide=True),
        "应为编号": _text("{0}.numbered.label", wide=True),
        "序号不接续": _truth("{0}.numbered.expected is not None", wide=True),
        "重号": _truth("{0}.numbered.duplicate", wide=True),
        "越级": _truth("{0}.numbered.skips_level", wide=True),
        "全文": WHOLE,
    },
)

TASK_KIND = Kind(
    "s.tasks",
    "{0}.task.mark_span",
    {
        "编号": _text("({0}.task.number or '')", "{0}.task.mark_span"),
        "项号": _text("called({0}.task)", "{0}.task.mark_span"),
        "内容": _text("{0}.task.text", "words({0}.task)"),
        "题目": _text("({0}.task.heading or '')"),
        "责任单位": Attribute("list", "{0}.task.units", "units_span({0}.task)", of="单位"),
        "牵头单位": Attribute("list", "leads({0}.task)", of="单位"),
        "重复的单位": _text("repeated_units({0}.task)", "units_span({0}.task)"),
        "责任写法": Attribute("list", "{0}.task.unit_fields", of="责任栏"),
        "写法种数": _number("len({{f.form for f in {0}.task.unit_fields}})"),
        "应明确牵头": _truth("wants_lead({0}.task)"),
        "单位尾语": _text("({0}.task.unit_tail or '')", "units_span({0}.task)"),
        "时限": Attribute("list", "{0}.task.deadlines", of="时限"),
        "数量": Attribute("list", "{0}.task.quantities", of="数量"),
        "在表中": _truth("{0}.task.in_table"),
        "应有责任单位": _truth("expects_units({0})", wide=True),
        "重复于": _text("repeats({0})", wide=True),
        "全文": WHOLE,
    },
)

UNIT_FIELD = Kind(
    "s.unit_fields",
    "{0}.field.span",
    {
        "形式": _text("FORMS[{0}.field.form]"),
        "标签": _text("({0}.field.label or '')", "{0}.field.span"),
        "原文": _text("{0}.block.text[slice(*{0}.field.span)]", "{0}.field.span"),
        "单位": Attribute("list", "{0}.field.units", of="单位"),
        "单位尾语": _text("({0}.field.tail or '')"),
        "左括号": _text("{0}.field.opening"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)

# A unit in a list has no node of its own; `unit({0})` reads both.
UNIT = Kind(
    "s.units",
    "{0}.unit.span",
    {
        "名称": _text("unit({0}).text", "{0}.unit.span"),
        "全称": _text("unit({0}).name"),
        "角色": _text("ROLES[unit({0}).role]"),
        "统称": _truth("unit({0}).blanket"),
        "不明": _truth("unit({0}).vague"),
        "沿用": _truth("unit({0}).inherited"),
        "在名录中": _truth("listed({0})", wide=True),
        "名录中相近": _text("nearest({0})", wide=True),
        "另有全称": _text("fuller({0})", wide=True),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)

DEADLINE = Kind(
    "s.deadlines",
    "{0}.deadline.span",
    {
        "内容": _text("deadline({0}).text", "{0}.deadline.span"),
        "类型": _text("DEADLINES[deadline({0}).kind]"),
        "截止日": Attribute("date", "deadline({0}).end"),
        "写明年份": _truth("deadline({0}).year_written"),
        "补年份": _text("with_year(deadline({0}))"),
        "前文": _text("text_before({0}.block, deadline({0}).span)"),
        "起算": _text("(deadline({0}).event or '')"),
        "计量": _text("(deadline({0}).measure or '')"),
        "在时限栏": _truth("{0}.in_field"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)

QUANTITY = Kind(
    "s.quantities",
    "{0}.quantity.span",
    {
        "内容": _text("quantity({0}).text", "{0}.quantity.span"),
        "限度": _text("BOUNDS[quantity({0}).bound]"),
        "数值": _number("quantity({0}).value"),
        "计量": _text("quantity({0}).measure"),
        "周期": _text("(quantity({0}).period or '')"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)


def _layout(name: str) -> Kind:
    return Kind(
        f"s.elements({name!r})",
        "{0}.element.span",
        {
            "内容": _text("{0}.element.value", "{0}.element.span"),
            "原文": _text("raw({0})", "{0}.element.span"),
            "整行": _text("{0}.block.text"),
            "写成字段": _truth("{0}.element.written"),
            "规范日期": _text("canonical_date({0}.element.value)"),
            "全文": WHOLE,
        },
        wide=True,
    )


def _passages(nodes: str, attributes: dict[str, Attribute]) -> Kind:
    own = {"内容": _text("{0}.value.text", "{0}.value.span"), "全文": WHOLE}
    return Kind(nodes, "{0}.value.span", own | attributes)


KINDS: dict[str, Kind] = {
    "全文": WHOLE_NOTICE,
    "条目": ITEM,
    "任务": TASK_KIND,
    "责任栏": UNIT_FIELD,
    "单位": UNIT,
    "时限": DEADLINE,
    "数量": QUANTITY,
    "文字": Kind(
        "",
        "{0}.span",
        {
            "内容": _text("{0}.text", "{0}.span"),
            "应为": _text("{0}.correct"),
            "前文": _text("before({0})"),
            "后文": _text("after({0})"),
            "所在行": _text("line_of({0})"),
        },
        absolute=True,
    ),
    "文号": _passages(
        "s.document_numbers",
        {
            "规范写法": _text("{0}.value.canonical"),
            "年份": _text("{0}.value.year"),
            "代字": _text("{0}.value.code"),
            "另一写法": _text("other_number({0})", wide=True),
        },
    ),
    "日期": _passages(
        "s.dates",
        {
            "规范写法": _text("{0}.value.canonical"),
            "值": Attribute("date", "{0}.value.value"),
            "是落款日期": _truth("signs({0})", wide=True),
        },
    ),
    "引用": _passages(
        "s.references",
        {
            "名称": _text("{0}.value.name"),
            "未先写全称": _truth("unannounced({0})", wide=True),
            "无此标识": _truth("dangling({0})", wide=True),
        },
    ),
    "标点配对": _passages(
        "s.bracket_faults",
        {"类型": _text("PAIRS[{0}.value.kind]"), "应为": _text("{0}.value.partner")},
    ),
    "近似标记": Kind(
        "s.misses",
        "label({0})",
        {
            "内容": _text("{0}.line.label_text", "label({0})"),
            "类型": _text("MISSES[{0}.line.miss]"),
            "应为": _text("{0}.line.repair"),
        },
        wide=True,
    ),
    "断行": Kind("s.breaks", "{0}.span", {"内容": _text("{0}.text", "{0}.span")}),
    "字段": Kind(
        "s.fields",
        "{0}.field.label_span",
        {
            "名称": _text("{0}.field.name", "{0}.field.label_span"),
            "内容": _text("{0}.field.value", "{0}.field.span"),
            "全文": WHOLE,
        },
    ),
    "行": Kind(
        "s.rows",
        "row_span({0})",
        {
            "格数": _number("len({0}.row.cells)"),
            "表头格数": _number("len({0}.table.header.cells) if {0}.table.header else 0"),
        },
        wide=True,
    ),
    "批注": Kind("s.comments", "whole_block({0})", {"内容": _text("{0}.directive.value")}),
    "核稿指令": Kind(
        "",
        "whole_block({0})",
        {
            "内容": _text("{0}.directive.value", "whole_block({0})"),
            "理由": _text("reason({0})"),
            "规则": _text("silenced({0})"),
            "无此规则": _text("{0}.unknown", wide=True),
            "多余的规则": _text("{0}.idle", wide=True),
            "有用": _truth("{0}.needed", wide=True),
        },
        wide=True,
    ),
    "标题": _layout("标题"),
    "主送": _layout("主送"),
    "发文字号": _layout("发文字号"),
    "成文日期": _layout("成文日期"),
    "印发日期": _layout("印发日期"),
    "附注": _layout("附注"),
    "抄送": _layout("抄送"),
    "附件说明": _layout("附件"),
    "印发件": _layout("印发件"),
    "发文机关标志": _layout("发文机关标志"),
}

NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(name for kind in KINDS.values() for name in kind.attributes)
)
