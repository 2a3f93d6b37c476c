"""The language server: what the editor tells it, what it tells the editor."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from typing import NoReturn, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException, PyglsError
from pygls.lsp.server import LanguageServer

from hegao.lsp import answers, notifications
from hegao.lsp.checking.checks import Checks
from hegao.lsp.checking.course import Seen
from hegao.lsp.checking.placed import published
from hegao.lsp.checking.pulls import Pulls
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.commands import commands
from hegao.lsp.feature import Surroundings
from hegao.lsp.files.manual_pages import write_pages, written_pages
from hegao.lsp.files.notices import KnownFiles, Notices
from hegao.lsp.protocol import HegaoProtocol
from hegao.lsp.workspace import Workspace

T = TypeVar("T")
TURN = 0.001
"""Seconds a thread may keep the others waiting: building a model must not hold up an edit."""


class HegaoServer(LanguageServer):
    """The server with the documents that one editor has open."""

    def __init__(self) -> None:
        super().__init__(
            "hegao",
            version("hegao"),
            types.TextDocumentSyncKind.Incremental,
            protocol_cls=HegaoProtocol,
        )
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
        self.pulls = Pulls(self)
        self._known = KnownFiles(self.drafts.files)
        self.client = ClientAbilities()
        self.was_shut_down = False
        self._sending: set[asyncio.Future[None]] = set()
        self._told: set[str] = set()
        self._manual: asyncio.Future[None] | None = None

    def publish(self, seen: Seen) -> None:
        """Show what is known of a document; after a crash what was shown before stays."""
        if seen.crash is not None:
            error = seen.crash
            self.tell(
                f"检查时程序出错，这一版没有查完（{type(error).__name__}：{error}）",
                types.MessageType.Error,
            )
            return
        if self.client.code_links and not self.client.manual and not self._manual:
            self._manual = asyncio.ensure_future(self._write_manual())
        draft = seen.draft
        if not self.client.pulls:
            params = published(seen.placed, draft.uri, draft.version)
            self.send(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)
        elif self.client.refreshes and self.pulls.changed(draft.uri, seen.placed):
            self.pulls.forget(draft.uri)
            self.workspace_diagnostic_refresh(None)
        for problem in seen.problems:
            self.tell(problem, types.MessageType.Warning)

    async def _write_manual(self) -> None:
        """Once in the life of a version: what was shown without links is shown again with them."""
        await self.work(write_pages)
        if pages := written_pages():
            self.know(self.client._replace(manual=pages))
            self.check_again(list(self.drafts.documents))

    def know(self, client: ClientAbilities) -> None:
        """What the editor can do, for answers and for checks."""
        self.client = self.checks.client = client

    def send(self, method: str, params: str) -> None:
        """Send a notification whose parameters are JSON already.

        pygls takes 8 µs for every diagnostic, which is most of what an edit costs.
        """
        body = f'{{"jsonrpc":"2.0","method":"{method}","params":{params}}}'.encode()
        if self.protocol.writer is None:
            return
        sent = self.protocol.writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        if sent is not None:
            self._sending.add(task := asyncio.ensure_future(sent))
            task.add_done_callback(self._sending.discard)

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

    def check_again(self, uris: Iterable[str]) -> None:
        """Check documents anew, with the files on disk as they are now."""
        self._known.forget()
        for uri in uris:
            self.checks.request(uri)
        if self.client.pulls and self.client.refreshes:
            self.workspace_diagnostic_refresh(None)

    def tell(self, message: str, level: types.MessageType) -> None:
        """Put a message into the editor's log, once."""
        if message not in self._told:
            self._told.add(message)
            self.window_log_message(types.LogMessageParams(level, f"核稿：{message}"))

    def report_server_error(
        self, error: Exception, source: type[PyglsError] | type[JsonRpcException]
    ) -> None:
        """Log what went wrong in a handler or in reading a message; the server goes on.

        A request that is refused for a reason has told the reason in its answer.
        """
        if isinstance(error, JsonRpcException) and error.code == types.LSPErrorCodes.RequestFailed:
            return
        self.tell(f"处理编辑器的消息时出错（{source.__name__}：{error}）", types.MessageType.Error)


def build_server() -> HegaoServer:
    """A server with all its features, not yet started."""
    server = HegaoServer()
    server.feature(types.EXIT)(leave)
    for register in (notifications.register, answers.register, commands.register):
        register(server)
    return server


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
    sys.setswitchinterval(TURN)
    server = build_server()
    # What stays to the end need not be walked again and again.
    gc.freeze()
    gc.enable()  # The command line runs without.
    if options.tcp is None:
        server.start_io()
    else:
        try:
            server.start_tcp("127.0.0.1", options.tcp)
        except (OSError, OverflowError) as error:
            parser.exit(2, f"错误：在端口 {options.tcp} 上启动不了：{error}\n")
    leave(server)
