"""The first two characters that a regular expression may match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, Final, NamedTuple

from hegao.linter.patterns import parser

Pieces = frozenset[str]
"""Parts of a character class: characters, escaped, ranges and \\d or \\s; ANYTHING when empty."""

ANYTHING: Final[Pieces] = frozenset()
SHORT: Final = 40
"""Ranges of no more characters are told character by character."""
CATEGORIES: Final = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}


class Opening(NamedTuple):
    """What a match begins with, at least: more may be told than is possible, never less."""

    first: Pieces
    second: Pieces
    """Of a match of one character, what has to stand behind it."""


UNKNOWN: Final = Opening(ANYTHING, ANYTHING)


def opening(pattern: str) -> Opening:
    """Of a pattern that `re` reads; UNKNOWN when it may be empty or numbers its groups."""
    tree = parser.parse(pattern)
    return UNKNOWN if tree.state.groups > 1 else _sequence(tree, UNKNOWN)


def opening_of(words: Sequence[str]) -> Opening:
    """Of any of some words."""
    first, second = (frozenset(re.escape(word[at : at + 1]) for word in words) for at in (0, 1))
    return Opening(first, ANYTHING if "" in second else second)


def _sequence(nodes: Sequence[Any], behind: Opening) -> Opening:
    """Of nodes that something follows, from the last to the first."""
    return reduce(lambda rest, node: _node(node, rest), reversed(nodes), behind)


def _node(node: Any, behind: Opening) -> Opening:
    operator, argument = node
    match str(operator), argument:
        case (("ASSERT_NOT" | "AT"), _):
            return behind
        case "ASSERT", (direction, inner):
            return _both(_sequence(inner, UNKNOWN), behind) if direction == 1 else behind
        case "LITERAL", code:
            return Opening(frozenset([re.escape(chr(code))]), behind.first)
        case "IN", items:
            return Opening(_class(items), behind.first)
        case "BRANCH", (_, branches):
            return _either(_sequence(branch, behind) for branch in branches)
        case "SUBPATTERN", (*_, inner):
            return _sequence(inner, behind)
        case "ATOMIC_GROUP", inner:
            return _sequence(inner, behind)
        case (("MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT"), (low, high, inner)):
            return _repeat(low, high, inner, behind)
        case _:
            return Opening(ANYTHING, behind.first)


def _repeat(low: int, high: int, inner: Sequence[Any], behind: Opening) -> Opening:
    again = [_sequence(inner, UNKNOWN)] if high > 1 else []
    over = [behind] if low <= 1 else []
    once = _sequence(inner, _either([*again, *over]))
    return once if low else _either([once, behind])


def _either(openings: Iterable[Opening]) -> Opening:
    firsts, seconds = zip(*openings, strict=True)
    return Opening(_union(firsts), _union(seconds))


def _union(sets: Sequence[Pieces]) -> Pieces:
    return ANYTHING if ANYTHING in sets else frozenset().union(*sets)


def _both(one: Opening, other: Opening) -> Opening:
    """What has to begin both ways; either is true of it, the narrower one tells more."""
    return Opening(_narrower(one.first, other.first), _narrower(one.second, other.second))


def _narrower(one: Pieces, other: Pieces) -> Pieces:
    return min(filter(None, (one, other)), key=len, default=ANYTHING)


def _class(items: Sequence[Any]) -> Pieces:
    found: list[str] = []
    for operator, argument in items:
        match str(operator), argument:
            case "LITERAL", code:
                found.append(re.escape(chr(code)))
            case "RANGE", (low, high) if high - low < SHORT:
                found += (re.escape(chr(code)) for code in range(low, high + 1))
            case "RANGE", (low, high):
                found.append(f"{re.escape(chr(low))}-{re.escape(chr(high))}")
            case "CATEGORY", category if str(category) in CATEGORIES:
                found.append(CATEGORIES[str(category)])
            case _:
                return ANYTHING
    return frozenset(found)
