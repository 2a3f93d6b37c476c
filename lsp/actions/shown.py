"""Offers as code actions: with the edit, or with what it takes to make the edit later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lsprotocol import types

from hegao.linter.finding import Edit
from hegao.lsp.actions.offer import Offer, Scene
from hegao.lsp.checking.diagnostics import diagnostic
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import range_of, workspace_edit
from hegao.lsp.snapshot import Snapshot

NOTE = "hegao"
SNIPPET_MARKS = re.compile(r"[\\$}]")


def code_action(offer: Offer, number: int, scene: Scene) -> types.CodeAction | None:
    """An offer as the editor takes it; None where its edit turns out to be none.

    `number` is its place among all offers for the scene.
    """
    draft, client = scene.draft, scene.around.client
    action = types.CodeAction(
        title=offer.title,
        kind=offer.kind,
        diagnostics=[diagnostic(offer.finding, draft, client)] if offer.finding else None,
        is_preferred=offer.preferred or None,
        disabled=types.CodeActionDisabled(offer.refusal) if offer.refusal else None,
    )
    if offer.refusal:
        return action
    if offer.later and client.resolves_edits:
        action.data = _data(offer, number, scene)
        return action
    action.edit = edit_of(offer, draft, client)
    return action if action.edit else None


def _data(offer: Offer, number: int, scene: Scene) -> dict[str, Any]:
    place = list(scene.place)
    known = {"uri": scene.draft.uri, "version": scene.draft.version, "place": place}
    return {**known, "number": number, "title": offer.title}


def edit_of(offer: Offer, draft: Snapshot, client: ClientAbilities) -> types.WorkspaceEdit | None:
    """What an offer does to the draft, in the form that the client can use best."""
    edits = offer.make()
    if not edits:
        return None
    if client.versioned_edits and offer.review and client.change_notes:
        return _reviewed(offer.title, edits, draft)
    if client.versioned_edits and offer.typing is not None and client.snippet_edits:
        return _typed_on(edits[0], offer.typing, draft)
    return workspace_edit(edits, draft, client)


def _reviewed(title: str, edits: Sequence[Edit], draft: Snapshot) -> types.WorkspaceEdit:
    """Edits that the drafter looks through before they are made."""
    note = types.ChangeAnnotation(title, needs_confirmation=True)
    changes = [
        types.AnnotatedTextEdit(NOTE, range_of(each.span, draft.text), _lines(each.text, draft))
        for each in edits
    ]
    made = _in_document(changes, draft)
    made.change_annotations = {NOTE: note}
    return made


def _typed_on(edit: Edit, at: int, draft: Snapshot) -> types.WorkspaceEdit:
    """An insertion with the cursor left inside it."""
    before, after = (_escaped(_lines(text, draft)) for text in (edit.text[:at], edit.text[at:]))
    snippet = types.StringValue(f"{before}$0{after}")
    return _in_document([types.SnippetTextEdit(range_of(edit.span, draft.text), snippet)], draft)


def _in_document(
    changes: Sequence[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit],
    draft: Snapshot,
) -> types.WorkspaceEdit:
    identity = types.OptionalVersionedTextDocumentIdentifier(draft.uri, draft.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identity, [*changes])])


def _lines(text: str, draft: Snapshot) -> str:
    return text.replace("\n", draft.text.line_end)


def _escaped(text: str) -> str:
    return SNIPPET_MARKS.sub(r"\\\g<0>", text)
