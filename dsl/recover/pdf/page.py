"""What stands on one page of a PDF: characters and ruling lines, measured as the page is seen.

Lengths are points (1/72 inch) from the top left corner, downwards and to the right, however the
page is turned in the file.
"""

from __future__ import annotations

from typing import NamedTuple

from hegao.dsl.recover.finished import Note


class Character(NamedTuple):
    """A character as it is printed; a space where the file has one."""

    text: str
    left: float
    right: float
    """Where the next character would stand, not where the ink ends."""
    baseline: float
    size: float


class Stroke(NamedTuple):
    """A straight ruling line across or down the page."""

    at: float
    """Its height on the page, or its distance from the left."""
    start: float
    end: float


class Drawing(NamedTuple):
    """The ruling lines of a page, and how much of it pictures cover."""

    across: tuple[Stroke, ...] = ()
    down: tuple[Stroke, ...] = ()
    pictured: float = 0.0
    """The share of the page that its largest picture covers, 0 to 1."""
    is_whole: bool = True
    """Whether all of it was read; too many lines are left out."""


class Page(NamedTuple):
    """A page as it is seen."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    drawing: Drawing
    notes: tuple[Note, ...] = ()
    """Of what was left out here already: turned text, comments, what cannot be read."""


class Part(NamedTuple):
    """What stands between two wide gaps of a line."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """Characters on one baseline, and what is needed to tell how it goes on."""

    text: str
    """With a space where a gap is wide."""
    tight: str
    """The same where the gaps all lines of justified text have are not counted as wide."""
    left: float
    right: float
    baseline: float
    size: float
    opening: float
    """How wide its first word or character is, with the marks that may not begin a line."""
    widest: float
    """By how much its widest gap is wider than those all its characters have, in characters."""
    indents: tuple[float, ...] = ()
    """Where its first characters stand."""
    parts: tuple[Part, ...] = ()
    """Its words as wide gaps part them; none where it has no such gap."""


class Frame(NamedTuple):
    """Where running text begins and ends on a page."""

    left: float
    right: float
    size: float
    """Of the characters of running text."""
