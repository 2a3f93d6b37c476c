"""The measures of the page: GB/T 9704-2012, 5.1 and 5.2, and the two readings of its grid.

The clauses give 22 lines and 28 characters that fill 156 × 225 mm, a line being the height of a
character and 7/8 of it (3.2). A character of 5.57 mm fulfils all: 21 lines of 10.449 mm and one
character are 225 mm. Word's 16 points are 5.64 mm, so what offices set in Word is 225 mm / 22.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

ProfileName = Literal["strict", "office"]

POINT: Final = 25.4 / 72
"""Millimetres of a point."""
PAPER: Final = (210.0, 297.0)
TOP, LEFT, RIGHT, BOTTOM = 37.0, 28.0, 26.0, 35.0
"""Margins in mm: 天头 and 订口 (5.2.1); the others are what the type area leaves."""
AREA: Final = (156.0, 225.0)
"""The type area (版心) in mm."""
DASH_BELOW_MM: Final = 7.0
"""From the lower edge of the type area to the dashes beside the page number (7.5)."""
FOOT_RULE_MM: Final = 20.0
"""From the lower edge of the paper to the second rule of a letter (10.1)."""
LINES, CELLS = 22, 28
"""Lines of a page, characters of a line (5.2.3)."""
CELL: Final = AREA[0] / CELLS / POINT
"""Points from one character of a line to the next: 15.79."""


class Profile(NamedTuple):
    """One reading of the grid; lengths in points."""

    name: ProfileName
    told: str
    """What it is called for the drafter."""
    pitch: float
    """From the foot of a line to the foot of the next."""


STRICT: Final = Profile(
    "strict", "严格版式（字符撑满版心）", (AREA[1] / POINT - CELL) / (LINES - 1)
)
OFFICE: Final = Profile("office", "办公版式（行距28.95磅）", 28.95)
PROFILES: Final[dict[ProfileName, Profile]] = {each.name: each for each in (STRICT, OFFICE)}
