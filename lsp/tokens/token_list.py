"""Coloured words in the protocol's form: five numbers each, counted on from the one before.

What was sent last for each document is kept, so that after an edit only the change is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final, NamedTuple

from lsprotocol import types

from hegao.grammar.source import LINE_END, Span
from hegao.lsp.text_document import TextDocument
from hegao.lsp.tokens.token_kinds import INDEX, TokenKind

KEPT: Final = 32
"""Of so many documents the last answer is kept."""


class Token(NamedTuple):
    """A run of characters of the whole text, and what it is coloured as."""

    span: Span
    kind: TokenKind
    modifiers: int = 0


def without_overlaps(tokens: Iterable[Token]) -> list[Token]:
    """The tokens in the order of the text; of two that overlap the one that begins first.

    Of two that begin together the longer one stays, as the protocol allows no overlaps.
    """
    kept: list[Token] = []
    end = 0
    for token in sorted(tokens, key=lambda each: (each.span.start, -each.span.end)):
        if token.span.start >= end and token.span.end > token.span.start:
            kept.append(token)
            end = token.span.end
    return kept


def encoded(tokens: Iterable[Token], text: TextDocument) -> list[int]:
    """Tokens that do not overlap, in the order of the text, as the protocol sends them."""
    source = text.text
    data: list[int] = []
    line = column = 0
    for token in tokens:
        for piece in _of_one_line(token.span, source):
            start, end = text.range(piece)
            step = start.line - line
            length = end.character - start.character
            data += (
                step, start.character - (0 if step else column), length,
                INDEX[token.kind], token.modifiers,
            )  # fmt: skip
            line, column = start
    return data


def _of_one_line(span: Span, source: str) -> Iterator[Span]:
    """A span cut at line ends; a token of several lines many editors cannot show."""
    words = source[span.start : span.end]
    if "\n" not in words and "\r" not in words:
        yield span
        return
    start = span.start
    for end in (*LINE_END.finditer(source, span.start, span.end), None):
        stop = end.start() if end else span.end
        words = source[start:stop]
        if shown := words.strip():
            begin = start + words.index(shown)
            yield Span(begin, begin + len(shown))
        start = end.end() if end else stop


class SentTokens:
    """What was sent last for each document, with the name of that answer."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._sent: dict[str, tuple[str, list[int]]] = {}

    def full(self, uri: str, data: list[int]) -> types.SemanticTokens:
        """All tokens of a document, to be kept for later."""
        return types.SemanticTokens(data, self._keep(uri, data))

    def delta(
        self, uri: str, previous: str, data: list[int]
    ) -> types.SemanticTokens | types.SemanticTokensDelta:
        """What changed since an answer; everything where that answer is not kept any more."""
        known = self._sent.get(uri)
        if known is None or known[0] != previous:
            return self.full(uri, data)
        return types.SemanticTokensDelta(_edits(known[1], data), self._keep(uri, data))

    def _keep(self, uri: str, data: list[int]) -> str:
        name = str(next(self._numbers))
        self._sent.pop(uri, None)
        self._sent[uri] = (name, data)
        if len(self._sent) > KEPT:
            del self._sent[next(iter(self._sent))]
        return name


def _edits(old: list[int], new: list[int]) -> list[types.SemanticTokensEdit]:
    """The one run of numbers that is different; none where nothing is."""
    if old == new:
        return []
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    fresh = new[head : len(new) - tail]
    return [types.SemanticTokensEdit(head, len(old) - head - tail, fresh or None)]
