"""The language server: what the editor tells it, what it tells the editor."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import NoReturn

from lsprotocol import types
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer

from hegao.linter.fix import fix_at
from hegao.lsp import convert
from hegao.lsp.checks import Checks, Outcome
from hegao.lsp.convert import ClientAbilities
from hegao.lsp.workspace import Workspace

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
        self.checks = Checks(self.drafts, self.publish)
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
        document = outcome.document
        diagnostics = [convert.diagnostic(each, document, self.client) for each in outcome.findings]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(document.uri, diagnostics, outcome.version)
        )
        for problem in outcome.problems:
            self.tell(problem, types.MessageType.Warning)

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
    kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, convert.FIX_ALL])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(code_actions)
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
    ls.client = convert.abilities(params.capabilities)
    ls.checks.warm_up()


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
            document.text.edit(convert.to_range(change.range), change.text)
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


async def code_actions(
    ls: HegaoServer, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """The fixes for the findings under the cursor, and all safe fixes in one."""
    outcome = await ls.checks.current(params.text_document.uri)
    if outcome is None:
        return None
    only, document = params.context.only, outcome.document
    place = convert.to_span(params.range, document)
    actions: list[types.CodeAction] = []
    if convert.wants(only, types.CodeActionKind.QuickFix.value):
        actions += [
            convert.quick_fix(finding, fix, document, ls.client)
            for finding in outcome.findings
            if convert.touches(finding, place)
            for fix in (fix_at(finding, place), finding.fix)
            if fix
        ]
    unasked = not only and params.context.trigger_kind is types.CodeActionTriggerKind.Automatic
    if not unasked and convert.wants(only, convert.FIX_ALL):
        all_safe = convert.fix_all(outcome.findings, document, ls.client)
        actions += [all_safe] if all_safe else []
    return actions


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
