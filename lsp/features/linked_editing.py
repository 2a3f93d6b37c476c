"""A tag and its uses, which change together while one of them is typed in."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import offset_of, range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.places.named_things import naming_at, namings_of
from hegao.lsp.snapshot import Snapshot

WORD = r"[^【】\r\n]+"
"""What a tag may be made of: all that does not end the reference to it."""


def linked_ranges(
    draft: Snapshot, _around: Surroundings, params: types.LinkedEditingRangeParams
) -> types.LinkedEditingRanges | None:
    """The places of a tag that one task gives itself and others use; else None."""
    naming = naming_at(draft, offset_of(params.position, draft.text))
    if naming is None or naming.thing.kind != "tag":
        return None
    places = namings_of(naming.thing, draft)
    if len(places) < 2 or sum(each.declares for each in places) != 1:
        return None
    words = {draft.source[slice(*each.span)] for each in places}
    if len(words) > 1:
        return None
    return types.LinkedEditingRanges([range_of(each.span, draft.text) for each in places], WORD)


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE, linked_ranges),)
