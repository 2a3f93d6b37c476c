"""Where running text begins and ends on the pages of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hegao.dsl.recover.pdf.page import Frame, Line

ENOUGH = 12
"""So many lines show the margins of odd or even pages by themselves."""
OFTEN = 0.4
FEW = 8
SAME = 10.0
HALF = 0.5
USUAL_RIGHT = 0.85


class Lines(NamedTuple):
    """The lines of running text on a page, and its size."""

    number: int
    width: float
    height: float
    lines: Sequence[Line]


def frames(pages: Sequence[Lines], in_tables: float) -> dict[int, Frame]:
    """The frame of each page, by its number; odd and even pages may differ.

    `in_tables` is the size of text in tables: where there is hardly any other, what is larger is
    a title.
    """
    size = text_size(line for page in pages for line in page.lines)
    if in_tables and sum(len(page.lines) for page in pages) < FEW:
        size = min(size, in_tables)
    found: dict[int, Frame] = {}
    for page in pages:
        alike = [each for each in pages if _is_alike(each, page)]
        facing = [each for each in alike if each.number % 2 == page.number % 2]
        own = [line for each in facing for line in each.lines]
        if len(own) < ENOUGH:
            own = [line for each in alike for line in each.lines]
        found[page.number] = _at_least(frame(own, size), page.width)
    return found


def _at_least(found: Frame, width: float) -> Frame:
    """A frame, wider where short lines alone cannot show how far text may reach."""
    if found.right - found.left >= HALF * width:
        return found
    return found._replace(right=max(found.right, USUAL_RIGHT * width))


def _is_alike(one: Lines, other: Lines) -> bool:
    return abs(one.width - other.width) < SAME and abs(one.height - other.height) < SAME


def text_size(lines: Iterable[Line]) -> float:
    """The size most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def frame(lines: Sequence[Line], size: float) -> Frame:
    """Where most lines of running text begin and end."""
    body = [line for line in lines if abs(line.size - size) < 0.5] or list(lines)
    if not body:
        return Frame(0.0, 0.0, size)
    step = max(1.0, size / 2)
    right = _usual([line.right for line in body], step)
    full = [line.left for line in body if line.right >= right - 2 * size]
    left = -_usual([-left for left in full], step)
    if len(body) < FEW:
        # Of a few lines all that reach the right edge may be first lines, with an indent.
        left = min(left, *(line.left for line in body))
    return Frame(left, right, size)


def _usual(places: list[float], step: float) -> float:
    """The outermost place where many of them stand."""
    counts = Counter(round(place / step) for place in places)
    enough = OFTEN * max(counts.values())
    outermost = max(cell for cell, count in counts.items() if count >= enough)
    return max(place for place in places if round(place / step) == outermost)
