"""Headings that run in to a line, and headings that a page break cuts in two."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece
from hegao.grammar.lines import Line
from hegao.grammar.parser import parse
from hegao.grammar.source import Span
from hegao.grammar.tree import lines

RUN_IN = "接排的标题，已提行"
BROKEN = "断开的标题，已连起来"


def set_off(manuscript: Manuscript) -> Manuscript:
    """The lines with every heading on a line of its own."""
    found = [line for line in lines(parse(manuscript.text)) if line.type != "LEADING"]
    if not any(line.miss in ("run_in", "broken_heading") for line in found):
        return manuscript
    splitter = _Splitter(deque(manuscript.pieces), manuscript.pieces[0])
    for line in found:
        splitter.take(line)
    return manuscript.changed(splitter.made, splitter.notes)


@dataclass(slots=True)
class _Splitter:
    """Cuts the lines of a manuscript where the parser found that a heading begins."""

    left: deque[Piece]
    """The lines that have not begun yet."""
    whole: Piece
    """The line that is being cut."""
    at: int = 0
    """Where the next part of it begins."""
    made: list[Piece] = field(default_factory=list[Piece])
    notes: list[Note] = field(default_factory=list[Note])

    def take(self, line: Line) -> None:
        """The next line of the parser: a whole line of the manuscript, or the next part of one."""
        length = len(line.raw.rstrip("\n"))
        if line.miss not in ("run_in", "broken_heading"):
            self.whole, self.at = self.left.popleft(), length
            self.made.append(self.whole if length == len(self.whole.text) else self._part(0))
            return
        text = line.raw.strip()
        self.made[-1] = self.made[-1]._replace(remarks=())
        if line.miss == "broken_heading":
            self._join_heading(self.made.pop())
        self.at += length
        self.made.append(self._part(self.at - length))
        self.notes.append(Note("inferred", RUN_IN, self.whole.place, text[:20]))

    def _part(self, start: int) -> Piece:
        return self.whole.part(start, self.at)

    def _join_heading(self, rest: Piece) -> None:
        """The rest of a heading goes back to the line where the heading begins."""
        heading = self.made[-1]
        joined = heading.text + rest.text
        span = Span(heading.span.start, rest.span.end)
        self.made[-1] = heading._replace(text=joined, span=span)
        self.notes.append(Note("inferred", BROKEN, rest.place, joined.strip()))
