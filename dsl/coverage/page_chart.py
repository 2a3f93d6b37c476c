"""Where days and their labels stand on the time line: numbers only, in units of the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

WIDTH: Final = 1000
LEFT: Final = 60
"""Room for the names of the two levels."""
INSET: Final = 34
LANE: Final = 18
GAP: Final = 96
"""Between the line of the upstream and that of the draft."""
MOST_LANES: Final = 6
MOST_TICKS: Final = 13
STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 600, 2400)
"""Months between two marks of the scale."""


class Scale(NamedTuple):
    """From days to places."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The place of a day; a lone one stands in the middle."""
        room = WIDTH - LEFT - 2 * INSET
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return round(LEFT + INSET + room * share, 1)

    def ticks(self) -> list[tuple[date, str]]:
        """The first days of months to mark, with their names; the year is told where it begins."""
        begin, end = _month(self.first), _month(self.last)
        step = next((s for s in STEPS if (end - begin) // s < MOST_TICKS), STEPS[-1])
        months = [m for m in range(begin, end + 1) if m % step == 0]
        days = [date(month // 12, month % 12 + 1, 1) for month in months]
        shown = [day for day in days if self.first <= day <= self.last]
        years = [None, *(day.year for day in shown)]
        return [
            (day, f"{day.year}年{day.month}月" if day.year != before else f"{day.month}月")
            for day, before in zip(shown, years, strict=False)
        ]


class Placed(NamedTuple):
    """A label's middle, and its lane counted from the line outwards."""

    x: float
    lane: int


def text_width(text: str) -> float:
    """About how wide a label is."""
    return sum(12.0 if char > "\u2e7f" else 7.0 for char in text)


def lanes(labels: Iterable[tuple[float, str]]) -> Iterator[Placed | None]:
    """Places for labels so that none covers another, the first served first; None is no room."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MOST_LANES)]
    for x, text in labels:
        half = text_width(text) / 2
        middle = min(max(x, LEFT + half), WIDTH - half - 2)
        begin, end = middle - half - 5, middle + half + 5
        free = (n for n, lane in enumerate(taken) if all(end <= b or e <= begin for b, e in lane))
        lane = next(free, None)
        if lane is None:
            yield None
            continue
        taken[lane].append((begin, end))
        yield Placed(round(middle, 1), lane)


def between(lines: Iterable[tuple[float, float, str]]) -> Iterator[tuple[float, float] | None]:
    """Places for labels on lines from above to below, as far as they cover no other."""
    taken: list[tuple[float, float, float]] = []
    for above, below, text in lines:
        spots = ((above + (below - above) * share, GAP * share) for share in (0.5, 0.3, 0.7))
        half = text_width(text) / 2 + 4
        spot = next((s for s in spots if _free(s, half, taken)), None)
        if spot:
            taken.append((*spot, half))
        yield spot


def _free(
    spot: tuple[float, float], half: float, taken: Sequence[tuple[float, float, float]]
) -> bool:
    return all(
        abs(spot[0] - x) >= half + other or abs(spot[1] - y) >= LANE for x, y, other in taken
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
