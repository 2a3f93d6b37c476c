"""The files that a header names, as links."""

from __future__ import annotations

from pathlib import Path

from cursors import cut_examples, office, opened, said
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.features.document_links import document_links
from hegao.lsp.snapshot import Snapshot


def links(draft: Snapshot) -> list[tuple[str, str | None, str | None]]:
    params = types.DocumentLinkParams(types.TextDocumentIdentifier(draft.uri))
    around = surroundings(draft, client=ClientAbilities(link_tips=True))
    found = document_links(draft, around, params)
    return [(said(each.range, draft), each.target, each.tooltip) for each in found]


def test_the_files_of_the_header(tmp_path: Path) -> None:
    folder = office(tmp_path)
    assert links(opened(folder / "县.notice")) == [
        ("市.notice", (folder / "市.notice").as_uri(), "打开上级文件：市.notice"),
        ("上级/省.notice", (folder / "上级" / "省.notice").as_uri(), "打开上级文件：省.notice"),
        ("单位.csv", (folder / "单位.csv").as_uri(), "打开机构名录：单位.csv"),
    ]


def test_a_file_is_looked_for_in_the_folders_above(tmp_path: Path) -> None:
    folder = office(tmp_path)
    inner = folder / "稿子" / "初稿.notice"
    draft = snapshot("上级文件：市.notice\n规则文件：𠮷 规.noticerules\n", inner.as_uri())
    assert [said for said, _, _ in links(draft)] == ["市.notice"]
    (folder / "𠮷 规.noticerules").write_text("", "utf-8")
    assert links(draft)[1][0] == "𠮷 规.noticerules"


def test_no_link_to_what_is_not_there(tmp_path: Path) -> None:
    text = "上级文件：甲＝《乙》（无.notice）\n上级文件：甲＝《乙》\n机构名录：\n规则文件：\x00\n"
    assert links(snapshot(text, (tmp_path / "稿.notice").as_uri())) == []
    assert links(snapshot("上级文件：市.notice\n")) == []


def test_no_cut_text_makes_it_raise() -> None:
    for at in cut_examples():
        links(at.draft)


@in_editor
async def test_an_editor_gets_them(editor: Editor) -> None:
    path = EXAMPLES / "drafts" / "upstream.notice"
    text = path.read_text("utf-8").replace("省要点", "𠮷要点")
    draft = Draft(
        editor, text.replace("上级/𠮷要点", "上级/省要点"), (path.parent / "新.notice").as_uri()
    )
    found = await editor.text_document_document_link_async(types.DocumentLinkParams(draft.identity))
    assert found
    assert [draft.said(each.range) for each in found] == ["上级/省要点.notice", "机构/示例县.csv"]
    assert found[0].target == (EXAMPLES / "上级" / "省要点.notice").as_uri()
