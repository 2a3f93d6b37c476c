"""How firmly a task asks in two versions: what weakens it one way strengthens it the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.dsl.align.places import NOWHERE
from hegao.dsl.align.sentences import Sentence, plain_words
from hegao.dsl.document import Task
from hegao.dsl.revision.change import Change
from hegao.dsl.upstream.difference import Asked, Counterpart, Difference
from hegao.dsl.upstream.force import UNIVERSAL, compare_force
from hegao.grammar.source import Span

REVERSED: Final = "意思相反"
WORD_FOR_WORD: Final = frozenset((REVERSED, "禁止放松"))
"""Cases of one word in the place of another; of others only what was put in is quoted."""
WEAKER: Final = frozenset(("力度减弱", "留有余地", "禁止放松", "范围缩小"))
LONGEST: Final = 3000
"""The characters of two texts above which they are not compared in detail."""


def force_changes(old: Task, new: Task) -> Iterator[Change]:
    """Words that make the new version ask less, or more, than the old."""
    if len(old.text) + len(new.text) > LONGEST:
        return
    for each in _weaker(old, new):
        yield Change("force_reversed" if each.case == REVERSED else "force_weaker", *_told(each))
    for each in _weaker(new, old):
        if each.case != REVERSED:
            yield Change("force_stricter", *reversed(_told(each)))


def _weaker(asked: Task, given: Task) -> Iterator[Difference]:
    sentence = _sentence(asked)
    counterpart = Counterpart(_sentence(given), given, 1.0)
    compared = compare_force(Asked(sentence, asked, NOWHERE, [counterpart], NOWHERE, [(0, given)]))
    for each in compared:
        if each.case in WEAKER or each.case == REVERSED:
            yield each


def _sentence(task: Task) -> Sentence:
    """All that a task says, as one sentence."""
    text = task.text
    return Sentence(text, plain_words(text), Span(0, len(text)), 0, task.block)


def _told(found: Difference) -> tuple[str, str]:
    """The words of the firmer and of the weaker text."""
    quoted = found.case in WORD_FOR_WORD or UNIVERSAL.fullmatch(found.asked)
    return found.asked if quoted else "", " ".join(found.given.split())
