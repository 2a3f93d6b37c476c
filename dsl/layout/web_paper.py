"""The pages of a printed web page: margins, turned ones, what stands outside the type area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.dsl.layout.profile import (
    BOTTOM,
    CELL,
    DASH_BELOW_MM,
    FOOT_RULE_MM,
    LEFT,
    POINT,
    RIGHT,
    TOP,
)
from hegao.dsl.layout.sheet import Rule, Sheet
from hegao.dsl.layout.styles import SIZE_4
from hegao.dsl.layout.web_head_styles import first_top
from hegao.dsl.layout.web_measures import RED, rise

SLACK_MM: Final = 0.2
"""What a page has besides its lines, so that none is lost to rounding."""
INSIDE_MM: Final = CELL * POINT
"""The page number stands one character inside the type area (7.5)."""
SIDE_MM: Final = 20.0
"""Left and right margins of upright pages. Browsers show nothing beyond them, so they leave room
for the rules of letters, which are 170 mm wide (10.1); the text has the rest for itself."""
DOWN_MM: Final = DASH_BELOW_MM - SIZE_4 * POINT / 2
"""From the lower edge of the type area to the page number's characters."""


def page_rules(sheet: Sheet, number_fonts: str) -> Iterator[str]:
    """The rules of all pages; in page boxes no variable is known, so fonts are said again."""
    up = rise(sheet.profile) * POINT
    top, bottom = TOP - up, BOTTOM - up - (SLACK_MM if up else 0)
    yield _page("", f"size: A4; margin: {top:.2f}mm {SIDE_MM:g}mm {bottom:.2f}mm;")
    around = f"{LEFT:g}mm {TOP:g}mm {RIGHT:g}mm {BOTTOM:g}mm"
    yield _page("turned", f"size: A4 landscape; margin: {around};")
    number = f'content: "— " counter(page) " —"; font: {SIZE_4:g}pt/1 {number_fonts};'
    yield from _upright_numbers(number, BOTTOM - bottom)
    yield from _turned_numbers(number)
    yield _page(":first", f"margin-top: {first_top(sheet):.2f}mm;")
    if not sheet.first_page_number:
        yield _page(":first", "@bottom-right { content: none; }")
    if sheet.head.foot_rule:
        yield _page(":first", _foot_rule(sheet.head.foot_rule, bottom))


def _page(kind: str, said: str) -> str:
    return f"@page {kind} {{ {said} }}"


def _upright_numbers(number: str, lower: float) -> Iterator[str]:
    """At the outer corner of odd and even pages; `lower` is how far margins begin below."""
    for side, margin in (("right", RIGHT), ("left", LEFT)):
        inside = margin - SIDE_MM + INSIDE_MM
        place = f"vertical-align: top; padding: {DOWN_MM - lower:.2f}mm {inside:.2f}mm 0;"
        yield _page(f":{side}", f"@bottom-{side} {{ {number} {place} }}")


def _turned_numbers(number: str) -> Iterator[str]:
    """Where upright pages have it, when the paper is turned back (clause 8)."""
    turned = "writing-mode: vertical-rl; text-orientation: sideways;"
    for side, corner, align in (("right", "left-bottom", "end"), ("left", "left-top", "start")):
        place = f"padding: {INSIDE_MM:.2f}mm {DOWN_MM:.2f}mm; text-align: {align};"
        yield _page(f"turned:{side}", f"@bottom-{side} {{ content: none; }}")
        yield _page(f"turned:{side}", f"@{corner} {{ {number} {turned} {place} }}")


def _foot_rule(rule: Rule, bottom: float) -> str:
    """The second rule of a letter, outside the type area."""
    first, last = rule.thickness_mm[0], rule.thickness_mm[-1]
    between = min(rule.thickness_mm)
    down = bottom - FOOT_RULE_MM - first - between - last
    return (
        f'@bottom-center {{ content: ""; margin-top: {down:.2f}mm; width: {rule.width_mm:g}mm; '
        f"height: {between:g}mm; border-top: {first:g}mm solid {RED}; "
        f"border-bottom: {last:g}mm solid {RED}; }}"
    )
