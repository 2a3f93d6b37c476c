"""From names of rules and word lists to where they are written, across layers, and new names."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import FILES, Draft, Editor, in_editor, snapshot, surroundings
from pygls.exceptions import JsonRpcException
from rules_texts import WHOLE, at_cursor, identity, office, rules, said

from hegao.lsp.feature import Surroundings
from hegao.lsp.features.rules_navigation import definition, highlights, references
from hegao.lsp.features.rules_rename import prepare, rename
from hegao.lsp.snapshot import Snapshot

ABOVE = "调整 BX101\n级别：不查\n理由：本局不查\n\n词表 催办词 ＋：从速\n"


def lines(found: list[types.Location]) -> list[tuple[str, int]]:
    """Places as file names and lines from 1."""
    return [(each.uri.rpartition("/")[2], each.range.start.line + 1) for each in found]


def asked(text: str, uri: str = "untitled:本县.noticerules") -> tuple[Snapshot, types.Position]:
    """A file and where its cursor stands."""
    file = rules(text, uri)
    return file, at_cursor(text, file)


NAMED = {
    "a list in 查找": (WHOLE.replace("查找：词表“催", "查找：词表“‸催"), [2], [7, 20]),
    "a list where it is written": (WHOLE.replace("词表 催", "词表 ‸催"), [2], [7, 20]),
    "a rule in 阻断": (WHOLE.replace("阻断：BX1", "阻断：BX‸1"), [17], [11]),
    "behind a code": (WHOLE.replace("规则 BX102", "规则 BX102‸"), [17], [11]),
    "a built-in list": (WHOLE.replace("查找：词表“催办词", "查找：词表“模‸糊时限"), [], [7]),
    "nothing": (WHOLE.replace("建议：写明时", "建议：写‸明时", 1), [], []),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMED.values(), ids=NAMED)
def test_names_of_one_file(case: tuple[str, list[int], list[int]]) -> None:
    text, declared, named = case
    file, position = asked(text)
    around, where = surroundings(file), identity(file)
    found = definition(file, around, types.DefinitionParams(where, position))
    assert [line for _, line in lines(found)] == declared
    for include, expected in ((False, named), (True, sorted((*declared, *named)))):
        params = types.ReferenceParams(types.ReferenceContext(include), where, position)
        assert [line for _, line in lines(references(file, around, params))] == expected
    marked = highlights(file, around, types.DocumentHighlightParams(where, position)) or []
    assert [each.range.start.line + 1 for each in marked] == sorted((*declared, *named))
    write = types.DocumentHighlightKind.Write
    assert [each.range.start.line + 1 for each in marked if each.kind is write] == declared


def layers(tmp_path: Path) -> tuple[Snapshot, Snapshot, Surroundings]:
    """Two files of an office, one over the other, both open, a draft, and a file of nobody."""
    below, above = office(tmp_path, 县=WHOLE, 局=ABOVE)
    (tmp_path / "通知.notice").write_text(
        "1. 𠮷尽快办。\n【核稿：不查 BX101；理由：原文】\n", "utf-8"
    )
    (tmp_path / "另一份").mkdir()
    (tmp_path / "另一份" / "别处.noticerules").write_text(WHOLE, "utf-8")
    other_draft = tmp_path / "另一份" / "别处.notice"
    other_draft.write_text("1. 尽快办。\n【核稿：不查 BX101；理由：原文】\n", "utf-8")
    (tmp_path / "另一份" / "hegao.toml").write_text("rules = []\n", "utf-8")
    one, other = (snapshot(path.read_text("utf-8"), path.as_uri()) for path in (below, above))
    return one, other, surroundings(one, other, folder=tmp_path)


def test_names_across_layers(tmp_path: Path) -> None:
    below, above, around = layers(tmp_path)
    position = types.Position(4, 5)  # 催办词 in the upper file.
    assert above.source.split("\n")[4][3:6] == "催办词"
    found = definition(above, around, types.DefinitionParams(identity(above), position))
    assert [(each.uri, each.range.start.line) for each in found] == [(below.uri, 1)]
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(context, identity(above), position)
    places = [(each.uri, each.range.start.line) for each in references(above, around, params)]
    assert places == [(above.uri, 4), (below.uri, 1), (below.uri, 6), (below.uri, 19)]
    params = types.ReferenceParams(context, identity(above), types.Position(0, 5))
    places = [(each.uri, each.range.start.line) for each in references(above, around, params)]
    notice = (tmp_path / "通知.notice").as_uri()
    assert places == [(above.uri, 0), (below.uri, 3), (notice, 1)]


def test_a_new_name_goes_everywhere(tmp_path: Path) -> None:
    below, above, around = layers(tmp_path)
    params = types.RenameParams(identity(above), types.Position(0, 4), "BX901")
    changes = rename(above, around, params).changes or {}
    notice = (tmp_path / "通知.notice").as_uri()
    assert {uri: len(edits) for uri, edits in changes.items()} == {
        above.uri: 1, below.uri: 1, notice: 1,
    }  # fmt: skip
    (edit,) = changes[notice]
    assert (edit.range.start, edit.new_text) == (types.Position(1, 7), "BX901")


REFUSED = {
    "taken list": (WHOLE.replace("词表 催", "词表 ‸催"), "模糊时限", "已经有了"),
    "no list name": (WHOLE.replace("词表 催", "词表 ‸催"), "催办 词", "不能有空格"),
    "taken code": (WHOLE.replace("规则 BX101", "规则 BX‸101"), "BX102", "已经有了"),
    "built-in code": (WHOLE.replace("规则 BX101", "规则 BX‸101"), "HG301", "已经有了"),
    "no code": (WHOLE.replace("规则 BX101", "规则 BX‸101"), "一号", "大写字母"),
    "built in": (WHOLE.replace("查找：词表“催办词", "查找：词表“模‸糊时限"), "模糊", "内置的"),
    "nothing": (WHOLE.replace("建议：写明时", "建议：写‸明时", 1), "甲", "只有"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_name_that_cannot_be_is_refused(case: tuple[str, str, str]) -> None:
    text, name, told = case
    file, position = asked(text)
    with pytest.raises(JsonRpcException, match=told):
        rename(file, surroundings(file), types.RenameParams(identity(file), position, name))


def test_what_can_be_renamed_is_shown() -> None:
    file, position = asked(WHOLE.replace("“催办词", "“催‸办词"))
    params = types.PrepareRenameParams(identity(file), position)
    found = prepare(file, surroundings(file), params)
    assert found is not None
    assert found.placeholder == said(file, found.range) == "催办词"
    file, position = asked(WHOLE.replace("查找：词表“催办词", "查找：词表“模‸糊时限"))
    assert (
        prepare(file, surroundings(file), types.PrepareRenameParams(identity(file), position))
        is None
    )


def test_a_file_that_is_not_the_offices_is_left_alone(tmp_path: Path) -> None:
    below, _above, around = layers(tmp_path)
    params = types.RenameParams(identity(below), types.Position(1, 5), "新词")
    changed = (rename(below, around, params).changes or {}).keys()
    assert not [uri for uri in changed if "%E5%88%AB%E5%A4%84" in uri or "别处" in uri]
    assert FILES.rule_layers(None, "甲") == [("本文件", "甲")]


@in_editor
async def test_an_editor_goes_to_a_list_and_renames_it(editor: Editor) -> None:
    text = WHOLE.replace("催办词", "𠮷办词")
    draft = Draft(editor, text, "untitled:去处.noticerules")
    used = text.index("“𠮷办词") + 2
    where, position = draft.identity, draft.position(used)
    found = await editor.text_document_definition_async(types.DefinitionParams(where, position))
    assert isinstance(found, (list, tuple))
    assert [draft.said(each.range) for each in found if isinstance(each, types.Location)] == [
        "𠮷办词"
    ]
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(context, where, position)
    named = await editor.text_document_references_async(params) or ()
    assert [draft.said(each.range) for each in named] == ["𠮷办词"] * 3
    marks = await editor.text_document_document_highlight_async(
        types.DocumentHighlightParams(where, position)
    )
    assert [draft.said(each.range) for each in marks or ()] == ["𠮷办词"] * 3
    shown = await editor.text_document_prepare_rename_async(
        types.PrepareRenameParams(where, position)
    )
    assert isinstance(shown, types.PrepareRenamePlaceholder)
    assert shown.placeholder == "𠮷办词"
    edit = await editor.text_document_rename_async(types.RenameParams(where, position, "新词"))
    draft.apply(types.CodeAction("改名", edit=edit))
    assert draft.text == text.replace("𠮷办词", "新词").replace("有新词", "有𠮷办词")
