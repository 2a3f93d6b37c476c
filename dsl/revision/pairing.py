"""Which piece of the new version is which of the old: symmetric, so that a swap mirrors it.

What says the same is paired first, nearest place before farther ones; then what stands in the
same place and says nearly the same; then what is alike, best first. Each piece is in one pair.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from hegao.dsl.align.clauses import ALIKE, overlap
from hegao.dsl.align.likeness import CLEAR, Likeness

NEARLY: Final = 0.8
"""From this overlap on, what stands in the same place is the same piece."""
ROUNDS: Final = 2
"""Of many pieces that are all alike only some are compared at a time."""
_DIGITS = re.compile(r"\d+")

Pairs = dict[int, int]
"""The number in the old version to that in the new."""


class Said(NamedTuple):
    """A task, or another piece of text, as it is paired."""

    words: str
    """What it says, without marks and white space."""
    title: str
    section: str
    number: str
    kind: str
    """Only where nothing else is left is a row of a table paired with prose."""


Key = Callable[[Said], Hashable]


def _at(said: Said) -> Hashable:
    return said.kind, said.section, said.number


def _titled(said: Said) -> Hashable:
    return said.kind, said.section, said.title


def _masked(said: Said) -> Hashable:
    """What it says but for numbers."""
    return said.kind, _DIGITS.sub("0", said.words)


_SAME: Final[tuple[Key, ...]] = (
    lambda said: (said.words, _at(said)),
    lambda said: (said.words, said.kind, said.section),
    lambda said: (said.words, said.kind),
    lambda said: (_masked(said), _at(said)),
    lambda said: (_masked(said), said.section),
    _masked,
    lambda said: said.words,
)
"""What makes two pieces the same, the surest first."""


def paired(old: Sequence[Said], new: Sequence[Said]) -> Pairs:
    """The pieces that are the same in both versions, reworded or not."""
    pairs: Pairs = {}
    for key in _SAME:
        pairs |= _equal(old, new, pairs, key)
    near = _equal(old, new, pairs, _at)
    pairs |= {i: j for i, j in near.items() if overlap(old[i].words, new[j].words) >= NEARLY}
    for _ in range(ROUNDS):
        pairs |= _alike(old, new, pairs)
    pairs |= {i: j for i, j in _equal(old, new, pairs, _titled).items() if old[i].title}
    return dict(sorted(pairs.items()))


def unpaired(count: int, taken: Iterable[int]) -> list[int]:
    """The numbers of the pieces that are in no pair."""
    known = set(taken)
    return [at for at in range(count) if at not in known]


def best_first(scores: Mapping[tuple[int, int], tuple[float, ...]]) -> Pairs:
    """Pairs by their scores, the lowest first, each number in one; ties go to the nearest."""
    pairs: Pairs = {}
    taken: set[int] = set()
    for i, j in sorted(scores, key=lambda p: (scores[p], abs(p[0] - p[1]), p[0] + p[1], p)):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _equal(old: Sequence[Said], new: Sequence[Said], pairs: Pairs, key: Key) -> Pairs:
    """Those of one key, in their order."""
    waiting: dict[Hashable, deque[int]] = {}
    for j in unpaired(len(new), pairs.values()):
        waiting.setdefault(key(new[j]), deque()).append(j)
    return {
        i: here.popleft() for i in unpaired(len(old), pairs) if (here := waiting.get(key(old[i])))
    }


def _alike(old: Sequence[Said], new: Sequence[Said], pairs: Pairs) -> Pairs:
    """Reworded pieces among those that are left."""
    here, there = unpaired(len(old), pairs), unpaired(len(new), pairs.values())
    scores: dict[tuple[int, int], tuple[float, ...]] = {}
    for (a, b), score in likeness_of([old[i].words for i in here], [new[j].words for j in there]):
        one, other = old[here[a]], new[there[b]]
        if score < CLEAR and overlap(one.words, other.words) < ALIKE:
            continue
        apart = one.kind != other.kind
        scores[here[a], there[b]] = (
            apart, -score, one.section != other.section, one.number != other.number,
        )  # fmt: skip
    return best_first(scores)


def likeness_of(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[tuple[int, int], float]]:
    """How alike pieces are, 0 to 1, the same from both sides."""
    if not old or not new:
        return ()
    scores: dict[tuple[int, int], float] = {}
    of_old, of_new = Likeness(old), Likeness(new)
    for j, words in enumerate(new):
        for i, score in of_old.find(words):
            scores[i, j] = score
    for i, words in enumerate(old):
        for j, score in of_new.find(words):
            scores[i, j] = max(scores.get((i, j), 0.0), score)
    return scores.items()
