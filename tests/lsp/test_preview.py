"""The official text piece by piece, each piece with the line of the draft that it is made from."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cursors import cut_examples
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.dsl.layout.page import layout
from hegao.lsp.features.preview import PREVIEW, preview
from hegao.lsp.snapshot import Snapshot

DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
HEADER = "发文机关：示例县司法局\n标题：关于编制目录的通知\n成文日期：2026年4月28日\n主送：各镇\n\n"


def pieces(draft: Snapshot) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = preview(draft, surroundings(draft), None)["pieces"]
    return told


def lines(text: str) -> list[tuple[str, int]]:
    """The role of each piece and its line, from 0."""
    return [(each["role"], each["line"]) for each in pieces(snapshot(text))]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_it_is_what_is_compiled(path: Path) -> None:
    draft = snapshot(path.read_text("utf-8"), path.as_uri())
    expected = layout(draft.notice).pieces
    assert [(each["role"], each["text"]) for each in pieces(draft)] == [
        (each.role, each.text) for each in expected
    ]


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_line_of_a_piece_says_its_first_words(path: Path) -> None:
    text = path.read_text("utf-8")
    source = text.splitlines()
    for each in pieces(snapshot(text, path.as_uri())):
        if each["role"] == "attachment":  # 【附表】, printed as 附件
            continue
        first = letters(each["text"] or each["aside"])[:4]
        assert first in letters(source[each["line"]]), (each["role"], each["text"])
        for row, line in zip(each["rows"], each["rowLines"], strict=True):
            assert letters("".join(row))[:8] in letters(source[line]), row


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            HEADER + "做好目录编制。\n\n一、重点任务\n1. 编制目录。\n责任单位：县司法局",
            [
                ("masthead", 0), ("title", 1), ("recipients", 3), ("paragraph", 5),
                ("heading_1", 7), ("heading_3", 8), ("signature", 0), ("date", 2),
            ],
        ),
        (
            "【批注：先看】\n1. 编制。\n2. 编制。\n1. 编制。",
            [("heading_3", 1), ("heading_3", 2), ("heading_3", 3)],
        ),
        (
            "【任务】编制目录。\n【印发件】方案\n一、公开目录\n【附表】分解表\n任务｜要求\n",
            [
                ("heading_3", 0), ("attachment_list", 3), ("carried_title", 1), ("heading_1", 2),
                ("attachment", 3), ("attachment_title", 3), ("table", 4),
            ],
        ),
        ("任务｜单位\n甲事｜县司法局\n乙事｜县民政局", [("table", 0)]),
        (
            "发文机关：示例县司法局\n署名：示例县民政局\n标题：关于编制目录的通知\n成文日期：2026年4月28日",
            [("masthead", 0), ("title", 2), ("signature", 1), ("date", 3)],
        ),
        ("【印发件】工作要点\n一、公开𠮷目录", [("carried_title", 0), ("heading_1", 1)]),
        ("", []),
    ],
)  # fmt: skip
def test_where_pieces_come_from(text: str, shown: list[tuple[str, int]]) -> None:
    assert lines(text) == shown


def test_a_title_is_broken_as_it_is_printed() -> None:
    title = "示例县人民政府办公室关于印发2026年示例县养老服务提升行动实施方案的通知"
    told = pieces(snapshot(f"发文机关：示例县人民政府办公室\n标题：{title}\n\n现印发给你们。"))
    lines = {each["role"]: each["lines"] for each in told}
    assert len(lines["title"]) > 1
    assert "".join(lines["title"]) == title
    assert lines["paragraph"] == ()


def test_each_row_of_a_table_has_its_line() -> None:
    (table,) = pieces(snapshot("任务｜责任单位\n甲事｜县司法局\n\n乙事｜县民政局"))[:1]
    assert table["rowLines"] == [0, 1, 3]
    assert table["headed"]


def test_no_cut_text_makes_it_raise() -> None:
    for at in cut_examples():
        count = at.draft.source.count("\n") + 1
        assert all(0 <= each["line"] < count for each in pieces(at.draft))


@in_editor
async def test_an_editor_gets_it_as_it_is_typed(editor: Editor) -> None:
    draft = Draft(editor, HEADER + "1. 编制𠮷目录。\n")
    draft.replace("编制𠮷目录", "公布𠮷目录")
    params = {"textDocument": {"uri": draft.uri}}
    answer = await editor.protocol.send_request_async(PREVIEW, params)
    assert "公布𠮷目录" in str(answer)
    nothing = {"textDocument": {"uri": "untitled:nothing"}}
    assert await editor.protocol.send_request_async(PREVIEW, nothing) is None
