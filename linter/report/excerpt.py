"""The source line of a finding with carets under its characters, clipped around them."""

from __future__ import annotations

from typing import NamedTuple

from hegao.grammar.source import Span
from hegao.linter.report.columns import ELLIPSIS, fitting, printable, reaches, width
from hegao.linter.report.result import FileResult

COLUMNS = 80
LEFT = 30
"""The columns before the marked characters when a line is clipped on both sides."""


class Excerpt(NamedTuple):
    """Two lines of equal indentation."""

    line: int
    source: str
    carets: str


def line_bounds(file: FileResult, line: int) -> Span:
    """Where a line begins and ends, without its line end."""
    starts, text = file.index.starts, file.text
    end = starts[line] if line < len(starts) else len(text)
    while end > starts[line - 1] and text[end - 1] in "\r\n":
        end -= 1
    return Span(starts[line - 1], end)


def excerpt(file: FileResult, span: Span) -> Excerpt:
    """The line a span begins on and the marks under it; the cost does not grow with the line."""
    line, _ = file.index.position(span.start)
    begin, end = line_bounds(file, line)
    begin = min(begin, span.start)
    left, right = _window(file.text, Span(begin, end), span)
    before, after = (ELLIPSIS * (left > begin)), (ELLIPSIS * (right < end))
    source = before + printable(file.text[left:right]) + after
    carets = before.replace(ELLIPSIS, " ") + _carets(file.text, Span(left, right), span)
    last, _ = file.index.position(max(span.start, span.end - 1))
    return Excerpt(line, source, carets + (f" 到第{last}行" if last > line else ""))


def _window(text: str, line: Span, span: Span) -> Span:
    """The part of the line to show: all of it when it fits, else around the span."""
    ahead = reaches(text[span.start : min(line.end, span.start + COLUMNS)])
    behind = reaches(text[max(line.start, span.start - COLUMNS) : span.start][::-1])
    room = COLUMNS - min(behind[-1], LEFT)
    right = fitting(ahead, room)
    if span.start + right < line.end:
        right = fitting(ahead, room - 1)
    left = fitting(behind, COLUMNS - ahead[right])
    return Span(span.start - left, span.start + right)


def _carets(text: str, window: Span, span: Span) -> str:
    """Blanks up to the span and carets under it; tabs stay tabs so that the columns agree."""
    indent = _filled(text[window.start : span.start], " ")
    marks = _filled(text[span.start : min(span.end, window.end)], "^")
    return indent + (marks.rstrip("\t") or "^")


def _filled(text: str, mark: str) -> str:
    """As wide as the text, of one character but for the tabs."""
    return "\t".join(mark * width(part) for part in text.split("\t"))
