"""The head of the first page: marks, the red name, number, signers, red rule (版头)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.layout.head import SUFFIX_GAP
from hegao.dsl.layout.profile import Profile
from hegao.dsl.layout.sheet import Head, Masthead, Passage, Run, Sheet
from hegao.dsl.layout.styles import SIZE_3, STYLES
from hegao.dsl.layout.text import width
from hegao.dsl.layout.word.markup import TWIPS, mm_twips, paragraph, run, spacing, tag, twips, value
from hegao.dsl.layout.word.measures import (
    AREA_WIDTH,
    CHARACTER,
    INK_RISE,
    fall,
    line_height,
    margins,
    rest,
)
from hegao.dsl.layout.word.passages import passage_paragraph, runs
from hegao.dsl.layout.word.rules import room, rule
from hegao.dsl.layout.word.styles import style_id

BELOW_RULE: Final = SIZE_3 * 7 / 8
"""Points from the double rule of a letter to what stands below it (10.1)."""


def head(sheet: Sheet) -> Iterator[str]:
    """The paragraphs of the head, from above."""
    if sheet.form == "信函":
        yield from _letter_head(sheet.head, sheet.profile)
        return
    said, profile = sheet.head, sheet.profile
    yield from (passage_paragraph(mark) for mark in said.marks)
    if said.masthead:
        yield from _masthead(said.masthead, _above(said, said.masthead, profile))
    yield from _number(said, profile)
    if said.rule:
        gap = mm_twips(said.rule_gap_mm) - twips(_below(said, profile))
        yield rule(said.rule, before=max(gap, 0))


def _above(said: Head, masthead: Masthead, profile: Profile) -> int:
    """Twips from the marks to the line of the masthead, so that its letters begin where they do."""
    marks = len(said.marks) * twips(profile.pitch)
    return max(_line_top(masthead) - margins(profile).top - marks, 0)


def _line_top(masthead: Masthead) -> int:
    """Twips from the edge of the paper to the line of the letters."""
    line = line_height(masthead.size_pt)
    return mm_twips(masthead.top_mm) - twips(fall(line, masthead.size_pt, INK_RISE))


def _below(said: Head, profile: Profile) -> float:
    """Points below the letters that stand above the rule, in their line."""
    if said.masthead and not said.number and not said.signers:
        return rest(line_height(said.masthead.size_pt), said.masthead.size_pt)
    return rest(profile.pitch)


def _masthead(masthead: Masthead, above: int) -> Iterator[str]:
    """One name is a paragraph; several are a table, spread to one width, 文件 beside them."""
    line = twips(line_height(masthead.size_pt))
    if len(masthead.names) > 1:
        yield room(above)
        yield _names(masthead, line)
        return
    text = masthead.names[0] + masthead.suffix
    yield paragraph("masthead", run(text), place=spacing(line, above))


def _names(masthead: Masthead, line: int) -> str:
    cell = masthead.size_pt * masthead.stretch
    # A point more than they need: no name may turn over.
    names = twips(max(width(name) for name in masthead.names) / 2 * cell) + TWIPS
    suffix = twips((width(masthead.suffix) / 2 + SUFFIX_GAP) * cell)
    columns = (names, suffix) if masthead.suffix else (names,)
    properties = tag(
        "tblPr",
        tag("tblW", w=sum(columns), type="dxa"),
        value("jc", "center"),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", *(tag(side, w=0, type="dxa") for side in ("left", "right"))),
    )
    rows = (
        _names_row(name, "" if at else masthead.suffix, columns, line)
        for at, name in enumerate(masthead.names)
    )
    return tag("tbl", properties, tag("tblGrid", *(tag("gridCol", w=w) for w in columns)), *rows)


def _names_row(name: str, suffix: str, columns: Sequence[int], line: int) -> str:
    cells = [_masthead_cell(name, columns[0], "distribute")]
    if len(columns) > 1:
        merged = value("vMerge", "restart" if suffix else "continue") + value("vAlign", "center")
        cells.append(_masthead_cell(suffix, columns[1], "right", merged))
    return tag("tr", tag("trPr", tag("trHeight", val=line, hRule="exact")), *cells)


def _masthead_cell(text: str, size: int, align: str, how: str = "") -> str:
    said = paragraph("masthead", run(text), place=value("jc", align))
    return tag("tc", tag("tcPr", tag("tcW", w=size, type="dxa"), how), said)


def _number(said: Head, profile: Profile) -> Iterator[str]:
    """The lines of signers, the number standing on the last one; else the number (7.2.5, 7.2.6)."""
    line, gap = twips(profile.pitch), _gap(said, profile)
    if said.number and not said.signers:
        yield passage_paragraph(said.number, spacing(line, gap))
    for at, signers in enumerate(said.signers):
        last = at == len(said.signers) - 1
        number = said.number.text if said.number and last else ""
        yield _signers_line(number, signers, spacing(line, 0 if at else gap))


def _gap(said: Head, profile: Profile) -> int:
    """Twips between the line of the masthead and that of the number."""
    if not said.masthead:
        return 0
    size = said.masthead.size_pt
    return max(twips(said.gap * profile.pitch - rest(line_height(size), size)), 0)


def _signers_line(number: str, signers: Sequence[Run], place: str) -> str:
    """The number one character from the left, the signers one character from the right."""
    stops = (("left", CHARACTER), ("right", AREA_WIDTH - CHARACTER))
    tabs = tag("tabs", *(tag("tab", val=side, pos=at) for side, at in stops))
    place = tabs + place + tag("ind", left=0, right=0, firstLine=0) + value("jc", "left")
    words = runs(signers, STYLES["signer"].face)
    return paragraph(style_id("signer"), run(f"\t{number}\t"), *words, place=place)


def _letter_head(said: Head, profile: Profile) -> Iterator[str]:
    """The name near the paper's edge in a frame; below it a double rule and the marks (10.1)."""
    if said.masthead:
        yield from _letter_name(said, said.masthead)
    if said.rule:
        # The empty line goes below the frame, and takes the rule with it.
        yield room(TWIPS)
        yield rule(said.rule)
    if said.number or said.marks:
        gap = spacing(twips(profile.pitch), twips(BELOW_RULE - fall(profile.pitch)))
        yield _letter_number(said.number, said.marks[:1], gap)
    yield from (passage_paragraph(mark) for mark in said.marks[1:])


def _letter_number(number: Passage | None, marks: Sequence[Passage], gap: str) -> str:
    """The number ends at the right edge, on the line of the first mark (10.1)."""
    tabs = tag("tabs", tag("tab", val="right", pos=AREA_WIDTH))
    face = STYLES["document_number"].face
    words = [said for mark in marks for said in runs(mark.lines[0], face)]
    end = run(f"\t{number.text}") if number else ""
    place = tabs + gap + value("jc", "left")
    return paragraph(style_id("document_number"), *words, end, place=place)


def _letter_name(said: Head, masthead: Masthead) -> Iterator[str]:
    """The frame reaches to the rule, so that nothing stands beside it."""
    line = line_height(masthead.size_pt)
    below = mm_twips(said.rule_gap_mm) - twips(rest(line, masthead.size_pt))
    frame = tag(
        "framePr", w=AREA_WIDTH, h=len(masthead.names) * twips(line) + below, hRule="exact",
        hSpace=0, wrap="notBeside", vAnchor="page", hAnchor="page", xAlign="center",
        y=_line_top(masthead),
    )  # fmt: skip
    yield from (paragraph("masthead", run(name), place=frame) for name in masthead.names)
