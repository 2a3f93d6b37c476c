"""Kinds beyond the notice itself: upstream files and items, differences, links, table rows."""

from __future__ import annotations

from hegao.linter.kinds.tasks import HAS_ROWS, TASK, WHOLE
from hegao.linter.schema import Attribute, Kind, nodes, number, perhaps, text, truth

_ITEM = {
    "上级条目": text("ref_of({0}.outcome)", wide=True),
    "推定": truth("(not {0}.outcome.linked)", wide=True),
    "联系说明": text("how_linked({0}.outcome)", wide=True),
}

UPSTREAM_FILE = Kind(
    "s.upstream_files",
    "{0}.span",
    {
        "别名": text("{0}.source.alias"),
        "名称": text("{0}.source.title"),
        "文件": text("{0}.source.file"),
        "读不出": text("{0}.source.problem", wide=True),
        "条目数": number("len({0}.outcomes)", wide=True),
        "未落实数": number("missing_count({0})", wide=True),
        "改过的联系": text("changed_links({0})", wide=True),
        "缺少的要素": text("lacking_elements({0})", wide=True),
        "缺少的章节": text("lacking_sections({0})", wide=True),
        "全文": WHOLE,
    },
    wide=True,
)

UPSTREAM_ITEM = Kind(
    "s.upstream_items",
    "{0}.span",
    {
        "编号": text("ref_of({0}.outcome)"),
        "内容": text("{0}.outcome.item.task.text"),
        "状态": text("STATES[{0}.outcome.state]"),
        "相似度": number("round({0}.outcome.score * 100)"),
        "对应任务": text("likeliest({0})", wide=True),
        "推定": truth("(not {0}.outcome.linked)"),
        "隔级": truth("{0}.outcome.source.above"),
        "理由": text("{0}.outcome.reason"),
        "责任单位": text("'、'.join(unit.text for unit in {0}.outcome.item.task.units)"),
        "时限": text("'、'.join(each.text for each in {0}.outcome.item.task.deadlines)"),
        "全文": WHOLE,
    },
    wide=True,
    elsewhere=True,
)

DIFFERENCE = Kind(
    "s.differences",
    "{0}.span",
    {
        "情形": text("{0}.difference.case"),
        "方面": text("ASPECT_NAMES[{0}.difference.aspect]"),
        "上级写法": text("{0}.difference.asked"),
        "本文写法": text("{0}.difference.given", "{0}.span"),
        "所在任务": TASK,
        "全文": WHOLE,
    }
    | _ITEM,
    wide=True,
    elsewhere=True,
)

LINK = Kind(
    "s.links",
    "{0}.span",
    {
        "类型": text("{0}.stated.link.statement"),
        "上级": text("{0}.stated.link.alias"),
        "条号": text("{0}.stated.link.ref", "{0}.span"),
        "理由": text("{0}.stated.link.reason"),
        "毛病": text("{0}.stated.fault", wide=True),
        "现在的条号": text("now_called({0})", wide=True),
        "怎样改的": text("how_changed({0})", wide=True),
        "不像": truth("is_unlike({0})", wide=True),
        "可写的上级": text("known_upstreams({0})", wide=True),
        "确认写法": text("confirmed({0})", wide=True),
        "全文": WHOLE,
    },
    wide=True,
)

INFERRED = Kind(
    "s.inferred",
    "{0}.span",
    {
        "写法": text("{0}.text"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
    wide=True,
)

ROW_CHANGE = Kind(
    "s.row_changes",
    "{0}.span",
    {
        "差别": text("row_difference({0})"),
        "正文编号": text("{0}.changes[0].item"),
        "处数": number("len({0}.changes)"),
        "所在任务": TASK,
        "全文": WHOLE,
    },
    wide=True,
)

OF_TASKS: dict[str, Attribute] = {
    "上级条目": nodes("upstream_items_of({0})", "上级条目", wide=True),
    "对应正文": perhaps("in_prose({0})", "任务"),
    "对应表行": perhaps("in_rows({0})", "任务"),
    "正文没有": truth("is_unheard_of({0})", wide=True).only(HAS_ROWS),
    "表中没有的句子": text("left_out({0})", wide=True).only(HAS_ROWS),
    "表中没有": truth("is_without_rows({0})", wide=True).only(HAS_ROWS),
    "表中标题": text("row_heading({0})", wide=True).only(HAS_ROWS),
    "正文标题": text("prose_heading({0})", wide=True).only(HAS_ROWS),
    "次序在前": truth("out_of_order({0})", wide=True).only(HAS_ROWS),
    "正文另有的单位": text("units_of_prose({0})", wide=True).only(HAS_ROWS),
    "表中放宽": text("weaker_row({0})", wide=True).only(HAS_ROWS),
}

OF_ROWS: dict[str, Attribute] = {
    "正文标题写法": text("heading_of_prose({0})", wide=True),
    "表中标题写法": text("heading_of_row({0})", wide=True),
}

OF_WHOLE: dict[str, Attribute] = {
    "与上级相同的比例": number("copied({0})", wide=True),
}

KINDS: dict[str, Kind] = {
    "上级文件": UPSTREAM_FILE,
    "上级条目": UPSTREAM_ITEM,
    "差异": DIFFERENCE,
    "联系": LINK,
    "对应": INFERRED,
    "表文差异": ROW_CHANGE,
}

BEYOND: dict[str, dict[str, Attribute]] = {"任务": OF_TASKS, "行": OF_ROWS, "全文": OF_WHOLE}
"""What kinds of the notice itself have besides."""
