"""The characters that the elements of a regular expression match, as ranges."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Chars = tuple[tuple[int, int], ...]
"""Ranges of characters, in order and apart."""


def characters_of(op: str, value: Any) -> Chars:
    """At least the characters that an element matches."""
    match op:
        case "LITERAL":
            return ((value, value),)
        case "NOT_LITERAL":
            return _without(((value, value),))
        case "IN" if str(value[0][0]) == "NEGATE":
            return _without(union(*(_members(*each, least=True) for each in value[1:])))
        case "IN":
            return union(*(_members(*each, least=False) for each in value))
        case _:
            return _without(((10, 10),))


def _members(op: Any, value: Any, *, least: bool) -> Chars:
    """The most that a member of a class may match, or the least that it surely does."""
    match str(op):
        case "LITERAL":
            return ((value, value),)
        case "RANGE":
            return (value,)
        case _:
            name = str(value).removeprefix("CATEGORY_")
            most, sure = CATEGORIES[name.removeprefix("NOT_")]
            if name.startswith("NOT_"):
                most, sure = _without(sure), _without(most)
            return sure if least else most


def union(*sets: Chars) -> Chars:
    """The characters of any of some sets."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(each for chars in sets for each in chars):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def _without(chars: Chars) -> Chars:
    edges = (-1, *(edge for each in chars for edge in each), 0x110000)
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple((low + 1, high - 1) for low, high in gaps if low + 1 < high)


def apart(one: Chars, other: Chars) -> bool:
    """Whether two sets have no character in common."""
    return all(left[1] < right[0] for left, right in pairwise(sorted((*one, *other))))


SPACES: Chars = (
    (9, 13), (28, 32), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
    (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
)  # fmt: skip
DIGITS: Chars = ((48, 57), (0x660, 0x1FFF), (0xA620, 0xABFF), (0xFF10, 0xFF19), (0x10000, 0x1FFFF))
LETTERS: Chars = ((48, 57), (65, 90), (95, 95), (97, 122), (0x4E00, 0x9FA5))
MARKS: Chars = (
    (0, 47), (58, 64), (91, 94), (96, 96), (123, 0xA9), (0xB7, 0xB7), (0x2000, 0x206F),
    (0x3000, 0x3004), (0x3008, 0x3020), (0xFF00, 0xFF0F), (0xFF1A, 0xFF20), (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
)  # fmt: skip
CATEGORIES = {
    "SPACE": (SPACES, SPACES),
    "DIGIT": (DIGITS, ((48, 57), (0xFF10, 0xFF19))),
    "WORD": (_without(union(MARKS, SPACES)), LETTERS),
}
"""The most that each may be, whatever Unicode adds to it, and what it surely is."""
