"""What is worked out and shown in the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.convert import offset_of
from hegao.lsp.features.inlay_hints import inlay_hints
from hegao.lsp.snapshot import Snapshot

DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
ISSUED = "成文日期：2026年4月28日\n"
WHOLE = types.Range(types.Position(0, 0), types.Position(100_000, 0))
HEAD = "任务｜要求｜责任单位｜完成时限\n"


def hints(draft: Snapshot, shown: types.Range = WHOLE) -> list[types.InlayHint]:
    params = types.InlayHintParams(types.TextDocumentIdentifier(draft.uri), shown)
    return inlay_hints(draft, surroundings(draft), params)


def with_hints(text: str) -> str:
    """The text with its hints in ⟨⟩, as an editor shows them."""
    draft = snapshot(text)
    for hint in reversed(hints(draft)):
        at = offset_of(hint.position, draft.text)
        text = f"{text[:at]}⟨{hint.label}⟩{text[at:]}"
    return text


@pytest.mark.parametrize(
    "shown",
    [
        "1. 年底前⟨即2026年12月31日⟩办完。\n",
        "1. 𠮷9月底前⟨即2026年9月30日⟩办完，2026年10月底前公布。\n",
        "1. 自印发之日起30个工作日内⟨即2026年6月9日⟩办完。\n",
        "1. 验收后30个工作日内办完，尽快公布，每季度更新。\n",
        "1. 甲。\n3.⟨应为2.⟩ 乙。\n",
        "（一）甲。\n（一）⟨应为（二）⟩乙。\n",
        "【一级】甲\n【一级】乙\n",
        HEAD + "甲｜1. 乙。｜县民政局牵头｜2026年6月底前\n"
        "｜2. 丙。｜⟨县民政局（牵头）⟩｜同上⟨即2026年6月底前⟩\n",
        HEAD + "甲｜1. 乙。｜县民政局｜每年\n｜3.⟨应为2⟩ 丙。｜同上⟨县民政局⟩｜每年\n",
        "（一）甲。（责任单位：县民政局）\n"
        "1.⟨上级条目：县民政局⟩ 2026年6月底前办完。\n"
        "2. 公布。（责任单位：县司法局）\n",
    ],
)
def test_hints_stand_behind_what_they_are_about(shown: str) -> None:
    text = "".join(part.split("⟩")[-1] for part in shown.split("⟨"))
    assert with_hints(ISSUED + text) == ISSUED + shown


def test_without_a_date_nothing_is_worked_out() -> None:
    text = "1. 自印发之日起30个工作日内办完，年底前公布。"
    assert with_hints(text) == text


def test_a_tooltip_says_how_a_day_was_worked_out() -> None:
    (hint,) = hints(snapshot(ISSUED + "1. 自印发之日起30个工作日内办完。"))
    assert "从成文日期2026年4月28日的次日算起，有42天，其中工作日30天" in str(hint.tooltip)


def test_only_the_part_that_is_shown_is_answered() -> None:
    draft = snapshot(ISSUED + "1. 年底前办完。\n2. 年底前公布。\n")
    part = types.Range(types.Position(2, 0), types.Position(2, 9))
    assert [hint.position.line for hint in hints(draft)] == [1, 2]
    assert [hint.position.line for hint in hints(draft, part)] == [2]


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_no_cut_draft_raises(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    for cut in chance.sample(range(len(text)), 25):
        hints(snapshot(text[:cut], path.as_uri()))


@in_editor
async def test_hints_in_editors(editor: Editor) -> None:
    path = EXAMPLES / "drafts" / "flawed.notice"
    draft = Draft(editor, path.read_text("utf-8").replace("年底前", "𠮷😀年底前"), path.as_uri())
    params = types.InlayHintParams(draft.identity, WHOLE)
    found = list(await editor.text_document_inlay_hint_async(params) or ())
    day = next(hint for hint in found if hint.label == "即2026年12月31日")
    assert draft.offset(day.position) == draft.text.index("年底前完成") + 3
    assert "应为5." in [hint.label for hint in found]
