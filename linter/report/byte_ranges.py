"""Places as reviewdog counts them: lines from 1, and columns from 1 in bytes of UTF-8."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from hegao.grammar.source import Span
from hegao.linter.report.result import FileResult

STEP: Final = 256
"""Characters between two places whose offset in bytes is kept."""


class ByteRanges:
    """Ranges of a file as JSON; the cost of one does not grow with its line."""

    def __init__(self, file: FileResult) -> None:
        self.file = file
        steps = (file.text[start : start + STEP] for start in range(0, len(file.text), STEP))
        self._bytes = [0, *accumulate(map(_byte_length, steps))]
        self._lines: dict[int, int] = {}
        """The offset in bytes of lines that places stand on."""

    def of(self, span: Span) -> str:
        """A span; its end is exclusive."""
        return f'{{"start": {self._position(span.start)}, "end": {self._position(span.end)}}}'

    def lines(self, span: Span) -> tuple[int, int]:
        """The lines a span begins and ends on."""
        index = self.file.index
        return index.position(span.start).line, index.position(span.end).line

    def _position(self, offset: int) -> str:
        line = self.file.index.position(offset).line
        begin = self._lines.get(line)
        if begin is None:
            begin = self._lines[line] = self._offset(self.file.index.starts[line - 1])
        return f'{{"line": {line}, "column": {self._offset(offset) - begin + 1}}}'

    def _offset(self, offset: int) -> int:
        step = offset // STEP
        return self._bytes[step] + _byte_length(self.file.text[step * STEP : offset])


def _byte_length(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
