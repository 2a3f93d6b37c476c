"""Going to where the thing under the cursor is declared."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import offset_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.places.destinations import destinations
from hegao.lsp.places.named_things import naming_at
from hegao.lsp.snapshot import Snapshot


def definition(
    draft: Snapshot, around: Surroundings, params: types.DefinitionParams
) -> list[types.Location]:
    """The row of a unit, the task of a tag, the upstream item, the file, the rule."""
    naming = naming_at(draft, offset_of(params.position, draft.text))
    return destinations(naming.thing, draft, around) if naming else []


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_DEFINITION, definition),)
