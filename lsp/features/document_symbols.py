"""The outline of a draft: header, parts, sections, items with units and limits, tables."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from hegao.lsp.convert import range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.outline.contents import Entry, EntryKind, contents
from hegao.lsp.outline.task_words import cut, told
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import TextDocument

KINDS: Final[dict[EntryKind, types.SymbolKind]] = {
    "header": types.SymbolKind.Package,
    "element": types.SymbolKind.Property,
    "part": types.SymbolKind.File,
    "item": types.SymbolKind.Module,
    "table": types.SymbolKind.Array,
    "row": types.SymbolKind.Method,
}
TASK: Final = types.SymbolKind.Method


def document_symbols(
    draft: Snapshot, _around: Surroundings, _params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol]:
    """The tree of the draft."""
    return [_symbol(entry, draft.text) for entry in contents(draft.notice)]


def _symbol(entry: Entry, text: TextDocument) -> types.DocumentSymbol:
    value = text.text[entry.head.start : entry.head.end] if entry.kind == "element" else ""
    return types.DocumentSymbol(
        name=cut(entry.name) or "（空）",
        detail=told(entry.task) if entry.task else cut(value),
        kind=TASK if entry.task else KINDS[entry.kind],
        range=range_of(entry.span, text),
        selection_range=range_of(entry.head, text),
        children=[_symbol(child, text) for child in entry.children],
    )


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols),)
