"""Where two sentences differ: runs of characters that only one of them has.

Marks, white space and width are no difference, nor are a notice's own words for its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from hegao.dsl.align.places import NOWHERE, OWN, Place, own_spans
from hegao.dsl.align.sentences import WIDTHS
from hegao.grammar.source import Span

_WORD_CHARACTER = re.compile(r"[^\W_]")
_ISLAND: Final = 1
"""So few like characters between two changes belong to neither: 开展 and 展开."""


class Token(NamedTuple):
    """A character, or all of a notice's words for its own place."""

    text: str
    span: Span
    """In the sentence."""


class Change(NamedTuple):
    """A place where the wording differs; one of the two may be empty."""

    asked: str
    given: str
    asked_span: Span
    given_span: Span


class Wording(NamedTuple):
    """A sentence cut for comparison."""

    text: str
    tokens: tuple[Token, ...]

    def span(self, start: int, end: int) -> Span:
        """Where a run of tokens stands in the sentence; an empty run right before a token."""
        if start < end:
            return Span(self.tokens[start].span.start, self.tokens[end - 1].span.end)
        at = self.tokens[start - 1].span.end if start else 0
        return Span(at, at)


@lru_cache(maxsize=8192)
def wording(text: str, place: Place = NOWHERE) -> Wording:
    """A sentence as tokens: one a character, marks left out."""
    return Wording(text, tuple(_tokens(text, place)))


def _tokens(text: str, place: Place) -> Iterator[Token]:
    at = 0
    for own in (*own_spans(text, place), Span(len(text), len(text))):
        for match in _WORD_CHARACTER.finditer(text, at, own.start):
            yield Token(match[0].translate(WIDTHS), Span(*match.span()))
        if own.start < own.end:
            yield Token(OWN, own)
        at = own.end


@lru_cache(maxsize=4096)
def changes(asked: Wording, given: Wording) -> tuple[Change, ...]:
    """Where the second sentence differs from the first, in order."""
    one, other = [t.text for t in asked.tokens], [t.text for t in given.tokens]
    opcodes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return tuple(_change(asked, given, place) for place in _merged(opcodes))


def _change(asked: Wording, given: Wording, place: tuple[int, int, int, int]) -> Change:
    here, there = asked.span(*place[:2]), given.span(*place[2:])
    return Change(asked.text[slice(*here)], given.text[slice(*there)], here, there)


def sameness(asked: Wording, given: Wording) -> float:
    """The share of the longer sentence that both have, 0 to 1."""
    longer = max(len(asked.tokens), len(given.tokens)) or 1
    gone = sum(_size(asked, change.asked_span) for change in changes(asked, given))
    return (len(asked.tokens) - gone) / longer


def _size(of: Wording, span: Span) -> int:
    return sum(span.start <= token.span.start < span.end for token in of.tokens)


def _merged(
    opcodes: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[tuple[int, int, int, int]]:
    """The changes, those that only an island parts as one."""
    open_change: tuple[int, int, int, int] | None = None
    for tag, a, b, c, d in opcodes:
        if tag == "equal":
            continue
        if open_change and 0 < a - open_change[1] <= _ISLAND and _both(open_change, (a, b, c, d)):
            open_change = (open_change[0], b, open_change[2], d)
            continue
        if open_change:
            yield open_change
        open_change = (a, b, c, d)
    if open_change:
        yield open_change


def _both(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether what is joined replaces something: two plain insertions stay two."""
    gone = one[1] - one[0] + other[1] - other[0]
    new = one[3] - one[2] + other[3] - other[2]
    return gone > 0 and new > 0
