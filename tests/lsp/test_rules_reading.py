"""A rules file as it is shown: outline, folds, colours, notes, forms, the line over each rule."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from lsprotocol import types
from open_drafts import Draft, Editor, in_editor, surroundings
from rules_texts import EXAMPLE, HEAD, WHOLE, at_cursor, identity, rules, said

from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.features.rules_hover import hover
from hegao.lsp.features.rules_lens import code_lenses, resolved
from hegao.lsp.features.rules_outline import document_symbols, folding_ranges
from hegao.lsp.features.rules_signature import signature_help
from hegao.lsp.features.semantic_tokens import all_tokens, shown_tokens
from hegao.lsp.rules.blocks import read_blocks
from hegao.lsp.rules.coloured import coloured
from hegao.lsp.tokens.token_list import without_overlaps

NOTED = {
    "a name": (f"{HEAD}条件：责‸任单位为空", "责任单位", "“任务”的名称，列表：单位"),
    "a name of members": (f"{HEAD}条件：有的 时限 截止‸日 为空", "截止日", "“时限”的名称，日期"),
    "a name behind a name": (f"{HEAD}条件：所在章节.题‸目 为空", "题目", "“章节”的名称，文字"),
    "its values": (f"{HEAD}条件：有的 时限 类‸型 等于 “日”", "类型", "用到的写法：模糊、"),
    "an operator": (f"{HEAD}条件：时限 不为‸空", "不为空", "写了"),
    "a turned operator": (f"{HEAD}条件：题目 不包‸含 “甲”", "不包含", "“包含”反过来"),
    "a quantifier": (f"{HEAD}条件：有‸的 时限 写明年份", "有的", "有一个成立就行"),
    "a function": (f"{HEAD}条件：数‸量（时限） 多于 1", "数量", "列表里有几个"),
    "a slot": (f"{HEAD}提示：𠮷{{项‸号}}", "项号", "“任务”的名称，文字"),
    "a kind": ("规则 BX105 试\n对象：任‸务", "任务", "要有人去办的一条"),
    "a level": ("规则 BX105 试\n级别：核稿 警‸告", "警告", "应当改"),
    "a stage": ("规则 BX105 试\n级别：核‸稿 警告", "核稿", "只管核稿阶段"),
    "a line": (f"{HEAD}定‸位：编号", "定位", "标在哪个名称上"),
    "a heading": (f"规‸则{HEAD[2:]}", "规则", "一条规则的开头"),
    "a list": (WHOLE.replace("“催", "“‸催", 1), "催办词", "𠮷速、抓紧"),
    "a built-in list": (f"{HEAD}条件：内容 属于 词表“模‸糊时限”", "模糊时限", "尽快、"),
    "a built-in rule": (f"{HEAD}继承：HG‸303", "HG303", "HG303 时限没有写年份"),
    "a rule of its own": (
        WHOLE.replace("BX102 没", "BX10‸2 没"),
        "BX102",
        "应报1、不报2：全部通过",
    ),
    "force": (WHOLE.replace("（惯例）", "（惯‸例）", 1), "（惯例）", "没有核实过条文也写这个"),
    "a fix": (f"{HEAD}修正：删‸除", "删除", "删去标出的字"),
}


@pytest.mark.parametrize("case", NOTED.values(), ids=NOTED)
def test_what_is_told_of_a_word(case: tuple[str, str, str]) -> None:
    text, word, told = case
    file = rules(text)
    params = types.HoverParams(identity(file), at_cursor(text, file))
    found = hover(file, surroundings(file), params)
    assert found is not None
    assert found.range is not None
    assert said(file, found.range) == word
    assert isinstance(found.contents, types.MarkupContent)
    assert told in found.contents.value
    assert found.contents.kind is types.MarkupKind.PlainText
    rich = hover(file, surroundings(file, client=ClientAbilities(markdown=True)), params)
    assert rich is not None
    assert rich.contents != found.contents


@pytest.mark.parametrize(
    "text",
    [
        "‸",
        "# 规‸则",
        f"{HEAD}提示：没有‸写",
        f"{HEAD}条件：截‸止日为空",
        f"{HEAD}条件：编号 等于 “甲‸乙”",
    ],
)
def test_nothing_is_told_of_what_is_not_known(text: str) -> None:
    file = rules(text)
    params = types.HoverParams(identity(file), at_cursor(text, file))
    assert hover(file, surroundings(file), params) is None


FORMS = {
    "heading": (
        "规则 BX105 试‸",
        "规则 BX105：",
        None,
        "还要写：级别、对象、提示、建议、依据、应报",
    ),
    "a line": (f"{HEAD}条件：‸", "规则 BX105：", "条件", "还要写：提示、建议、依据、应报"),
    "an example": (f"{HEAD}应报：\n｜1. 甲‸", "规则 BX105：", "应报", "还要写：提示、建议、依据"),
    "a whole rule": (WHOLE.replace("级别：", "级别：‸", 1), "规则 BX101：", "级别", "都有了"),
    "inherited": ("规则 BX105 试\n继承：HG303‸", "规则 BX105：", "继承", "还要写：应报"),
    "an adjustment": ("调整 HG303\n级别：‸", "调整 HG303：", "级别", "还要写：理由"),
    "a function": (f"{HEAD}条件：数量（‸", "数量（列表 其中 条件）", "列表", "列表里有几个"),
    "of chosen ones": (
        f"{HEAD}条件：数量（时限 其中 ‸",
        "数量（列表 其中 条件）",
        "其中 条件",
        "例",
    ),
    "behind it": (f"{HEAD}条件：数量（时限） ‸", "规则 BX105：", "条件", "还要写"),
    "every": (f"{HEAD}条件：每个 ‸", "每个 列表 都 条件", "列表", "每一个都要成立"),
    "every one": (f"{HEAD}条件：每个 责任单位 都 ‸", "每个 列表 都 条件", "都 条件", "例"),
    "behind every one": (f"{HEAD}条件：每个 责任单位 都 统称 且 ‸", "规则 BX105：", "条件", ""),
}


@pytest.mark.parametrize("case", FORMS.values(), ids=FORMS)
def test_what_comes_next(case: tuple[str, str, str | None, str]) -> None:
    text, label, active, told = case
    file = rules(text)
    params = types.SignatureHelpParams(identity(file), at_cursor(text, file))
    found = signature_help(file, surroundings(file), params)
    assert found is not None
    (form,) = found.signatures
    assert form.label.startswith(label)
    parts = [str(each.label) for each in form.parameters or ()]
    assert all(part in form.label for part in parts)
    assert (None if found.active_parameter is None else parts[found.active_parameter]) == active
    assert told in str(form.documentation)


def test_no_form_outside_of_rules() -> None:
    for text in ("‸", "词表 催办词：‸", "# 说明‸"):
        file = rules(text)
        params = types.SignatureHelpParams(identity(file), at_cursor(text, file))
        assert signature_help(file, surroundings(file), params) is None


def test_outline() -> None:
    file = rules(WHOLE)
    found = document_symbols(file, surroundings(file), types.DocumentSymbolParams(identity(file)))
    assert [(each.name, each.detail) for each in found] == [
        ("词表 催办词", "𠮷速、抓紧"), ("规则 BX101 有催办词", "文字"),
        ("规则 BX102 没有责任单位", "任务"),
    ]  # fmt: skip
    assert [said(file, each.selection_range) for each in found] == ["催办词", "BX101", "BX102"]
    assert [each.name for each in found[2].children or ()] == ["应报", "不报", "不报"]
    for each in found:
        assert each.range.start <= each.selection_range.start
        assert each.selection_range.end <= each.range.end


def test_folds() -> None:
    file = rules("# 甲\n# 乙\n\n# 丙\n" + WHOLE)
    found = folding_ranges(file, surroundings(file), types.FoldingRangeParams(identity(file)))
    lines = file.source.split("\n")
    heads = {lines[each.start_line]: lines[each.end_line] for each in found}
    assert heads["规则 BX101 有催办词"] == "｜1. 6月底前办理。"
    assert heads["应报："].startswith("｜")
    assert heads["# 甲"] == "# 乙"
    assert heads["# 丙"] == "# 𠮷县的规则"
    assert "词表 催办词：𠮷速、抓紧" not in heads


def test_colours() -> None:
    file = read_blocks(WHOLE)
    found = {(file.said(each.span), each.kind) for each in without_overlaps(coloured(file))}
    assert {
        ("规则", "keyword"), ("BX101", "code"), ("有催办词", "title"), ("级别", "field"),
        ("警告", "keyword"), ("任务", "unit"), ("内容", "name"), ("不包含", "operator"),
        ("词表", "keyword"), ("催办词", "name"), ("且", "keyword"), ("责任单位", "name"),
        ("为空", "operator"), ("项号", "name"), ("⟦抓紧⟧", "mark"), ("# 𠮷县的规则", "comment"),
    } <= found  # fmt: skip


def test_colours_of_a_part_are_among_all() -> None:
    file = rules(WHOLE)
    part = types.Range(types.Position(3, 0), types.Position(6, 0))
    params = types.SemanticTokensRangeParams(identity(file), part)
    some = shown_tokens(file, surroundings(file), params).data
    every = all_tokens(file, surroundings(file), types.SemanticTokensParams(identity(file))).data
    assert 0 < len(some) < len(every)
    assert some[0] == 3


def test_the_line_over_a_rule() -> None:
    file = rules(WHOLE.replace("｜1. 抓紧编好", "｜1. 编好"))
    around = surroundings(file)
    lenses = code_lenses(file, around, types.CodeLensParams(identity(file)))
    assert [each.command for each in lenses] == [None, None]
    commands = [resolved(file, around, each).command for each in lenses]
    assert [each.title for each in commands if each] == [
        "运行本规则的例子（应报1、不报1：全部通过）", "运行本规则的例子（应报1、不报2：有1个不对）",
    ]  # fmt: skip
    assert [each.command for each in commands if each] == ["hegao.rules.test"] * 2
    assert [each.arguments for each in commands if each] == [
        [file.uri, "BX101"],
        [file.uri, "BX102"],
    ]


def test_the_line_of_a_rule_that_is_gone_or_broken() -> None:
    file = rules(WHOLE.replace("对象：任务", "对象：任物"))
    around = surroundings(file)
    data = {"uri": file.uri, "code": "BX102"}
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    broken = resolved(file, around, types.CodeLens(nowhere, data=data)).command
    assert broken is not None
    assert "规则有错，不能运行" in broken.title
    gone = resolved(file, around, types.CodeLens(nowhere, data={**data, "code": "BX999"})).command
    assert gone is not None
    assert gone.title == "没有规则BX999了"


PLACED: list[tuple[Callable[..., Any], type[Any]]] = [
    (hover, types.HoverParams),
    (signature_help, types.SignatureHelpParams),
]


def test_no_half_typed_file_raises() -> None:
    text = EXAMPLE.read_text("utf-8")
    chance = random.Random(3)
    for cut in chance.sample(range(len(text)), 80):
        file = rules(text[:cut])
        around = surroundings(file)
        document_symbols(file, around, types.DocumentSymbolParams(identity(file)))
        folding_ranges(file, around, types.FoldingRangeParams(identity(file)))
        all_tokens(file, around, types.SemanticTokensParams(identity(file)))
        for lens in code_lenses(file, around, types.CodeLensParams(identity(file))):
            resolved(file, around, lens)
        position = types.Position(*file.text.place(chance.randrange(cut + 1)))
        for answer, params in PLACED:
            answer(file, around, params(identity(file), position))


@in_editor
async def test_an_editor_is_shown_a_rules_file(editor: Editor) -> None:
    draft = Draft(editor, WHOLE, "untitled:样子.noticerules")
    where = draft.identity
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(where))
    assert [draft.said(s.selection_range) for s in symbols or () if isinstance(s, types.DocumentSymbol)] == [
        "催办词", "BX101", "BX102",
    ]  # fmt: skip
    folds = await editor.text_document_folding_range_async(types.FoldingRangeParams(where))
    assert 3 in {each.start_line for each in folds or ()}
    tokens = await editor.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(where)
    )
    assert tokens is not None
    assert len(tokens.data) > 100
    place = draft.position(WHOLE.index("责任单位为空") + 2)
    note = await editor.text_document_hover_async(types.HoverParams(where, place))
    assert note is not None
    assert note.range is not None
    assert draft.said(note.range) == "责任单位"
    form = await editor.text_document_signature_help_async(types.SignatureHelpParams(where, place))
    assert form is not None
    assert form.signatures[0].label.startswith("规则 BX102")
    (lens, _) = await editor.text_document_code_lens_async(types.CodeLensParams(where)) or ()
    assert draft.said(lens.range) == "规则 BX101 有催办词"
    lens = await editor.code_lens_resolve_async(lens)
    assert lens.command is not None
    assert "全部通过" in lens.command.title


@in_editor
async def test_colours_after_an_edit(editor: Editor) -> None:
    draft = Draft(editor, WHOLE, "untitled:颜色.noticerules")
    where = draft.identity
    full = types.SemanticTokensParams(where)
    first = await editor.text_document_semantic_tokens_full_async(full)
    if first is None or first.result_id is None:
        pytest.fail("no colours")
    draft.replace("责任单位为空", "𠮷 且 责任单位为空")
    delta = types.SemanticTokensDeltaParams(where, first.result_id)
    change = await editor.text_document_semantic_tokens_full_delta_async(delta)
    assert isinstance(change, types.SemanticTokensDelta)
    data = list(first.data)
    for edit in reversed(change.edits):
        data[edit.start : edit.start + edit.delete_count] = edit.data or ()
    again = await editor.text_document_semantic_tokens_full_async(full)
    assert again is not None
    assert data == list(again.data)
    assert data != list(first.data)
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    part = types.SemanticTokensRangeParams(where, whole)
    shown = await editor.text_document_semantic_tokens_range_async(part)
    assert shown is not None
    assert list(shown.data) == data
