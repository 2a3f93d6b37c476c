"""The real server over stdio, driven as VS Code (UTF-16), Neovim (UTF-8) and Emacs (UTF-32)."""

from __future__ import annotations

import asyncio
import random
import re
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
import pytest_lsp
from lsprotocol import types
from open_drafts import CRASH, EXAMPLES, MEANT, Draft, Editor, in_editor, until
from pytest_lsp import ClientServerConfig

TASK = "1. {}完成目录编制。（责任单位：县司法局）"
TROUBLE = """
from hegao.lsp import server
from hegao.lsp import snapshot
honest = snapshot.check
def check(subjects, *others):
    if "出错" in subjects.document.text:
        raise RuntimeError("故意出错")
    return honest(subjects, *others)
snapshot.check = check
server.main(["--stdio"])
"""


@pytest_lsp.fixture(
    scope="module",
    config=ClientServerConfig(
        server_command=[sys.executable, "-c", TROUBLE], client_factory=Editor
    ),
)
async def troubled(client: Editor) -> AsyncIterator[None]:
    await client.start("visual-studio-code")
    yield
    await client.shutdown_session()


PIECES = ["尽快", "爲", "𠮷", "😀", "é", ",", "\n", "\r", "\r\n", "\x0b", "\x85", "\u2028", "2. "]
BEFORE = {
    "nothing": "", "LF": "𠮷😀\n", "CR": "甲\r", "CRLF": "𠮷\r\n\r\n", "VT": "甲\x0b乙\n",
    "LS": "甲\u2028乙\n", "NEL": "甲\x85乙\r\n", "FF": "甲\r\n乙\x0c\r丙\n",
    "PS": "\u2029\n", "FS": "\x1c\r",
}  # fmt: skip


@in_editor
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
async def test_a_finding_stands_under_its_words(editor: Editor, before: str) -> None:
    draft = Draft(editor, before + TASK.format("𠮷😀尽快"))
    found = (await draft.diagnostics())["HG301"]
    assert draft.said(found.range) == "尽快"
    assert found.range == types.Range(
        draft.position(draft.text.index("尽快")), draft.position(draft.text.index("完成"))
    )


@in_editor
async def test_a_finding_says_what_to_write_and_why(editor: Editor) -> None:
    draft = Draft(editor, TASK.format("尽快"))
    found = (await draft.diagnostics())["HG301"]
    message, hint, source = found.message.split("\n")
    assert message == "“尽快”不是具体时限"
    assert hint.startswith("建议：")
    assert source.startswith("依据：")
    assert (found.source, found.severity) == ("核稿", types.DiagnosticSeverity.Warning)
    assert found.data == {"code": "HG301"}


@in_editor
async def test_a_finding_links_to_its_page_of_the_manual(editor: Editor) -> None:
    """Also in the first start of a version, when the pages are being written meanwhile."""
    draft = Draft(editor, TASK.format("尽快"))
    for _ in range(400 if editor.links_codes else 1):
        if link := (await draft.diagnostics())["HG301"].code_description:
            break
        await asyncio.sleep(0.05)
    if link:
        page = Path(url2pathname(urlsplit(link.href).path))
        assert page.read_text("utf-8").startswith("# HG301")
    assert (link is not None) == editor.links_codes


@in_editor
async def test_an_edit_brings_and_takes_a_finding(editor: Editor) -> None:
    draft = Draft(editor, "标题\x0b𠮷\n" + TASK.format("2026年6月底前"))
    assert "HG301" not in await draft.diagnostics()
    draft.replace("2026年6月底前", "尽快")
    found = await draft.diagnostics()
    assert draft.said(found["HG301"].range) == "尽快"
    draft.replace("𠮷\n", "😀\r\n\u2028\r")
    found = await draft.diagnostics()
    assert draft.said(found["HG301"].range) == "尽快"
    draft.replace("尽快", "2026年6月底前")
    assert "HG301" not in await draft.diagnostics()


@in_editor
async def test_a_change_without_range_replaces_the_text(editor: Editor) -> None:
    draft = Draft(editor, "")
    assert await draft.diagnostics() == {}
    draft.change([types.TextDocumentContentChangeWholeDocument(TASK.format("尽快"))])
    assert "HG301" in await draft.diagnostics()


@in_editor
async def test_a_burst_of_edits_ends_with_the_last_text(editor: Editor) -> None:
    draft = Draft(editor, "".join(TASK.format("尽快") + "\n\n" for _ in range(200)) + "爲")
    await draft.diagnostics()
    before, end = len(list(draft.publications())), draft.position(draft.text.index("爲"))
    here = types.TextDocumentContentChangePartial(types.Range(end, end), "𠮷")
    sent = time.monotonic()
    for _ in range(50):
        draft.change([here])
    draft.text = draft.text.replace("爲", "𠮷" * 50 + "爲")
    found = await draft.diagnostics()
    assert draft.said(found["HG707"].range) == "爲"
    # On a busy machine the edits come one by one: what they are then allowed grows with the time.
    allowed = 5 * max(1.0, (time.monotonic() - sent) / 0.5)
    assert len(list(draft.publications())) - before <= allowed * (not editor.pulls)


