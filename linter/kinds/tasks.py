"""Kinds inside the body of a notice: items, tasks, who has to do them, by when, how much."""

from __future__ import annotations

from hegao.linter.kinds.header import OF_ORGANS
from hegao.linter.schema import Attribute, Kind, date, node, nodes, number, perhaps, text, truth

WHOLE = node("{0}.whole", "全文", wide=True)
TASK = node("{0}.task", "任务")
HAS_ROLES = "(s.whole.roles - {'unspecified'})"
HAS_ROWS = "s.whole.has_rows"
HAS_LIMIT_PLACES = "s.whole.has_limit_places"

ITEM = Kind(
    "s.items",
    "{0}.item.mark.span",
    {
        "编号": text("{0}.item.mark.text", "{0}.item.mark.span"),
        "规范编号": text("{0}.item.mark.proper"),
        "写法有误": truth("({0}.item.line.miss is not None)"),
        "层级": number("{0}.level"),
        "内容": text("{0}.text"),
        "题目": text("({0}.item.heading or '')"),
        "行文": text("{0}.item.line.text", "own_line({0}.item)"),
        "末字": text("ending({0}.item)", "last_of_item({0}.item)"),
        "有下级": truth("{0}.has_items", wide=True),
        "应为编号": text("{0}.numbered.label", wide=True),
        "序号不接续": truth("{0}.numbered.expected is not None", wide=True),
        "重号": truth("{0}.numbered.duplicate", wide=True),
        "字段": nodes("{0}.item.fields", "字段", "field_nodes({0})"),
        "预告项数": number("announced_count({0}.text)"),
        "所属条目": perhaps("{0}.parent", "条目"),
        "下级条目": nodes("{0}.children", "条目", wide=True),
        "同级条目": nodes("{0}.siblings", "条目", wide=True),
        "前一条": perhaps("{0}.previous", "条目"),
        "后一条": perhaps("{0}.next", "条目"),
        "所在章节": perhaps("{0}.section", "章节"),
        "所在部分": number("{0}.item.part", wide=True),
        "同题编号": text("same_title({0})", wide=True).only("s.whole.repeated_titles"),
        "下接表格": truth("above_table({0})", wide=True),
        "最长段": number("longest_paragraph({0}.item)"),
        "最长句": number("longest_sentence({0}.text)"),
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
        "责任单位": nodes("{0}.task.units", "单位", "unit_nodes({0})", "units_span({0}.task)"),
        "牵头单位": nodes("leads({0}.task)", "单位", "unit_nodes({0}, 'lead')").only(
            "'lead' in s.whole.roles"
        ),
        "配合单位": nodes("supporters({0}.task)", "单位", "unit_nodes({0}, 'support')").only(
            "'support' in s.whole.roles"
        ),
        "重复的单位": text("repeated_units({0})", "units_span({0}.task)", wide=True),
        "责任写法": nodes("{0}.task.unit_fields", "责任栏", "unit_field_nodes({0})"),
        "写法种数": number("form_count({0}.task)"),
        "应明确牵头": truth("wants_lead({0}.task)"),
        "单位尾语": text("({0}.task.unit_tail or '')", "units_span({0}.task)"),
        "时限": nodes("{0}.task.deadlines", "时限", "deadline_nodes({0})"),
        "数量": nodes("{0}.task.quantities", "数量", "quantity_nodes({0})"),
        "字段": nodes("{0}.task.fields", "字段", "field_nodes({0})"),
        "在表中": truth("{0}.task.in_table"),
        "应有责任单位": truth("expects_units({0})", wide=True),
        "重复于": text("repeats({0})", wide=True).only("s.whole.repeated"),
        "文中另有的单位": text("acting({0})", wide=True),
        "次序相反的单位": text("turned_pair({0})", wide=True).only("s.whole.unit_turns"),
        "次序先例": text("(called(t) if (t := turned_elsewhere({0})) else '')", wide=True),
        "不同时限数": number("ends({0})"),
        "时限栏外更晚": text("beyond_field({0})", wide=True).only(HAS_LIMIT_PLACES),
        "时限格空着": truth("({0}.whole.limit_cells.get({0}.block.origin) == ())", wide=True).only(
            "s.whole.limit_cells"
        ),
        "所在章节": perhaps("{0}.section", "章节"),
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
        "单位": nodes("{0}.field.units", "单位", "field_unit_nodes({0})"),
        "单位尾语": text("({0}.field.tail or '')"),
        "左括号": text("{0}.field.opening"),
        "补标签": text("relabelled({0})", wide=True),
        "标签角色": text("ROLES.get(label_role({0}.field.label or ''), '')"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
    inner=".field",
    made_from=("tasks",),
)

UNIT = Kind(
    "s.units",
    "{0}.unit.span",
    {
        "名称": text("{0}.unit.text", "{0}.unit.span"),
        "全称": text("{0}.unit.name"),
        "角色": text("ROLES[{0}.unit.role]").only(HAS_ROLES, "'未分'"),
        "统称": truth("{0}.unit.blanket"),
        "不明": truth("{0}.unit.vague"),
        "沿用": truth("{0}.unit.inherited").only(HAS_ROWS),
        "在名录中": truth("listed({0})", wide=True).only("s.whole.registry.full", "True"),
        "名录中相近": text("nearest({0})", wide=True),
        "另有全称": text("fuller({0})", wide=True).only("s.whole.similar_units"),
        "名录状态": text("state_of({0})", wide=True).only("s.whole.registry.holders", "'现行'"),
        "名录说明": text("status_of({0}).told()", wide=True),
        "现名": text("present_name({0})", wide=True),
        "夹在中间的单位": text("unclear_level({0})"),
        "前文": text("text_before({0}.block, {0}.unit.span)"),
        "少见的前标点": text("odd_mark({0})", wide=True).only("s.whole.odd_marks"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
    inner=".unit",
    made_from=("tasks", "unit_fields"),
)

DEADLINE = Kind(
    "s.deadlines",
    "{0}.deadline.span",
    {
        "内容": text("{0}.deadline.text", "{0}.deadline.span"),
        "类型": text("DEADLINES[{0}.deadline.kind]"),
        "截止日": date("{0}.deadline.end"),
        "写明年份": truth("{0}.deadline.year_written"),
        "补年份": text("with_year({0}.deadline)"),
        "前文": text("text_before({0}.block, {0}.deadline.span)"),
        "本句前文": text("same_sentence({0})"),
        "余下天数": number("days_left({0})", wide=True),
        "余下工作日": number("working_days_left({0})", wide=True),
        "起算": text("({0}.deadline.event or '')"),
        "计量": text("({0}.deadline.measure or '')"),
        "在时限栏": truth("{0}.in_field").only(HAS_LIMIT_PLACES),
        "所在任务": TASK,
        "全文": WHOLE,
    },
    inner=".deadline",
    made_from=("tasks",),
)

QUANTITY = Kind(
    "s.quantities",
    "{0}.quantity.span",
    {
        "内容": text("{0}.quantity.text", "{0}.quantity.span"),
        "限度": text("BOUNDS[{0}.quantity.bound]"),
        "值": Attribute("quantity", "{0}.quantity"),
        "数值": number("{0}.quantity.value"),
        "计量": text("{0}.quantity.measure"),
        "周期": text("({0}.quantity.period or '')"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
    inner=".quantity",
    made_from=("tasks",),
)

FIELD = Kind(
    "s.fields",
    "{0}.field.label_span",
    {
        "名称": text("{0}.field.name", "{0}.field.label_span"),
        "内容": text("{0}.field.value", "{0}.field.span"),
        "全文": WHOLE,
    },
    inner=".field",
    made_from=("items",),
)

ORGAN = Kind(
    "s.organs",
    "{0}.first.unit.span",
    {
        "名称": text("{0}.name", "{0}.first.unit.span"),
        "任务": nodes("{0}.tasks", "任务"),
        "任务数": number("len({0}.tasks)"),
        "牵头任务数": number("{0}.led"),
        "写法": text("{0}.spellings"),
        "统称": truth("{0}.first.unit.blanket"),
        "不明": truth("{0}.first.unit.vague"),
        "全文": WHOLE,
    }
    | OF_ORGANS,
    wide=True,
    made_from=("tasks", "unit_fields", "units"),
)

# In an order in which each goes on from the nodes of the one before.
KINDS: dict[str, Kind] = {
    "条目": ITEM,
    "字段": FIELD,
    "任务": TASK_KIND,
    "时限": DEADLINE,
    "数量": QUANTITY,
    "责任栏": UNIT_FIELD,
    "单位": UNIT,
    "机构": ORGAN,
}
