"""The lines of a text with the findings on them: which characters to mark for which finding."""

from __future__ import annotations

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


class Mark(NamedTuple):
    """The characters of a line that a finding speaks of."""

    span: Span
    number: int
    """The place of the finding in the list of its file."""
    severity: Severity
    main: bool
    """Whether the finding stands here; else it only speaks of these characters also."""
    begins: bool
    """Whether these are its first characters, not what follows of a line before."""


class Piece(NamedTuple):
    """A part of a line that is marked alike all over."""

    text: str
    worst: Mark | None
    """What it is marked for, of several the worst."""
    begins: tuple[Mark, ...]
    """The marks that begin here."""


class Line(NamedTuple):
    """A line without its end."""

    number: int
    pieces: tuple[Piece, ...]
    findings: tuple[int, ...]
    """The findings that stand here, by their place in the list of the file."""


def marked_lines(file: FileResult, count: int) -> list[Line]:
    """All lines of a file, marked for its first `count` findings."""
    marks = _by_line(file, count)
    return [_line(file, number, marks[number]) for number in range(1, _last(file) + 1)]


def line_of(file: FileResult, offset: int) -> int:
    """The number of the line a character stands on, of those there are."""
    return min(file.index.position(offset).line, _last(file))


def _last(file: FileResult) -> int:
    """The number of the last line; what follows the last line end is none."""
    starts = file.index.starts
    return len(starts) - (len(starts) > 1 and starts[-1] == len(file.text))


def _by_line(file: FileResult, count: int) -> defaultdict[int, list[Mark]]:
    found: defaultdict[int, list[Mark]] = defaultdict(list)
    for number, finding in enumerate(file.findings[:count]):
        _mark(file, found, Mark(finding.span, number, finding.severity, main=True, begins=True))
        for span in finding.related[:MOST_RELATED]:
            _mark(file, found, Mark(span, number, finding.severity, main=False, begins=True))
    return found


def _mark(file: FileResult, found: defaultdict[int, list[Mark]], mark: Mark) -> None:
    """Put a mark on the lines it reaches over, the first of them at least."""
    first = line_of(file, mark.span.start)
    final = line_of(file, max(mark.span.start, mark.span.end - 1))
    last = min(final, first + MOST_LINES - 1)
    for number in range(first, last + 1):
        span = _within(mark.span, line_bounds(file, number))
        found[number].append(mark._replace(span=span, begins=number == first))


def _within(span: Span, line: Span) -> Span:
    """The part of a span on a line: at least a character, where the line has one."""
    start = min(max(span.start, line.start), max(line.start, line.end - 1))
    return Span(start, min(max(span.end, start + 1), line.end))


def _line(file: FileResult, number: int, marks: Sequence[Mark]) -> Line:
    pieces = _pieces(file.text, line_bounds(file, number), marks)
    standing = (mark.number for mark in marks if mark.main and mark.begins)
    return Line(number, tuple(pieces), tuple(standing))


def _pieces(text: str, line: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The line cut where a mark begins or ends; an empty line is one piece."""
    beginning: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=_weight):
        beginning[mark.span.start].append(mark)
    cuts = sorted({*line, *(place for mark in marks for place in mark.span)})
    over: list[tuple[tuple[bool, int, int], Mark]] = []
    for start, end in pairwise(cuts if len(cuts) > 1 else line):
        for mark in beginning[start]:
            heappush(over, (_weight(mark), mark))
        while over and over[0][1].span.end < end:
            heappop(over)
        worst = over[0][1] if over else None
        begins = tuple(mark for mark in beginning[start] if mark.begins)
        yield Piece(text[start:end], worst, begins)


def _weight(mark: Mark) -> tuple[bool, int, int]:
    return not mark.main, SEVERITIES.index(mark.severity), mark.number
