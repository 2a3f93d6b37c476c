"""What rules may name: each kind of object with its attributes."""

from __future__ import annotations

from hegao.linter.schema import Attribute, Kind, number, text, truth

WHOLE = Attribute("node", "{0}.whole", of="全文", wide=True)
TASK = Attribute("node", "{0}.task", of="任务")


def _element(name: str) -> Attribute:
    return text(f"{{0}}.values.get({name!r}, '')", wide=True)


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
        "标题年份": text("year_of({0}.values.get('标题', ''))", wide=True),
        "印发件年份": text("year_of({0}.values.get('印发件', ''))", wide=True),
        "成文年份": text("(str({0}.issued.year) if {0}.issued else '')", wide=True),
        "有版头": truth("{0}.has_letterhead", wide=True),
        "任务数": number("len({0}.document.tasks)", wide=True),
        "正文任务数": number("{0}.prose_tasks", wide=True),
        "写明责任单位的任务数": number("{0}.tasks_with_units", wide=True),
        "写明牵头单位的任务数": number("{0}.tasks_with_leads", wide=True),
        "应明确牵头的任务数": number("{0}.tasks_wanting_leads", wide=True),
        "表中有责任单位": truth("{0}.table_has_units", wide=True),
        "附件数": number("len({0}.document.attachments)", wide=True),
        "表数": number("len({0}.document.tables)", wide=True),
        "常用标签": text("{0}.usual_label", wide=True),
    },
    wide=True,
    absolute=True,
)

ITEM = Kind(
    "s.items",
    "{0}.item.mark.span",
    {
        "编号": text("{0}.item.mark.text", "{0}.item.mark.span"),
        "规范编号": text("{0}.item.mark.proper"),
        "写法有误": truth("({0}.item.line.miss is not None)"),
        "层级": number("(int({0}.item.mark.level[-1]) or 1)"),
        "内容": text("{0}.item.text"),
        "题目": text("({0}.item.heading or '')"),
        "行文": text("{0}.item.line.text", "own_line({0}.item)"),
        "有下级": truth("{0}.has_items", wide=True),
        "应为编号": text("{0}.numbered.label", wide=True),
        "序号不接续": truth("{0}.numbered.expected is not None", wide=True),
        "重号": truth("{0}.numbered.duplicate", wide=True),
        "全文": WHOLE,
    },
)

TASK_KIND = Kind(
    "s.tasks",
    "{0}.task.mark_span",
    {
        "编号": text("({0}.task.number or '')", "{0}.task.mark_span"),
        "项号": text("called({0}.task)", "{0}.task.mark_span"),
        "内容": text("{0}.task.text", "words({0}.task)"),
        "题目": text("({0}.task.heading or '')"),
        "责任单位": Attribute("list", "{0}.task.units", "units_span({0}.task)", of="单位"),
        "牵头单位": Attribute("list", "leads({0}.task)", of="单位"),
        "重复的单位": text("repeated_units({0}.task)", "units_span({0}.task)"),
        "责任写法": Attribute("list", "{0}.task.unit_fields", of="责任栏"),
        "写法种数": number("len({{f.form for f in {0}.task.unit_fields}})"),
        "应明确牵头": truth("wants_lead({0}.task)"),
        "单位尾语": text("({0}.task.unit_tail or '')", "units_span({0}.task)"),
        "时限": Attribute("list", "{0}.task.deadlines", of="时限"),
        "数量": Attribute("list", "{0}.task.quantities", of="数量"),
        "在表中": truth("{0}.task.in_table"),
        "应有责任单位": truth("expects_units({0})", wide=True),
        "重复于": text("repeats({0})", wide=True),
        "全文": WHOLE,
    },
)

