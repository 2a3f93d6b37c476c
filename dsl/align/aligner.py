"""Which sentences say the same: one aligner for draft and upstream, for prose and table.

One sentence may answer to several and several to one: every sentence keeps the one most like it
on the other side, whoever else keeps that one too. What is then left on both sides is paired
with less, as a reworded sentence has nobody else to answer to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from hegao.dsl.align.likeness import Likeness, Match
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
    found = [
        (_no_titles if title else _sentences_first)(asked.find(plain), of_asked.titles)
        for plain, title in zip(given.plain, given.titles, strict=True)
    ]
    clear = _clear(found)
    answered = {index for _, index in clear}
    left = [
        index for index, title in enumerate(given.titles) if not title and index not in answered
    ]
    clear |= _beside(found, left, clear, of_asked.tasks, given.tasks)
    taken = {number for number, _ in clear}
    answered = {index for _, index in clear}
    rest = {
        (match.number, index): match.score
        for index in left
        if index not in answered
        for match in found[index]
        if match.score >= FAINT and match.number not in taken
    }
    pairs = [Pair(*pair, _score(found, pair), clear=True) for pair in clear]
    pairs += [Pair(*pair, rest[pair], clear=False) for pair in _mutual(rest)]
    return sorted(pairs)


def _sentences_first(matches: Sequence[Match], titles: Sequence[bool]) -> Sequence[Match]:
    """A title is answered to only where no sentence is clearly meant."""
    sentences = _no_titles(matches, titles)
    return sentences if sentences and sentences[0].score >= CLEAR else matches


def _no_titles(matches: Sequence[Match], titles: Sequence[bool]) -> Sequence[Match]:
    """Two titles may well be alike over different tasks: they tell nothing."""
    return [match for match in matches if not titles[match.number]]


def _score(found: Sequence[Sequence[Match]], pair: tuple[int, int]) -> float:
    return next(match.score for match in found[pair[1]] if match.number == pair[0])


def _clear(found: Sequence[Sequence[Match]]) -> set[tuple[int, int]]:
    """The best of each sentence of either side, where they are alike enough."""
    clear: set[tuple[int, int]] = set()
    best: dict[int, tuple[float, int]] = {}
    for index, matches in enumerate(found):
        for place, (number, score) in enumerate(matches):
            if score < CLEAR:
                break
            if place == 0:
                clear.add((number, index))
            best[number] = max(best.get(number, (0.0, 0)), (score, -index))
    return clear | {(number, -index) for number, (_, index) in best.items()}


def _beside(
    found: Sequence[Sequence[Match]],
    left: Sequence[int],
    clear: set[tuple[int, int]],
    asked_tasks: Sequence[int],
    given_tasks: Sequence[int],
) -> set[tuple[int, int]]:
    """Sentences left over in tasks that belong together anyway: there, less is clear.

    What a draft splits off a sentence belongs to it, though that has its main part elsewhere.
    """
    together = {(asked_tasks[one], given_tasks[other]) for one, other in clear}
    pairs: set[tuple[int, int]] = set()
    for index in left:
        for match in found[index]:
            if (asked_tasks[match.number], given_tasks[index]) in together:
                pairs.add((match.number, index))
                break
    return pairs


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
