"""Drafts with a cursor, which `‸` marks in a text; an office with notices of three levels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from open_drafts import EXAMPLES, snapshot

from hegao.lsp.convert import span_of
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Encoding

CURSOR = "‸"
UPPER = """发文机关：范例省人民政府办公厅
标题：范例省人民政府办公厅关于印发养老服务要点的通知
成文日期：2026年2月12日

一、重点任务
（一）编制养老服务目录。写明服务项目、收费标准和办理地点。（责任单位：省民政厅牵头，省财政厅配合）
（二）检查养老机构消防安全。每季度检查一次消防设施和疏散通道。（责任单位：省消防救援总队）
"""
MIDDLE = """上级文件：省要点＝《养老服务要点》（上级/省.notice）
标题：范例市人民政府办公室关于印发养老服务方案的通知
成文日期：2026年3月12日

1. 编制目录，写明服务项目、收费标准和办理地点。（责任单位：市民政局）
落实：省要点 第（一）项
"""
LOWER = """上级文件：市方案＝《养老服务方案》（市.notice）
上级文件：省要点＝《养老服务要点》（上级/省.notice）
机构名录：单位.csv
标题：示例县人民政府办公室关于印发𠮷祥养老分工的通知
不适用：省要点 第（二）项；理由：本县没有养老机构
成文日期：2026年4月12日

（一）公布目录，写明服务项目、收费标准和办理地点。（责任单位：县民政局、财政局）
落实：市方案 第1项；省要点 第（一）项
标识：目录
（二）更新目录。按【见：目录】办理。（责任单位：示例县民政局）
"""
LIST = """全称,简称,曾用名,类别
示例县财政局,县财政局,,县直部门
示例县民政局,县民政局,县民政科,县直部门
"""


class Cursor(NamedTuple):
    """A draft, and where the cursor stands in it."""

    draft: Snapshot
    position: types.Position

    @property
    def identity(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.draft.uri)


def with_cursor(text: str, path: Path | None = None, encoding: Encoding = "utf-16") -> Cursor:
    """The draft of a text with a cursor mark; the mark itself is left out."""
    offset = text.index(CURSOR)
    draft = snapshot(text.replace(CURSOR, ""), path.as_uri() if path else "untitled:one", encoding)
    return Cursor(draft, types.Position(*draft.text.place(offset)))


def cursor_in(draft: Snapshot, words: str) -> Cursor:
    """The cursor inside the first place of some words."""
    offset = draft.source.index(words) + 1
    return Cursor(draft, types.Position(*draft.text.place(offset)))


def said(range_: types.Range, draft: Snapshot) -> str:
    """The words of a range."""
    return draft.source[slice(*span_of(range_, draft.text))]


def office(folder: Path) -> Path:
    """A folder with three notices, one above the other, and a units list."""
    (folder / "上级").mkdir()
    for name, text in {"上级/省": UPPER, "市": MIDDLE, "县": LOWER}.items():
        (folder / f"{name}.notice").write_text(text, "utf-8")
    (folder / "单位.csv").write_text(LIST, "utf-8")
    return folder


def opened(path: Path, encoding: Encoding = "utf-16") -> Snapshot:
    """A file as an editor opens it."""
    return snapshot(path.read_text("utf-8"), path.as_uri(), encoding)


def cut_examples() -> Iterator[Cursor]:
    """The example drafts cut off anywhere, and the cursor anywhere, in steps."""
    for path in sorted((EXAMPLES / "drafts").glob("*.notice")):
        text = path.read_text("utf-8")
        for cut in (*range(7, len(text), 331), len(text)):
            draft = snapshot(text[:cut], path.as_uri())
            for offset in (cut, cut // 2):
                yield Cursor(draft, types.Position(*draft.text.place(offset)))
