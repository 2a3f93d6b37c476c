"""Lines across the page, and empty space of a given height."""

from __future__ import annotations

from typing import Final

from hegao.dsl.layout.profile import AREA, LEFT, PAPER, POINT, RIGHT
from hegao.dsl.layout.sheet import Rule
from hegao.dsl.layout.word.markup import RED, TWIPS, mm_twips, paragraph, spacing, tag, twips
from hegao.dsl.layout.word.styles import REST, RULE

EIGHTHS: Final = 8
"""Of a point: what the thickness of borders is counted in."""
BETWEEN_MM: Final = 0.8
"""White between the two lines of a double rule."""


def rule(said: Rule, *, before: int = 0, frame: str = "") -> str:
    """A single or double line, `before` twips below what stands above it.

    It is an empty paragraph with borders: one line of a double rule above it, one below. The
    upper border takes its thickness from the space above.
    """
    double = len(said.thickness_mm) > 1
    sides = ("top", "bottom") if double else ("top",)
    colour = RED if said.red else "auto"
    borders = (
        tag(side, val="single", sz=_eighths(thickness), space=0, color=colour)
        for side, thickness in zip(sides, said.thickness_mm, strict=False)
    )
    height = mm_twips(BETWEEN_MM) if double else TWIPS
    place = frame + tag("pBdr", *borders) + spacing(height, before + mm_twips(said.thickness_mm[0]))
    return paragraph(RULE, place=place + ("" if frame else _beyond(said)))


def _beyond(said: Rule) -> str:
    """Indents of a rule that is wider than the type area: it stands in the middle of the paper."""
    if said.width_mm <= AREA[0]:
        return ""
    edge = (PAPER[0] - said.width_mm) / 2
    return tag("ind", left=mm_twips(edge - LEFT), right=mm_twips(edge - RIGHT))


def rule_height(said: Rule) -> int:
    """How many twips a rule takes besides the space above it."""
    between = BETWEEN_MM * (len(said.thickness_mm) - 1)
    return twips((sum(said.thickness_mm) + between) / POINT)


def room(height: int, *, with_next: bool = False) -> str:
    """An empty line of so many twips; nothing where there is no room."""
    kept = tag("keepNext") if with_next else ""
    return paragraph(REST, place=kept + spacing(height)) if height > 0 else ""


def _eighths(millimetres: float) -> int:
    return round(millimetres / POINT * EIGHTHS)
