"""All places of the draft that name the thing under the cursor."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import offset_of, range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.places.named_things import naming_at, namings_of
from hegao.lsp.snapshot import Snapshot


def highlights(
    draft: Snapshot, _around: Surroundings, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """The places; None where nothing is named, so that the editor may mark equal words."""
    naming = naming_at(draft, offset_of(params.position, draft.text))
    if naming is None:
        return None
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(
            range_of(each.span, draft.text), kinds.Write if each.declares else kinds.Read
        )
        for each in namings_of(naming.thing, draft)
    ]


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlights),)
