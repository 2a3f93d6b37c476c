"""Which pieces changed their order: all that are not in every longest run that kept it.

Of two neighbours that changed places both have moved: neither is the one that stayed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def moved(places: Sequence[int]) -> list[int]:
    """The positions, from 0, of what changed its order; `places` are different numbers."""
    up = _lengths(places)
    down = _lengths([-place for place in reversed(places)])[::-1]
    longest = max(up, default=0)
    staying = [one + other - 1 == longest for one, other in zip(up, down, strict=True)]
    rivals = Counter(length for length, stays in zip(up, staying, strict=True) if stays)
    return [
        at
        for at, (length, stays) in enumerate(zip(up, staying, strict=True))
        if not stays or rivals[length] > 1
    ]


def _lengths(places: Sequence[int]) -> list[int]:
    """For each place the length of the longest rising run that ends there."""
    ends: list[int] = []
    found: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        found.append(at + 1)
    return found
