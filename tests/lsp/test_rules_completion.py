"""What a rules file is offered to go on with, by names, by reading, by what is there."""

from __future__ import annotations

import random

import pytest
from lsprotocol import types
from open_drafts import Draft, Editor, in_editor, surroundings
from rules_texts import EXAMPLE, HEAD, WHOLE, at_cursor, identity, rules, said

from hegao.linter.kinds import KINDS
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.features.rules_completion import completion

SNIPPETS = ClientAbilities(snippets=True)


def items(text: str, client: ClientAbilities = SNIPPETS) -> dict[str, types.CompletionItem]:
    """What is offered at the cursor, by label."""
    file = rules(text)
    params = types.CompletionParams(identity(file), at_cursor(text, file))
    found = completion(file, surroundings(file, client=client), params).items
    assert [each.sort_text or "" for each in found] == sorted(
        each.sort_text or "" for each in found
    )
    return {each.label: each for each in found}


def chosen(text: str, label: str, client: ClientAbilities = ClientAbilities()) -> str:  # noqa: B008
    """The text with an offer taken."""
    file = rules(text)
    edit = items(text, client)[label].text_edit
    assert isinstance(edit, types.TextEdit)
    typed = said(file, edit.range)
    before, after = text.split("‸")
    assert before.endswith(typed)
    return before[: len(before) - len(typed)] + edit.new_text + after


OFFERED = {
    "empty file": ("‸", "规则 调整 词表", "条件 级别"),
    "lines that are missing": (f"{HEAD}‸", "条件 提示 依据 应报 规则", "级别 对象 理由"),
    "a line begun": (f"{HEAD}条‸", "条件", "提示"),
    "a line by its reading": (f"{HEAD}tj‸", "条件", "提示"),
    "lines of an adjustment": ("调整 HG303\n‸", "级别 理由", "条件 应报"),
    "kinds": ("规则 BX105 试\n对象：‸", "全文 任务 差异", "责任单位"),
    "kinds by their reading": ("规则 BX105 试\n对象：renwu‸", "任务", "全文"),
    "levels": ("规则 BX105 试\n级别：‸", "错误 不查 核稿", "任务"),
    "names of the kind": (f"{HEAD}条件：‸", "责任单位 时限 每个 非 数量", "截止日 本项"),
    "names by their reading": (f"{HEAD}条件：zrdw‸", "责任单位", "时限"),
    "names behind a name": (f"{HEAD}条件：所在章节.‸", "题目 编号", "责任单位"),
    "names behind 的": (f"{HEAD}条件：所在章节的题‸", "题目", "编号 责任单位"),
    "names of the members": (f"{HEAD}条件：有的 时限 ‸", "截止日 类型", "责任单位"),
    "their own again": (f"{HEAD}条件：有的 时限 写明年份 且 ‸", "责任单位", "截止日"),
    "inside brackets": (f"{HEAD}条件：没有 时限 （写明年份 且 ‸", "截止日 本项", "责任单位"),
    "lists only": (f"{HEAD}条件：每个 ‸", "责任单位", "编号"),
    "of texts": (f"{HEAD}条件：题目 ‸", "包含 匹配 为空 不为空", "多于 早于 且"),
    "of numbers": (f"{HEAD}条件：写法种数 ‸", "多于 等于", "包含 为空"),
    "of days": (f"{HEAD}条件：有的 时限 截止日 ‸", "早于 为空", "包含 多于"),
    "of truths": (f"{HEAD}条件：在表中 ‸", "且 或", "等于 为空"),
    "of units": (f"{HEAD}条件：责任单位 ‸", "包含 为空", "匹配 多于"),
    "behind a condition": (f"{HEAD}条件：责任单位为空‸", "且 或", "责任单位 等于"),
    "a longer name": (f"{HEAD}条件：时限‸", "时限格空着 为空", "内容"),
    "values": (f"{HEAD}条件：有的 时限 类型 等于 ‸", "“模糊” “日”", "且"),
    "values in quotes": (f"{HEAD}条件：有的 时限 类型 等于 “‸”", "模糊 日", "“模糊”"),
    "word lists": (f"词表 催办词：抓紧\n{HEAD}条件：内容 属于 词表“‸", "催办词 模糊时限", "内容"),
    "in functions": (f"{HEAD}条件：数量（责任单位 ‸", "其中", "包含"),
    "places": (f"{HEAD}定位：‸", "责任单位 编号", "题目 时限"),
    "slots": (f"{HEAD}提示：没有写{{‸", "项号 责任单位", "在表中 时限"),
    "no slot": (f"{HEAD}提示：没有写‸", "", "项号"),
    "counts of merged ones": (f"{HEAD}合并：全文\n提示：{{‸", "处数", "在表中"),
    "fixes": (f"{HEAD}修正：‸", "替换为 删除", "项号"),
    "force of the source": (f"{HEAD}依据：本县办法‸", "（惯例） （规定）", ""),
    "force is there": (f"{HEAD}依据：本县办法（惯例）‸", "", "（惯例）"),
    "codes": (f"{HEAD}阻断：HG301、‸", "HG302", "HG301 全部 BX105"),
    "the next code": (f"{HEAD}\n规则 ‸", "BX106", "BX105"),
    "codes to adjust": ("调整 hg30‸", "HG303", "HG401"),
    "lists to change": ("词表 mohu‸", "模糊时限 ＋", "待定时间 ＋"),
    "examples": (f"{HEAD}应报：\n‸", "｜ 不报", ""),
    "directions of examples": (f"{HEAD}应报：\n｜〔‸", "〔机构名录：…〕", ""),
    "remarks": ("# 规‸", "", "规则"),
    "inherited": ("规则 BX105 试\n继承：HG303\n条件：‸", "原条件 截止日", "责任单位"),
    "text of an example": (f"{HEAD}应报：\n｜1. 责‸", "", "责任单位"),
    "a pattern": (f"{HEAD}条件：内容 匹配 /责‸", "", "责任单位"),
}  # fmt: skip


