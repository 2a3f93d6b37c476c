"""Lines in 【】, and references to other tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.proposal import Proposal, literal

OPEN: Final = re.compile(r"【[^】：:]*\Z")
REFERENCE: Final = re.compile(r"【\s*见\s*[：:]\s*(?P<tag>[^】]*)\Z")
LINES: Final[dict[str, tuple[str, str]]] = {
    "【印发件】": ("【印发件】${1:标题}", "下面是随通知印发的正文"),
    "【附表】": ("【附表】${1:名称}", "下面是表格"),
    "【附件】": ("【附件】${1:名称}", "下面是附件"),
    "【批注：】": ("【批注：$1】", "只给起草的人看，不印"),
    "【核稿：不查】": ("【核稿：不查 $1】", "这一处不查某条规则"),
    "【任务】": ("【任务】", "下面这一项是任务"),
    "【段】": ("【段】", "下面这一项不是任务"),
}
SEE: Final = "【见：】"


def directives(cursor: Cursor) -> Iterator[Proposal]:
    """Directives behind a 【 that begins the line, a reference behind any other."""
    start = cursor.before.rfind("【")
    if start < 0 or OPEN.match(cursor.before, start) is None:
        return
    if not cursor.before[:start].strip():
        for label, (text, about) in LINES.items():
            yield Proposal(label, start, text, (label[1:],), about, kind="field", takes="】")
    elif _tags(cursor):
        yield Proposal(SEE, start, "【见：$1】", ("见",), "编译时换成那一项的编号", takes="】")


def references(cursor: Cursor) -> Iterator[Proposal]:
    """The 标识 of tasks behind 【见：."""
    start = max(cursor.before.rfind("【"), 0)
    match = REFERENCE.match(cursor.before, start)
    if match is None:
        return
    for tag, text in _tags(cursor).items():
        inserted = literal(tag) + "】"
        yield Proposal(tag, match.start("tag"), inserted, (), text, kind="item", takes="】")


def _tags(cursor: Cursor) -> dict[str, str]:
    """Each 标识 with the task that has it."""
    return {
        field.value: f"{item.mark.text}{item.heading or item.text[:30]}"
        for item in cursor.draft.notice.items
        for field in item.fields
        if field.name == "标识" and field.value
    }
