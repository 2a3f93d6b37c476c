"""The text of a Word file as it is checked, and which of its characters a finding marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple, TypeAlias

from hegao.dsl.recover.frames import without_frames
from hegao.dsl.recover.manuscript import manuscript_of
from hegao.dsl.recover.word.origins import Origin, Origins, origins_of
from hegao.dsl.recover.word.parts import open_word
from hegao.dsl.recover.word.reader import read_parts
from hegao.grammar.source import Span
from hegao.linter.report.result import FileResult
from hegao.linter.review.runs import Runs

MOST_LINES: Final = 20
"""Of a paragraph that are marked for one finding, besides the first."""


class Read(NamedTuple):
    """The text of a Word file as it is checked, and where its characters stand in the file."""

    text: str
    places: tuple[str, ...]
    """Where each line stands, for a person: 第3段."""
    origins: Origins


Check: TypeAlias = Callable[[Read], FileResult]
"""The findings on a text."""


def read_file(data: bytes) -> Read:
    """The text of a .docx or .docm file. Raises UnreadableError."""
    file = open_word(data)
    read = read_parts(file)
    manuscript = without_frames(manuscript_of(read.finished))
    places = tuple(piece.place for piece in manuscript.pieces)
    origins = origins_of(manuscript.pieces, read.sources, file.document)
    return Read(manuscript.text, places, origins)


def words_of(runs: Runs, read: Read, span: Span) -> tuple[Origin, Origin] | None:
    """The characters to mark: of the span its part in the first paragraph, else one nearby."""
    lines = _lines(read, span)
    first = next(lines, None)
    if first is None:
        near = _nearby(read, span.start)
        return (near, near) if near else None
    paragraph = runs.paragraph(first[0])
    last = next(each for each in reversed(first) if runs.paragraph(each) is paragraph)
    # Lines of one paragraph, as of a title, are marked together.
    for line in islice(lines, MOST_LINES):
        if runs.paragraph(line[0]) is not paragraph:
            break
        last = line[-1]
    return first[0], last


def _lines(read: Read, span: Span) -> Iterator[list[Origin]]:
    """The characters of a span that stand in the file, line by line."""
    at, end = span.start, min(span.end, len(read.text))
    while at < end:
        line_end = read.text.find("\n", at, end)
        line_end = end if line_end < 0 else line_end
        if known := [each for each in read.origins[at:line_end] if each is not None]:
            yield known
        at = line_end + 1


def _nearby(read: Read, at: int) -> Origin | None:
    """The character of the line that is nearest to a place."""
    begin = read.text.rfind("\n", 0, at) + 1
    end = read.text.find("\n", at)
    end = len(read.text) if end < 0 else end
    for distance in range(max(end - at, at - begin) + 1):
        for place in (at + distance, at - distance):
            if begin <= place < end and (origin := read.origins[place]):
                return origin
    return None
