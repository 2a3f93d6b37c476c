"""A sheet as the plain data that the typst programs read; lengths in points.

Words go as data and never become markup. What only typst can measure (lines, pages) is decided
there; all else is in the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from hegao.dsl.layout.font_choice import Font
from hegao.dsl.layout.grids import PADDING_MM
from hegao.dsl.layout.head import MASTHEAD_LINE, SUFFIX_GAP
from hegao.dsl.layout.pdf.sections import sections_data
from hegao.dsl.layout.pdf.words import Data, passage_data, run_data, style_data
from hegao.dsl.layout.profile import (
    AREA,
    CELL,
    DASH_BELOW_MM,
    FOOT_RULE_MM,
    LEFT,
    LINES,
    PAPER,
    POINT,
    TOP,
)
from hegao.dsl.layout.sheet import Back, Head, Masthead, Rule, Sheet
from hegao.dsl.layout.styles import STYLES, Face
from hegao.dsl.layout.xml_text import xml_text

LONGEST_NAME: Final = 1000
"""Characters; archives take no more than 32,767 bytes (PDF/A-2, 6.1.13)."""
SET_BY_ROLE: Final = ("cell", "column_name", "back", "page_number")
"""What is no passage of the sheet has the style of its role."""
NAMELESS: Final = "公文"
"""The title of a file without one: readers for the blind need a title (PDF/UA-1, 7.1)."""


def sheet_data(sheet: Sheet, fonts: Mapping[Face, Sequence[Font]], *, archive: bool) -> Data:
    """All that is set, as values that JSON holds."""
    said = sheet.properties
    return {
        "measures": _measures(sheet),
        "fonts": {face: _font(some) for face, some in fonts.items()},
        "styles": {role: style_data(STYLES[role]) for role in SET_BY_ROLE},
        "head": _head(sheet.head),
        "sections": sections_data(sheet.sections),
        "back": _back(sheet.back, even=sheet.form != "信函") if sheet.back else None,
        "first_page_number": sheet.first_page_number,
        "draft": sheet.draft,
        "archive": archive,
        "title": _name(said.title or said.number) or NAMELESS,
        "issuer": _name(said.issuer),
        "keywords": [_name(each) for each in (said.number, said.issuer) if each],
    }


def _name(text: str) -> str:
    return xml_text(text).replace("\n", "").strip()[:LONGEST_NAME]


def _measures(sheet: Sheet) -> Data:
    # The office's reading puts the letters into the middle of its lines.
    drop = (AREA[1] / POINT - CELL - (LINES - 1) * sheet.profile.pitch) / 2
    return {
        "paper": [_points(each) for each in PAPER],
        "top": _points(TOP) + drop,
        "left": _points(LEFT),
        "area": [_points(AREA[0]), _points(AREA[1]) - drop],
        "cell": CELL,
        "pitch": sheet.profile.pitch,
        "dash_below": _points(DASH_BELOW_MM),
        "foot_rule": _points(FOOT_RULE_MM),
        "padding": _points(PADDING_MM) / 2,
    }


def _points(millimetres: float) -> float:
    return millimetres / POINT


def _font(fonts: Sequence[Font]) -> Data:
    return {"font": [each.family for each in fonts], "weight": fonts[0].weight}


def _head(head: Head) -> Data:
    return {
        "marks": [passage_data(each) for each in head.marks],
        "masthead": _masthead(head.masthead) if head.masthead else None,
        "number": passage_data(head.number) if head.number else None,
        "signers": [[run_data(run) for run in line] for line in head.signers],
        "signer": style_data(STYLES["signer"]),
        "gap": head.gap,
        "rule": _rule(head.rule),
        "rule_gap": _points(head.rule_gap_mm),
        "foot_rule": _rule(head.foot_rule),
    }


def _masthead(masthead: Masthead) -> Data:
    return {
        "face": STYLES["masthead"].face,
        "names": [xml_text(name) for name in masthead.names],
        "suffix": xml_text(masthead.suffix),
        "size": masthead.size_pt,
        "stretch": masthead.stretch,
        "gap": SUFFIX_GAP,
        "line": MASTHEAD_LINE,
        "top": _points(masthead.top_mm),
    }


def _rule(rule: Rule | None) -> Data | None:
    if rule is None:
        return None
    return {
        "width": _points(rule.width_mm),
        "thickness": [_points(each) for each in rule.thickness_mm],
        "red": rule.red,
    }


def _back(back: Back, *, even: bool) -> Data:
    """The back matter; on an even page, but for letters."""
    lines = [
        {
            "text": xml_text(line.text),
            "aside": xml_text(line.aside),
            "hang": line.hang,
            "rule": _points(line.rule_mm),
        }
        for line in back.lines
    ]
    return {"lines": lines, "last_rule": _points(back.last_rule_mm), "even": even}
