"""Characters of a notice that its fonts cannot show, and which other font gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from hegao.dsl.layout.glyphs import Coverage, missing
from hegao.dsl.layout.sheet import Flow, Passage, Sheet
from hegao.dsl.layout.styles import STYLES, Face
from hegao.grammar.source import Span

PAGE_NUMBERS: Final = "—0123456789"
"""What page numbers are made of (7.5)."""
NO_FONT: Final = Coverage("", b"", frozenset())


class GlyphFinding(NamedTuple):
    """A character that the font of its face does not have."""

    face: Face
    character: str
    state: Literal["missing", "empty"]
    """The font does not claim it, or claims it and has nothing to show."""
    font: str
    """The one that should have it; empty where there is no font at all."""
    substitute: str
    """The font that gives it instead; empty where none has it and nothing can be printed."""
    span: Span | None
    """Where it stands first in the source; None where it came in by the layout."""


def glyph_findings(
    texts: Mapping[Face, str], fonts: Mapping[Face, Iterable[Coverage]], source: str
) -> list[GlyphFinding]:
    """What is to be told of the texts of each face, by their places in the source.

    `fonts` gives the font of each face and, behind it, those that stand in for rare characters;
    they are asked one after the other as long as characters are missing, so that an iterator may
    read each when it is asked for.
    """
    found = [each for face in texts for each in _of_face(face, texts[face], fonts, source)]
    return sorted(found, key=lambda each: each.span or Span(len(source), len(source)))


def _of_face(
    face: Face, text: str, fonts: Mapping[Face, Iterable[Coverage]], source: str
) -> Iterator[GlyphFinding]:
    coverages = iter(fonts.get(face, ()))
    first = next(coverages, NO_FONT)
    lacking = missing(text, first)
    given: dict[str, str] = {}
    left = lacking
    for coverage in coverages if lacking else ():
        still = missing(left, coverage)
        given |= dict.fromkeys(left - still, coverage.name)
        left = still
        if not left:
            break
    for char in sorted(lacking):
        state: Literal["missing", "empty"] = "empty" if char in first.empty else "missing"
        span = _first(char, source)
        yield GlyphFinding(face, char, state, first.name, given.get(char, ""), span)


def _first(char: str, source: str) -> Span | None:
    at = source.find(char)
    return Span(at, at + 1) if at >= 0 else None


def texts_by_face(sheet: Sheet) -> dict[Face, str]:
    """All characters that are set in each face."""
    texts: dict[Face, list[str]] = {}
    for face, text in _faced(sheet):
        texts.setdefault(face, []).append(text)
    return {face: "".join(some) for face, some in texts.items()}


def _faced(sheet: Sheet) -> Iterator[tuple[Face, str]]:
    head, back = sheet.head, sheet.back
    for passage in (*head.marks, *filter(None, (head.number,))):
        yield from _flow(passage)
    if head.masthead:
        yield STYLES["masthead"].face, "".join((*head.masthead.names, head.masthead.suffix))
    yield from ((run.face, run.text) for line in head.signers for run in line)
    for section in sheet.sections:
        for flow in section.flow:
            yield from _flow(flow)
    for line in back.lines if back else ():
        yield STYLES["back"].face, line.text + line.aside
    yield STYLES["page_number"].face, PAGE_NUMBERS


def _flow(flow: Flow) -> Iterator[tuple[Face, str]]:
    if isinstance(flow, Passage):
        yield from ((run.face, run.text) for line in flow.lines for run in line)
        return
    yield from ((STYLES["column_name"].face, cell.text) for _, cell in flow.header)
    yield from ((STYLES["cell"].face, cell.text) for row in flow.rows for _, cell in row)
