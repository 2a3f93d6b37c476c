"""Whole blocks to fill in: a task with the next number, a table, the header, a notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hegao.dsl.document import Document
from hegao.grammar.labels import number_label
from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.field_names import begins_line, in_header
from hegao.lsp.completions.proposal import Proposal, literal
from hegao.lsp.keystrokes.next_items import next_mark

HEADER = """发文机关：${1:机关名称}
发文字号：${2:机关代字}〔${3:年份}〕${4:×}号
标题：${5:发文机关关于……的通知}
主送：${6:收文单位}
附注：${7:此件公开发布}
成文日期：${8:日期}
"""
BODY = """
${9:前言}，现印发给你们，请认真贯彻执行。

【印发件】${10:标题}
编号方式：全文连续

一、${11:章节标题}

（一）${12:任务}。
责任单位：${13:单位}
完成时限：${14:时限}
"""
TABLE = """【附表】${1:任务分解表}

序号｜工作任务｜责任单位｜完成时限
1｜${2:任务}｜${3:单位}｜${4:时限}
"""


def blocks(cursor: Cursor, today: date) -> Iterator[Proposal]:
    """The blocks that make sense in this line; the header and a notice only at the top."""
    if not begins_line(cursor):
        return
    notice, start = cursor.draft.notice, cursor.indent
    at_top = in_header(notice, cursor.line_start)
    if at_top and not notice.items:
        header = HEADER.replace("${3:年份}", f"${{3:{today.year}}}").replace(
            "${8:日期}", f"${{8:{today.year}年{today.month}月{today.day}日}}"
        )
        if not notice.elements:
            yield Proposal("通知", start, header + BODY, (), "一份完整的通知", kind="block")
            yield Proposal("版头", start, header, (), "发文机关、标题、成文日期……", kind="block")
        return
    mark = _mark(notice, cursor)
    yield Proposal("任务", start, _task(mark), (), f"{mark}……，带责任单位和时限", kind="block")
    yield Proposal("附表", start, TABLE, ("表格",), "任务分解表", kind="block")


def _mark(notice: Document, cursor: Cursor) -> str:
    """The number that follows the last item above, else the first one of its level."""
    above = [item for item in notice.items if item.line.start < cursor.line_start]
    item = max(above, key=lambda each: each.line.start, default=None)
    if item is None:
        return number_label("LEVEL1", 1) or ""
    if item.mark.level in ("LEVEL0", "LEVEL1") and not item.unit_fields:
        return _below_heading(notice, cursor)
    return next_mark(item)


def _below_heading(notice: Document, cursor: Cursor) -> str:
    """The number of the first task under a heading: as the sections above number theirs."""
    above = [
        i for i in notice.items if i.line.start < cursor.line_start and i.mark.level > "LEVEL1"
    ]
    if not above:
        return number_label("LEVEL2", 1) or ""
    top = min(item.mark.level for item in above)
    last = next(item for item in reversed(above) if item.mark.level == top)
    separate = (notice.value("编号方式") or "").startswith("分节")
    return (number_label(top, 1) or "") if separate else next_mark(last)


def _task(mark: str) -> str:
    return f"{literal(mark)}${{1:任务}}。\n责任单位：${{2:单位}}\n完成时限：${{3:时限}}\n"
