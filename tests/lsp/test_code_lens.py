"""The lines over the title and the sections of a draft."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.features.code_lens import code_lenses, resolved
from hegao.lsp.snapshot import Snapshot

DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
TABLE = "任务｜要求｜责任单位\n甲｜1. 乙。｜县民政局\n"


def told(draft: Snapshot) -> list[tuple[int, str, str]]:
    """Line, words and command of each, all resolved."""
    around = surroundings(draft)
    params = types.CodeLensParams(types.TextDocumentIdentifier(draft.uri))
    lenses = code_lenses(draft, around, params)
    shown = [each if each.command else resolved(draft, around, each) for each in lenses]
    commands = [(each.range.start.line, each.command) for each in shown]
    return [(line, command.title, command.command) for line, command in commands if command]


def test_the_title_tells_who_has_tasks() -> None:
    text = "成文日期：2026年4月28日\n标题：关于清理的通知\n1. 编制。（责任单位：县民政局、县司法局）\n2. 公布。"
    assert told(snapshot(text)) == [(1, "2个单位、2项任务：查看台账", "hegao.ledger")]
    assert told(snapshot("标题：关于清理的通知")) == []
    assert told(snapshot("")) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "1. 年底前编制。（责任单位：县民政局）\n2. 公布。",
            "2项任务，1项没有写责任单位，1项没有写时限",
        ),
        ("1. 年底前编制。（责任单位：县民政局）", "1项任务"),
        ("（一）甲。（责任单位：县民政局）\n1. 年底前办完。", "2项任务，1项没有写时限"),
        ("1. 年底前编制。\n" + TABLE, "1项任务"),
    ],
)
def test_a_section_tells_how_many_tasks_lack_something(text: str, shown: str) -> None:
    lenses = told(snapshot(f"成文日期：2026年4月28日\n一、重点任务\n{text}\n二、空的\n"))
    assert [lens for lens in lenses if not lens[2]] == [(1, shown, "")]


def test_the_upstream_is_told_of_in_few_words() -> None:
    path = EXAMPLES / "drafts" / "upstream.notice"
    first = told(snapshot(path.read_text("utf-8"), path.as_uri()))[0]
    counts = "未落实1项、有减弱4项、已落实3项、已转交1项、不适用2项"
    assert first == (2, f"对照上级文件：{counts}", "hegao.coverage")


def test_the_comparison_waits_until_the_line_is_shown() -> None:
    path = EXAMPLES / "drafts" / "upstream.notice"
    draft = snapshot(path.read_text("utf-8"), path.as_uri())
    params = types.CodeLensParams(types.TextDocumentIdentifier(draft.uri))
    first, second, *_ = code_lenses(draft, surroundings(draft), params)
    assert first.command is second.command is None
    assert "comparison" not in vars(draft.whole)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_no_cut_draft_raises(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    for cut in chance.sample(range(len(text)), 10):
        told(snapshot(text[:cut], path.as_uri()))


@in_editor
async def test_code_lenses_in_editors(editor: Editor) -> None:
    path = EXAMPLES / "drafts" / "upstream.notice"
    draft = Draft(editor, path.read_text("utf-8").replace("标题：", "标题：𠮷"), path.as_uri())
    params = types.CodeLensParams(draft.identity)
    lenses = list(await editor.text_document_code_lens_async(params) or ())
    assert draft.said(lenses[0].range).startswith("𠮷示例县")
    shown = await editor.code_lens_resolve_async(lenses[0])
    assert shown.command
    assert shown.command.title.startswith("对照上级文件：未落实1项")
    assert list(shown.command.arguments or ()) == [draft.uri]
