"""What is told of a rules file: what cannot be read, examples that do not hold, the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import Draft, Editor, in_editor, snapshot, surroundings
from rules_texts import EXAMPLE, WHOLE, office, rules

from hegao.linter.fix import apply_fixes
from hegao.lsp.features.rules_code_actions import code_actions
from hegao.lsp.rules.check import EXAMPLE as FAILS
from hegao.lsp.rules.check import WRITING, problems
from hegao.lsp.rules.trials import run_examples

MISSPELT = {
    "attribute": ("责任单位为空", "责任但位为空", "责任但位为空", "不认识的名称"),
    "among others": ("内容 不包含", "内客 不包含", "内客", "不认识的名称"),
    "kind": ("对象：任务", "对象：任物", "任物", "没有这种对象"),
    "slot": ("{项号}", "{项好}", "项好", "不认识的名称"),
    "list": ("查找：词表“催办词”", "查找：词表“催半词”", "催半词", "没有词表"),
}


@pytest.mark.parametrize("case", MISSPELT.values(), ids=MISSPELT)
def test_a_misspelt_word_is_told_and_mended(case: tuple[str, str, str, str]) -> None:
    right, wrong, marked, message = case
    text = WHOLE.replace(right, wrong)
    (found,) = problems(rules(text))
    assert (found.code, found.severity) == (WRITING, "error")
    assert text[found.span.start : found.span.end] == marked
    assert message in found.message
    assert apply_fixes(text, [found], frozenset(("confirm",))) == WHOLE


WRONG = {
    "level": ("级别：警告", "级别：很严", "很严"),
    "missing line": ("建议：写明时限\n", "", "BX101"),
    "taken code": ("规则 BX101", "规则 HG301", "HG301"),
    "unknown code": ("阻断：BX102", "阻断：BX109", "BX109"),
    "no rule": ("规则 BX101", "规测 BX101", "规测 BX101 有催办词"),
    "no bracket": ("{项号}", "{项号", "{"),
    "word to leave out": ("词表 催办词：", "词表 模糊时限 －：没有这词\n词表 催办词：", "没有这词"),
    "wrong attribute": ("责任单位为空", "截止日为空", "截止日"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_fault_stands_under_its_words(case: tuple[str, str, str]) -> None:
    right, wrong, marked = case
    text = WHOLE.replace(right, wrong, 1)
    found = [text[each.span.start : each.span.end] for each in problems(rules(text))]
    assert found == [marked]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_move_nothing(end: str) -> None:
    text = WHOLE.replace("责任单位为空", "截止日为空").replace("\n", end)
    (found,) = problems(rules(text))
    assert text[found.span.start : found.span.end] == "截止日"


FAILING = {
    "not told": ("｜⟦1.⟧ 编好", "｜⟦1.⟧ 抓紧编好", "应当报的例子没有报"),
    "elsewhere": ("⟦1.⟧ 编好方案", "1. ⟦编好⟧方案", "标出的位置不对，现在报在：⟦1.⟧ 编好方案。"),
    "no mark": ("｜⟦1.⟧ 编好", "｜1. 编好", "应报的例子没有用⟦ ⟧标出位置"),
    "told": ("｜1. 抓紧编好", "｜1. 编好", "不该报的例子报了：⟦1.⟧ 编好方案。"),
}


@pytest.mark.parametrize("case", FAILING.values(), ids=FAILING)
def test_an_example_that_does_not_hold_is_told_at_its_place(case: tuple[str, str, str]) -> None:
    right, wrong, message = case
    text = WHOLE.replace(right, wrong)
    (found,) = problems(rules(text))
    assert (found.code, found.severity, found.message) == (FAILS, "warning", message)
    assert text[: found.span.start].endswith("｜")
    assert text[found.span.start : found.span.end].startswith(wrong.removeprefix("｜"))


def test_nothing_is_wrong_with_what_is_right() -> None:
    assert problems(rules(WHOLE)) == problems(rules("")) == problems(rules("# 说明\n")) == ()
    assert problems(snapshot(EXAMPLE.read_text("utf-8"), EXAMPLE.as_uri())) == ()


def test_layers_of_the_office_count(tmp_path: Path) -> None:
    above = "调整 BX101\n级别：不查\n理由：本局不查\n\n词表 催办词 ＋：从速\n"
    below, own = office(tmp_path, 县=WHOLE, 局=above)
    assert problems(snapshot(above, own.as_uri())) == ()
    assert problems(snapshot(WHOLE, below.as_uri())) == ()
    alone = {each.message for each in problems(rules(above))}
    assert alone == {"没有词表“催办词”可以增减", "没有规则BX101可以调整"}


def test_a_check_can_be_ended_before_each_rule() -> None:
    def end() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        problems(rules(WHOLE), end)


def test_the_report_of_a_rule() -> None:
    right = run_examples(rules(WHOLE), "BX102")
    assert right.split("\n") == [
        "BX102 没有责任单位", "应报1、不报2：全部通过", "例子够用：条件的每一句都有例子管住",
    ]  # fmt: skip
    fails = WHOLE.replace("｜1. 抓紧编好", "｜1. 编好")
    assert run_examples(rules(fails), "BX102").split("\n")[1:] == [
        "应报1、不报2：有1个不对", "第28行“不报”：不该报的例子报了：⟦1.⟧ 编好方案。",
    ]  # fmt: skip
    loose = WHOLE.replace("不报：\n｜1. 抓紧编好方案。\n", "")
    assert "例子还不够：去掉“内容 不包含 词表“催办词””" in run_examples(rules(loose), "BX102")
    broken = run_examples(rules(WHOLE.replace("对象：任务", "对象：任物")), "BX102")
    assert "规则有错，不能运行" in broken
    assert "第19行：没有这种对象“任物”。是不是“任务”？" in broken
    assert run_examples(rules(WHOLE), "BX999") == "这个文件里没有规则BX999"


def test_a_quick_fix_is_offered_under_the_cursor_only() -> None:
    file = rules(WHOLE.replace("对象：任务", "对象：任物"))
    place = types.Position(*file.text.place(file.source.index("任物")))
    context = types.CodeActionContext([])
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(file.uri), types.Range(place, place), context
    )
    (fix,) = code_actions(file, surroundings(file), params)
    assert fix.title == "改为“任务”"
    params.range = types.Range(types.Position(0, 0), types.Position(0, 0))
    assert code_actions(file, surroundings(file), params) == []
    params.range, context.only = types.Range(place, place), ["refactor"]
    assert code_actions(file, surroundings(file), params) == []


def test_no_half_typed_file_raises() -> None:
    text = EXAMPLE.read_text("utf-8")
    for cut in range(0, len(text), 7):
        file = rules(text[:cut])
        for each in problems(file):
            assert 0 <= each.span.start <= each.span.end <= cut


@in_editor
async def test_an_editor_is_told_while_a_rule_is_written(editor: Editor) -> None:
    draft = Draft(editor, WHOLE, "untitled:标出.noticerules")
    assert await draft.diagnostics() == {}
    draft.replace("对象：任务", "对象：任物")
    found = await draft.diagnostics()
    assert draft.said(found[WRITING].range) == "任物"
    draft.replace("任物", "任务")
    assert await draft.diagnostics() == {}


@in_editor
async def test_an_editor_gets_quick_fixes(editor: Editor) -> None:
    text = WHOLE.replace("对象：任务", "对象：任物")
    draft = Draft(editor, text, "untitled:改名.noticerules")
    place = draft.position(text.index("任物"))
    (fix,) = await draft.actions(types.Range(place, place), "quickfix")
    draft.apply(fix)
    assert draft.text == WHOLE
