"""What can be folded: header and back matter, parts, sections, items with fields, tables."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.outline.contents import all_entries, contents
from hegao.lsp.snapshot import Snapshot


def folding_ranges(
    draft: Snapshot, _around: Surroundings, _params: types.FoldingRangeParams
) -> list[types.FoldingRange]:
    """All that takes more than one line; of two that begin in one line the longer."""
    found: dict[int, types.FoldingRange] = {}
    for entry in all_entries(contents(draft.notice)):
        place = range_of(entry.span, draft.text)
        first, last = place.start.line, place.end.line
        if last > first and (first not in found or found[first].end_line < last):
            found[first] = types.FoldingRange(first, last, kind=types.FoldingRangeKind.Region)
    return [found[line] for line in sorted(found)]


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_FOLDING_RANGE, folding_ranges),)
