"""How alike two sentences are: the cosine of their character bigrams, weighed by how rare they are.

Bigrams need no dictionary and no word segmentation, and stay right with words that were never
seen (G. Salton, C. Buckley, Term-weighting approaches in automatic text retrieval, 1988). The
weights come from one side alone, the upstream: so a sentence of the draft has its scores
whatever else the draft says, and an edit costs the edited sentence only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from math import log, sqrt
from typing import Final, NamedTuple

CLEAR: Final = 0.25
"""From here on two sentences are held to say the same.

Chosen on notices that have nothing to do with each other, not on pairs with known answers:
bench/alignment.py tells how seldom sentences of such notices reach it.
"""
FAINT: Final = 0.18
"""From here on two sentences that answer to nothing else are worth a question."""
FLOOR: Final = 0.12
"""Scores below this are noise and not kept."""
_KEPT: Final = 8
_DATE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)(?:\d{1,2}日|底|末)?前?|\d{4}年底?前?")


class Match(NamedTuple):
    """A sentence of the index, by its number, and how alike it is: 0 to 1."""

    number: int
    score: float


class Likeness:
    """Sentences to be found again by others that say the same; titles weigh no words."""

    def __init__(self, plain: Sequence[str], titles: Sequence[bool] = ()) -> None:
        bags = [_words(each) for each in plain]
        counted = [bag for bag, title in zip_longest(bags, titles) if not title]
        seen = Counter(gram for bag in counted for gram in bag)
        total = len(counted)
        self._unseen = log(1 + total)
        self._weights = {gram: log(1 + total / (1 + count)) for gram, count in seen.items()}
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for number, bag in enumerate(bags):
            for gram, weight in self._vector(bag).items():
                self._holders.setdefault(gram, []).append((number, weight))
        self._titles = frozenset(number for number, title in enumerate(titles) if title)
        self._found: dict[str, tuple[Match, ...]] = {}
        self._answers: dict[str, tuple[Match, ...]] = {}

    def find(self, plain: str) -> tuple[Match, ...]:
        """The most alike sentences and titles, best first."""
        found = self._found.get(plain)
        if found is None:
            found = self._found[plain] = self._search(plain)
        return found

    def sentences(self, plain: str) -> tuple[Match, ...]:
        """The most alike sentences that are no titles."""
        return tuple(match for match in self.find(plain) if match.number not in self._titles)

    def answers(self, plain: str) -> tuple[Match, ...]:
        """What a sentence may answer to: a title only where no sentence is clearly meant."""
        found = self._answers.get(plain)
        if found is None:
            found, sentences = self.find(plain), self.sentences(plain)
            if sentences and sentences[0].score >= CLEAR:
                found = sentences
            self._answers[plain] = found
        return found

    def _search(self, plain: str) -> tuple[Match, ...]:
        scores: dict[int, float] = {}
        for gram, weight in self._vector(_words(plain)).items():
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


def _words(plain: str) -> Counter[str]:
    """The bigrams of what is said; a date says nothing of the matter."""
    return bigrams(_DATE.sub("", plain))


@lru_cache(maxsize=16384)
def bigrams(plain: str) -> Counter[str]:
    """The pairs of neighbouring characters; kept, so not to be changed."""
    return Counter(map("".join, zip(plain, plain[1:], strict=False)))
