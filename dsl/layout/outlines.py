"""Glyphs that a font has and that show nothing: it claims a character and leaves a blank."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

GLYPH_HEADER: Final = 10
"""Bytes of a TrueType glyph before its outline: the number of contours, its bounds."""
WORDS, MORE_PARTS = 0x1, 0x20
SCALES: Final = ((0x8, 2), (0x40, 4), (0x80, 8))
"""Flags of a composed glyph with the bytes that they add."""
SHORT_PROGRAM: Final = 12
"""Bytes of a CFF glyph that may draw nothing: a width, hints, the end. Longer ones draw.
In CFF2 there is neither width nor end: nothing is drawn by no bytes."""


def blanks(font: Any) -> Callable[[str], bool]:
    """Tells of the glyphs of a font (fontTools' TTFont), by name, which have nothing to show."""
    if "glyf" in font:
        outlines = Outlines(font.reader["glyf"], font["loca"].locations)
        numbers = font.getReverseGlyphMap()
        return lambda glyph: outlines.is_blank(numbers[glyph])
    if "CFF " in font:
        programs = font["CFF "].cff.topDictIndex[0].CharStrings
        short = _programs_up_to(SHORT_PROGRAM, programs)
        return lambda glyph: glyph in short and _draws_nothing(programs[glyph])
    if "CFF2" in font:
        return _programs_up_to(0, font["CFF2"].cff.topDictIndex[0].CharStrings).__contains__
    return lambda _glyph: True


def _programs_up_to(size: int, programs: Any) -> frozenset[str]:
    """The CFF glyphs of so many bytes: only these are worth being looked at."""
    starts = programs.charStringsIndex.offsets
    return frozenset(
        glyph for glyph, at in programs.charStrings.items() if starts[at + 1] - starts[at] <= size
    )


def _draws_nothing(program: Any) -> bool:
    from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]

    pen = BoundsPen(None, ignoreSinglePoints=True)
    program.draw(pen)
    return pen.bounds is None


class Outlines(NamedTuple):
    """The tables glyf and loca of a TrueType font: fontTools would take all glyphs apart."""

    data: bytes
    starts: Sequence[int]

    def is_blank(self, number: int) -> bool:
        """Whether a glyph has no contour, nor has any that it is composed of.

        Each is looked at once: in a broken font they may be composed of each other.
        """
        seen: set[int] = set()
        left = [number]
        while left:
            glyph = left.pop()
            start, end = self.starts[glyph], self.starts[glyph + 1]
            if glyph in seen or end - start < GLYPH_HEADER:
                continue
            seen.add(glyph)
            contours = int.from_bytes(self.data[start : start + 2], "big", signed=True)
            if contours > 0:
                return False
            if contours < 0:
                left.extend(self._parts(start + GLYPH_HEADER))
        return True

    def _parts(self, at: int) -> Iterator[int]:
        """The glyphs that one is composed of (OpenType, glyf: composite glyph description)."""
        more = True
        while more:
            flags, number = struct.unpack_from(">HH", self.data, at)
            yield number
            at += 4 + (4 if flags & WORDS else 2)
            at += next((size for bit, size in SCALES if flags & bit), 0)
            more = bool(flags & MORE_PARTS)