@pytest.mark.parametrize("case", OFFERED.values(), ids=OFFERED)
def test_what_is_offered(case: tuple[str, str, str]) -> None:
    text, there, not_there = case
    found = items(text)
    expected, refused = set(there.replace(" ＋", "＋").split()), set(not_there.split())
    labels = {label.replace(" ＋", "＋") for label in found}
    assert expected <= labels
    assert not refused & labels


TAKEN = {
    "line": (f"{HEAD}tj‸", "条件", f"{HEAD}条件："),
    "example": (f"{HEAD}yb‸", "应报", f"{HEAD}应报：\n｜"),
    "name": (f"{HEAD}条件：𠮷 或 zrdw‸为空", "责任单位", f"{HEAD}条件：𠮷 或 责任单位为空"),
    "function": (f"{HEAD}条件：sl‸", "数量", f"{HEAD}条件：数量（）"),
    "value": (
        f"{HEAD}条件：有的 时限 类型 等于 “‸", "模糊", f"{HEAD}条件：有的 时限 类型 等于 “模糊”",
    ),
    "value in quotes": (
        f"{HEAD}条件：有的 时限 类型 等于 “‸”", "模糊", f"{HEAD}条件：有的 时限 类型 等于 “模糊”",
    ),
    "source": (f"{HEAD}依据：办法（‸", "（惯例）", f"{HEAD}依据：办法（惯例）"),
    "list": ("词表 mh‸", "模糊时限 ＋", "词表 模糊时限 ＋："),
    "adjustment": ("tz‸", "调整", "调整 代码\n级别：不查\n理由：\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", TAKEN.values(), ids=TAKEN)
def test_what_is_written(case: tuple[str, str, str]) -> None:
    text, label, result = case
    assert chosen(text, label) == result


def test_a_new_rule_is_a_snippet_where_the_editor_knows_them() -> None:
    plain = chosen("‸", "规则")
    assert "$" not in plain
    assert "{项号}没有写责任单位" in plain
    item = items("规则 BX105 试\n\n‸")["规则"]
    assert item.insert_text_format == types.InsertTextFormat.Snippet
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.new_text.startswith("规则 BX106 ${1:名称}")


def test_every_name_of_every_kind_is_explained() -> None:
    for kind, shape in KINDS.items():
        found = items(f"规则 BX105 试\n对象：{kind}\n条件：‸")
        assert shape.attributes.keys() <= found.keys()
        assert all(found[name].documentation for name in shape.attributes)


def test_no_place_of_any_file_raises() -> None:
    text = EXAMPLE.read_text("utf-8")
    chance = random.Random(6)
    for cut in chance.sample(range(len(text)), 60):
        items(text[:cut] + "‸")
        items(text[:cut] + "‸" + text[cut:])


@in_editor
async def test_an_editor_completes_a_name(editor: Editor) -> None:
    text = WHOLE.replace("责任单位为空", "zrdw")
    draft = Draft(editor, text, "untitled:补全.noticerules")
    end = draft.position(text.index("zrdw") + 4)
    params = types.CompletionParams(draft.identity, end)
    answer = await editor.text_document_completion_async(params)
    assert isinstance(answer, types.CompletionList)
    (item,) = answer.items
    assert isinstance(item.text_edit, types.TextEdit)
    assert (item.label, draft.said(item.text_edit.range)) == ("责任单位", "zrdw")
