"""How alike two sentences are: the cosine of their character bigrams, weighed by how rare they are.

Bigrams need no dictionary and no word segmentation, and stay right with words that were never
seen (G. Salton, C. Buckley, Term-weighting approaches in automatic text retrieval, 1988). The
weights come from one side alone, the upstream: so a sentence of the draft has its scores
whatever else the draft says, and an edit costs the edited sentence only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from math import log, sqrt
from typing import Final, NamedTuple

FLOOR: Final = 0.12
"""Scores below this are noise and not kept."""
_KEPT: Final = 8


class Match(NamedTuple):
    """A sentence of the index, by its number, and how alike it is: 0 to 1."""

    number: int
    score: float


class Likeness:
    """Sentences to be found again by others that say the same; titles weigh no words."""

    def __init__(self, plain: Sequence[str], titles: Sequence[bool] = ()) -> None:
        bags = [bigrams(each) for each in plain]
        counted = [bag for bag, title in zip_longest(bags, titles) if not title]
        seen = Counter(gram for bag in counted for gram in bag)
        total = len(counted)
        self._unseen = log(1 + total)
        self._weights = {gram: log(1 + total / (1 + count)) for gram, count in seen.items()}
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for number, bag in enumerate(bags):
            for gram, weight in self._vector(bag).items():
                self._holders.setdefault(gram, []).append((number, weight))
        self._found: dict[str, tuple[Match, ...]] = {}

    def find(self, plain: str) -> tuple[Match, ...]:
        """The most alike sentences, best first."""
        found = self._found.get(plain)
        if found is None:
            found = self._found[plain] = self._search(plain)
        return found

    def _search(self, plain: str) -> tuple[Match, ...]:
        scores: dict[int, float] = {}
        for gram, weight in self._vector(bigrams(plain)).items():
            for number, other in self._holders.get(gram, ()):
                scores[number] = scores.get(number, 0.0) + weight * other
        found = [Match(number, score) for number, score in scores.items() if score >= FLOOR]
        return tuple(sorted(found, key=lambda match: (-match.score, match.number))[:_KEPT])

    def _vector(self, bag: Counter[str]) -> dict[str, float]:
        weights = self._weights
        vector = {
            gram: (1 + log(count) if count > 1 else 1.0) * weights.get(gram, self._unseen)
            for gram, count in bag.items()
        }
        length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        return {gram: weight / length for gram, weight in vector.items()}


def bigrams(plain: str) -> Counter[str]:
    """The pairs of neighbouring characters."""
    return Counter(map("".join, zip(plain, plain[1:], strict=False)))
