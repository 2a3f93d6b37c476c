"""Characters to lines: by their baseline, with a space where a gap is wide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from hegao.dsl.recover.pdf.page import Character, Line, Part

SAME_BASELINE = 0.3
RAISED = 0.92
WIDE = 0.5
"""A gap of half a character is a space."""
SEEN = 0.12
"""A space of the file counts where a gap is to be seen."""
DOUBLED = 0.12
NEVER_FIRST = "，。、；：？！）》」』〕】”’％…—·,.;:?!)]}%"
NEVER_LAST = "（《「『〔【“‘([{"
PARTING = 1.5
"""A gap of so many characters parts columns."""
ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,6}[编章节条款]")
"""What numbers an article; any gap after it that can be seen is a space."""
LONGEST_ARTICLE = 8
FEWEST_GAPS = 3
SPACED_GAPS = 5
"""So many gaps, all of them wide, are a spaced letterhead: none of them is a space."""


class Overprint(NamedTuple):
    """Characters, and those printed a second time at the same place to look bold."""

    once: list[Character]
    again: str


def lines(characters: Iterable[Character]) -> list[Line]:
    """Lines from the top down; a raised small character belongs to the line it stands on."""
    found: list[list[Character]] = []
    for each in sorted(characters, key=lambda each: (each.baseline, each.left)):
        if found and each.baseline - found[-1][0].baseline <= SAME_BASELINE * _least(
            each, found[-1][0]
        ):
            found[-1].append(each)
        else:
            found.append([each])
    made = (_line(group) for group in _with_raised(found))
    return [line for line in made if line]


def once(characters: Iterable[Character]) -> Overprint:
    """Characters without those that stand on an equal one."""
    kept: list[Character] = []
    again: list[str] = []
    before: dict[tuple[str, int], list[Character]] = {}
    for each in characters:
        row = round(each.baseline / 4)
        near = [one for at in (row - 1, row, row + 1) for one in before.get((each.text, at), ())]
        if each.text != " " and any(_is_double(each, one) for one in near):
            again.append(each.text)
            continue
        kept.append(each)
        before.setdefault((each.text, row), []).append(each)
    return Overprint(kept, "".join(again))


def _is_double(one: Character, other: Character) -> bool:
    near = DOUBLED * one.size
    if one.text.isascii() and one.text.isalpha() and one[1:4] == other[1:4]:
        return False  # The library gives a ligature (ff) as two letters at one place.
    return abs(one.left - other.left) < near and abs(one.baseline - other.baseline) < near


def _least(one: Character, other: Character) -> float:
    return max(one.size, other.size)


def _with_raised(groups: list[list[Character]]) -> list[list[Character]]:
    """Put small raised or lowered groups into the line beside them."""
    kept: list[list[Character]] = []
    for group in groups:
        if kept and _is_raised(kept[-1], group):
            kept[-1] = group + kept[-1]
        elif kept and _is_raised(group, kept[-1]):
            kept[-1].extend(group)
        else:
            kept.append(group)
    return kept


def _is_raised(small: list[Character], large: list[Character]) -> bool:
    one, other = small[0], large[0]
    rise = other.baseline - one.baseline
    if one.size > RAISED * other.size or not -0.3 * other.size <= rise <= 0.6 * other.size:
        return False
    left, right = min(each.left for each in large), max(each.right for each in large)
    return left - other.size <= one.left <= right + other.size


def _line(group: list[Character]) -> Line | None:
    """A line of characters; None where there are only spaces."""
    ordered = sorted(group, key=lambda each: each.left)
    while ordered and ordered[-1].text == " ":
        ordered.pop()
    while ordered and ordered[0].text == " ":
        ordered.pop(0)
    if not ordered:
        return None
    size = Counter(round(each.size, 1) for each in ordered).most_common(1)[0][0]
    solid = [each for each in ordered if each.text != " "]
    gaps = [after.left - one.right for one, after in pairwise(solid)]
    spread = _spread(solid)
    tight = _text(ordered, size, spread)
    is_spaced = len(gaps) >= SPACED_GAPS and spread >= WIDE * size
    return Line(
        tight if is_spaced else _text(ordered, size, 0.0), tight,
        solid[0].left, max(each.right for each in solid),
        Counter(round(each.baseline, 1) for each in solid).most_common(1)[0][0],
        size, _opening(solid), (max(gaps, default=0.0) - spread) / size,
        tuple(each.left for each in solid[:10]), _parted(ordered, size, min(gaps, default=0.0)),
    )  # fmt: skip


def _parted(ordered: list[Character], size: float, least: float) -> tuple[Part, ...]:
    """The parts of a line, given its least gap; none where no gap is wide."""
    groups: list[list[Character]] = [[]]
    for each in ordered:
        if each.text == " ":
            continue
        before = groups[-1][-1] if groups[-1] else each
        if each.left - before.right - max(0.0, least) >= PARTING * size:
            groups.append([])
        groups[-1].append(each)
    if len(groups) < 2:
        return ()
    return tuple(Part(_text(group, size, 0.0), group[0].left, group[-1].right) for group in groups)


def _is_latin(one: Character, after: Character) -> bool:
    return one.text.isascii() and after.text.isascii()


def _spread(solid: list[Character]) -> float:
    """How far justified text is spread: by the least gap that stands beside a Chinese character."""
    gaps = [after.left - one.right for one, after in pairwise(solid) if not _is_latin(one, after)]
    if len(gaps) >= FEWEST_GAPS:
        return max(0.0, min(gaps))
    return max(0.0, max(gaps, default=0.0))


def _text(ordered: list[Character], size: float, spread: float) -> str:
    parts: list[str] = []
    before: Character | None = None
    has_space = False
    for each in ordered:
        if each.text == " ":
            has_space = True
            continue
        if before:
            gap = each.left - before.right
            usual = 0.0 if _is_latin(before, each) else spread
            is_wide = gap - usual >= WIDE * size or (has_space and gap >= SEEN * size)
            if is_wide or (gap - usual >= SEEN * size and _is_article(parts)):
                parts.append(" ")
        parts.append(each.text)
        before, has_space = each, False
    return "".join(parts)


def _is_article(parts: list[str]) -> bool:
    return len(parts) <= LONGEST_ARTICLE and bool(ARTICLE.fullmatch("".join(parts)))


def _opening(solid: list[Character]) -> float:
    """How much room the first character needs, with all that may not be parted from it."""
    end = 0
    while end + 1 < len(solid) and _is_bound(solid[end].text, solid[end + 1].text):
        end += 1
    return solid[end].right - solid[0].left


def _is_bound(one: str, after: str) -> bool:
    if one in NEVER_LAST or after in NEVER_FIRST:
        return True
    return one.isascii() and after.isascii() and one.isalnum() and after.isalnum()
