"""Going to a definition, and the places of the draft that name the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from cursors import LOWER, cursor_in, cut_examples, office, opened, said, with_cursor
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings
from pygls.uris import to_fs_path

from hegao.lsp.features.definition import definition
from hegao.lsp.features.highlights import highlights
from hegao.lsp.snapshot import Snapshot


def target(draft: Snapshot, words: str) -> list[tuple[str, str, str]]:
    """Of each place that the words lead to: the file, the words there, the line."""
    at = cursor_in(draft, words)
    params = types.DefinitionParams(at.identity, at.position)
    found = definition(draft, surroundings(draft), params)
    return [_told(location) for location in found]


def _told(location: types.Location) -> tuple[str, str, str]:
    path = Path(to_fs_path(location.uri) or "")
    there = opened(path)
    line = there.source.splitlines()[location.range.start.line]
    return path.name, said(location.range, there), line


@pytest.fixture
def lower(tmp_path: Path) -> Snapshot:
    return opened(office(tmp_path) / "县.notice")


def test_a_unit_leads_to_its_row(lower: Snapshot) -> None:
    row = "示例县民政局,县民政局,县民政科,县直部门"
    assert target(lower, "县民政局、") == [("单位.csv", "示例县民政局", row)]
    assert target(lower, "示例县民政局") == [("单位.csv", "示例县民政局", row)]
    assert target(lower, "、财政局）")[0][1] == "示例县财政局"


def test_a_unit_without_a_list_leads_to_its_first_place() -> None:
    text = "主送：县财政局\n1. 甲。（责任单位：县民政局、财政局）\n2. 乙。（责任单位：县财‸政局）\n"
    at = with_cursor(text)
    params = types.DefinitionParams(at.identity, at.position)
    (found,) = definition(at.draft, surroundings(at.draft), params)
    assert found.range.start == types.Position(0, 3)
    assert said(found.range, at.draft) == "县财政局"


def test_an_upstream_item_leads_to_the_item(lower: Snapshot) -> None:
    line = target(lower, "第1项")
    assert line == [("市.notice", "1.", line[0][2])]
    assert line[0][2].startswith("1. 编制目录")
    assert target(lower, "第（二）项")[0][2].startswith("（二）检查")


def test_between_two_names_it_is_the_one_that_begins(tmp_path: Path) -> None:
    path = office(tmp_path) / "县.notice"
    at = with_cursor(LOWER.replace("省要点 第（一）项", "省要点‸第（一）项"), path)
    params = types.DefinitionParams(at.identity, at.position)
    (found,) = definition(at.draft, surroundings(at.draft), params)
    assert _told(found)[:2] == ("省.notice", "（一）")


def test_an_alias_leads_to_the_header_and_a_file_to_the_file(lower: Snapshot) -> None:
    assert target(lower, "省要点 第（一）项")[0][2].startswith("上级文件：省要点")
    assert target(lower, "上级/省")[0][::2] == ("省.notice", "发文机关：范例省人民政府办公厅")
    assert target(lower, "单位.csv")[0][:2] == ("单位.csv", "")


def test_a_tag_leads_to_the_task_that_has_it(lower: Snapshot) -> None:
    assert target(lower, "目录】") == [("县.notice", "目录", "标识：目录")]
    assert target(lower, "公布目录") == []


def test_an_item_of_a_file_that_is_no_draft_leads_to_its_top(tmp_path: Path) -> None:
    (tmp_path / "来文.txt").write_text("关于养老的通知\n\n1. 编制养老服务目录。\n", "utf-8")
    text = "上级文件：来文＝《通知》（来文.txt）\n1. 编制目录。\n落实：来文 第1项\n"
    draft = snapshot(text, (tmp_path / "稿.notice").as_uri())
    assert target(draft, "第1项") == [("来文.txt", "", "关于养老的通知")]


def test_what_is_not_there_leads_nowhere() -> None:
    text = "上级文件：甲＝《乙》（无.notice）\n1. 丙。（责任单位：有关部门）\n落实：甲 第9项\n按【见：丁】办。\n"
    draft = snapshot(text)
    assert [target(draft, words) for words in ("第9项", "无.notice", "有关部门", "丁")] == [[]] * 4


def test_a_rule_of_the_office_leads_to_its_file() -> None:
    path = EXAMPLES / "drafts" / "flawed.notice"
    text = "1. 甲另行通知。\n【核稿：不查 HG301、SL101；理由：另有安排】\n"
    draft = snapshot(text, path.as_uri())
    assert target(draft, "SL101")[0][1:] == ("规则 SL101 用了本县不用的说法",) * 2
    assert target(draft, "HG301") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_equal_things_are_marked(encoding: str) -> None:
    text = "主送：县民政局\n1. 𠮷𠮷甲。（责任单位：县教育局、民‸政局）\n2. 按【见：乙】。（县教育局牵头）\n"
    at = with_cursor(text, None, encoding)  # type: ignore[arg-type]
    params = types.DocumentHighlightParams(at.identity, at.position)
    found = highlights(at.draft, surroundings(at.draft), params)
    assert found is not None
    assert [said(each.range, at.draft) for each in found] == ["县民政局", "民政局"]


def test_where_a_tag_is_given_is_marked_as_written(lower: Snapshot) -> None:
    at = cursor_in(lower, "目录】")
    found = highlights(
        lower, surroundings(lower), types.DocumentHighlightParams(at.identity, at.position)
    )
    kinds = types.DocumentHighlightKind
    assert found is not None
    assert [each.kind for each in found] == [kinds.Write, kinds.Read]
    at = cursor_in(lower, "公布")
    params = types.DocumentHighlightParams(at.identity, at.position)
    assert highlights(lower, surroundings(lower), params) is None


def test_no_cut_text_makes_it_raise() -> None:
    for at in cut_examples():
        around = surroundings(at.draft)
        definition(at.draft, around, types.DefinitionParams(at.identity, at.position))
        highlights(at.draft, around, types.DocumentHighlightParams(at.identity, at.position))


@in_editor
async def test_an_editor_goes_there(editor: Editor, tmp_path: Path) -> None:
    path = office(tmp_path) / "县.notice"
    draft = Draft(editor, LOWER.replace("公布", "𠮷公布"), path.as_uri())
    at = draft.position(draft.text.index("县民政局、") + 1)
    params = types.DefinitionParams(draft.identity, at)
    found = await editor.text_document_definition_async(params)
    assert isinstance(found, list)
    assert [
        (each.uri, each.range.start.line) for each in found if isinstance(each, types.Location)
    ] == [((tmp_path / "单位.csv").as_uri(), 2)]


@in_editor
async def test_an_editor_marks_equal_names(editor: Editor) -> None:
    text = (EXAMPLES / "drafts" / "bracketed.notice").read_text("utf-8")
    draft = Draft(editor, text.replace("县财政局", "𠮷县财政局、县财政局", 1))
    at = draft.position(draft.text.index("县财政局", draft.text.index("𠮷") + 8))
    found = await editor.text_document_document_highlight_async(
        types.DocumentHighlightParams(draft.identity, at)
    )
    assert found
    assert {draft.said(each.range) for each in found} == {"县财政局"}
    assert len(found) == 3
