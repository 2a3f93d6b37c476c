"""What the drafter sees of a command: that it is at work, what came of it, what it asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from hegao.lsp.convert import uri_of

if TYPE_CHECKING:
    from hegao.lsp.server import HegaoServer

EDITED = frozenset((".txt", ".md", ".json", ".xml", ".csv", ".notice"))
"""Files of these kinds are opened in the editor, all others in the program that is for them."""


class EditorWindow:
    """The window of the editor that one server serves."""

    def __init__(self, server: HegaoServer) -> None:
        self._server = server

    async def show(self, path: Path) -> str:
        """Open a file, or say where it is; its URI."""
        uri = uri_of(path)
        if not await self._opens(uri, path.suffix):
            self.inform(f"已写入{path}")
        return uri

    async def _opens(self, uri: str, suffix: str) -> bool:
        if not self._server.client.shows_documents:
            return False
        params = types.ShowDocumentParams(uri, external=suffix not in EDITED, take_focus=True)
        try:
            return (await self._server.window_show_document_async(params)).success
        except JsonRpcException:
            return False

    async def asks(self, question: str, yes: str, no: str) -> bool:
        """Whether the drafter says yes; a window that cannot ask says no."""
        answers = [types.MessageActionItem(yes), types.MessageActionItem(no)]
        params = types.ShowMessageRequestParams(types.MessageType.Warning, question, answers)
        try:
            answer = await self._server.window_show_message_request_async(params)
        except JsonRpcException:
            return False
        return answer is not None and answer.title == yes

    @asynccontextmanager
    async def progress(self, doing: str, file: Path) -> AsyncIterator[None]:
        """Show that something is being done to a file, for as long as it is."""
        token = await self._token()
        if token is None:
            yield
            return
        progress = self._server.work_done_progress
        progress.begin(token, types.WorkDoneProgressBegin(f"核稿：正在{doing}", message=file.name))
        try:
            yield
        finally:
            progress.end(token, types.WorkDoneProgressEnd())

    async def _token(self) -> str | None:
        """What progress is reported under; None for a client that does not show it."""
        if not self._server.client.progress:
            return None
        token = str(uuid4())
        try:
            await self._server.work_done_progress.create_async(token)
        except JsonRpcException:
            return None
        return token

    def inform(self, message: str) -> None:
        """Tell what was done."""
        self._say(message, types.MessageType.Info)

    def warn(self, message: str) -> None:
        """Tell what the drafter should know of a result."""
        self._say(message, types.MessageType.Warning)

    def refuse(self, message: str) -> None:
        """Tell why something was not done."""
        self._say(message, types.MessageType.Error)

    def _say(self, message: str, level: types.MessageType) -> None:
        self._server.window_show_message(types.ShowMessageParams(level, f"核稿：{message}"))
