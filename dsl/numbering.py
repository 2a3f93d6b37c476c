"""The count of numbered items: which number each should have, and where it departs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hegao.dsl.document import Item
from hegao.grammar.labels import number_label
from hegao.grammar.lines import Level

RESTARTING = "分节"


class Numbered(NamedTuple):
    """An item's place in its count."""

    expected: int | None
    """The number it should have; None where its own is right or none can be told."""
    label: str
    """That number as the item's level writes it; empty where its own is right."""
    duplicate: bool
    """Its number has been used in the same count."""


RIGHT = Numbered(None, "", duplicate=False)
"""The place of all the items that are as they should be."""


def number_items(items: Sequence[Item], way: str) -> list[Numbered]:
    """For each item its place in the count.

    `way` is the notice's 编号方式; unless it says 分节编号, a count may go on over headings or
    begin anew at 1 under each, and both are right.
    """
    count = _Count(separate=way.startswith(RESTARTING))
    return [count.take(index, item) for index, item in enumerate(items)]


def counted_through(items: Sequence[Item], way: str) -> list[int | None]:
    """For each item the number it has when all are counted anew; None where its own is right.

    Other than for `number_items` the count goes on from what a number should be.
    """
    count = _Count(separate=way.startswith(RESTARTING))
    found: list[int | None] = []
    for index, item in enumerate(items):
        expected = count.take(index, item).expected
        if expected is not None:
            count.last[item.mark.level] = expected
        found.append(expected)
    return found


class _Count:
    """What has been counted so far; `separate` tells that every heading begins a new count."""

    def __init__(self, *, separate: bool) -> None:
        self.separate = separate
        self.last: dict[Level, int] = {}
        self.places: dict[Level, int] = {}
        """The index of the last item of each level."""
        self.used: dict[Level, set[int]] = {}
        self.part = 0

    def take(self, index: int, item: Item) -> Numbered:
        """The next item's place."""
        level, number = item.mark.level, item.mark.number
        if item.part != self.part:
            # What a notice carries, and each attachment, numbers its items anew.
            self.part = item.part
            self.last, self.places, self.used = {}, {}, {}
        restart = (self.separate or number == 1) and self._restarts(level)
        self.places[level] = index
        if restart:
            self.last[level], self.used[level] = 0, set()
        following = self.last.get(level, 0) + 1
        expected = None if number is None or number == following else following
        used = self.used.setdefault(level, set())
        placed = RIGHT
        if expected is not None:
            label = number_label(level, expected) or item.mark.text
            placed = Numbered(expected, label, duplicate=number in used)
        if number is not None:
            used.add(number)
            # A slip is told once: the count goes on from the number that stands there, unless
            # that one is a repeated one.
            self.last[level] = max(number, following) if expected else number
        return placed

    def _restarts(self, level: Level) -> bool:
        """Whether a higher heading stands between here and the last item of this level."""
        here = self.places.get(level, -1)
        return here < 0 or any(
            there > here for other, there in self.places.items() if other < level
        )
