"""Places of ours to places of the protocol, and back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Place, Range, TextDocument


def range_of(span: Span, text: TextDocument) -> types.Range:
    """The range of a span of characters."""
    start, end = text.range(span)
    return types.Range(types.Position(*start), types.Position(*end))


def offset_of(position: types.Position, text: TextDocument) -> int:
    """The character that a position names, counted from the start of the text."""
    return text.offset(Place(position.line, position.character))


def span_of(range_: types.Range, text: TextDocument) -> Span:
    """The characters of a range."""
    return Span(offset_of(range_.start, text), offset_of(range_.end, text))


def to_range(range_: types.Range) -> Range:
    """A range as our documents take it."""
    start, end = range_.start, range_.end
    return Range(Place(start.line, start.character), Place(end.line, end.character))


def location_of(span: Span, draft: Snapshot) -> types.Location:
    """A span of a document as a place to go to."""
    return types.Location(draft.uri, range_of(span, draft.text))


def uri_of(path: Path | str) -> str:
    """The URI of a file."""
    return from_fs_path(str(Path(path).absolute())) or str(path)


def workspace_edit(
    edits: Iterable[Edit], draft: Snapshot, client: ClientAbilities
) -> types.WorkspaceEdit:
    """Edits of one document, with its line ends."""
    newline = draft.text.line_end
    changes = [
        types.TextEdit(range_of(edit.span, draft.text), edit.text.replace("\n", newline))
        for edit in edits
    ]
    if not client.versioned_edits:
        return types.WorkspaceEdit(changes={draft.uri: changes})
    identity = types.OptionalVersionedTextDocumentIdentifier(draft.uri, draft.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identity, [*changes])])


def workspace_edits(
    changed: Iterable[tuple[Snapshot, Iterable[Edit]]], client: ClientAbilities
) -> types.WorkspaceEdit:
    """Edits of several documents as one."""
    made = [workspace_edit(edits, draft, client) for draft, edits in changed]
    if not client.versioned_edits:
        changes = {uri: edits for each in made for uri, edits in (each.changes or {}).items()}
        return types.WorkspaceEdit(changes=changes)
    documents = [change for each in made for change in each.document_changes or ()]
    return types.WorkspaceEdit(document_changes=documents)
