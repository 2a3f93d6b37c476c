"""A tag and its uses, typed in together."""

from __future__ import annotations

import re

import pytest
from cursors import cut_examples, said, with_cursor
from lsprotocol import types
from open_drafts import Draft, Editor, in_editor, surroundings

from hegao.lsp.features.linked_editing import WORD, linked_ranges

LINKED = [
    ("1. 甲。\n标识：目‸录\n2. 按【见：目录】【见： 目录 】办。", ["目录"] * 3),
    ("1. 甲。\n标识：目录\n2. 按【见：‸目录】办，目录。", ["目录"] * 2),
    ("1. 甲。\n标识：目录\n2. 按【见：目录‸】办。", ["目录"] * 2),
    ("1. 甲。\n标识：目‸录\n", []),
    ("1. 甲。\n2. 按【见：目‸录】【见：目录】办。", []),
    ("1. 甲。\n标识：目录\n2. 乙。\n标识：目‸录\n3. 按【见：目录】办。", []),
    ("1. 甲‸。\n标识：目录\n2. 按【见：目录】办。", []),
    ("1. 甲。（责任单位：县民‸政局）\n2. 乙。（责任单位：县民政局）", []),
    ("1. 甲。\n标识：‸\n2. 按【见：】办。", []),
    ("‸", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), LINKED)
def test_what_changes_together(text: str, words: list[str]) -> None:
    at = with_cursor(text)
    params = types.LinkedEditingRangeParams(at.identity, at.position)
    found = linked_ranges(at.draft, surroundings(at.draft), params)
    assert [said(each, at.draft) for each in (found.ranges if found else ())] == words


def test_the_word_pattern_takes_chinese_and_ends_with_the_reference() -> None:
    assert re.fullmatch(WORD, "养老服务𠮷目录2026")
    assert not re.fullmatch(WORD, "目录】")


def test_no_cut_text_makes_it_raise() -> None:
    for at in cut_examples():
        params = types.LinkedEditingRangeParams(at.identity, at.position)
        linked_ranges(at.draft, surroundings(at.draft), params)


@in_editor
async def test_an_editor_links_them(editor: Editor) -> None:
    draft = Draft(editor, "1. 𠮷。\n标识：𠮷目录\n2. 𠮷按【见：𠮷目录】办。")
    at = draft.position(draft.text.index("目录"))
    found = await editor.text_document_linked_editing_range_async(
        types.LinkedEditingRangeParams(draft.identity, at)
    )
    assert found
    assert [draft.said(each) for each in found.ranges] == ["𠮷目录"] * 2
    assert found.word_pattern == WORD
