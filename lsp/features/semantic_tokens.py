"""Words in colour: all of a document, of the part that is shown, or what changed."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from hegao.lsp.convert import span_of
from hegao.lsp.feature import DraftFeature, Language, Surroundings
from hegao.lsp.rules.blocks import read_blocks
from hegao.lsp.rules.coloured import coloured
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.tokens.coloured_words import coloured_words
from hegao.lsp.tokens.token_kinds import LEGEND
from hegao.lsp.tokens.token_list import SentTokens, Token, encoded, without_overlaps

SENT: Final = SentTokens()


def all_tokens(
    draft: Snapshot, _around: Surroundings, _params: types.SemanticTokensParams
) -> types.SemanticTokens:
    """The coloured words of the whole document."""
    return SENT.full(draft.uri, encoded(_tokens(draft), draft.text))


def changed_tokens(
    draft: Snapshot, _around: Surroundings, params: types.SemanticTokensDeltaParams
) -> types.SemanticTokens | types.SemanticTokensDelta:
    """What is different from the answer that the editor has."""
    data = encoded(_tokens(draft), draft.text)
    return SENT.delta(draft.uri, params.previous_result_id, data)


def shown_tokens(
    draft: Snapshot, _around: Surroundings, params: types.SemanticTokensRangeParams
) -> types.SemanticTokens:
    """The coloured words of the part that the editor shows."""
    start, end = span_of(params.range, draft.text)
    tokens = (each for each in _tokens(draft) if each.span.start < end and start < each.span.end)
    return types.SemanticTokens(encoded(tokens, draft.text))


def _tokens(draft: Snapshot) -> list[Token]:
    if draft.is_rules:
        return without_overlaps(coloured(read_blocks(draft.source)))
    return without_overlaps(coloured_words(draft))


LANGUAGES: Final[tuple[Language, ...]] = ("notice", "rules")
FEATURES = tuple(
    DraftFeature(method, answer, LEGEND if answer is all_tokens else None, language)
    for language in LANGUAGES
    for method, answer in (
        (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, all_tokens),
        (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, changed_tokens),
        (types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, shown_tokens),
    )
)
