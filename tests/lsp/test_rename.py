"""Other names for units, tags and aliases; and what is refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from cursors import LOWER, Cursor, cursor_in, cut_examples, office, opened, said, with_cursor
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, surroundings
from pygls.exceptions import JsonRpcException

from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import span_of
from hegao.lsp.features.rename import prepare, rename
from hegao.lsp.renaming.renamed_text import text_with
from hegao.lsp.snapshot import Snapshot

FORMS = [
    ("（责任单位：县民‸政局、财政局）", "县民生局", "（责任单位：县民生局、财政局）"),
    ("（责任单位：县民政局、财‸政局）", "县财经局", "（责任单位：县民政局、财经局）"),
    ("（责任单位：县民政局、财‸政局）", "财经局", "（责任单位：县民政局、财经局）"),
    ("（责任单位：县民政局、财‸政局）", "市财政局", "（责任单位：县民政局、市财政局）"),
    ("（县民‸政局牵头，县财政局配合）", "县民生局", "（县民生局牵头，县财政局配合）"),
    ("\n责任单位：县民‸政局（牵头）、县财政局", "县民生局", "\n责任单位：县民生局（牵头）、县财政局"),
    ("（责任单位：各乡‸镇，县民政局）", "各镇街", "（责任单位：各镇街，县民政局）"),
    ("（责任单位：市委组织部、宣‸传部）", "市委统战部", "（责任单位：市委组织部、统战部）"),
]  # fmt: skip


def renamed(at: Cursor, new: str, *others: Snapshot, folder: Path | None = None) -> dict[str, str]:
    """The texts after the edits, by URI."""
    drafts = {each.uri: each for each in (at.draft, *others)}
    around = surroundings(*drafts.values(), folder=folder)
    edit = rename(at.draft, around, types.RenameParams(at.identity, at.position, new))
    assert edit.changes is not None
    texts: dict[str, str] = {}
    for uri, edits in edit.changes.items():
        draft = drafts.get(uri) or next(each for each in around.notices.all() if each.uri == uri)
        made = [Edit(Span(*span_of(each.range, draft.text)), each.new_text) for each in edits]
        texts[uri] = text_with(made, draft.source)
    return texts


@pytest.mark.parametrize(("before", "new", "after"), FORMS)
def test_a_unit_keeps_the_form_of_each_place(before: str, new: str, after: str) -> None:
    at = with_cursor(f"1. 𠮷祥。{before}\n2. 乙。（责任单位：县公安局）\n")
    assert renamed(at, new) == {at.draft.uri: f"1. 𠮷祥。{after}\n2. 乙。（责任单位：县公安局）\n"}


def test_a_unit_in_a_table_and_among_the_recipients() -> None:
    at = with_cursor(
        "主送：县教育局、民政局。\n\n任务｜责任单位｜完成时限\n1. 甲｜县民‸政局牵头，县财政局配合｜6月\n2. 乙｜同上｜6月\n"
    )
    assert renamed(at, "县民生局")[at.draft.uri] == at.draft.source.replace("民政局", "民生局")


def test_a_unit_in_all_drafts_and_forms(tmp_path: Path) -> None:
    folder = office(tmp_path)
    other = folder / "又.notice"
    other.write_text(
        "机构名录：单位.csv\r\n1. 甲。\r\n责任单位：县民政科、示例县民政局\r\n", "utf-8"
    )
    at = cursor_in(opened(folder / "县.notice"), "县民政局、")
    assert renamed(at, "县民生局", folder=folder) == {
        at.draft.uri: LOWER.replace("县民政局", "县民生局"),
        other.as_uri(): "机构名录：单位.csv\r\n1. 甲。\r\n责任单位：县民政科、示例县民生局\r\n",
    }
    at = cursor_in(at.draft, "示例县民政局")
    assert renamed(at, "示例县民生局", folder=folder)[at.draft.uri] == LOWER.replace(
        "民政局", "民生局"
    )


def test_open_drafts_are_changed_as_they_are_open(tmp_path: Path) -> None:
    client = ClientAbilities(versioned_edits=True)
    path = office(tmp_path) / "县.notice"
    at = cursor_in(opened(path), "县民政局、")
    (tmp_path / "又.notice").write_text("机构名录：单位.csv\n1. 甲。（县民政局牵头）\n", "utf-8")
    around = surroundings(at.draft, folder=tmp_path, client=client)
    edit = rename(at.draft, around, types.RenameParams(at.identity, at.position, "县民生局"))
    changes = [
        each for each in edit.document_changes or () if isinstance(each, types.TextDocumentEdit)
    ]
    assert [each.text_document.version for each in changes] == [1, None]


REFUSED = [
    ("1. 甲。（责任单位：县民‸政局、财政局）\n", "市民政局", "单位会读成别的"),
    ("1. 甲。（责任单位：县民‸政局）\n", "县民政局、县教育局", "不能当作一家单位的名称"),
    ("1. 甲。（责任单位：县民‸政局）\n", "有关部门", "不能当作一家单位的名称"),
    ("1. 甲。（县民‸政局牵头）\n", "大家", "单位会读成别的"),
    ("1. 甲。（责任单位：县民‸政局）\n", "  ", "不能当作一家单位的名称"),
    ("1. 编‸目录。（责任单位：县民政局）\n", "乙", "只有单位、标识和上级文件的别名"),
    ("1. 甲。（责任单位：有关部‸门）\n", "乙局", "只有单位、标识和上级文件的别名"),
    ("1. 甲。\n标识：目‸录\n", "目 录", "不能有空格"),
    ("1. 甲。\n标识：目‸录\n2. 乙。\n标识：清单\n", "清单", "已经有别的任务用了"),
    ("上级文件：甲‸＝《乙》（丙.notice）\n", "乙（一）", "不能有空格、标点和括号"),
    ("上级文件：甲‸＝《乙》\n上级文件：丙＝《丁》\n", "丙", "已经是另一份上级文件的别名"),
    ("上级文件：甲‸＝《乙》\n上级文件：丙＝《丁》\n1. 戊。\n落实：甲 第1项\n", "第3", "会读错"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "new", "why"), REFUSED)
def test_what_would_not_say_the_same_is_refused(text: str, new: str, why: str) -> None:
    at = with_cursor(text)
    with pytest.raises(JsonRpcException, match=why) as refused:
        renamed(at, new)
    assert refused.value.code == types.LSPErrorCodes.RequestFailed


def test_a_refusal_says_where(tmp_path: Path) -> None:
    (tmp_path / "旧.notice").write_text(
        "1. 甲。\n\n2. 乙。（责任单位：县民政局、财政局）\n", "utf-8"
    )
    at = with_cursor("1. 甲。（责任单位：县民‸政局）\n", tmp_path / "新.notice")
    with pytest.raises(JsonRpcException, match="旧.notice第3行"):
        renamed(at, "市民政局", folder=tmp_path)


def test_a_tag_and_its_uses() -> None:
    at = with_cursor("1. 𠮷祥。\n标识：目录\n2. 按𠮷【见：目‸录】和目录办。【见：清单】\n")
    after = "1. 𠮷祥。\n标识：清册\n2. 按𠮷【见：清册】和目录办。【见：清单】\n"
    assert renamed(at, "清册") == {at.draft.uri: after}


def test_an_alias_and_its_uses(tmp_path: Path) -> None:
    at = cursor_in(opened(office(tmp_path) / "县.notice"), "省要点 第（二）项")
    assert renamed(at, "省里")[at.draft.uri] == LOWER.replace("省要点", "省里")


def test_an_alias_before_several_items_is_changed_once() -> None:
    at = with_cursor(
        "上级文件：省里‸＝《乙》\n1. 丙。\n落实：省里 第（一）项、第（二）项；省里第3项\n"
    )
    after = "上级文件：省＝《乙》\n1. 丙。\n落实：省 第（一）项、第（二）项；省第3项\n"
    assert renamed(at, "省") == {at.draft.uri: after}


NAMES = [
    ("1. 甲。（责任单位：县民政局、财‸政局）\n", ("财政局", "县财政局")),
    ("1. 甲。\n标识：目录‸\n", ("目录", "目录")),
    ("1. 甲‸。\n标识：目录\n", None),
    ("1. 甲。（责任单位：有关部‸门）\n", None),
    ("‸", None),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_what_may_be_renamed(text: str, name: tuple[str, str] | None) -> None:
    at = with_cursor(text)
    params = types.PrepareRenameParams(at.identity, at.position)
    found = prepare(at.draft, surroundings(at.draft), params)
    assert (found and (said(found.range, at.draft), found.placeholder)) == name


def test_no_cut_text_makes_it_raise_but_to_refuse() -> None:
    for at in cut_examples():
        around = surroundings(at.draft)
        params = types.PrepareRenameParams(at.identity, at.position)
        if prepare(at.draft, around, params):
            rename(at.draft, around, types.RenameParams(at.identity, at.position, "县甲乙局"))


def test_any_place_of_the_examples_is_renamed_or_refused() -> None:
    for path in sorted((EXAMPLES / "drafts").glob("*.notice")):
        draft = opened(path)
        for offset in range(0, len(draft.source), 97):
            at = Cursor(draft, types.Position(*draft.text.place(offset)))
            with suppress(JsonRpcException):
                assert "县甲乙局" in renamed(at, "县甲乙局")[draft.uri]


@in_editor
async def test_an_editor_renames_a_unit(editor: Editor) -> None:
    draft = Draft(editor, "主送：县民政局\n1. 𠮷祥。（责任单位：县教育局、民政局）\n")
    at = draft.position(draft.text.index("、民政局") + 2)
    found = await editor.text_document_prepare_rename_async(
        types.PrepareRenameParams(draft.identity, at)
    )
    assert isinstance(found, types.PrepareRenamePlaceholder)
    assert (draft.said(found.range), found.placeholder) == ("民政局", "县民政局")
    edit = await editor.text_document_rename_async(
        types.RenameParams(draft.identity, at, "县民生局")
    )
    draft.apply(types.CodeAction("改名", edit=edit))
    assert draft.text == "主送：县民生局\n1. 𠮷祥。（责任单位：县教育局、民生局）\n"


@in_editor
async def test_an_editor_is_told_why_not(editor: Editor) -> None:
    draft = Draft(editor, "1. 甲。（责任单位：县民政局、财政局）\n")
    at = draft.position(draft.text.index("民政局"))
    with pytest.raises(JsonRpcException, match="第1行的单位会读成别的"):
        await editor.text_document_rename_async(types.RenameParams(draft.identity, at, "市民政局"))
