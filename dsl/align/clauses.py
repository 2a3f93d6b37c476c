"""The clauses of a sentence, and which clause of another sentence says the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from hegao.dsl.align.likeness import bigrams
from hegao.dsl.align.places import NOWHERE, Place
from hegao.dsl.align.sentences import plain_words
from hegao.grammar.source import Span

ALIKE: Final = 0.4
"""From here on two clauses are held to say the same."""
_CLAUSE = re.compile(r"[^，,；;：:。！？\n]+")


class Clause(NamedTuple):
    """A clause and where it stands in its sentence."""

    text: str
    plain: str
    span: Span


@lru_cache(maxsize=8192)
def clauses_of(text: str, place: Place = NOWHERE) -> tuple[Clause, ...]:
    """The clauses of a sentence, empty ones left out."""
    found = (
        Clause(match[0], plain_words(match[0], place), Span(*match.span()))
        for match in _CLAUSE.finditer(text)
    )
    return tuple(each for each in found if each.plain)


@lru_cache(maxsize=65536)
def overlap(one: str, other: str) -> float:
    """The share of bigrams that two clauses have in common (Dice), 0 to 1."""
    first, second = bigrams(one), bigrams(other)
    total = first.total() + second.total()
    if not total:
        return float(one == other)
    return 2 * (first & second).total() / total


def held_in(part: str, whole: str) -> float:
    """The share of a part's bigrams that a longer text has, 0 to 1."""
    asked, given = bigrams(part), bigrams(whole)
    return (asked & given).total() / asked.total() if asked else float(part in whole)


def same_clause(clause: Clause, among: Sequence[Clause]) -> Clause | None:
    """The clause that says the same as one, None where no other is alike enough."""
    best = max(among, key=lambda each: overlap(clause.plain, each.plain), default=None)
    if best is None or overlap(clause.plain, best.plain) < ALIKE:
        return None
    return best
