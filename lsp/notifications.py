"""What the editor tells of itself, its documents, its folders and files.

Handlers of notifications are plain functions: edits are taken in the order they come. Handlers of
requests are coroutines: only those can pygls cancel.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.uris import to_fs_path

from hegao.lsp.checking.pulls import OPTIONS
from hegao.lsp.client_abilities import abilities
from hegao.lsp.convert import to_range
from hegao.lsp.files.manual_pages import written_pages
from hegao.lsp.text_document import LineChange

if TYPE_CHECKING:
    from hegao.lsp.server import HegaoServer

WATCHED: Final = "**/*.{notice,noticerules,toml,csv,txt,docx,html,htm,xlsx}"
"""What settings, rules, units lists and upstream notices are written in."""


def register(server: HegaoServer) -> None:
    """Take what the editor tells."""
    for method, handler in HANDLERS.items():
        server.feature(method)(handler)
    server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, OPTIONS)(document_diagnostics)


def initialize(ls: HegaoServer, params: types.InitializeParams) -> None:
    """Take over what pygls has negotiated: the first of the client's encodings that it knows."""
    match ls.workspace.position_encoding:
        case types.PositionEncodingKind.Utf8 | "utf-8":
            ls.drafts.encoding = "utf-8"
        case types.PositionEncodingKind.Utf32 | "utf-32":
            ls.drafts.encoding = "utf-32"
        case _:
            ls.drafts.encoding = "utf-16"
    client = abilities(params.capabilities)
    ls.know(client._replace(manual=written_pages()) if client.code_links else client)
    ls.drafts.folders = _folders(params)
    ls.checks.warm_up()


def _folders(params: types.InitializeParams) -> list[Path]:
    """The folders that the editor shows; older editors name one as their root."""
    uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    return [Path(path) for path in map(to_fs_path, filter(None, uris)) if path]


def shut_down(ls: HegaoServer, _params: None) -> None:
    """Stop checking; the client will say `exit`."""
    ls.was_shut_down = True
    for uri in list(ls.drafts.documents):
        ls.checks.forget(uri)


def did_open(ls: HegaoServer, params: types.DidOpenTextDocumentParams) -> None:
    """Take a text in and check it."""
    document = params.text_document
    ls.checks.forget(document.uri)
    ls.drafts.open(document.uri, document.version, document.text)
    ls.checks.request(document.uri)


def did_change(ls: HegaoServer, params: types.DidChangeTextDocumentParams) -> None:
    """Follow the edits and check the new text."""
    document = ls.drafts.documents[params.text_document.uri]
    changes: list[LineChange | None] = []
    for change in params.content_changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            changes.append(document.text.edit(to_range(change.range), change.text))
        else:
            document.text.replace_all(change.text)
            changes.append(None)
    document.version = params.text_document.version
    ls.pulls.forget(document.uri)
    ls.checks.edited(document.uri, changes)


def did_save(ls: HegaoServer, _params: types.DidSaveTextDocumentParams) -> None:
    """Check everything again: editors that do not watch files save the settings, too."""
    ls.check_again(list(ls.drafts.documents))


def files_changed(ls: HegaoServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Check again what was checked against files that are now others."""
    paths = [Path(path) for change in params.changes if (path := to_fs_path(change.uri))]
    ls.check_again(ls.checks.depending_on(paths))


def folders_changed(ls: HegaoServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Follow the folders that the editor shows."""
    gone = {to_fs_path(folder.uri) for folder in params.event.removed}
    kept = [folder for folder in ls.drafts.folders if str(folder) not in gone]
    added = [to_fs_path(folder.uri) for folder in params.event.added]
    ls.drafts.folders = [*kept, *(Path(path) for path in added if path)]


async def watch(ls: HegaoServer, _params: types.InitializedParams) -> None:
    """Ask to be told of files that drafts are checked against."""
    if not ls.client.watches:
        return
    watchers = [types.FileSystemWatcher(glob_pattern=WATCHED)]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    registration = types.Registration(id="hegao-files", method=method, register_options=options)
    await ls.client_register_capability_async(types.RegistrationParams([registration]))


async def document_diagnostics(
    ls: HegaoServer, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    """The findings on a document."""
    return await ls.pulls.of_document(params)


async def workspace_diagnostics(
    ls: HegaoServer, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """The findings on all documents."""
    return await ls.pulls.of_workspace(params)


def did_close(ls: HegaoServer, params: types.DidCloseTextDocumentParams) -> None:
    """Forget a text and take its findings off the screen."""
    uri = params.text_document.uri
    ls.checks.forget(uri)
    ls.pulls.forget(uri)
    ls.drafts.close(uri)
    if not ls.client.pulls:
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


HANDLERS: Final[dict[str, Callable[..., Any]]] = {
    types.INITIALIZE: initialize,
    types.INITIALIZED: watch,
    types.SHUTDOWN: shut_down,
    types.TEXT_DOCUMENT_DID_OPEN: did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: did_change,
    types.TEXT_DOCUMENT_DID_SAVE: did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: did_close,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: files_changed,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: folders_changed,
    types.WORKSPACE_DIAGNOSTIC: workspace_diagnostics,
}
