"""The measures of head and back matter as style rules: the masthead, red rules, 版记."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.dsl.layout.head import MASTHEAD_LINE, SUFFIX_GAP
from hegao.dsl.layout.profile import AREA, LEFT, PAPER, POINT, RIGHT, TOP, Profile
from hegao.dsl.layout.sheet import Back, Head, Masthead, Rule, Sheet
from hegao.dsl.layout.text import width
from hegao.dsl.layout.web_measures import (
    FOOT,
    INK,
    beside_characters,
    millimetres,
    points,
    rise,
)

BELOW_LETTER_RULE: Final = 14.0
"""Points from the double rule of a letter to what stands below it: 7/8 of 3号 (10.1)."""
FIRST_FOOT: Final = (
    ":where(.letter main > .ends:first-child, .letter main:not(:has(.ends)) + .ends)::after"
)
"""The foot of the first leaf, which is the text's or that of the back matter on it."""


def head_rules(sheet: Sheet) -> Iterator[str]:
    """What the head and the back matter add to the rules of all pages."""
    said = sheet.head
    if said.masthead:
        yield from _masthead(said.masthead, said, sheet.profile)
    yield from _upper(said, sheet.profile)
    if said.rule:
        yield f".upper {{ {_across(said.rule)} {_strokes(said.rule)} }}"
    if said.foot_rule:
        drawn = f'content: ""; display: block; {_across(said.foot_rule)} {_strokes(said.foot_rule)}'
        yield f"@media screen {{ {FIRST_FOOT} {{ {drawn} }} }}"
    if sheet.back:
        yield from _back(sheet.back)


def first_top(sheet: Sheet) -> float:
    """Millimetres above the first line of the first page: the name on a letter stands higher than
    any text (10.1)."""
    masthead = sheet.head.masthead
    if sheet.form == "信函" and masthead:
        return masthead.top_mm - masthead.size_pt * INK * POINT
    return TOP - rise(sheet.profile) * POINT


def rule_class(thickness_mm: float) -> str:
    """The class of what has a line of some thickness above it."""
    return f"rule{thickness_mm * 100:.0f}"


def hang_class(hang: float) -> str:
    """The class of a line whose later lines begin some characters behind the first."""
    return f"hang{hang * 10:.0f}"


def _masthead(said: Masthead, head: Head, profile: Profile) -> Iterator[str]:
    """Its size and place, and that of what follows, measured from letters to letters."""
    yield f".masthead {{ font-size: {points(said.size_pt)}; line-height: {MASTHEAD_LINE}; }}"
    yield f".letters {{ gap: {SUFFIX_GAP}em; {_narrow(said)} }}"
    above = (said.top_mm - TOP) / POINT + rise(profile)
    above -= said.size_pt * INK + len(head.marks) * profile.pitch
    yield f".general .masthead {{ margin-top: {points(max(above, 0))}; }}"
    # 空二行: the line that follows has room above its characters too.
    between = head.gap * profile.pitch + beside_characters(profile) - said.size_pt * FOOT
    yield f".general .masthead + .numbers {{ margin-top: {points(max(between, 0))}; }}"


def _narrow(said: Masthead) -> str:
    """Letters that are set narrow take no more room than they fill."""
    if said.stretch == 1.0:
        return ""
    size = max(map(width, said.names)) / 2
    if said.suffix:
        size += width(said.suffix) / 2 + SUFFIX_GAP
    less = (1 - said.stretch) / 2 * size
    return f"transform: scaleX({said.stretch:.4g}); margin: 0 {-less:.4f}em;"


def _upper(head: Head, profile: Profile) -> Iterator[str]:
    """How far the rule is from what stands above it, in letters from what stands below."""
    beside = beside_characters(profile)
    foot = head.masthead.size_pt * FOOT if head.masthead else 0.0
    below = beside if head.number or head.signers else foot
    gap = head.rule_gap_mm / POINT
    yield f".general .upper {{ margin-top: {points(max(gap - below, 0))}; }}"
    yield f".letter .upper {{ margin-top: {points(max(gap - foot, 0))}; }}"
    yield f".letter .numbers {{ margin-top: {points(BELOW_LETTER_RULE - beside)}; }}"


def _across(rule: Rule) -> str:
    """A rule wider than the type area is centred on the paper, as the type area is not."""
    if rule.width_mm <= AREA[0]:
        return ""
    beside = (PAPER[0] - rule.width_mm) / 2
    left, right = millimetres(beside - LEFT), millimetres(beside - RIGHT)
    return f"margin-left: {left}; margin-right: {right};"


def _strokes(rule: Rule) -> str:
    """One stroke, or two with as much between them as the thin one is thick."""
    first, *others = rule.thickness_mm
    colour = "var(--red)" if rule.red else "currentColor"
    said = f"border-top: {millimetres(first)} solid {colour};"
    for each in others:
        said += f" height: {millimetres(sum(rule.thickness_mm) + min(rule.thickness_mm))};"
        said += f" border-bottom: {millimetres(each)} solid {colour};"
    return said


def _back(back: Back) -> Iterator[str]:
    for thick in sorted({*(line.rule_mm for line in back.lines), back.last_rule_mm} - {0.0}):
        yield f".{rule_class(thick)} {{ border-top: {millimetres(thick)} solid; }}"
    for hang in sorted({line.hang for line in back.lines} - {0.0}):
        yield f".{hang_class(hang)} {{ padding-left: {hang:g}em; text-indent: {-hang:g}em; }}"
