"""Which sentences say the same: one aligner for draft and upstream, for prose and table.

One sentence may answer to several and several to one: every sentence keeps the one most like it
on the other side, whoever else keeps that one too. What is then left on both sides is paired
with less, as a reworded sentence has nobody else to answer to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hegao.dsl.align.likeness import CLEAR, FAINT, Likeness, Match
from hegao.dsl.align.sentences import Sentence

Scores = dict[tuple[int, int], float]
"""How alike pairs of sentences are, by their numbers."""


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
    found = [
        asked.sentences(plain) if title else asked.answers(plain)
        for plain, title in zip(given.plain, given.titles, strict=True)
    ]
    clear = _clear(found)
    answered = {index for _, index in clear}
    left = [
        index for index, title in enumerate(given.titles) if not title and index not in answered
    ]
    together = {(of_asked.tasks[one], given.tasks[other]) for one, other in clear}
    clear |= _beside(found, left, together, of_asked, given)
    clear |= _titles(asked, of_asked, given, together)
    taken = {number for number, _ in clear}
    answered = {index for _, index in clear}
    rest = {
        (match.number, index): match.score
        for index in left
        if index not in answered
        for match in found[index]
        if match.score >= FAINT and match.number not in taken
    }
    pairs = [Pair(*pair, score, clear=True) for pair, score in clear.items()]
    pairs += [Pair(*pair, rest[pair], clear=False) for pair in _mutual(rest)]
    return sorted(pairs)


def _clear(found: Sequence[Sequence[Match]]) -> Scores:
    """The best of each sentence of either side, where they are alike enough."""
    clear: Scores = {}
    best: dict[int, tuple[float, int]] = {}
    for index, matches in enumerate(found):
        for place, (number, score) in enumerate(matches):
            if score < CLEAR:
                break
            if place == 0:
                clear[number, index] = score
            best[number] = max(best.get(number, (0.0, 0)), (score, -index))
    return clear | {(number, -index): score for number, (score, index) in best.items()}


def _beside(
    found: Sequence[Sequence[Match]],
    left: Sequence[int],
    together: set[tuple[int, int]],
    of_asked: Side,
    given: Side,
) -> Scores:
    """Sentences left over in tasks that belong together anyway: there, less is clear.

    What a draft splits off a sentence belongs to it, though that has its main part elsewhere.
    """
    pairs: Scores = {}
    for index in left:
        for match in found[index]:
            if (of_asked.tasks[match.number], given.tasks[index]) in together:
                pairs[match.number, index] = match.score
                break
    return pairs


def _titles(asked: Likeness, of_asked: Side, given: Side, together: set[tuple[int, int]]) -> Scores:
    """The titles of tasks that belong together by what they say."""
    return {
        (match.number, index): match.score
        for index, title in enumerate(given.titles)
        if title
        for match in asked.find(given.plain[index])
        if match.score >= CLEAR and of_asked.titles[match.number]
        if (of_asked.tasks[match.number], given.tasks[index]) in together
    }


def _mutual(scores: Scores) -> set[tuple[int, int]]:
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
