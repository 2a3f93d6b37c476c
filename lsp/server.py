"""The language server: what the editor tells it, what it tells the editor."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from hegao.lsp import answers
from hegao.lsp.checks import Checks, Outcome
from hegao.lsp.client_abilities import ClientAbilities, abilities
from hegao.lsp.convert import to_range
from hegao.lsp.diagnostics import diagnostic
from hegao.lsp.feature import Surroundings
from hegao.lsp.notices import KnownFiles, Notices
from hegao.lsp.workspace import Workspace

T = TypeVar("T")

# Handlers of notifications are plain functions: edits are taken in the order they come.
# Handlers of requests are coroutines: only those can pygls cancel.


class HegaoServer(LanguageServer):
    """The server with the documents that one editor has open."""

    def __init__(self) -> None:
        super().__init__("hegao", version("hegao"), types.TextDocumentSyncKind.Incremental)
        for method in (
            types.TEXT_DOCUMENT_DID_OPEN,
            types.TEXT_DOCUMENT_DID_CHANGE,
            types.TEXT_DOCUMENT_DID_CLOSE,
        ):
            # pygls would keep a second copy, with wrong line ends.
            del self.protocol.fm.builtin_features[method]
        self.drafts = Workspace()
        self.worker = ThreadPoolExecutor(1, thread_name_prefix="hegao-worker")
        self.checks = Checks(self.drafts, self.worker, self.publish)
        self._known = KnownFiles(self.drafts.files)
        self.client = ClientAbilities()
        self.was_shut_down = False
        self._told: set[str] = set()

    def publish(self, outcome: Outcome) -> None:
        """Show what a check gave; after a crash what was shown before stays."""
        if outcome.crash is not None:
            error = outcome.crash
            self.tell(
                f"检查时程序出错，这一版没有查完（{type(error).__name__}：{error}）",
                types.MessageType.Error,
            )
            return
        draft, (findings, problems) = outcome.draft, outcome.examined
        diagnostics = [diagnostic(each, draft, self.client) for each in findings]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(draft.uri, diagnostics, draft.version)
        )
        for problem in problems:
            self.tell(problem, types.MessageType.Warning)

    def surroundings(self) -> Surroundings:
        """What a feature may look at beside its own document."""
        drafts = self.drafts
        opened = list(drafts.snapshots())
        return Surroundings(
            Notices(opened, drafts.folders, self._known, drafts.encoding), self.client
        )

    async def work(self, answer: Callable[..., T], *given: object) -> T:
        """Run what may take its time beside the event loop, in the one thread for snapshots."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.worker, partial(answer, *given))

    def tell(self, message: str, level: types.MessageType) -> None:
        """Put a message into the editor's log, once."""
        if message not in self._told:
            self._told.add(message)
            self.window_log_message(types.LogMessageParams(level, f"核稿：{message}"))

    def report_server_error(
        self, error: Exception, source: type[PyglsError] | type[JsonRpcException]
    ) -> None:
        """Log what went wrong in a handler or in reading a message; the server goes on."""
        self.tell(f"处理编辑器的消息时出错（{source.__name__}：{error}）", types.MessageType.Error)


def build_server() -> HegaoServer:
    """A server with all its features, not yet started."""
    server = HegaoServer()
    server.feature(types.INITIALIZE)(initialize)
    server.feature(types.SHUTDOWN)(shut_down)
    server.feature(types.EXIT)(leave)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(did_open)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(did_change)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(did_save)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(did_close)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(files_changed)
    answers.register(server)
    return server


def initialize(ls: HegaoServer, params: types.InitializeParams) -> None:
    """Take over what pygls has negotiated: the first of the client's encodings that it knows."""
    match ls.workspace.position_encoding:
        case types.PositionEncodingKind.Utf8 | "utf-8":
            ls.drafts.encoding = "utf-8"
        case types.PositionEncodingKind.Utf32 | "utf-32":
            ls.drafts.encoding = "utf-32"
        case _:
            ls.drafts.encoding = "utf-16"
    ls.client = abilities(params.capabilities)
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
    for change in params.content_changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            document.text.edit(to_range(change.range), change.text)
        else:
            document.text.replace_all(change.text)
    document.version = params.text_document.version
    ls.checks.request(document.uri)


def did_save(ls: HegaoServer, _params: types.DidSaveTextDocumentParams) -> None:
    """Check everything again: the saved file may be one that others are checked against."""
    ls.checks.request_all()


def files_changed(ls: HegaoServer, _params: types.DidChangeWatchedFilesParams) -> None:
    """Check everything again with the files as they are now."""
    ls.checks.request_all()


def did_close(ls: HegaoServer, params: types.DidCloseTextDocumentParams) -> None:
    """Forget a text and take its findings off the screen."""
    uri = params.text_document.uri
    ls.checks.forget(uri)
    ls.drafts.close(uri)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def leave(ls: HegaoServer, _params: None = None) -> NoReturn:
    """End the process: the editor has said `exit`, or is gone."""
    sys.stderr.flush()
    # Not sys.exit: that would wait for a check that is still running.
    os._exit(0 if ls.was_shut_down else 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve one editor over standard input and output, or over TCP."""
    parser = argparse.ArgumentParser("hegao lsp", description="核稿的语言服务")
    parser.add_argument("--stdio", action="store_true", help="用标准输入输出（默认）")
    parser.add_argument("--tcp", type=int, metavar="PORT", help="在本机这个端口等编辑器来连接")
    options = parser.parse_args(arguments)
    # Its warnings are about messages that any editor may send, as a cancellation that comes late.
    logging.getLogger("pygls").setLevel(logging.ERROR)
    server = build_server()
    if options.tcp is None:
        server.start_io()
    else:
        try:
            server.start_tcp("127.0.0.1", options.tcp)
        except (OSError, OverflowError) as error:
            parser.exit(2, f"错误：在端口 {options.tcp} 上启动不了：{error}\n")
    leave(server)
