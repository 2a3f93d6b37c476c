"""Text in the columns of a terminal: full-width characters take two, combining marks none."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from itertools import accumulate

SUBSTITUTE = "\N{SYMBOL FOR SUBSTITUTE FORM TWO}"
"""Stands for characters that would move the cursor or reorder the line."""
ELLIPSIS = "…"
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))


@cache  # There are only so many characters.
def char_width(char: str) -> int:
    """The columns that one character takes after `printable`."""
    if char < "\u0300":
        return 1
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me") else 1


def width(text: str) -> int:
    """The columns that a printable text takes."""
    return sum(map(char_width, text))


def printable(text: str) -> str:
    """The text with control, format and broken characters made visible; tabs are kept."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def clip(text: str, columns: int) -> str:
    """The beginning of a text that fits, on one line, with … where something was cut off."""
    # A character in four may take no column; more need not be looked at.
    head = printable(text[: columns * 4].replace("\n", " ").replace("\r", " "))
    if len(text) <= columns * 4 and (len(head) * 2 <= columns or width(head) <= columns):
        return head
    return head[: fitting(reaches(head), columns - 1)] + ELLIPSIS


def reaches(text: str) -> list[int]:
    """The columns that the beginnings of a text take: of no character, of one, of two."""
    return [*accumulate(map(char_width, text), initial=0)]


def fitting(reached: list[int], columns: int) -> int:
    """How many characters from the beginning fit into the columns."""
    return bisect_right(reached, columns) - 1


def pad(text: str, columns: int) -> str:
    """The text filled up with spaces."""
    return text + " " * max(0, columns - width(text))


def _visible(char: str) -> str:
    if char == "\t" or char.isprintable():
        return char
    if char < " ":
        return chr(0x2400 + ord(char))
    return SUBSTITUTE if unicodedata.category(char) in _UNPRINTABLE else char
