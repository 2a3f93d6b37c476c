"""An open text as the editor knows it: lines, and positions in the editor's units.

Only \\n, \\r\\n and \\r end a line (LSP 3.17, "Text Documents"); VT, FF, NEL and U+2028, which text
pasted from Word carries, do not. The last line has no end and may be empty.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import Literal, NamedTuple

from hegao.grammar.source import LINE_END, Span

Encoding = Literal["utf-8", "utf-16", "utf-32"]
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Place(NamedTuple):
    """A position as the protocol has it: both from 0, `character` in units of the encoding."""

    line: int
    character: int


class Range(NamedTuple):
    """From one place to another, end exclusive."""

    start: Place
    end: Place


class LineChange(NamedTuple):
    """An edit by the lines it touched: those from `first` to `old_end` are now up to `new_end`."""

    first: int
    old_end: int
    new_end: int
    """Both ends are exclusive."""

    @property
    def shift(self) -> int:
        """By how many lines what stands behind has moved."""
        return self.new_end - self.old_end


class TextLine:
    """One line with its end; knows how many units stand before each character."""

    __slots__ = ("_columns", "content", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.content = len(text.rstrip("\r\n"))
        self._columns: array[int] | None | Literal[False] = False

    def units(self, offset: int, encoding: Encoding) -> int:
        """The units before a character; an offset in the line's end counts as the line's length."""
        offset = min(offset, self.content)
        columns = self._widths(encoding)
        return offset if columns is None else columns[offset]

    def offset(self, units: int, encoding: Encoding) -> int:
        """The character at so many units; inside a character its start, past the line its end."""
        columns = self._widths(encoding)
        offset = units if columns is None else bisect_right(columns, units) - 1
        return max(0, min(offset, self.content))

    def _widths(self, encoding: Encoding) -> array[int] | None:
        if self._columns is False:
            self._columns = _columns(self.text, encoding)
        return self._columns


class TextDocument:
    """A text that incremental edits change."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.encoding: Encoding = encoding
        self._lines = _split(text)
        self._starts: list[int] | None = None
        self._text: str | None = None

    def copy(self) -> TextDocument:
        """The same text, which edits of this one do not reach."""
        other = TextDocument.__new__(TextDocument)
        other.encoding, other._lines = self.encoding, self._lines.copy()
        other._starts, other._text = self._starts, self._text
        return other

    @property
    def text(self) -> str:
        """The whole text."""
        if self._text is None:
            self._text = "".join(line.text for line in self._lines)
        return self._text

    @property
    def line_end(self) -> str:
        """The line end that the text uses first."""
        first = self._lines[0]
        return first.text[first.content :] or "\n"

    def replace_all(self, text: str) -> None:
        """Put another text in place of the whole."""
        self._lines = _split(text)
        self._starts = self._text = None

    def edit(self, range_: Range, text: str) -> LineChange:
        """Put a text in place of a range; the lines that this touches."""
        first, head = self._locate(min(range_))
        last, tail = self._locate(max(range_))
        new = self._lines[first].text[:head] + text + self._lines[last].text[tail:]
        if first > 0 and new.startswith("\n") and self._lines[first - 1].text.endswith("\r"):
            first -= 1
            new = self._lines[first].text + new
        lines = _split(new)
        if last + 1 < len(self._lines):
            lines.pop()  # Empty: what is put in place ends with the end of its last line.
        self._lines[first : last + 1] = lines
        self._starts = self._text = None
        return LineChange(first, last + 1, first + len(lines))

    def between(self, first: int, end: int) -> str:
        """The text of some lines, their ends included."""
        return "".join(line.text for line in self._lines[first:end])

    @property
    def line_count(self) -> int:
        """How many lines there are; the last may be empty."""
        return len(self._lines)

    def line_start(self, line: int) -> int:
        """The character that a line begins with."""
        return self._line_starts()[line]

    def offset(self, place: Place) -> int:
        """The character that a place names, counted from the start of the text."""
        line, within = self._locate(place)
        return self._line_starts()[line] + within

    def place(self, offset: int) -> Place:
        """The place of a character."""
        starts = self._line_starts()
        line = max(bisect_right(starts, offset) - 1, 0)
        return Place(line, self._lines[line].units(max(offset - starts[line], 0), self.encoding))

    def range(self, span: Span) -> Range:
        """The range of a span of characters."""
        return Range(self.place(span.start), self.place(span.end))

    def _locate(self, place: Place) -> tuple[int, int]:
        if place.line >= len(self._lines):
            return len(self._lines) - 1, self._lines[-1].content
        line = max(place.line, 0)
        return line, self._lines[line].offset(place.character, self.encoding)

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            lengths = (len(line.text) for line in self._lines)
            self._starts = list(accumulate(lengths, initial=0))[:-1]
        return self._starts


def _split(text: str) -> list[TextLine]:
    if LONE_SURROGATE.search(text):
        # An editor that counts in UTF-16 may send the halves of one character in two edits.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    ends = [match.end() for match in LINE_END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    return [TextLine(text[start:end]) for start, end in spans]


def _columns(line: str, encoding: Encoding) -> array[int] | None:
    """The units before each character and after the last; None where each takes one unit."""
    if line.isascii() or encoding == "utf-32":
        return None
    if encoding == "utf-8":
        widths = (1 + (c > "\x7f") + (c > "\u07ff") + (c > "\uffff") for c in line)
    elif max(line) > "\uffff":
        widths = (1 + (c > "\uffff") for c in line)
    else:
        return None
    return array("I", accumulate(widths, initial=0))
