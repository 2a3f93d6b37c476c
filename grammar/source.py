"""Text to positions: spans count characters, lines end as the language server protocol says."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final, NamedTuple

# LSP 3.17, "Text Documents": only these three end a line. VT, FF and U+2028 do not.
LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of characters: `text[start:end]`."""

    start: int
    end: int


make: Final = tuple.__new__
"""`make(Span, (1, 2))` is `Span(1, 2)` for half the time: for the places that make a hundred of
something in every notice. It wants a value for every field."""


class Position(NamedTuple):
    """A place as a person counts it: line and column from 1, in characters."""

    line: int
    column: int


class LineIndex:
    """Where the lines of a text begin."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self.starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        else:
            self.starts = [0, *accumulate([len(line) + 1 for line in text.split("\n")])]
            self.starts.pop()  # Behind the last line stands no line end.

    def position(self, offset: int) -> Position:
        """The line and column (both from 1, in characters) of a character offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The character offset of a line and column (both from 1)."""
        return self.starts[line - 1] + column - 1
