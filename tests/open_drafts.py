"""Editors for tests: a client over stdio in three profiles, and drafts without any server."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from hegao.lsp.client_abilities import ClientAbilities, abilities
from hegao.lsp.feature import Surroundings
from hegao.lsp.files.notices import KnownFiles, Notices
from hegao.lsp.files.office_files import OfficeFiles
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Encoding, TextDocument

EXAMPLES = Path(__file__).parents[1] / "examples"
PROFILES = {"visual-studio-code": "utf-16", "neovim": "utf-8", "emacs": "utf-32"}
UNIT = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
SERVER = [sys.executable, "-m", "hegao.lsp", "--stdio"]
CRASH, MEANT = "检查时程序出错", "RuntimeError：故意出错"
FILES = OfficeFiles()
SETTLES = 0.8
"""Seconds after which what was held back while typing is shown."""
numbers = count(1)
T = TypeVar("T")
in_editor = pytest.mark.asyncio(loop_scope="module")


def snapshot(text: str, uri: str = "untitled:draft", encoding: Encoding = "utf-16") -> Snapshot:
    """A draft as a feature gets it, without a server."""
    return Snapshot(uri, 1, TextDocument(text, encoding), FILES)


def surroundings(
    *opened: Snapshot, folder: Path | None = None, client: ClientAbilities | None = None
) -> Surroundings:
    """Open drafts and the files of a folder, as a feature gets them."""
    encoding = opened[0].text.encoding if opened else "utf-16"
    folders = [folder] if folder else []
    notices = Notices(opened, folders, KnownFiles(FILES), encoding)
    return Surroundings(notices, client or ClientAbilities())


class Editor(LanguageClient):
    """A client that remembers what was published."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.published: list[types.PublishDiagnosticsParams] = []
        self.registered: list[types.Registration] = []
        self.refreshed = 0
        self.pulls = self.links_codes = False
        self.encoding = "utf-16"
        features = {**DEFAULT_CLIENT_FEATURES}
        features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = remember
        features[types.CLIENT_REGISTER_CAPABILITY] = register
        features[types.WORKSPACE_DIAGNOSTIC_REFRESH] = refresh
        register_lsp_features(self, features)

    async def start(
        self, profile: str, *folders: Path, pulls: bool = False
    ) -> types.InitializeResult:
        """Begin a session as an editor of a profile; `pulls` as newer editors ask themselves."""
        capabilities = client_capabilities(profile)
        if pulls:
            assert capabilities.text_document
            assert capabilities.workspace
            capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities()
            refreshes = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
            capabilities.workspace.diagnostics = refreshes
        documents = capabilities.text_document
        self.pulls = documents is not None and documents.diagnostic is not None
        self.links_codes = abilities(capabilities).code_links
        shown = [types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
        params = types.InitializeParams(capabilities=capabilities, workspace_folders=shown or None)
        result = await self.initialize_session(params)
        self.encoding = str(result.capabilities.position_encoding)
        return result

    async def logged(self, words: str) -> str:
        return await until(
            lambda: next((m.message for m in self.log_messages if words in m.message), None)
        )


def register(editor: Editor, params: types.RegistrationParams) -> None:
    editor.registered += params.registrations


def refresh(editor: Editor, _params: None) -> None:
    editor.refreshed += 1


def remember(editor: Editor, params: types.PublishDiagnosticsParams) -> None:
    editor.published.append(params)


class Draft:
    """A text open in an editor, kept in step by plain string slicing."""

    def __init__(self, editor: Editor, text: str, uri: str = "") -> None:
        self.editor, self.text, self.version = editor, text, 1
        self.uri = uri or f"untitled:draft-{next(numbers)}"
        self.identity = types.TextDocumentIdentifier(self.uri)
        editor.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri, "hegao", 1, text))
        )

    def offset(self, position: types.Position) -> int:
        starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", self.text))]
        line = self.text[starts[position.line] :].encode(self.codec)
        before = line[: position.character * UNIT[self.editor.encoding]].decode(self.codec)
        return starts[position.line] + len(before)

    def position(self, offset: int) -> types.Position:
        starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", self.text[:offset]))]
        before = self.text[starts[-1] : offset].encode(self.codec)
        return types.Position(len(starts) - 1, len(before) // UNIT[self.editor.encoding])

    @property
    def codec(self) -> str:
        return {"utf-8": "utf-8"}.get(self.editor.encoding, f"{self.editor.encoding}-le")

    def said(self, range_: types.Range) -> str:
        return self.text[self.offset(range_.start) : self.offset(range_.end)]

    def replace(self, old: str, new: str) -> None:
        start = self.text.index(old)
        self.edit(start, start + len(old), new)

    def edit(self, start: int, end: int, new: str) -> None:
        range_ = types.Range(self.position(start), self.position(end))
        self.change([types.TextDocumentContentChangePartial(range_, new)])
        self.text = self.text[:start] + new + self.text[end:]

    def change(self, changes: list[types.TextDocumentContentChangeEvent]) -> None:
        self.version += 1
        identity = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.editor.text_document_did_change(types.DidChangeTextDocumentParams(identity, changes))

    async def diagnostics(self) -> dict[str, types.Diagnostic]:
        """What the editor shows for the text as it is now when typing has paused, by code."""
        if self.editor.pulls:
            return {str(each.code): each for each in await self.pulled()}
        first = await until(self.published)
        if self.version > 1:
            await asyncio.sleep(SETTLES)
        found = self.published() or first
        return {str(each.code): each for each in found.diagnostics}

    async def pulled(self) -> Iterable[types.Diagnostic]:
        params = types.DocumentDiagnosticParams(self.identity)
        report = await self.editor.text_document_diagnostic_async(params)
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        return report.items

    def published(self) -> types.PublishDiagnosticsParams | None:
        crashes = (m.message for m in self.editor.log_messages if CRASH in m.message)
        unmeant = [message for message in crashes if MEANT not in message]
        assert not unmeant
        return next((p for p in self.publications() if p.version == self.version), None)

    def publications(self) -> Iterable[types.PublishDiagnosticsParams]:
        return (p for p in reversed(self.editor.published) if p.uri == self.uri)

    async def actions(
        self, range_: types.Range, *only: str
    ) -> list[types.CodeAction | types.Command]:
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(self.identity, range_, context)
        return list(await self.editor.text_document_code_action_async(params) or [])

    def apply(self, action: types.CodeAction | types.Command) -> None:
        """What an editor does: the last edit first, so that the others keep their place."""
        assert isinstance(action, types.CodeAction)
        assert action.edit is not None
        edits = list((action.edit.changes or {}).get(self.uri, ()))
        for change in action.edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            if change.text_document.uri != self.uri:
                continue
            assert change.text_document.version == self.version
            edits += [
                each
                for each in change.edits
                if isinstance(each, types.TextEdit | types.AnnotatedTextEdit)
            ]
        spans = [(self.offset(e.range.start), self.offset(e.range.end), e.new_text) for e in edits]
        for span in sorted(spans, reverse=True):
            self.edit(*span)


async def until(look: Callable[[], T | None]) -> T:
    ends = time.monotonic() + 20
    while (found := look()) is None:
        assert time.monotonic() < ends, "the server did not answer"
        await asyncio.sleep(0.005)
    return found
