"""Searches that begin alike, made together: one pass tells which of them can find anything.

Most searches of most notices find nothing. A pattern that begins with one of several characters
costs a look at every character of the text; several such patterns as one cost hardly more, since
only where two characters stand that one of them may begin with is any of them tried. What may find
something is then searched for by itself, so that a gate never changes what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from hegao.linter.openings import CATEGORIES, Opening, Pieces

SPREAD: Final = 50
"""First characters of a gate: with more, what tries the patterns outweighs the passes saved."""


MANY: Final = frozenset(CATEGORIES.values())
"""Pieces of a class that stand for more than one character."""


class Gate(NamedTuple):
    """Some searches as one."""

    pattern: str
    """Matches wherever one of the searches does, with a group for each."""
    opens: tuple[tuple[int, ...], ...]
    """By group: itself and those that it may keep from matching at the same place."""


def opened(gate: Gate, text: str) -> frozenset[int]:
    """The places, among those of the gate, of all searches that may find something in a text."""
    groups = {match.lastindex or 0 for match in re.finditer(gate.pattern, text)}
    return frozenset(place for group in groups for place in gate.opens[group - 1])


def gated(openings: Mapping[str, Opening]) -> dict[str, tuple[Gate, int]]:
    """Of patterns and how they begin: for each that gains by one its gate, and its place in it.

    None gains that begins with one sure character, may be empty, or numbers its groups.
    """
    found: dict[str, tuple[Gate, int]] = {}
    for some in _groups({pattern: head for pattern, head in openings.items() if _gains(head)}):
        gate = _gate(some, [openings[pattern] for pattern in some])
        found |= {pattern: (gate, place) for place, pattern in enumerate(some)}
    return found


def _gains(head: Opening) -> bool:
    if not head.first or any(len(piece) > 2 for piece in head.first):
        return False  # With a whole range nearly every place would have to be tried.
    return len(head.first) > 1 or not head.first.isdisjoint(MANY)


def _groups(openings: Mapping[str, Opening]) -> Iterator[list[str]]:
    """Patterns that begin alike, those apart of which only the first character is known."""
    for sure in (True, False):
        alike = [pattern for pattern in openings if bool(openings[pattern].second) is sure]
        group: list[str] = []
        spread: Pieces = frozenset()
        for pattern in sorted(alike, key=lambda pattern: sorted(openings[pattern].first)):
            spread |= openings[pattern].first
            if group and len(spread) > SPREAD:
                yield group
                group, spread = [], openings[pattern].first
            group.append(pattern)
        if group:
            yield group


def _meet(one: Pieces, other: Pieces) -> bool:
    """Whether two classes may have a character in common; \\d has 5 and ５ as well."""
    return not one.isdisjoint(other) or _take(one, other) or _take(other, one)


def _take(one: Pieces, other: Pieces) -> bool:
    return any(re.match(many, piece[-1]) for many in one & MANY for piece in other - MANY)


def _gate(patterns: Sequence[str], heads: Sequence[Opening]) -> Gate:
    first, second = (
        "".join(sorted(frozenset().union(*sets)))
        for sets in zip(*((head.first, head.second) for head in heads), strict=True)
    )
    opens = tuple(
        tuple(at for at in range(own, len(heads)) if _meet(heads[at].first, heads[own].first))
        for own in range(len(heads))
    )
    # The group behind a pattern tells which it was; one around it would hide how it begins, by
    # which most are passed over.
    each = "|".join(f"(?:{pattern})()" for pattern in patterns)
    next_ = f"(?=[{second}])" if second else ""
    # The first character is found by a fast loop; only behind it is anything tried, from before it.
    return Gate(f"[{first}]{next_}(?<=(?={each})(?s:.))", opens)
