"""The files that the header of a draft names, as links."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import range_of, uri_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.places.header_files import header_files
from hegao.lsp.snapshot import Snapshot


def document_links(
    draft: Snapshot, around: Surroundings, _params: types.DocumentLinkParams
) -> list[types.DocumentLink]:
    """A link for each file that is there."""
    return [
        types.DocumentLink(
            range_of(file.span, draft.text),
            uri_of(file.path),
            f"打开{file.field}：{file.path.name}" if around.client.link_tips else None,
        )
        for file in header_files(draft)
    ]


FEATURES = (
    DraftFeature(types.TEXT_DOCUMENT_DOCUMENT_LINK, document_links, types.DocumentLinkOptions()),
)