UNIT_FIELD = Kind(
    "s.unit_fields",
    "{0}.field.span",
    {
        "形式": text("FORMS[{0}.field.form]"),
        "标签": text("({0}.field.label or '')", "{0}.field.span"),
        "原文": text("{0}.block.text[slice(*{0}.field.span)]", "{0}.field.span"),
        "单位": Attribute("list", "{0}.field.units", of="单位"),
        "单位尾语": text("({0}.field.tail or '')"),
        "左括号": text("{0}.field.opening"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)

# A unit in a list has no node of its own; `unit({0})` reads both.
UNIT = Kind(
    "s.units",
    "{0}.unit.span",
    {
        "名称": text("unit({0}).text", "{0}.unit.span"),
        "全称": text("unit({0}).name"),
        "角色": text("ROLES[unit({0}).role]"),
        "统称": truth("unit({0}).blanket"),
        "不明": truth("unit({0}).vague"),
        "沿用": truth("unit({0}).inherited"),
        "在名录中": truth("listed({0})", wide=True),
        "名录中相近": text("nearest({0})", wide=True),
        "另有全称": text("fuller({0})", wide=True),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)

DEADLINE = Kind(
    "s.deadlines",
    "{0}.deadline.span",
    {
        "内容": text("deadline({0}).text", "{0}.deadline.span"),
        "类型": text("DEADLINES[deadline({0}).kind]"),
        "截止日": Attribute("date", "deadline({0}).end"),
        "写明年份": truth("deadline({0}).year_written"),
        "补年份": text("with_year(deadline({0}))"),
        "前文": text("text_before({0}.block, deadline({0}).span)"),
        "起算": text("(deadline({0}).event or '')"),
        "计量": text("(deadline({0}).measure or '')"),
        "在时限栏": truth("{0}.in_field"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)

QUANTITY = Kind(
    "s.quantities",
    "{0}.quantity.span",
    {
        "内容": text("quantity({0}).text", "{0}.quantity.span"),
        "限度": text("BOUNDS[quantity({0}).bound]"),
        "数值": number("quantity({0}).value"),
        "计量": text("quantity({0}).measure"),
        "周期": text("(quantity({0}).period or '')"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
)


def _layout(name: str) -> Kind:
    return Kind(
        f"s.elements({name!r})",
        "{0}.element.span",
        {
            "内容": text("{0}.element.value", "{0}.element.span"),
            "原文": text("raw({0})", "{0}.element.span"),
            "整行": text("{0}.block.text"),
            "写成字段": truth("{0}.element.written"),
            "规范日期": text("canonical_date({0}.element.value)"),
            "全文": WHOLE,
        },
        wide=True,
    )


def _passages(nodes: str, attributes: dict[str, Attribute]) -> Kind:
    own = {"内容": text("{0}.value.text", "{0}.value.span"), "全文": WHOLE}
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
            "内容": text("{0}.text", "{0}.span"),
            "应为": text("{0}.correct"),
            "前文": text("before({0})"),
            "后文": text("after({0})"),
            "所在行": text("line_of({0})"),
        },
        absolute=True,
    ),
    "文号": _passages(
        "s.document_numbers",
        {
            "规范写法": text("{0}.value.canonical"),
            "年份": text("{0}.value.year"),
            "代字": text("{0}.value.code"),
            "另一写法": text("other_number({0})", wide=True),
        },
    ),
    "日期": _passages(
        "s.dates",
        {
            "规范写法": text("{0}.value.canonical"),
            "值": Attribute("date", "{0}.value.value"),
            "是落款日期": truth("signs({0})", wide=True),
        },
    ),
    "引用": _passages(
        "s.references",
        {
            "名称": text("{0}.value.name"),
            "未先写全称": truth("unannounced({0})", wide=True),
            "无此标识": truth("dangling({0})", wide=True),
        },
    ),
    "标点配对": _passages(
        "s.bracket_faults",
        {"类型": text("PAIRS[{0}.value.kind]"), "应为": text("{0}.value.partner")},
    ),
    "近似标记": Kind(
        "s.misses",
        "label({0})",
        {
            "内容": text("{0}.line.label_text", "label({0})"),
            "类型": text("MISSES[{0}.line.miss]"),
            "应为": text("{0}.line.repair"),
        },
        wide=True,
    ),
    "断行": Kind("s.breaks", "{0}.span", {"内容": text("{0}.text", "{0}.span")}),
    "字段": Kind(
        "s.fields",
        "{0}.field.label_span",
        {
            "名称": text("{0}.field.name", "{0}.field.label_span"),
            "内容": text("{0}.field.value", "{0}.field.span"),
            "全文": WHOLE,
        },
    ),
    "行": Kind(
        "s.rows",
        "row_span({0})",
        {
            "格数": number("len({0}.row.cells)"),
            "表头格数": number("len({0}.table.header.cells) if {0}.table.header else 0"),
        },
        wide=True,
    ),
    "批注": Kind("s.comments", "whole_block({0})", {"内容": text("{0}.directive.value")}),
    "核稿指令": Kind(
        "",
        "whole_block({0})",
        {
            "内容": text("{0}.directive.value", "whole_block({0})"),
            "理由": text("reason({0})"),
            "规则": text("silenced({0})"),
            "无此规则": text("{0}.unknown", wide=True),
            "多余的规则": text("{0}.idle", wide=True),
            "有用": truth("{0}.needed", wide=True),
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
