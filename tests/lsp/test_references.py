"""All places of the workspace that name the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from cursors import LOWER, cursor_in, cut_examples, office, opened, said
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, surroundings
from pygls.uris import to_fs_path

from hegao.lsp.features.references import references


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return office(tmp_path)


def places(
    path: Path, words: str, folder: Path, *, declared: bool = False
) -> list[tuple[str, str, int]]:
    """Of each place its file, words and line."""
    draft = opened(path)
    at = cursor_in(draft, words)
    context = types.ReferenceContext(include_declaration=declared)
    params = types.ReferenceParams(context, at.identity, at.position)
    found = references(draft, surroundings(draft, folder=folder), params)
    return [_told(each) for each in found]


def _told(location: types.Location) -> tuple[str, str, int]:
    path = Path(to_fs_path(location.uri) or "")
    return path.name, said(location.range, opened(path)), location.range.start.line + 1


def test_a_unit_by_all_its_names(folder: Path) -> None:
    (folder / "又.notice").write_text("机构名录：单位.csv\n1. 甲。\n责任单位：县民政科\n", "utf-8")
    own = [("县.notice", "县民政局", 8), ("县.notice", "示例县民政局", 11)]
    found = places(folder / "县.notice", "县民政局、", folder)
    assert found == [*own, ("又.notice", "县民政科", 3)]
    row = ("单位.csv", "示例县民政局", 3)
    assert places(folder / "县.notice", "县民政局、", folder, declared=True) == [row, *found]


def test_an_upstream_item_by_what_carries_it_out(folder: Path) -> None:
    found = places(folder / "上级" / "省.notice", "编制养老", folder)
    assert sorted(found) == [("县.notice", "第（一）项", 9), ("市.notice", "第（一）项", 6)]
    assert places(folder / "市.notice", "编制目录", folder) == [("县.notice", "第1项", 9)]
    assert places(folder / "上级" / "省.notice", "检查养老", folder) == [
        ("县.notice", "第（二）项", 5)
    ]


def test_a_task_that_does_not_say_what_it_carries_out(folder: Path) -> None:
    text = LOWER.replace("落实：市方案 第1项；省要点 第（一）项\n", "")
    (folder / "县.notice").write_text(text, "utf-8")
    found = places(folder / "上级" / "省.notice", "编制养老", folder, declared=True)
    assert ("省.notice", "（一）", 6) in found
    assert ("县.notice", "（一）", 8) in found


def test_an_item_from_a_line_that_speaks_of_it(folder: Path) -> None:
    found = places(folder / "县.notice", "第（一）项", folder, declared=True)
    assert found[0] == ("省.notice", "（一）", 6)
    assert sorted(found[1:]) == [("县.notice", "第（一）项", 9), ("市.notice", "第（一）项", 6)]


def test_tags_and_aliases_are_of_one_draft(folder: Path) -> None:
    (folder / "又.notice").write_text("1. 甲。\n标识：目录\n2. 按【见：目录】。\n", "utf-8")
    path = folder / "县.notice"
    assert places(path, "目录】", folder) == [("县.notice", "目录", 11)]
    assert places(path, "目录】", folder, declared=True) == [
        ("县.notice", "目录", 10), ("县.notice", "目录", 11),
    ]  # fmt: skip
    assert places(path, "省要点 第（二）", folder) == [
        ("县.notice", "省要点", 5), ("县.notice", "省要点", 9),
    ]  # fmt: skip


def test_a_file_by_all_drafts_that_name_it(folder: Path) -> None:
    found = places(folder / "县.notice", "上级/省", folder)
    assert [each[0] for each in found] == ["县.notice", "市.notice"]


def test_nothing_is_named_by_plain_words(folder: Path) -> None:
    assert places(folder / "县.notice", "示例县人民政府办公室关于", folder) == []


def test_no_cut_text_makes_it_raise() -> None:
    for at in cut_examples():
        params = types.ReferenceParams(types.ReferenceContext(True), at.identity, at.position)
        references(at.draft, surroundings(at.draft), params)


@in_editor
async def test_an_editor_finds_them(editor: Editor) -> None:
    text = (EXAMPLES / "drafts" / "upstream.notice").read_text("utf-8")
    draft = Draft(
        editor,
        text.replace("（六）开展", "（六）𠮷开展"),
        (EXAMPLES / "drafts" / "新.notice").as_uri(),
    )
    at = draft.position(draft.text.index("县财政局") + 1)
    context = types.ReferenceContext(include_declaration=True)
    found = await editor.text_document_references_async(
        types.ReferenceParams(context, draft.identity, at)
    )
    assert found
    assert found[0].uri == (EXAMPLES / "机构" / "示例县.csv").as_uri()
    assert [draft.said(each.range) for each in found[1:]] == ["县财政局"] * 2
