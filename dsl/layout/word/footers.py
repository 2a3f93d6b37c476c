"""What stands outside the type area: page numbers, the second rule of a letter, 草稿."""

from __future__ import annotations

from typing import Final, Literal

from hegao.dsl.layout.profile import AREA, DASH_BELOW_MM, FOOT_RULE_MM, LEFT, PAPER, POINT, TOP
from hegao.dsl.layout.sheet import Rule
from hegao.dsl.layout.styles import SIZE_4
from hegao.dsl.layout.word.markup import (
    field,
    mm_twips,
    paragraph,
    part,
    run,
    spacing,
    tag,
    twips,
    value,
)
from hegao.dsl.layout.word.measures import BASELINE, CHARACTER
from hegao.dsl.layout.word.rules import rule, rule_height
from hegao.dsl.layout.word.styles import DRAFT, REST, style_id
from hegao.dsl.layout.word.text_boxes import text_box

Side = Literal["odd", "even"]

LINE: Final = 20.0
"""Points: the height of the page number's line."""
DASH_RISE: Final = 0.36
"""How far above the baseline a dash is, in characters."""
TO_DASH: Final = LINE * BASELINE - SIZE_4 * DASH_RISE
"""Points from the upper edge of the number's line to its dashes."""
EDGE_TO_DASH_MM: Final = PAPER[1] - TOP - AREA[1] - DASH_BELOW_MM
"""From the edge of the paper: 7 mm from the type area to the dashes beside the number (7.5)."""
EDGE_TO_LINE: Final = mm_twips(EDGE_TO_DASH_MM) - twips(LINE - TO_DASH)
"""Twips from the edge of the paper to the number's line."""


def footer(side: Side) -> str:
    """The page number at the outer corner, one character inside (7.5)."""
    return part("ftr", [_number(side)])


def turned_footer(side: Side) -> str:
    """The same of a page that is turned: where the upright page has it (clause 8)."""
    left = EDGE_TO_DASH_MM - (LINE - TO_DASH) * POINT
    box = text_box("页码", _number(side), (left, LEFT), (LINE * POINT, AREA[0]))
    return part("ftr", [paragraph(REST, box)])


def first_footer(foot_rule: Rule | None) -> str:
    """That of the first page of a letter: no number, a rule near the edge."""
    if foot_rule is None:
        return empty_footer()
    top = mm_twips(PAPER[1] - FOOT_RULE_MM) - rule_height(foot_rule)
    frame = tag(
        "framePr", w=mm_twips(foot_rule.width_mm), hSpace=0, wrap="around",
        vAnchor="page", hAnchor="page", xAlign="center", y=top,
    )  # fmt: skip
    return part("ftr", [rule(foot_rule, frame=frame), paragraph(REST)])


def empty_footer() -> str:
    """That of a page without number: the back matter's behind a blank page (7.5)."""
    return part("ftr", [paragraph(REST)])


def draft_header() -> str:
    """The mark of a draft, above the type area of every page."""
    return part("hdr", [paragraph(DRAFT, run("草稿"))])


def _number(side: Side) -> str:
    outer = "left" if side == "even" else "right"
    place = spacing(twips(LINE)) + tag("ind", **{outer: CHARACTER}, firstLine=0)
    runs = (run("— "), field("PAGE"), run(" —"))
    return paragraph(style_id("page_number"), *runs, place=place + value("jc", outer))
