"""The words of two texts against each other: what each has that the other has not.

Numbers and Latin words are one token each, any other character is one. Width and white space are
no difference, and a mark at the very end is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from hegao.dsl.align import wording
from hegao.dsl.align.wording import Token, Wording
from hegao.dsl.revision.change import Change
from hegao.grammar.source import Span

END_MARKS: Final = "。；;.，,"
AROUND: Final = 24
"""The characters before and behind a short change among which its neighbours are looked for."""
SHORT: Final = 2
LONG: Final = 3
"""The characters of what is too short to be quoted alone: put in or left out; replaced."""
MOST: Final = 40_000
"""Pairs of equal tokens above which texts are told as replaced as a whole: no language has so
many, and matching them takes long."""
_TOKEN = re.compile(r"\d+(?:[.．]\d+)?|[A-Za-zＡ-Ｚａ-ｚ]+|\S")
_BEFORE = re.compile(r"(?:\d+|[^\W\d_]){0,2}\Z")
_AFTER = re.compile(r"(?:\d+|[^\W\d_]){0,2}")


class Replaced(NamedTuple):
    """A place where two texts differ; one of the two spans may be empty."""

    old: Span
    new: Span


def cut(text: str, spans: Sequence[Span]) -> Wording:
    """The words that stand in some spans of a text."""
    return _cut(text, tuple(spans))


@lru_cache(maxsize=4096)
def _cut(text: str, spans: tuple[Span, ...]) -> Wording:
    tokens = [
        Token(unicodedata.normalize("NFKC", match[0]), Span(*match.span()))
        for span in spans
        for match in _TOKEN.finditer(text, *span)
    ]
    while tokens and tokens[-1].text in END_MARKS:
        tokens.pop()
    return Wording(text, tuple(tokens))


def replaced(old: Wording, new: Wording) -> list[Replaced]:
    """Where two texts differ, in order; the same places from both sides."""
    one, other = [each.text for each in old.tokens], [each.text for each in new.tokens]
    if one == other:
        return []
    first = _common(one, other)
    last = _common(one[first:][::-1], other[first:][::-1])
    ends = len(one) - last, len(other) - last
    if _equal_pairs(one[first : ends[0]], other[first : ends[1]]) > MOST:
        return [Replaced(old.span(first, ends[0]), new.span(first, ends[1]))]
    # What a matcher finds depends on which text is the first: always the same one is.
    if one <= other:
        return [Replaced(c.asked_span, c.given_span) for c in wording.changes(old, new)]
    return [Replaced(c.given_span, c.asked_span) for c in wording.changes(new, old)]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _equal_pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pairs of equal tokens two texts have."""
    counts = Counter(other)
    return sum(counts[token] for token in one)


def changes_of(old: Wording, new: Wording, places: Iterable[Replaced]) -> Iterator[Change]:
    """The changes as they are told, with the words around short ones."""
    for place in places:
        gone, come = _quoted(old, new, place)
        if not re.search(r"\w", gone + come):
            yield Change("marks_changed", gone.strip(), come.strip())
        elif gone and come:
            yield Change("words_changed", _flat(gone), _flat(come))
        elif come:
            yield Change("words_added", "", _flat(come))
        else:
            yield Change("words_removed", _flat(gone), "")


def words_at(old: Wording, new: Wording, place: Replaced) -> tuple[str, str]:
    """What stands in a place of the two texts."""
    return old.text[slice(*place.old)], new.text[slice(*place.new)]


def _quoted(old: Wording, new: Wording, place: Replaced) -> tuple[str, str]:
    """The words of a change, short ones with their neighbours."""
    gone, come = words_at(old, new, place)
    short = max(len(gone), len(come)) <= (LONG if gone and come else SHORT)
    if not short or not re.search(r"\w", gone + come):
        return gone, come
    around = _around(old, place.old), _around(new, place.new)
    return around if all(around) else (gone, come)


def _around(of: Wording, span: Span) -> str:
    """A short change with two characters or numbers on either side, as far as the clause goes."""
    before = _BEFORE.search(of.text[max(span.start - AROUND, 0) : span.start])
    after = _AFTER.match(of.text[span.end : span.end + AROUND])
    return f"{before and before[0]}{of.text[slice(*span)]}{after and after[0]}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def marks_in(spans: Sequence[Span], places: Iterable[Span]) -> list[tuple[int, int]]:
    """Places of a text as those of its spans put together, a line end between each two."""
    found: list[tuple[int, int]] = []
    shift = 0
    for span in spans:
        for place in places:
            start, end = max(place.start, span.start), min(place.end, span.end)
            if start < end:
                found.append((start - span.start + shift, end - span.start + shift))
        shift += span.end - span.start + 1
    return found