@in_editor
@pytest.mark.parametrize("seed", range(5))
async def test_after_many_edits_the_server_has_the_text(editor: Editor, seed: int) -> None:
    """Its findings are those on the same text opened afresh."""
    chance = random.Random(seed)
    draft = Draft(editor, (EXAMPLES / "drafts" / "flawed.notice").read_text("utf-8"))
    for _ in range(60):
        # Cuts inside a CRLF are left out: no position of the protocol names that place.
        cuts = [m.start() for m in re.finditer("(?!(?<=\r)\n)", draft.text)]
        start = chance.choice(cuts)
        end = next(cut for cut in cuts if cut >= min(start + chance.randrange(9), cuts[-1]))
        draft.edit(start, end, "".join(chance.choices(PIECES, k=chance.randrange(4))))
    edited = await draft.diagnostics()
    afresh = await Draft(editor, draft.text).diagnostics()
    assert {code: each.range for code, each in edited.items()} == {
        code: each.range for code, each in afresh.items()
    }
    assert len(edited) > 5


@in_editor
async def test_a_quick_fix_mends_its_finding(editor: Editor) -> None:
    draft = Draft(editor, TASK.format("𠮷行爲"))
    found = (await draft.diagnostics())["HG707"]
    fix = next(a for a in await draft.actions(found.range) if "为" in a.title)
    assert isinstance(fix, types.CodeAction)
    assert (fix.kind, fix.is_preferred) == (types.CodeActionKind.QuickFix, True)
    assert [each.code for each in fix.diagnostics or ()] == ["HG707"]
    draft.apply(fix)
    assert "行为完成" in draft.text
    assert "HG707" not in await draft.diagnostics()


@in_editor
async def test_fixes_are_those_of_the_newest_text(editor: Editor) -> None:
    draft = Draft(editor, TASK.format("行爲"))
    draft.edit(0, 0, "𠮷上一行\n")
    found = draft.position(draft.text.index("爲"))
    draft.apply((await draft.actions(types.Range(found, found), "quickfix"))[0])
    assert "行为完成" in draft.text


@in_editor
async def test_a_fix_that_is_not_safe_is_not_preferred(editor: Editor) -> None:
    draft = Draft(editor, "一、𠮷\r\n" + TASK.format("") + "\r\n2. 完成公示。\r\n")
    found = (await draft.diagnostics())["HG201"]
    fix = (await draft.actions(found.range, "quickfix"))[0]
    assert isinstance(fix, types.CodeAction)
    assert not fix.is_preferred
    draft.apply(fix)
    assert re.search("\r\n责任单位：\r\n", draft.text)


@in_editor
async def test_fix_all_applies_every_safe_fix_at_once(editor: Editor) -> None:
    path = EXAMPLES / "drafts" / "flawed.notice"
    draft = Draft(editor, "𠮷😀\x0b\r\n" + path.read_text("utf-8"), path.as_uri())
    before = await draft.diagnostics()
    assert {"HG107", "HG408", "HG707"} <= before.keys()
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    (all_safe,) = await draft.actions(nowhere, "source.fixAll")
    assert isinstance(all_safe, types.CodeAction)
    assert all_safe.kind == "source.fixAll.hegao"
    draft.apply(all_safe)
    after = await draft.diagnostics()
    assert not {"HG107", "HG408", "HG707"} & after.keys()
    assert "HG301" in after
    assert await draft.actions(nowhere, "refactor") == []


@in_editor
async def test_places_of_a_merged_finding(editor: Editor) -> None:
    draft = Draft(editor, TASK.format("𠮷清理,整治,"))
    found = (await draft.diagnostics())["HG701"]
    second = draft.text.rindex(",")
    for other in found.related_information or ():
        assert other.location.uri == draft.uri
        assert draft.offset(other.location.range.start) == second
    assert len(found.related_information or ()) == (editor.encoding != "utf-32")  # Not in Emacs.
    there = types.Range(draft.position(second), draft.position(second))
    one, all_places, *_ = await draft.actions(there, "quickfix")
    assert one.title == "只改这一处：写“，”"
    draft.apply(one)
    assert "𠮷清理,整治，完成" in draft.text
    draft = Draft(editor, TASK.format("𠮷清理,整治,"))
    await draft.diagnostics()
    one, all_places, *_ = await draft.actions(there, "quickfix")
    draft.apply(all_places)
    assert "𠮷清理，整治，完成" in draft.text


