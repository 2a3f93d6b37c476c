"""Diagnostics for editors that ask for them: of one document, and of all in their folders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from hegao.lsp.checking.diagnostics import diagnostics
from hegao.lsp.checking.placed import Placed, place, published
from hegao.lsp.snapshot import Snapshot

if TYPE_CHECKING:
    from hegao.lsp.server import HegaoServer

OPTIONS: Final = types.DiagnosticOptions(
    inter_file_dependencies=True,
    workspace_diagnostics=True,
    identifier="hegao",
    work_done_progress=True,
)


class Pulls:
    """What an editor that asks has been told; None of it matters to those that do not."""

    def __init__(self, server: HegaoServer) -> None:
        self._server = server
        self._told: dict[str, str] = {}

    def changed(self, uri: str, placed: Sequence[Placed]) -> bool:
        """Whether an editor that has asked about a document should ask again."""
        told = self._told.get(uri)
        return told is not None and told != result_id(placed)

    def forget(self, uri: str) -> None:
        """A document was closed or edited: the editor asks anew by itself."""
        self._told.pop(uri, None)

    async def of_document(
        self, params: types.DocumentDiagnosticParams
    ) -> types.DocumentDiagnosticReport:
        """What there is to say of a document as it is now."""
        uri = params.text_document.uri
        seen = await self._server.checks.seen(uri, waiting=not self._server.client.refreshes)
        placed = seen.placed if seen else []
        now = self._told[uri] = result_id(placed)
        if now == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(result_id=now)
        found = diagnostics(placed, uri)
        return types.RelatedFullDocumentDiagnosticReport(items=found, result_id=now)

    async def of_workspace(
        self, params: types.WorkspaceDiagnosticParams
    ) -> types.WorkspaceDiagnosticReport:
        """What there is to say of all documents, those on disk checked one after another."""
        known = {each.uri: each.value for each in params.previous_result_ids}
        items = [
            _report(draft, placed, known.get(draft.uri))
            async for draft, placed in self._each(params.work_done_token)
        ]
        gone = known.keys() - {item.uri for item in items}
        items += [
            types.WorkspaceFullDocumentDiagnosticReport(uri=uri, items=[]) for uri in sorted(gone)
        ]
        return types.WorkspaceDiagnosticReport(items=items)

    async def _each(
        self, token: types.ProgressToken | None
    ) -> AsyncIterator[tuple[Snapshot, Sequence[Placed]]]:
        server = self._server
        drafts = await server.work(lambda around: list(around.notices.all()), server.surroundings())
        progress = server.work_done_progress if token is not None else None
        if progress and token is not None:
            progress.begin(token, types.WorkDoneProgressBegin("核稿：检查文件夹", percentage=0))
        try:
            for number, draft in enumerate(drafts, 1):
                if draft.version is not None and (seen := await server.checks.seen(draft.uri)):
                    yield draft, seen.placed
                else:
                    yield draft, await server.work(_found, draft, server)
                if progress and token is not None:
                    share = 100 * number // len(drafts)
                    told = types.WorkDoneProgressReport(
                        message=f"{number}/{len(drafts)}", percentage=share
                    )
                    progress.report(token, told)
        finally:
            if progress and token is not None:
                progress.end(token, types.WorkDoneProgressEnd())


def result_id(placed: Sequence[Placed]) -> str:
    """The same for the same diagnostics at the same places."""
    return blake2b(published(placed, "", None).encode(), digest_size=12).hexdigest()


def _found(draft: Snapshot, server: HegaoServer) -> Sequence[Placed]:
    return place(draft.findings, draft.text, server.client)


def _report(
    draft: Snapshot, placed: Sequence[Placed], known: str | None
) -> types.WorkspaceDocumentDiagnosticReport:
    now = result_id(placed)
    if now == known:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(
            uri=draft.uri, result_id=now, version=draft.version
        )
    return types.WorkspaceFullDocumentDiagnosticReport(
        uri=draft.uri, items=diagnostics(placed, draft.uri), version=draft.version, result_id=now
    )
