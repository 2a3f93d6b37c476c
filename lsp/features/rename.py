"""Other names for units (in all drafts of the workspace), for tags and for aliases of upstreams."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import offset_of, range_of, workspace_edits
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.places.named_things import naming_at
from hegao.lsp.places.naming import Naming
from hegao.lsp.renaming.renamed_text import refusal
from hegao.lsp.renaming.renaming import rename_alias, rename_tag
from hegao.lsp.renaming.unit_renaming import name_at, rename_unit
from hegao.lsp.snapshot import Snapshot

KINDS = ("unit", "tag", "alias")


def prepare(
    draft: Snapshot, _around: Surroundings, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """The name under the cursor, of a unit with the prefix it shares; None for all else."""
    naming = _naming(draft, params.position)
    if naming is None:
        return None
    is_unit = naming.thing.kind == "unit"
    name = name_at(naming, draft) if is_unit else naming.thing.name
    return types.PrepareRenamePlaceholder(range_of(naming.span, draft.text), name)


def rename(
    draft: Snapshot, around: Surroundings, params: types.RenameParams
) -> types.WorkspaceEdit:
    """The edits of all drafts. Raises a refusal where a name would not say the same."""
    naming, new = _naming(draft, params.position), params.new_name.strip()
    if naming is None:
        raise refusal("这里能改名的只有单位、标识和上级文件的别名")
    match naming.thing.kind:
        case "tag":
            renamed = rename_tag(naming, new, draft)
        case "alias":
            renamed = rename_alias(naming, new, draft)
        case _:
            renamed = rename_unit(naming, new, draft, around)
    return workspace_edits(renamed, around.client)


def _naming(draft: Snapshot, position: types.Position) -> Naming | None:
    naming = naming_at(draft, offset_of(position, draft.text))
    return naming if naming and naming.thing.kind in KINDS else None


FEATURES = (
    DraftFeature(types.TEXT_DOCUMENT_RENAME, rename),
    DraftFeature(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare),
)
