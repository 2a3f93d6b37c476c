"""Which sentences say the same: one aligner for draft and upstream, for prose and table.

One sentence may answer to several and several to one: every sentence keeps the one most like it
on the other side, whoever else keeps that one too. What is then left on both sides is paired
with less, as a reworded sentence has nobody else to answer to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from hegao.dsl.align.likeness import Likeness
from hegao.dsl.align.sentences import Sentence

CLEAR: Final = 0.25
"""From here on two sentences are held to say the same.

Chosen on notices that have nothing to do with each other, not on pairs with known answers:
bench/alignment.py tells how seldom sentences of such notices reach it.
"""
FAINT: Final = 0.18
"""From here on two sentences that answer to nothing else are worth a question."""


class Pair(NamedTuple):
    """Two sentences that say the same, by their numbers."""

    asked: int
    given: int
    score: float
    clear: bool


class Side(NamedTuple):
    """The sentences of one text, and to which task each belongs."""

    plain: Sequence[str]
    tasks: Sequence[int]
    titles: Sequence[bool]


def side_of(sentences: Sequence[Sentence]) -> Side:
    """Sentences as they are aligned."""
    return Side(
        [each.plain for each in sentences],
        [each.task for each in sentences],
        [each.title for each in sentences],
    )


def align(asked: Likeness, of_asked: Side, given: Side) -> list[Pair]:
    """The pairs between indexed sentences and others, in the order of the first."""
    # Two titles may well be alike over different tasks: they tell nothing.
    scores = {
        (match.number, index): match.score
        for index, (plain, title) in enumerate(zip(given.plain, given.titles, strict=True))
        for match in asked.find(plain)
        if not (title and of_asked.titles[match.number])
    }
    clear = {pair for pair in _best(scores) if scores[pair] >= CLEAR}
    clear |= _beside(scores, clear, of_asked.tasks, given.tasks)
    left_asked = set(range(len(of_asked.plain))) - {one for one, _ in clear}
    left_given = set(range(len(given.plain))) - {other for _, other in clear}
    rest = {
        (one, other): score
        for (one, other), score in scores.items()
        if score >= FAINT and one in left_asked and other in left_given
    }
    found = [Pair(*pair, scores[pair], clear=True) for pair in clear]
    found += [Pair(*pair, rest[pair], clear=False) for pair in _mutual(rest)]
    return sorted(found)


def _beside(
    scores: dict[tuple[int, int], float],
    clear: set[tuple[int, int]],
    asked_tasks: Sequence[int],
    given_tasks: Sequence[int],
) -> set[tuple[int, int]]:
    """Sentences left over in tasks that belong together anyway: there, less is clear.

    What a draft splits off a sentence belongs to it, though that has its main part elsewhere.
    """
    together = {(asked_tasks[one], given_tasks[other]) for one, other in clear}
    taken = {other for _, other in clear}
    left = {
        pair: score
        for pair, score in scores.items()
        if pair[1] not in taken and (asked_tasks[pair[0]], given_tasks[pair[1]]) in together
    }
    best: dict[int, tuple[float, int]] = {}
    for (one, other), score in left.items():
        best[other] = max(best.get(other, (0.0, 0)), (score, -one))
    return {(-one, other) for other, (_, one) in best.items()}


def _best(scores: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """The best of each sentence of either side."""
    first: dict[int, tuple[float, tuple[int, int]]] = {}
    second: dict[int, tuple[float, tuple[int, int]]] = {}
    for (one, other), score in scores.items():
        key = (score, (-one, -other))
        first[one] = max(first.get(one, key), key)
        second[other] = max(second.get(other, key), key)
    return {(-a, -b) for _, (a, b) in (*first.values(), *second.values())}


def _mutual(scores: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Pairs, best first, each sentence in one."""
    taken_asked: set[int] = set()
    taken_given: set[int] = set()
    found: set[tuple[int, int]] = set()
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if one not in taken_asked and other not in taken_given:
            found.add((one, other))
            taken_asked.add(one)
            taken_given.add(other)
    return found
