"""Kinds of single passages: words, document numbers, days, citations, marks, directives."""

from __future__ import annotations

from hegao.linter.kinds.tasks import WHOLE
from hegao.linter.schema import Attribute, Kind, date, number, text, truth


def _passages(nodes: str, attributes: dict[str, Attribute]) -> Kind:
    own = {"内容": text("{0}.value.text", "{0}.value.span"), "全文": WHOLE}
    return Kind(nodes, "{0}.value.span", own | attributes)


KINDS: dict[str, Kind] = {
    "文字": Kind(
        "",
        "{0}.span",
        {
            "内容": text("{0}.text", "{0}.span"),
            "应为": text("{0}.correct"),
            "前文": text("before({0})"),
            "后文": text("after({0})"),
            "所在行": text("line_of({0})"),
            "受保护": truth("is_protected({0})"),
            "在分栏行": truth("in_columns(line_of({0}))"),
            "混合列举": truth("in_mixed_list({0}.block.text, {0}.span.start)"),
            "后数单位": text("scale_behind(after({0}))"),
            "所含数": number("number_within({0}.text)"),
            "应为星期": text("right_weekday({0})", wide=True),
            "全文": WHOLE,
        },
        absolute=True,
    ),
    "文号": _passages(
        "s.document_numbers",
        {
            "规范写法": text("{0}.value.canonical"),
            "值": Attribute("document_number", "{0}.value"),
            "年份": text("{0}.value.year"),
            "代字": text("{0}.value.code"),
            "另一写法": text("other_number({0})", wide=True),
        },
    ),
    "日期": _passages(
        "s.dates",
        {
            "规范写法": text("{0}.value.canonical"),
            "值": date("{0}.value.value"),
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
    "简称": _passages(
        "s.short_names",
        {
            "先用后注": truth("short_name_used_before({0})", wide=True),
            "注后未用": truth("(not used_after({0}.block.text, {0}.value))", wide=True),
        },
    ),
    "计数": _passages(
        "s.enumerations",
        {
            "写明数目": number("{0}.value.stated"),
            "列出数目": number("{0}.value.listed"),
        },
    ),
    "标点配对": _passages(
        "s.bracket_faults",
        {
            "类型": text("PAIRS[{0}.value.kind]"),
            "应为": text("{0}.value.partner"),
            "受保护": truth("is_protected_mark({0})", wide=True),
        },
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
            "规则名称": text("{0}.titles", wide=True),
        },
        wide=True,
    ),
}
