"""The page in twips, and where letters stand in a line of fixed height."""

from __future__ import annotations

from typing import Final, NamedTuple

from hegao.dsl.layout.head import MASTHEAD_LINE
from hegao.dsl.layout.profile import (
    AREA,
    BOTTOM,
    CELL,
    LEFT,
    LINES,
    PAPER,
    RIGHT,
    TOP,
    Profile,
)
from hegao.dsl.layout.styles import SIZE_3
from hegao.dsl.layout.word.markup import mm_twips, twips

BASELINE: Final = 0.767
"""Where LibreOffice puts the baseline in a line of fixed height, measured with a 仿宋 font."""
RISE, DROP = 0.88, 0.12
"""How much of a character is above and below its baseline."""
INK_RISE: Final = 0.82
"""Upper edge of the strokes of most large characters above the baseline."""
SLACK: Final = 8
"""Twips that a page has besides its lines: none is lost to rounding."""
CELL_LINE: Final = 1.4
"""Of its size, from line to line in tables: the standard leaves them to the office."""
WIDTH, HEIGHT = (mm_twips(each) for each in PAPER)
AREA_WIDTH: Final = mm_twips(AREA[0])
CHARACTER: Final = twips(CELL)


class Margins(NamedTuple):
    """Of a page, in twips."""

    top: int
    right: int
    bottom: int
    left: int


def line_height(size: float) -> float:
    """Of letters that stand off the lines of the page: the masthead's, in points."""
    return max(size, 1.0) * MASTHEAD_LINE


def margins(profile: Profile, *, landscape: bool = False) -> Margins:
    """The margins that put the characters, not their lines, where the type area begins."""
    if landscape:
        return Margins(*map(mm_twips, (LEFT, TOP, RIGHT, BOTTOM)))
    top, bottom = mm_twips(TOP), mm_twips(BOTTOM)
    if profile.name == "strict":
        top -= twips(fall(profile.pitch))
        bottom = HEIGHT - top - LINES * twips(profile.pitch) - SLACK
    return Margins(top, mm_twips(RIGHT), bottom, mm_twips(LEFT))


def fall(line: float, size: float = SIZE_3, rise: float = RISE) -> float:
    """Points from the upper edge of a line to that of its characters."""
    return line * BASELINE - size * rise


def rest(line: float, size: float = SIZE_3) -> float:
    """Points from the lower edge of the characters to that of their line."""
    return line * (1 - BASELINE) - size * DROP
