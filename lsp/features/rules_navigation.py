"""Going from a rule or a word list to where it is written, and to all that name it."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import location_of, offset_of, range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.rules.named import Mention, drafts_naming, files_naming, mention_at, mentions
from hegao.lsp.snapshot import Snapshot


def definition(
    draft: Snapshot, around: Surroundings, params: types.DefinitionParams
) -> list[types.Location]:
    """Where the rule or list under the cursor is written; nothing for a built-in one."""
    mention = _mention(draft, params.position)
    found = files_naming(mention, draft, around) if mention else ()
    return [location_of(m.span, file) for file, named in found for m in named if m.declares]


def references(
    draft: Snapshot, around: Surroundings, params: types.ReferenceParams
) -> list[types.Location]:
    """The places of rules files, and of drafts that a rule is not to look at, naming it."""
    mention = _mention(draft, params.position)
    if mention is None:
        return []
    declared = params.context.include_declaration
    return [
        location_of(m.span, file)
        for file, named in files_naming(mention, draft, around)
        for m in named
        if declared or not m.declares
    ] + [
        location_of(span, notice)
        for notice, spans in drafts_naming(mention, draft, around)
        for span in spans
    ]


def highlights(
    draft: Snapshot, _around: Surroundings, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """The places of this file; None where nothing is named, so that equal words are marked."""
    mention = _mention(draft, params.position)
    if mention is None:
        return None
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(
            range_of(m.span, draft.text), kinds.Write if m.declares else kinds.Read
        )
        for m in mentions(draft.source)
        if (m.what, m.name) == mention[:2]
    ]


def _mention(draft: Snapshot, position: types.Position) -> Mention | None:
    return mention_at(draft.source, offset_of(position, draft.text))


FEATURES = (
    DraftFeature(types.TEXT_DOCUMENT_DEFINITION, definition, language="rules"),
    DraftFeature(types.TEXT_DOCUMENT_REFERENCES, references, language="rules"),
    DraftFeature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlights, language="rules"),
)
