"""Headings that run in to a line, and headings that a page break cuts in two."""

from __future__ import annotations

from dataclasses import dataclass, field

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece
from hegao.grammar.lines import Line
from hegao.grammar.parser import parse
from hegao.grammar.tree import lines

RUN_IN = "接排的标题，已提行"
BROKEN = "断开的标题，已连起来"


def set_off(manuscript: Manuscript) -> Manuscript:
    """The lines with every heading on a line of its own."""
    found = [line for line in lines(parse(manuscript.text)) if line.type != "LEADING"]
    if not any(line.miss in ("run_in", "broken_heading") for line in found):
        return manuscript
    splitter = _Splitter(list(manuscript.pieces))
    for before, line in zip((None, *found), found, strict=False):
        splitter.take(before, line)
    return manuscript.changed(splitter.made, splitter.notes)


@dataclass(slots=True)
class _Splitter:
    """Cuts the lines of a manuscript where the parser found that a heading begins."""

    left: list[Piece]
    """The lines that have not begun yet."""
    made: list[Piece] = field(default_factory=list[Piece])
    notes: list[Note] = field(default_factory=list[Note])

    def take(self, before: Line | None, line: Line) -> None:
        """The next line of the parser: a whole line of the manuscript, or the next part of one."""
        text = line.raw.strip("\n")
        if line.miss not in ("run_in", "broken_heading"):
            self.made.append(self.left.pop(0)._replace(text=text))
            return
        whole = self.made[-1]
        if line.miss == "broken_heading":
            self._join_heading(whole)
        elif before is not None:
            self.made[-1] = whole._replace(remarks=())
        self.notes.append(Note("inferred", RUN_IN, whole.place, text[:20]))
        self.made.append(whole._replace(text=text))

    def _join_heading(self, rest: Piece) -> None:
        """The rest of a heading goes back to the line where the heading begins."""
        self.made.pop()
        heading = self.made[-1]
        joined = heading.text + rest.text.strip()
        self.made[-1] = heading._replace(text=joined)
        self.notes.append(Note("inferred", BROKEN, rest.place, joined.strip()))
