"""Editors that ask for diagnostics themselves: of one document, of all, again when told to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from open_drafts import SERVER, Draft, Editor, in_editor, until
from pytest_lsp import ClientServerConfig

FAULTY = "1. 𠮷尽快完成目录。\n责任单位：县民政局\n"
DRAFT = "成文日期：2026年3月2日\n上级文件：省要点＝《要点》（省.notice）\n{}"
TASK = "1. 2026年{}月底前公布养老服务清单和补贴标准。\n"
SHOWN = ("省.notice", "县.notice", "清单.notice")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "省.notice").write_text(TASK.format(6), "utf-8")
    (folder / "县.notice").write_text(DRAFT.format(TASK.format(9)), "utf-8")
    (folder / "清单.notice").write_text(FAULTY, "utf-8")
    (folder / ".隐藏").mkdir()
    (folder / ".隐藏" / "旧.notice").write_text(FAULTY, "utf-8")
    return folder


@pytest_lsp.fixture(
    scope="module", config=ClientServerConfig(server_command=SERVER, client_factory=Editor)
)
async def puller(client: Editor, office: Path) -> AsyncIterator[None]:
    await client.start("visual-studio-code", office, pulls=True)
    yield
    await client.shutdown_session()


async def pull(draft: Draft, known: str | None = None) -> types.DocumentDiagnosticReport:
    params = types.DocumentDiagnosticParams(draft.identity, previous_result_id=known)
    return await draft.editor.text_document_diagnostic_async(params)


async def pull_all(editor: Editor, known: dict[str, str]) -> dict[str, object]:
    ids = [types.PreviousResultId(uri, value) for uri, value in known.items()]
    report = await editor.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(ids))
    return {item.uri: item for item in report.items}


@in_editor
async def test_an_editor_that_asks_is_told_nothing_unasked(puller: Editor) -> None:
    draft = Draft(puller, FAULTY)
    report = await pull(draft)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert "HG301" in {each.code for each in report.items}
    assert list(draft.publications()) == []
    again = await pull(draft, report.result_id)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)


@in_editor
async def test_what_was_held_back_makes_the_editor_ask_again(puller: Editor) -> None:
    draft = Draft(puller, FAULTY.replace("尽快", ""))
    await pull(draft)
    before = puller.refreshed
    draft.edit(4, 4, "尽快")
    report = await pull(draft)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert "HG301" not in {each.code for each in report.items}
    await until(lambda: puller.refreshed > before or None)
    report = await pull(draft, report.result_id)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert "HG301" in {each.code for each in report.items}


@in_editor
async def test_all_documents_of_the_folders(puller: Editor, office: Path) -> None:
    found = await pull_all(puller, {})
    assert {(office / name).as_uri() for name in SHOWN} <= found.keys()
    assert not any("%E6%97%A7" in uri or "旧" in uri for uri in found)
    ids = {uri: str(getattr(item, "result_id", "")) for uri, item in found.items()}
    again = await pull_all(puller, ids)
    assert {type(item) for item in again.values()} == {
        types.WorkspaceUnchangedDocumentDiagnosticReport
    }


@in_editor
async def test_an_open_upstream_counts_before_its_file(puller: Editor, office: Path) -> None:
    uri = (office / "县.notice").as_uri()
    draft = Draft(puller, (office / "县.notice").read_text("utf-8"), uri)
    report = await pull(draft)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert "HG022" in {each.code for each in report.items}
    upstream = Draft(puller, TASK.format(6), (office / "省.notice").as_uri())
    await pull(upstream)
    before = puller.refreshed
    upstream.replace("2026年6月", "2026年9月")
    await until(lambda: puller.refreshed > before or None)
    report = await pull(draft)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert "HG022" not in {each.code for each in report.items}
    puller.text_document_did_close(types.DidCloseTextDocumentParams(upstream.identity))


@in_editor
async def test_a_file_that_changes_on_disk(puller: Editor, office: Path) -> None:
    (watching,) = await until(lambda: puller.registered or None)
    assert watching.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    draft = Draft(puller, FAULTY, (office / "稿.notice").as_uri())
    report = await pull(draft)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert "HG301" in {each.code for each in report.items}
    settings = office / "hegao.toml"
    settings.write_text('ignore = ["HG301"]\n', "utf-8")
    changed = types.FileEvent(settings.as_uri(), types.FileChangeType.Created)
    puller.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    report = await pull(draft)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert "HG301" not in {each.code for each in report.items}
    settings.unlink()
