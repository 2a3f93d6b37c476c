"""What edits made one after the other change in the text that was there first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from hegao.grammar.source import Span
from hegao.linter.finding import Edit


class _Part(NamedTuple):
    """Characters of the text as it is now."""

    text: str
    start: int
    """Where they stood at first; of new ones, where they were put in."""
    is_new: bool


class Patches:
    """A text that is edited, and what has become of its parts."""

    def __init__(self, text: str) -> None:
        self._parts: tuple[_Part, ...] = (_Part(text, 0, is_new=False),)
        self._length = len(text)
        self._ends = [len(text)]

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(part.text for part in self._parts)

    def origin(self, edit: Edit) -> Edit:
        """The same edit in the first text; what is new there counts as a place."""
        start, end = self._first(edit.span.start), self._first(edit.span.end)
        return Edit(Span(start, max(start, end)), edit.text)

    def take(self, edits: Iterable[Edit]) -> None:
        """Makes edits that do not overlap in the text as it is now."""
        made: list[_Part] = []
        at = 0
        for edit in sorted(edits, key=lambda each: each.span):
            made += self._kept(at, edit.span.start)
            made.append(_Part(edit.text, self._first(edit.span.start), is_new=True))
            at = edit.span.end
        made += self._kept(at, self._ends[-1])
        self._parts = tuple(part for part in made if part.text)
        self._ends = list(accumulate(len(part.text) for part in self._parts)) or [0]

    def edits(self) -> Iterator[Edit]:
        """All that has changed, as edits of the first text."""
        at, new = 0, ""
        for part in (*self._parts, _Part("", self._length, is_new=False)):
            if part.is_new:
                new += part.text
                continue
            if new or part.start > at:
                yield Edit(Span(at, part.start), new)
            at, new = part.start + len(part.text), ""

    def _first(self, at: int) -> int:
        index = bisect_right(self._ends, at)
        if index >= len(self._parts):
            return self._length
        part = self._parts[index]
        return part.start if part.is_new else part.start + at - (self._ends[index] - len(part.text))

    def _kept(self, start: int, end: int) -> Iterator[_Part]:
        """The parts between two places of the text as it is now."""
        index = bisect_right(self._ends, start)
        while start < end and index < len(self._parts):
            part, begin = self._parts[index], self._ends[index] - len(self._parts[index].text)
            text = part.text[start - begin : end - begin]
            yield part._replace(text=text, start=part.start + (0 if part.is_new else start - begin))
            start, index = self._ends[index], index + 1
