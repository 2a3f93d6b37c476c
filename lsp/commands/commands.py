"""What the editor can have done to a whole draft: compile, coverage, ledger, import.

The command line does it, in a process of its own and on the text as it is in the editor.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pygls.uris import to_fs_path

from hegao.dsl.layout.formats import FORMATS
from hegao.lsp.commands.command_line import CLEAN, ERRORS_FOUND, Ran, run_program
from hegao.lsp.commands.draft_copies import is_saved, write_copy
from hegao.lsp.commands.editor_window import EditorWindow
from hegao.lsp.commands.result_files import ResultFiles
from hegao.lsp.snapshot import Snapshot

if TYPE_CHECKING:
    from hegao.lsp.server import HegaoServer

Arguments = Sequence[object]
Command = Callable[[Arguments], Awaitable[str | None]]
DRAFT: Final = ".notice"
USUAL: Final = "txt"
"""The format where none is asked for."""
ERRORS_LEFT: Final = (
    "稿子里还有“错误”一级的问题，正式文本没有输出。要先看样子，可以按草稿输出，上面写明“草稿”。"
)
NO_UPSTREAM: Final = "版头没有写上级文件。先写一行“上级文件：别名＝《标题》（文件）”，再对照"


class RefusedError(Exception):
    """Why a command cannot be carried out, in words for the drafter."""


class OpenDraft(NamedTuple):
    """A draft that a command is about, and its file."""

    snapshot: Snapshot
    path: Path


class Commands:
    """The commands of one server."""

    def __init__(self, server: HegaoServer) -> None:
        self._server = server
        self._window = EditorWindow(server)
        self._results = ResultFiles()

    async def compile(self, arguments: Arguments) -> str | None:
        """The official text of a draft, in any of `FORMATS`; the URI of the result."""
        form = str(arguments[1]).lstrip(".").lower() if any(arguments[1:2]) else USUAL
        if form not in FORMATS:
            raise RefusedError(f"不能输出“{form}”格式，只能是{'、'.join(FORMATS)}")
        draft = await self._draft(arguments)
        target = self._results.free(draft.path.with_suffix(f".{form}"))
        options, doing = ["-o", str(target)], "排正式文本"
        ran = await self._run(doing, draft, "compile", options)
        if ran.code == ERRORS_FOUND:
            if not await self._window.asks(ERRORS_LEFT, "按草稿输出", "先改错误"):
                return None
            ran = await self._run(doing, draft, "compile", [*options, "--force"])
        return await self._show(target, ran)

    async def coverage(self, arguments: Arguments) -> str | None:
        """The draft against its upstreams as a page; the URI of the page."""
        draft = await self._draft(arguments)
        if not await self._server.work(lambda: draft.snapshot.basis.upstreams):
            raise RefusedError(NO_UPSTREAM)
        target = self._results.free(draft.path.with_name(f"{draft.path.stem}-对照.html"))
        ran = await self._run("逐条对照上级文件", draft, "coverage", ["-o", str(target)])
        if ran.code != CLEAN and target.exists():
            # What could be read is on the page all the same.
            self._window.warn(f"对照得不完整：{ran.reason}")
            ran = ran._replace(code=CLEAN)
        return await self._show(target, ran)

    async def ledger(self, arguments: Arguments) -> str | None:
        """The tasks of a draft as a table for Excel; the URI of the table."""
        draft = await self._draft(arguments)
        target = self._results.free(draft.path.with_name(f"{draft.path.stem}-台账.csv"))
        ran = await self._run("列工作台账", draft, "tasks", ["--format", "csv"])
        if ran.code == CLEAN:
            target.write_bytes(ran.output)
        return await self._show(target, ran)

    async def import_file(self, arguments: Arguments) -> str | None:
        """A finished text of any format as a draft beside it; the URI of the draft."""
        path = _path(arguments)
        if path.suffix == DRAFT:
            raise RefusedError(f"{path.name}已经是草稿，不用读入")
        target = self._results.free(path.with_suffix(DRAFT))
        async with self._window.progress("读成草稿", path):
            ran = await run_program(["import", str(path), "-o", str(target)], path.parent)
        uri = await self._show(target, ran)
        self._window.inform(ran.remarks.partition("\n")[0].rpartition("：")[2] or "已读成草稿")
        return uri

    async def test_rule(self, arguments: Arguments) -> str | None:
        """Run the examples of one rule of a rules file; the report."""
        document = self._server.drafts.documents.get(str(arguments[0])) if arguments else None
        if document is None or not any(arguments[1:2]):
            raise RefusedError("没有写明是哪个规则文件的哪一条规则")
        # The compiler of rules is for those who write rules.
        from hegao.lsp.rules.trials import run_examples

        report = await self._server.work(run_examples, document.snapshot(), str(arguments[1]))
        self._window.inform(report)
        return report

    async def _draft(self, arguments: Arguments) -> OpenDraft:
        """The draft of a command, as the editor has it or as it is on disk."""
        path = _path(arguments)
        if document := self._server.drafts.documents.get(str(arguments[0])):
            return OpenDraft(document.snapshot(), path)
        found = await self._server.work(self._server.surroundings().notices.at, path)
        if found is None:
            raise RefusedError(f"{path.name}读不出")
        return OpenDraft(found, path)

    async def _run(self, doing: str, draft: OpenDraft, command: str, options: Sequence[str]) -> Ran:
        """Run the program on a draft as it is in the editor."""
        folder = draft.path.parent
        async with self._window.progress(doing, draft.path):
            if is_saved(*draft):
                return await run_program([command, str(draft.path), *options], folder)
            with TemporaryDirectory(prefix="hegao-") as name:
                copy = await self._server.work(write_copy, *draft, Path(name))
                return await run_program([command, str(copy), *options], folder)

    async def _show(self, target: Path, ran: Ran) -> str:
        """Open what was made."""
        if ran.code != CLEAN:
            raise RefusedError(f"没有做成：{ran.reason}")
        self._results.remember(target)
        return await self._window.show(target)

    def handler(self, command: Command) -> Callable[..., Awaitable[str | None]]:
        """The command as the protocol calls it; the drafter is told why it cannot be done."""

        async def handle(*given: Any) -> str | None:
            try:
                return await command(given)
            except RefusedError as refused:
                self._window.refuse(str(refused))
            except (OSError, ValueError) as error:
                self._window.refuse(f"没有做成：读写文件出错（{error}）")
            return None

        return handle


def register(server: HegaoServer) -> None:
    """Offer the commands."""
    commands = Commands(server)
    server.command("hegao.compile")(commands.handler(commands.compile))
    server.command("hegao.coverage")(commands.handler(commands.coverage))
    server.command("hegao.ledger")(commands.handler(commands.ledger))
    server.command("hegao.import")(commands.handler(commands.import_file))
    server.command("hegao.rules.test")(commands.handler(commands.test_rule))


def _path(arguments: Arguments) -> Path:
    """The file that a command is about, named by URI or path."""
    named = arguments[0] if arguments else None
    if not isinstance(named, str) or not named:
        raise RefusedError("没有写明是哪份文件")
    if named.startswith("untitled:"):
        raise RefusedError("这份稿子还没有保存过。先存到文件夹里，再做这一步")
    path = to_fs_path(named) if named.startswith("file:") else named
    if not path or not Path(path).is_absolute():
        raise RefusedError(f"找不到“{named}”：要写完整的路径")
    return Path(path)