@in_editor
async def test_a_draft_is_held_against_its_upstream(editor: Editor, tmp_path: Path) -> None:
    upstream = tmp_path / "省.notice"
    upstream.write_text("1. 𠮷2026年6月底前公布养老服务清单和补贴标准。\n", "utf-8")
    text = "成文日期：2026年3月2日\n上级文件：省要点＝《要点》（省.notice）\n"
    text += "1. 𠮷2026年9月底前公布养老服务清单和补贴标准。\n"
    draft = Draft(editor, text, (tmp_path / "draft.notice").as_uri())
    found = await draft.diagnostics()
    assert found["HG022"].message.startswith("第1项的时限“2026年9月底前”晚于省要点第1项")
    for place in found["HG022"].related_information or ():
        assert place.location.uri == upstream.as_uri()
    start = draft.text.index("1. ")
    there = types.Range(draft.position(start), draft.position(start))
    (fix,) = [f for f in await draft.actions(there, "quickfix") if "写“落实" in f.title]
    draft.apply(fix)
    assert "\n落实：省要点 第1项〔" in draft.text


@in_editor
async def test_a_needless_suppression_is_faded(editor: Editor) -> None:
    draft = Draft(editor, TASK.format("") + "\n【核稿：不查 HG301；理由：上级原文】\n")
    found = (await draft.diagnostics())["HG902"]
    assert list(found.tags or ()) == [types.DiagnosticTag.Unnecessary]


@in_editor
async def test_closing_takes_the_findings_away(editor: Editor) -> None:
    draft = Draft(editor, TASK.format("尽快"))
    assert await draft.diagnostics()
    editor.text_document_did_close(types.DidCloseTextDocumentParams(draft.identity))
    if editor.pulls:
        assert list(await draft.pulled()) == []
        return
    last = await until(lambda: next((p for p in draft.publications() if not p.diagnostics), None))
    assert last.version is None
    assert await draft.actions(types.Range(types.Position(0, 0), types.Position(0, 9))) == []


@in_editor
async def test_the_files_of_an_office_hold(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "稿").mkdir()
    (tmp_path / "机构.csv").write_bytes("全称\n县民政局\n".encode("gb18030"))
    settings = tmp_path / "hegao.toml"
    settings.write_text('ignore = ["HG3"]\n', "utf-8")
    text = "机构名录：机构.csv\n标题：关于清理的通知\n\n" + TASK.format("尽快")
    draft = Draft(editor, text, (tmp_path / "稿" / "通知.notice").as_uri())
    found = await draft.diagnostics()
    assert "HG301" not in found
    assert "县司法局" in {draft.said(each.range) for each in found.values()}
    settings.write_text("ignore = []\n", "utf-8")
    known = len(list(draft.publications())) - editor.pulls
    editor.text_document_did_save(types.DidSaveTextDocumentParams(draft.identity))
    await until(lambda: len(list(draft.publications())) > known or None)
    assert "HG301" in await draft.diagnostics()


@in_editor
async def test_settings_for_some_files_hold(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "hegao.toml").write_text(
        '[paths."旧稿/**"]\nignore = ["HG707"]\nseverity = { HG301 = "info" }\n', "utf-8"
    )
    text = "1. 尽快完成目录爲编制。"
    old = Draft(editor, text, (tmp_path / "旧稿" / "通知.notice").as_uri())
    new = Draft(editor, text, (tmp_path / "通知.notice").as_uri())
    told, all_told = await old.diagnostics(), await new.diagnostics()
    assert "HG707" in all_told
    assert "HG707" not in told
    assert told["HG301"].severity == types.DiagnosticSeverity.Information
    assert all_told["HG301"].severity == types.DiagnosticSeverity.Warning


@in_editor
async def test_broken_files_are_told_and_the_rest_is_checked(
    editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "hegao.toml").write_text('rules = ["规.noticerules"]\nunits = "无.csv"\n', "utf-8")
    (tmp_path / "规.noticerules").write_text("规则 X1 名\n级别：很严\n", "utf-8")
    draft = Draft(editor, TASK.format("尽快"), (tmp_path / "通知.notice").as_uri())
    assert "HG301" in await draft.diagnostics()
    assert "没有这个文件" in await editor.logged(f"机构名录{tmp_path / '无.csv'}")
    assert "行" in await editor.logged(f"规则文件{tmp_path / '规.noticerules'}")


@in_editor
async def test_a_crash_is_told_and_the_server_goes_on(troubled: Editor) -> None:
    draft = Draft(troubled, TASK.format("尽快"))
    assert "HG301" in await draft.diagnostics()
    draft.edit(0, 0, "出错\n")
    assert MEANT in await troubled.logged(CRASH)
    assert await draft.actions(types.Range(types.Position(0, 0), types.Position(9, 0))) == []
    draft.replace("出错\n", "")
    assert "HG301" in await draft.diagnostics()


@in_editor
async def test_a_wrong_message_is_told_and_the_server_goes_on(troubled: Editor) -> None:
    unknown = Draft(troubled, "")
    unknown.uri = "untitled:never-opened"
    unknown.change([types.TextDocumentContentChangeWholeDocument("")])
    await troubled.logged("处理编辑器的消息时出错")
    assert "HG301" in await Draft(troubled, TASK.format("尽快")).diagnostics()
