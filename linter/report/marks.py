"""The lines of a text with the findings on them: which characters to mark for which finding."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final, NamedTuple

from hegao.grammar.source import Span
from hegao.linter.finding import SEVERITIES, Severity
from hegao.linter.report.excerpt import line_bounds
from hegao.linter.report.result import FileResult

MOST_LINES: Final = 20
"""Lines that are marked for one finding; one that is about a whole notice says where it ends."""
MOST_RELATED: Final = 200


class Reason(NamedTuple):
    """Why characters are marked; where there are several reasons, the least is the worst."""

    also: bool
    """Whether the finding stands elsewhere and only speaks of these characters as well."""
    rank: int
    """The place of its severity in SEVERITIES."""
    number: int
    """The place of the finding in the list of its file."""
    severity: Severity


class Mark(NamedTuple):
    """The characters of a line that a finding speaks of."""

    reason: Reason
    span: Span
    begins: bool
    """Whether these are its first characters, not what follows of a line before."""


class Piece(NamedTuple):
    """A part of a line that is marked alike all over."""

    text: str
    worst: Reason | None
    """What it is marked for, of several reasons the worst."""
    begins: tuple[Reason, ...]
    """The reasons of the marks that begin here."""


class Line(NamedTuple):
    """A line without its end."""

    number: int
    text: str
    pieces: tuple[Piece, ...]
    """All of the text; empty where nothing is marked."""
    findings: tuple[int, ...]
    """The findings that stand here, by their place in the list of the file."""


class MarkedText:
    """The lines of a file, marked for its first `count` findings."""

    def __init__(self, file: FileResult, count: int) -> None:
        self._starts = file.index.starts
        # What follows the last line end is no line.
        ended = len(self._starts) > 1 and self._starts[-1] == len(file.text)
        self._last = len(self._starts) - ended
        self._bounds = [line_bounds(file, number) for number in range(1, self._last + 1)]
        self._marks: defaultdict[int, list[Mark]] = defaultdict(list)
        for number, finding in enumerate(file.findings[:count]):
            rank = SEVERITIES.index(finding.severity)
            self._mark(finding.span, Reason(False, rank, number, finding.severity))
            also = Reason(True, rank, number, finding.severity)
            for span in finding.related[:MOST_RELATED]:
                self._mark(span, also)
        self.lines = [self._line(file.text, number) for number in range(1, self._last + 1)]

    def line_of(self, offset: int) -> int:
        """The number of the line a character stands on, of those there are."""
        return min(bisect_right(self._starts, offset), self._last)

    def _mark(self, span: Span, reason: Reason) -> None:
        """Mark the lines that a span reaches over, the first of them at least."""
        first = self.line_of(span.start)
        if span.start < span.end <= self._bounds[first - 1].end:
            self._marks[first].append(Mark(reason, span, begins=True))
            return
        final = self.line_of(max(span.start, span.end - 1))
        for line in range(first, min(final, first + MOST_LINES - 1) + 1):
            within = _within(span, self._bounds[line - 1])
            self._marks[line].append(Mark(reason, within, begins=line == first))

    def _line(self, text: str, number: int) -> Line:
        bounds = self._bounds[number - 1]
        whole = text[bounds.start : bounds.end]
        if number not in self._marks:
            return Line(number, whole, (), ())
        marks = self._marks[number]
        standing = [mark.reason.number for mark in marks if mark.begins and not mark.reason.also]
        return Line(number, whole, tuple(_pieces(text, bounds, marks)), tuple(standing))


def _within(span: Span, line: Span) -> Span:
    """The part of a span on a line: at least a character, where the line has one."""
    start = min(max(span.start, line.start), max(line.start, line.end - 1))
    return Span(start, min(max(span.end, start + 1), line.end))


def _pieces(text: str, line: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The line cut where a mark begins or ends; an empty line is one piece."""
    beginning: defaultdict[int, list[Mark]] = defaultdict(list)
    cuts = {*line}
    for mark in marks:
        beginning[mark.span.start].append(mark)
        cuts.update(mark.span)
    over: list[Mark] = []
    for start, end in pairwise(sorted(cuts) if len(cuts) > 1 else line):
        begins: tuple[Reason, ...] = ()
        if start in beginning:
            new = sorted(beginning[start])
            for mark in new:
                heappush(over, mark)
            begins = tuple([mark.reason for mark in new if mark.begins])
        while over and over[0].span.end < end:
            heappop(over)
        yield Piece(text[start:end], over[0].reason if over else None, begins)
