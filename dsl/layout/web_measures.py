"""Lengths on a web page: in characters of 3号, so that a telephone keeps all proportions."""

from __future__ import annotations

from typing import Final

from hegao.dsl.layout.head import MASTHEAD_LINE
from hegao.dsl.layout.profile import CELL, POINT, Profile

RED: Final = "#e60012"
"""The red of print (Y80 M80, 6.2) as screens show it."""
INK: Final = 0.15
"""Of its size, from the upper edge of the masthead's line to its letters, in fonts of offices."""
FOOT: Final = (MASTHEAD_LINE - 1) / 2
"""Of its size, from the masthead's characters to the lower edge of their line."""


def cells(number: float) -> str:
    """A length in characters of 3号; `--cell` is as wide as the screen allows."""
    return f"calc(var(--cell) * {number:.4g})" if number else "0"


def points(length: float) -> str:
    """A length in points."""
    return cells(length / CELL)


def millimetres(length: float) -> str:
    """A length in millimetres."""
    return cells(length / POINT / CELL)


def beside_characters(profile: Profile) -> float:
    """Points that a line leaves above its characters and below them."""
    return (profile.pitch - CELL) / 2


def rise(profile: Profile) -> float:
    """Points from the upper edge of the type area up to its first line, whose characters begin
    where the type area does; the office profile counts from line to line."""
    return beside_characters(profile) if profile.name == "strict" else 0.0
