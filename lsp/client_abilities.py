"""What the editor says of itself: what it can show or apply beyond the plainest protocol."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lsprotocol import types


class ClientAbilities(NamedTuple):
    """What the client can do; all False for one that says nothing."""

    related_places: bool = False
    tags: bool = False
    versioned_edits: bool = False
    code_links: bool = False
    """Can show where the code of a diagnostic is explained."""
    manual: Mapping[str, str] = MappingProxyType({})
    """Where that is, by code: URIs of manual pages, once they are written."""
    pulls: bool = False
    """Asks for diagnostics itself; is then told none unasked."""
    refreshes: bool = False
    """Asks for diagnostics again when told to."""
    snippets: bool = False
    resolves_edits: bool = False
    """Asks for the edit of a code action when it needs it."""
    change_notes: bool = False
    """Shows edits for review before they are made (change annotations)."""
    snippet_edits: bool = False
    """Lets the drafter go on writing inside an edit that was made."""
    disabled_actions: bool = False
    """Shows code actions that cannot be done, with the reason."""
    shows_documents: bool = False
    link_tips: bool = False
    """Shows a word on where a link leads to."""
    markdown: bool = False
    progress: bool = False
    watches: bool = False
    """Can be asked to tell of files that change on disk."""


def abilities(client: types.ClientCapabilities) -> ClientAbilities:
    """What a client says of itself."""
    documents = client.text_document or types.TextDocumentClientCapabilities()
    workspace = client.workspace or types.WorkspaceClientCapabilities()
    window = client.window or types.WindowClientCapabilities()
    shown, edits = documents.publish_diagnostics, workspace.workspace_edit
    actions, hover = documents.code_action, documents.hover
    item = documents.completion and documents.completion.completion_item
    resolve = actions and actions.resolve_support
    watched = workspace.did_change_watched_files
    return ClientAbilities(
        related_places=bool(shown and shown.related_information),
        tags=bool(shown and shown.tag_support),
        versioned_edits=bool(edits and edits.document_changes),
        code_links=bool(shown and shown.code_description_support),
        pulls=documents.diagnostic is not None,
        refreshes=bool(workspace.diagnostics and workspace.diagnostics.refresh_support),
        snippets=bool(item and item.snippet_support),
        resolves_edits=bool(resolve and "edit" in resolve.properties),
        change_notes=bool(edits and edits.change_annotation_support),
        snippet_edits=bool(edits and edits.snippet_edit_support),
        disabled_actions=bool(actions and actions.disabled_support),
        shows_documents=bool(window.show_document and window.show_document.support),
        link_tips=bool(documents.document_link and documents.document_link.tooltip_support),
        markdown=bool(hover and types.MarkupKind.Markdown in (hover.content_format or ())),
        progress=bool(window.work_done_progress),
        watches=bool(watched and watched.dynamic_registration),
    )
