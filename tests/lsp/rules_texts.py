"""Rules files for tests: a text with a cursor, and the parameters of a request at it."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from open_drafts import EXAMPLES, snapshot

from hegao.lsp.snapshot import Snapshot

CURSOR = "‸"
URI = "untitled:本县.noticerules"
EXAMPLE = EXAMPLES / "规则" / "示例县.noticerules"
HEAD = "规则 BX105 试一条\n级别：警告\n对象：任务\n"
WHOLE = """# 𠮷县的规则
词表 催办词：𠮷速、抓紧

规则 BX101 有催办词
级别：警告
对象：文字
查找：词表“催办词”
提示：“{内容}”没有写时限
建议：写明时限
依据：本县公文办理办法（惯例）
阻断：BX102
应报：
｜1. ⟦抓紧⟧办理。
不报：
｜1. 6月底前办理。

规则 BX102 没有责任单位
级别：警告
对象：任务
条件：内容 不包含 词表“催办词” 且 责任单位为空
提示：{项号}没有写责任单位
建议：写明责任单位
依据：本县公文办理办法（惯例）
应报：
｜⟦1.⟧ 编好方案。
不报：
｜1. 编好方案。（责任单位：县民政局）
不报：
｜1. 抓紧编好方案。
"""
"""Two rules that hold and a word list."""


def rules(text: str, uri: str = URI) -> Snapshot:
    """A rules file without a server; the cursor is left out."""
    return snapshot(text.replace(CURSOR, ""), uri)


def at_cursor(text: str, file: Snapshot) -> types.Position:
    """Where the cursor stands."""
    return types.Position(*file.text.place(text.index(CURSOR)))


def identity(file: Snapshot) -> types.TextDocumentIdentifier:
    """A file as requests name it."""
    return types.TextDocumentIdentifier(file.uri)


def said(file: Snapshot, range_: types.Range) -> str:
    """The words of a range."""
    lines = file.source.split("\n")
    if range_.start.line != range_.end.line:
        return "\n".join(lines[range_.start.line : range_.end.line + 1])
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[file.text.encoding]
    unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[file.text.encoding]
    line = lines[range_.start.line].encode(codec)
    return line[range_.start.character * unit : range_.end.character * unit].decode(codec)


def office(folder: Path, **texts: str) -> list[Path]:
    """Rules files of an office in their order, and its settings that name them."""
    paths = [folder / f"{name}.noticerules" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    named = ", ".join(f'"{path.name}"' for path in paths)
    (folder / "hegao.toml").write_text(f"rules = [{named}]\n", "utf-8")
    return paths
