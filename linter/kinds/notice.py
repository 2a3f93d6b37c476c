"""Kinds of the notice as a whole and of its larger parts: elements, sections, tables, organs."""

from __future__ import annotations

from hegao.linter.kinds.header import OF_ATTACHMENTS, OF_ELEMENTS, OF_WHOLE
from hegao.linter.kinds.tasks import WHOLE
from hegao.linter.schema import Attribute, Kind, date, nodes, number, text, truth

HEAD = ("份号", "密级", "紧急程度", "发文机关标志", "发文字号", "签发人")
BODY = ("标题", "主送", "附件", "署名", "成文日期", "附注", "印发件")
BACK = ("抄送", "印发机关", "印发日期", "印数")
# The field is called 附件; as an element of the layout (GB/T 9704-2012, 7.3.4) 附件说明.
CALLED = {"附件": "附件说明"}


def _values(names: tuple[str, ...], whole: str = "{0}") -> dict[str, Attribute]:
    return {
        CALLED.get(name, name): text(f"{whole}.values.get({name!r}, '')", wide=True)
        for name in names
        if name not in ("成文日期", "印发日期")
    }


WHOLE_NOTICE = Kind(
    "[s.whole]",
    "{0}.head",
    _values((*HEAD, *BODY, *BACK))
    | OF_WHOLE
    | {
        "成文日期": date("{0}.issued", wide=True),
        "成文日期写法": text("{0}.values.get('成文日期', '')", wide=True),
        "印发日期": date("{0}.printed", wide=True),
        "标题年份": text("{0}.title_year", wide=True),
        "印发件年份": text("{0}.carried_year", wide=True),
        "成文年份": text("(str({0}.issued.year) if {0}.issued else '')", wide=True),
        "有版头": truth("{0}.has_letterhead", wide=True),
        "原文": text("{0}.document.text", wide=True),
        "字数": number("{0}.characters", wide=True),
        "任务数": number("len({0}.document.tasks)", wide=True),
        "正文任务数": number("{0}.prose_tasks", wide=True),
        "写明责任单位的任务数": number("{0}.tasks_with_units", wide=True),
        "写明牵头单位的任务数": number("{0}.tasks_with_leads", wide=True),
        "应明确牵头的任务数": number("{0}.tasks_wanting_leads", wide=True),
        "表中有责任单位": truth("{0}.table_has_units", wide=True),
        "附件数": number("len({0}.document.attachments)", wide=True),
        "表数": number("len({0}.document.tables)", wide=True),
        "常用标签": text("{0}.usual_label", wide=True),
        "常用标签角色": text("ROLES.get(label_role({0}.usual_label), '')", wide=True),
        "首位为牵头": truth("{0}.first_units_lead", wide=True),
        "下发日期": date("{0}.sent", wide=True),
        "多数任务有时限栏": truth("{0}.limits_are_the_rule", wide=True),
        "有工作日时限": truth("('工作日' in {0}.limit_measures)", wide=True),
        "用到的层级": text("{0}.levels", wide=True),
        "简称加引号": truth("{0}.quotes_short_names", wide=True),
        "任务": nodes("{0}.document.tasks", "任务", "{0}.subjects.tasks", wide=True),
        "条目": nodes("{0}.document.items", "条目", "{0}.subjects.items", wide=True),
        "章节": nodes("{0}.document.sections", "章节", "{0}.subjects.sections", wide=True),
        "段落": nodes("{0}.document.paragraphs", "段落", "{0}.subjects.paragraphs", wide=True),
        "附件": nodes("{0}.document.attachments", "附件", "{0}.subjects.attachments", wide=True),
        "表": nodes("{0}.document.tables", "表", "{0}.subjects.tables", wide=True),
        "机构": nodes("{0}.subjects.organs", "机构", wide=True),
    },
    wide=True,
    absolute=True,
)

SECTION = Kind(
    "s.sections",
    "{0}.section.span",
    {
        "编号": text("{0}.section.mark.text", "{0}.section.mark.span"),
        "题目": text("{0}.section.title", "{0}.section.span"),
        "任务": nodes("{0}.tasks", "任务"),
        "全文": WHOLE,
    },
    wide=True,
)

PARAGRAPH = Kind(
    "s.paragraphs",
    "whole_block({0})",
    {
        "内容": text("{0}.block.text", "whole_block({0})"),
        "末字": text("{0}.block.text.rstrip()[-1:]", "last_character({0}.block)"),
        "前文已有": truth("stands_before({0})", wide=True),
        "全文": WHOLE,
    },
)

ATTACHMENT = Kind(
    "s.attachments",
    "{0}.attachment.span",
    {
        "名称": text("{0}.attachment.name", "{0}.attachment.span"),
        "序号": number("{0}.place", wide=True),
        "全文": WHOLE,
    }
    | OF_ATTACHMENTS,
)

TABLE = Kind(
    "s.tables",
    "whole_block({0})",
    {
        "行": nodes("{0}.table.rows", "行", "row_nodes({0})"),
        "行数": number("len({0}.table.rows)"),
        "有表头": truth("({0}.table.header is not None)"),
        "表头": text("header_of({0}.table)"),
        "有责任单位栏": truth("has_units({0}.table)"),
        "有任务栏": truth("has_tasks({0}.table)"),
        "全文": WHOLE,
    },
    wide=True,
)

ROW = Kind(
    "s.rows",
    "row_span({0})",
    {
        "内容": text("{0}.block.text", "row_span({0})"),
        "格数": number("len({0}.row.cells)"),
        "表头格数": number("len({0}.table.header.cells) if {0}.table.header else 0"),
        "应为序号": text("facts_of({0}).expected"),
        "序号重复": truth("facts_of({0}).duplicate"),
        "任务栏空": truth("facts_of({0}).without_task"),
        "时限栏空": truth("facts_of({0}).without_deadline"),
        "标题另一写法": text("facts_of({0}).wording"),
        "全文": WHOLE,
    },
    wide=True,
)


def _element(name: str) -> Kind:
    return Kind(
        f"s.elements({name!r})",
        "{0}.element.span",
        {
            "内容": text("{0}.element.value", "{0}.element.span"),
            "原文": text("raw({0})", "{0}.element.span"),
            "整行": text("{0}.block.text"),
            "写成字段": truth("{0}.element.written"),
            "规范日期": text("canonical_date({0})"),
            "全文": WHOLE,
        }
        | OF_ELEMENTS.get(name, {}),
        wide=True,
    )


def _part(names: tuple[str, ...]) -> Kind:
    """A part of the layout: one node where any of its elements is there."""
    return Kind(
        f"s.part({names!r})",
        "{0}.element.span",
        _values(names, "{0}.whole") | {"全文": WHOLE},
        wide=True,
    )


KINDS: dict[str, Kind] = {
    "全文": WHOLE_NOTICE,
    "版头": _part(HEAD),
    "版记": _part(BACK),
    "章节": SECTION,
    "段落": PARAGRAPH,
    "附件": ATTACHMENT,
    "表": TABLE,
    "行": ROW,
} | {CALLED.get(name, name): _element(name) for name in (*HEAD, *BODY, *BACK, "版式")}
