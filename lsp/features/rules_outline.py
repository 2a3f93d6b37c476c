"""The parts of a rules file: rules, adjustments and word lists, to go to and to fold."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.lsp.convert import range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.rules.blocks import EXAMPLES, Block, RulesText, read_blocks
from hegao.lsp.snapshot import Snapshot

SHOWN = {
    "规则": types.SymbolKind.Event,
    "调整": types.SymbolKind.Property,
    "词表": types.SymbolKind.Array,
    "": types.SymbolKind.Null,
}
LONGEST = 40


def document_symbols(
    draft: Snapshot, _around: Surroundings, _params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol]:
    """Every block with its code and title, and below a rule its examples."""
    file = read_blocks(draft.source)
    return [_symbol(block, file, draft) for block in file.blocks]


def _symbol(block: Block, file: RulesText, draft: Snapshot) -> types.DocumentSymbol:
    heading = file.said(block.heading).strip()
    words = block.clauses[0].value if block.kind == "词表" and block.clauses else None
    kind = block.clause("对象")
    detail = file.said(words or (kind.value if kind else Span(0, 0)))
    head = block.name if block.name.start < block.name.end else block.heading
    return types.DocumentSymbol(
        name=f"词表 {file.code(block)}" if words else heading,
        kind=SHOWN[block.kind],
        range=range_of(block.span, draft.text),
        selection_range=range_of(head, draft.text),
        detail=" ".join(detail.split())[:LONGEST] or None,
        children=[*_examples(block, file, draft)],
    )


def _examples(block: Block, file: RulesText, draft: Snapshot) -> Iterator[types.DocumentSymbol]:
    for clause in block.clauses:
        if clause.name in EXAMPLES:
            last = " ".join(file.said(clause.value).split())
            span = Span(clause.label.start, max(clause.value.end, clause.label.end))
            yield types.DocumentSymbol(
                name=clause.name,
                kind=types.SymbolKind.String,
                range=range_of(span, draft.text),
                selection_range=range_of(clause.label, draft.text),
                detail=last[:LONGEST] or None,
            )


def folding_ranges(
    draft: Snapshot, _around: Surroundings, _params: types.FoldingRangeParams
) -> list[types.FoldingRange]:
    """Blocks, examples of several lines, and remarks of several lines."""
    file = read_blocks(draft.source)
    region, comment = types.FoldingRangeKind.Region, types.FoldingRangeKind.Comment
    spans = [(span, region) for block in file.blocks for span in _foldable(block)]
    spans += [(span, comment) for span in _runs(file, draft)]
    found = ((range_of(span, draft.text), kind) for span, kind in spans)
    return [
        types.FoldingRange(place.start.line, place.end.line, kind=kind)
        for place, kind in found
        if place.end.line > place.start.line
    ]


def _foldable(block: Block) -> Iterator[Span]:
    yield block.span
    for clause in block.clauses:
        if clause.name in EXAMPLES:
            yield Span(clause.label.start, max(clause.value.end, clause.label.end))


def _runs(file: RulesText, draft: Snapshot) -> Iterator[Span]:
    """Remarks that stand on lines one after another, as one."""
    run: Span | None = None
    for span in file.comments:
        line = draft.text.place(span.start).line
        if run and draft.text.place(run.end).line + 1 == line:
            run = Span(run.start, span.end)
            continue
        if run:
            yield run
        run = span
    if run:
        yield run


FEATURES = (
    DraftFeature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbols, language="rules"),
    DraftFeature(types.TEXT_DOCUMENT_FOLDING_RANGE, folding_ranges, language="rules"),
)
