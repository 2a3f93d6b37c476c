"""What can be folded, and what is selected when the selection grows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.convert import span_of
from hegao.lsp.features.folding import folding_ranges
from hegao.lsp.features.selection import selection_ranges
from hegao.lsp.snapshot import Snapshot

DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
NOTICE = """发文机关：示例县人民政府
标题：关于印发要点的通知

【印发件】要点

一、重点任务

1. 编制目录。
责任单位：县民政局

2. 公布目录。

二、附则

【附表】分工表
任务｜要求｜责任单位
甲｜1. 乙。｜县民政局
"""
ITEM = "1. 编制目录，县司法局于2026年6月底前办完。公布目录。\n责任单位：县民政局、县司法局\n"


def folds(draft: Snapshot) -> list[tuple[int, int]]:
    params = types.FoldingRangeParams(types.TextDocumentIdentifier(draft.uri))
    found = folding_ranges(draft, surroundings(draft), params)
    return [(each.start_line, each.end_line) for each in found]


def test_what_takes_several_lines_can_be_folded() -> None:
    assert folds(snapshot(NOTICE)) == [(0, 1), (3, 12), (5, 10), (7, 8), (14, 16), (15, 16)]
    assert folds(snapshot("")) == []


def chain(selection: types.SelectionRange | None) -> Iterator[types.Range]:
    while selection:
        yield selection.range
        selection = selection.parent


def selected(marked: str) -> list[str]:
    """What is selected from ‸ on, step by step."""
    draft = snapshot(marked.replace("‸", ""))
    place = types.Position(*draft.text.place(marked.index("‸")))
    spans = [span_of(each, draft.text) for each in chain(at(draft, [place])[0])]
    return [draft.source[start:end] for start, end in spans]


def at(draft: Snapshot, places: list[types.Position]) -> list[types.SelectionRange]:
    params = types.SelectionRangeParams(types.TextDocumentIdentifier(draft.uri), places)
    return selection_ranges(draft, surroundings(draft), params)


def test_the_selection_grows_from_a_value_to_everything() -> None:
    head, tail = "一、重点\n", "二、附则\n"
    line, field = ITEM.strip().split("\n")
    assert selected(head + ITEM.replace("6月", "6‸月") + tail) == [
        "2026年6月底前",
        "县司法局于2026年6月底前办完",
        "编制目录，县司法局于2026年6月底前办完。",
        line.removeprefix("1. "),
        line,
        f"{line}\n{field}",
        f"{head}{line}\n{field}",
        f"{head}{ITEM}{tail}",
    ]
    assert selected(ITEM.replace("、县司", "、县‸司"))[:4] == [
        "县司法局",
        "县民政局、县司法局",
        field,
        f"{line}\n{field}",
    ]
    assert selected(ITEM.replace("责任", "责‸任"))[:2] == ["责任单位：", field]


@pytest.mark.parametrize(
    ("marked", "steps"),
    [("‸", [""]), ("甲‸\n", ["甲", "甲\n"]), ("甲\n‸\n乙", ["甲\n\n乙"])],
)
def test_where_nothing_stands_everything_is_selected(marked: str, steps: list[str]) -> None:
    assert selected(marked) == steps


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_no_cut_draft_raises_and_each_selection_holds_the_one_before(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    for cut in chance.sample(range(len(text)), 20):
        draft = snapshot(text[:cut])
        folded = folds(draft)
        assert all(first < last for first, last in folded)
        offsets = [chance.randrange(cut + 1) for _ in range(5)]
        places = [types.Position(*draft.text.place(offset)) for offset in offsets]
        for offset, found in zip(offsets, at(draft, places), strict=True):
            spans = [span_of(each, draft.text) for each in chain(found)]
            assert spans[0].start <= offset <= spans[0].end
            for inner, outer in zip(spans, spans[1:], strict=False):
                assert outer.start <= inner.start <= inner.end <= outer.end
                assert inner != outer


@in_editor
async def test_folding_in_editors(editor: Editor) -> None:
    draft = Draft(editor, NOTICE.replace("编制", "𠮷编制"))
    params = types.FoldingRangeParams(draft.identity)
    found = list(await editor.text_document_folding_range_async(params) or ())
    assert (7, 8) in [(each.start_line, each.end_line) for each in found]


@in_editor
async def test_selection_in_editors(editor: Editor) -> None:
    draft = Draft(editor, ITEM.replace("编制", "𠮷😀编制"))
    places = [draft.position(draft.text.index("6月")), draft.position(0)]
    params = types.SelectionRangeParams(draft.identity, places)
    found = list(await editor.text_document_selection_range_async(params) or ())
    assert draft.said(found[0].range) == "2026年6月底前"
    assert len(found) == 2
