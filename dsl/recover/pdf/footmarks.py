"""Footnote marks: small raised figures behind a word, which are no part of its text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from hegao.dsl.recover.pdf.page import Character

SMALLER = 0.92
LEAST_RISE, MOST_RISE = 0.15, 0.7
NEAR = 0.4
LEADING = 0.8
APART = 0.3
ONE_BASELINE = 0.6
LONGEST = 5
MOST_MARKS = 300
"""A page with more of them has figures of some other kind."""
FIGURES = frozenset("0123456789[]〔〕［］()（）*＊①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
MARK = re.compile(r"[\[〔［(（]?(\d{1,3}|[①-⑳])[\]〕］)）]?|[*＊]{1,3}")
UNIT = re.compile(r"(?:(?<![A-Za-zμ])(?:[A-Za-zμ]|(?:[kcdmhnμ]|da)m)|米|里|尺)$")
POWER = re.compile(r"[×xX·*]10$")
SEEN = 4
"""So many characters before a figure tell whether it is an exponent."""


class Mark(NamedTuple):
    """A raised figure."""

    text: str
    """As it is printed, with its brackets."""
    left: float
    baseline: float
    """Of the line that it belongs to."""
    size: float
    """Of the characters of that line."""
    leads: bool
    """It stands before the first word of a line, as at the head of a footnote."""

    @property
    def name(self) -> str:
        """Without brackets."""
        return self.text.strip("[]〔〕［］()（）")


class Marked(NamedTuple):
    """Characters without the marks behind words; marks at the head of a line are still in them."""

    rest: list[Character]
    marks: list[Mark]


def take_marks(characters: Sequence[Character]) -> Marked:
    """The marks of a page, in reading order, and its other characters."""
    largest = max((each.size for each in characters), default=0.0)
    rows = {
        round(each.baseline, 1)
        for each in characters
        if each.text in FIGURES and each.size <= SMALLER * largest
    }
    if not rows:
        return Marked(list(characters), [])
    around, marks = _Around(characters), list[Mark]()
    ends: dict[int, float] = {}
    taken: set[int] = set()
    for run in _runs(each for each in characters if round(each.baseline, 1) in rows):
        if not MARK.fullmatch("".join(each.text for each in run[: LONGEST + 1])):
            continue
        if base := around.base(run):
            marks.append(_mark(run, base))
            if not marks[-1].leads:
                taken.update(map(id, run))
                ends[id(base)] = max(base.right, run[-1].right)
    if len(marks) > MOST_MARKS:
        return Marked(list(characters), [])
    marks.sort(key=lambda mark: (mark.baseline, mark.left))
    # The word before a mark takes its room, or there would be a gap.
    rest = (
        each._replace(right=ends.get(id(each), each.right))
        for each in characters
        if id(each) not in taken
    )
    return Marked(list(rest), marks)


def _mark(run: Sequence[Character], base: Character) -> Mark:
    text = "".join(each.text for each in run)
    return Mark(text, run[0].left, base.baseline, base.size, leads=base.left > run[0].left)


def _runs(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """Characters of one size that touch each other."""
    run: list[Character] = []
    for each in sorted(characters, key=lambda each: (round(each.baseline, 1), each.left)):
        if run and not _touches(run[-1], each):
            yield run
            run = []
        if each.text != " ":
            run.append(each)
    if run:
        yield run


def _touches(one: Character, after: Character) -> bool:
    is_level = abs(one.baseline - after.baseline) < ONE_BASELINE
    is_next = -one.size < after.left - one.right <= APART * one.size
    return is_level and is_next and after.text != " " and abs(one.size - after.size) < APART


class _Around:
    """Finds what stands beside and below a raised figure."""

    def __init__(self, characters: Sequence[Character]) -> None:
        self._ordered = sorted(
            (each for each in characters if each.text != " "), key=lambda each: each.baseline
        )
        self._baselines = [each.baseline for each in self._ordered]

    def base(self, run: Sequence[Character]) -> Character | None:
        """The character that a mark stands behind, or at the head of a line before.

        None for an exponent and for all that is not raised.
        """
        below = self._below(run[0])
        before = max((each for each in below if _is_before(each, run[0])), key=_left, default=None)
        if not before:
            behind = (each for each in below if _is_behind(run[-1], each))
            return min(behind, key=_left, default=None)
        return None if self._is_exponent(before, run[0].text) else before

    def _level(self, low: float, high: float) -> list[Character]:
        first = bisect_left(self._baselines, low)
        return self._ordered[first : bisect_right(self._baselines, high, first)]

    def _below(self, small: Character) -> list[Character]:
        """Larger characters over which a small one is raised."""
        low, high = small.baseline, small.baseline + 5 * MOST_RISE * small.size
        return [
            each
            for each in self._level(low, high)
            if small.size <= SMALLER * each.size
            and LEAST_RISE * each.size <= each.baseline - small.baseline <= MOST_RISE * each.size
        ]

    def _is_exponent(self, base: Character, figure: str) -> bool:
        level = self._level(base.baseline - ONE_BASELINE, base.baseline + ONE_BASELINE)
        before = sorted((each for each in level if each.left <= base.left), key=_left)[-SEEN:]
        words = "".join(each.text for each in before)
        return bool(POWER.search(words) or (figure in ("2", "3") and UNIT.search(words)))


def _left(each: Character) -> float:
    return each.left


def _is_before(base: Character, small: Character) -> bool:
    return base.left < small.left and abs(small.left - base.right) <= NEAR * base.size


def _is_behind(small: Character, base: Character) -> bool:
    return -NEAR * base.size <= base.left - small.right <= LEADING * base.size
