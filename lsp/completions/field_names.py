"""The names of fields at the beginning of a line: only those that are not written yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from hegao.dsl.document import Document, Item
from hegao.dsl.line_spelling import directive_name, field_name
from hegao.grammar.lines import Line
from hegao.grammar.vocabulary import FIELDS, HEADER_FIELDS, TASK_FIELDS, UNIT_FIELDS
from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.proposal import Proposal

REMARKS: Final = ("批注", "核稿")
REPEATED: Final = ("上级文件", "不适用", "转交")
USUAL: Final = (
    "发文机关", "发文字号", "标题", "主送", "上级文件", "机构名录", "附件", "附注", "成文日期",
    "抄送", "印发机关", "印发日期",
)  # fmt: skip
IN_HEADER: Final = tuple(dict.fromkeys((*USUAL, *HEADER_FIELDS, "不适用", "转交")))


def field_names(cursor: Cursor) -> Iterator[Proposal]:
    """Header fields at the top, fields of a task under it."""
    if not begins_line(cursor):
        return
    notice = cursor.draft.notice
    if in_header(notice, cursor.line_start):
        written = {each.name for each in notice.elements if each.written}
        written |= {name for line in notice.lines if (name := field_name(line)) in REPEATED}
        names = [name for name in IN_HEADER if name in REPEATED or name not in written]
    elif item := item_above(notice, cursor.line_start):
        names = _missing(item)
    else:
        names = ["编号方式"] if _below_carried(notice, cursor.line_start) else []
    usual = _usual_labels(notice)
    for name in names:
        yield Proposal(f"{usual.get(name, name)}：", cursor.indent, kind="field", takes="：:")


def begins_line(cursor: Cursor) -> bool:
    """Whether the cursor is in the first word of a line that has no more to it."""
    return cursor.last_word() <= cursor.indent and cursor.after.strip() in ("", "：", ":")


def in_header(notice: Document, start: int) -> bool:
    """Whether only header fields, and what speaks of them, stand before an offset."""
    return all(_is_head(line) for line in notice.lines if line.start < start)


def _is_head(line: Line) -> bool:
    if line.type == "LEADING":
        return True
    if line.type == "DIRECTIVE":
        return directive_name(line) in REMARKS
    return line.type == "FIELD" and field_name(line) in IN_HEADER


def item_above(notice: Document, start: int) -> Item | None:
    """The item that a line at an offset would belong to."""
    above = [item for item in notice.items if item.line.start < start]
    item = max(above, key=lambda each: each.line.start, default=None)
    if item is None:
        return None
    between = (line for line in notice.lines if item.line.start < line.start < start)
    return item if all(_belongs(line) for line in between) else None


def _belongs(line: Line) -> bool:
    if line.type == "DIRECTIVE":
        return directive_name(line) in REMARKS
    return line.type == "PROSE" or field_name(line) in TASK_FIELDS


def _missing(item: Item) -> list[str]:
    """The fields that an item has not got; the units may stand in a bracket."""
    written = {field.name for field in item.fields}
    if any(field.units for field in item.unit_fields):
        written.add("责任单位")
        if any(field.form == "bracket" for field in item.unit_fields):
            written.update(UNIT_FIELDS)
    return [name for name in TASK_FIELDS if name not in written]


def _below_carried(notice: Document, start: int) -> bool:
    """Whether the line follows the title of what the notice carries."""
    above = [line for line in notice.lines if line.start < start]
    return bool(above) and directive_name(above[-1]) == "印发件"


def _usual_labels(notice: Document) -> dict[str, str]:
    """How the notice mostly calls a field that has several names: 责任部门, 完成时间."""
    counts: dict[str, Counter[str]] = {}
    for item in notice.items:
        for field in item.fields:
            label = field.label.rstrip("：: \u3000")
            if label in FIELDS:
                counts.setdefault(field.name, Counter())[label] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in counts.items()}
