"""The outline of a draft, and the names of all drafts of the workspace."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.convert import span_of
from hegao.lsp.features.document_symbols import document_symbols
from hegao.lsp.features.workspace_symbols import workspace_symbols
from hegao.lsp.snapshot import Snapshot

DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
NOTICE = """发文机关：示例县人民政府办公室
标题：关于印发要点的通知

要点已经同意，现印发给你们。

【印发件】工作要点

一、重点任务

（一）编制目录。2026年6月底前办完。
责任单位：县民政局、县司法局

1. 公布目录。

二、附则

【附表】分工表
任务｜要求｜责任单位
甲｜1. 乙。｜县民政局
"""


def outline(symbols: Iterable[types.DocumentSymbol], depth: int = 0) -> Iterator[str]:
    for each in symbols:
        detail = f"｜{each.detail}" if each.detail else ""
        yield f"{'  ' * depth}{each.name}{detail}"
        yield from outline(each.children or (), depth + 1)


def symbols(draft: Snapshot) -> list[types.DocumentSymbol]:
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(draft.uri))
    return document_symbols(draft, surroundings(draft), params)


def test_the_outline_shows_what_stands_under_what() -> None:
    assert list(outline(symbols(snapshot(NOTICE)))) == [
        "版头",
        "  发文机关｜示例县人民政府办公室",
        "  标题｜关于印发要点的通知",
        "工作要点",
        "  一、重点任务",
        "    （一）编制目录｜县民政局、县司法局；2026年6月底前",
        "      1.公布目录。",
        "  二、附则",
        "分工表",
        "  任务、要求、责任单位",
        "    1.乙。｜县民政局",
    ]


def test_back_matter_of_a_finished_text_stands_by_itself() -> None:
    path = EXAMPLES / "finished" / "notice.txt"
    names = [each.name for each in symbols(snapshot(path.read_text("utf-8")))]
    assert names[0] == "版头"
    assert names[-1] in ("版记", "落款")


def inside(inner: types.Range, outer: types.Range) -> bool:
    return (outer.start.line, outer.start.character) <= (
        inner.start.line,
        inner.start.character,
    ) and (inner.end.line, inner.end.character) <= (outer.end.line, outer.end.character)


def holds_its_own(symbol: types.DocumentSymbol) -> bool:
    children = symbol.children or ()
    return (
        bool(symbol.name)
        and inside(symbol.selection_range, symbol.range)
        and all(inside(each.range, symbol.range) and holds_its_own(each) for each in children)
    )


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_each_range_holds_what_is_in_it(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    for cut in [*chance.sample(range(len(text)), 25), len(text)]:
        for each in symbols(snapshot(text[:cut])):
            assert holds_its_own(each), (cut, each.name)


def found(query: str, *drafts: Snapshot, folder: Path | None = None) -> list[str]:
    around = surroundings(*drafts, folder=folder)
    return [each.name for each in workspace_symbols(around, types.WorkspaceSymbolParams(query))]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("目录", ["（一）编制目录", "1.公布目录。"]),
        ("重点", ["一、重点任务"]),
        ("司法", ["县司法局"]),
        ("sfj", ["县司法局 sfj"]),
        ("县 sifaju", ["县司法局 sifaju"]),
        ("公布 目录", ["1.公布目录。"]),
        ("没有的", []),
    ],
)
def test_names_are_found_by_what_stands_in_them(query: str, names: list[str]) -> None:
    assert found(query, snapshot(NOTICE)) == names


def test_open_drafts_and_files_are_searched(tmp_path: Path) -> None:
    (tmp_path / "甲.notice").write_text("1. 编制目录。（责任单位：县水利局）", "utf-8")
    assert found("编制", snapshot(NOTICE), folder=tmp_path) == ["（一）编制目录", "1.编制目录。"]
    assert len(found("", snapshot(NOTICE), folder=tmp_path)) > 6


@in_editor
async def test_document_symbols_in_editors(editor: Editor) -> None:
    draft = Draft(editor, NOTICE.replace("编制目录", "编制𠮷目录"))
    params = types.DocumentSymbolParams(draft.identity)
    shown = list(await editor.text_document_document_symbol_async(params) or ())
    part = shown[1]
    assert isinstance(part, types.DocumentSymbol)
    item = next(iter(next(iter(part.children or ())).children or ()))
    assert draft.said(item.range).startswith("（一）编制𠮷目录")
    assert draft.said(item.range).endswith("1. 公布目录。")
    assert draft.said(item.selection_range).endswith("办完。")


@in_editor
async def test_workspace_symbols_in_editors(editor: Editor) -> None:
    draft = Draft(editor, "1. 𠮷𠮷编制舆图。（责任单位：县测绘局）")
    params = types.WorkspaceSymbolParams("测绘局")
    for each in await editor.workspace_symbol_async(params) or ():
        assert isinstance(each, types.SymbolInformation)
        if each.location.uri == draft.uri:
            assert draft.said(each.location.range) == "县测绘局"
            break
    else:
        pytest.fail("not found")


def test_spans_of_names_are_their_places() -> None:
    draft = snapshot(NOTICE)
    (unit,) = workspace_symbols(surroundings(draft), types.WorkspaceSymbolParams("县司法局"))
    span = span_of(unit.location.range, draft.text)
    assert draft.source[span.start : span.end] == "县司法局"
    assert unit.container_name == "关于印发要点的通知"
