"""Headings that run in to a line, and headings that a page break cuts in two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Index, Manuscript, Piece, from_to
from hegao.grammar.lines import Line
from hegao.grammar.near_miss import repair
from hegao.grammar.source import Span

RUN_IN = "接排的标题，已提行"
BROKEN = "断开的标题，已连起来"
HEADINGS = ("run_in", "broken_heading")


def set_off(manuscript: Manuscript) -> Manuscript:
    """The lines with every heading on a line of its own."""
    found = list(repair(manuscript.text))
    if not any(line.miss in HEADINGS for line in found):
        return manuscript
    index = Index(manuscript)
    made: list[Piece] = []
    notes: list[Note] = []
    for number, group in groupby(found, key=lambda line: index.at(line.start)):
        piece, parts = manuscript.pieces[number], list(group)
        if any(line.miss in HEADINGS for line in parts):
            made.extend(_cut(piece, parts, index.starts[number], made, notes))
        else:
            made.append(piece)
    return manuscript.changed(made, notes)


def _cut(
    piece: Piece, parts: Sequence[Line], start: int, made: list[Piece], notes: list[Note]
) -> list[Piece]:
    """The parts of a line; what only ends the heading above it goes back to that."""
    ends = [line.start - start for line in parts[1:]] + [len(piece.text)]
    cuts = pairwise((parts[0].start - start, *ends))
    cut = [piece.part(begin, end)._replace(remarks=()) for begin, end in cuts]
    cut[-1] = cut[-1]._replace(remarks=piece.remarks)
    for line, part in zip(parts, cut, strict=True):
        if line.miss in HEADINGS:
            notes.append(Note("inferred", RUN_IN, piece.place, part.text[:20]))
    if made and len(parts) > 1 and parts[1].miss == "broken_heading":
        rest, heading = cut.pop(0), made.pop()
        span = Span(heading.span.start, rest.span.end)
        place = from_to(heading.place, piece.place)
        whole = heading._replace(text=heading.text + rest.text, place=place, span=span)
        notes.append(Note("inferred", BROKEN, piece.place, whole.text.strip()))
        cut.insert(0, whole)
    return cut
