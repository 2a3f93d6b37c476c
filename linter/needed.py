"""The words that a regular expression cannot match without.

A notice that holds none of them need not be searched: of a hundred patterns most are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, Final

from hegao.linter.character_sets import characters_of
from hegao.linter.patterns import parser

Words = tuple[str, ...]
UNKNOWN: Final[Words] = ("",)
LONG: Final = 3
"""Words of so many characters are rare; longer ones gain nothing."""
LARGEST_CLASS: Final = 500
LARGEST_SET: Final = 160
"""With more words than this, a class of characters is not put behind each of some words."""
WRITTEN_OUT: Final = 4
"""Repeats up to this many times are followed one by one."""


def needed(pattern: str) -> Words:
    """Words of which a text holds one, if the pattern finds anything in it; empty if none is sure.

    The pattern is one that `bounded` made. Of several sets that one which most texts lack.
    """
    sets: list[Words] = []
    sets.append(_sequence(parser.parse(pattern), UNKNOWN, sets))
    rarest = _rarest(sets)
    return () if rarest == UNKNOWN else rarest


def _rarest(sets: Sequence[Words]) -> Words:
    return max(filter(all, sets), key=lambda s: (min(LONG, *map(len, s)), -len(s)), default=UNKNOWN)


def _sequence(nodes: Sequence[Any], before: Words, sets: list[Words]) -> Words:
    """Read nodes; what stands directly before them is one of some words, or UNKNOWN.

    Returns what then stands directly before what follows. Sets that are sure go to `sets`, unless
    they are part of what is returned.
    """
    for operator, argument in nodes:
        before = _node(str(operator), argument, before, sets)
    return before


def _node(operator: str, argument: Any, before: Words, sets: list[Words]) -> Words:
    match operator, argument:
        case (("LITERAL" | "IN"), _):
            return _longer(before, _characters(operator, argument), sets)
        case "SUBPATTERN", (*_, inner):
            return _sequence(inner, before, sets)
        case "ATOMIC_GROUP", inner:
            return _sequence(inner, before, sets)
        case "BRANCH", (_, branches):
            return _branches(branches, before, sets)
        case (("MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT"), (low, high, inner)):
            return _repeat(low, high, inner, before, sets)
        case "ASSERT", (1, inner):
            sets.append(_sequence(inner, before, sets))
            return before
        case "ASSERT", (_, inner):
            return _behind(_sequence(inner, UNKNOWN, sets), before, sets)
        case (("ASSERT_NOT" | "AT"), _):
            return before
        case _:
            sets.append(before)
            return UNKNOWN


def _characters(operator: str, argument: Any) -> Words:
    """The characters that an element matches, when they are not too many."""
    ranges = characters_of(operator, argument)
    if not 0 < sum(high - low + 1 for low, high in ranges) <= LARGEST_CLASS:
        return UNKNOWN
    return tuple(chr(code) for low, high in ranges for code in range(low, high + 1))


def _longer(before: Words, characters: Words, sets: list[Words]) -> Words:
    if characters == UNKNOWN:
        sets.append(before)
        return UNKNOWN
    if len(before) * len(characters) > LARGEST_SET:
        sets.append(before)
        before = tuple(dict.fromkeys(word[-1:] for word in before))
    if len(before) * len(characters) > LARGEST_SET:
        return characters
    return tuple(word + character for word in before for character in characters)


def _branches(branches: Sequence[Any], before: Words, sets: list[Words]) -> Words:
    sets.append(before)
    chosen: list[str] = []
    ends: list[str] = []
    for branch in branches:
        own: list[Words] = []
        end = _sequence(branch, before, own)
        chosen += _rarest([*own, end])
        ends += end
    sets.append(tuple(dict.fromkeys(chosen)))
    return _any_of(ends)


def _repeat(low: int, high: int, inner: Any, before: Words, sets: list[Words]) -> Words:
    for _ in range(min(low, WRITTEN_OUT)):
        before = _sequence(inner, before, sets)
    if low == high <= WRITTEN_OUT:
        return before
    sets.append(before)
    return _any_of([*before, *_sequence(inner, UNKNOWN, [])])


def _behind(found: Words, before: Words, sets: list[Words]) -> Words:
    """What stands before a place of which two things are known: the longer of those that agree."""
    if found == UNKNOWN or before == UNKNOWN:
        return _rarest([found, before])
    sets.append(found)
    pairs = (sorted(pair, key=len) for pair in product(before, found))
    return _any_of([long for short, long in pairs if long.endswith(short)])


def _any_of(words: Sequence[str]) -> Words:
    found = tuple(dict.fromkeys(words))
    return UNKNOWN if "" in found or not found or len(found) > LARGEST_CLASS else found
