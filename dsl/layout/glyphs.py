"""What a font file says of its fonts, and which characters they can really show.

fontTools reads the file; it is imported when a font is read.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from hegao.dsl.layout.outlines import blanks

Result = TypeVar("Result")

FAMILY, TYPOGRAPHIC_FAMILY = 1, 16
"""Name records of a family: with the weight in it where it is no usual one, and without."""
ENGLISH: Final = (3, 1, 0x409)
"""Windows, Unicode, American English: the record that every font has."""
RESTRICTED, PREVIEW, EDITABLE, NO_SUBSET, BITMAP_ONLY = 0x2, 0x4, 0x8, 0x100, 0x200
"""Bits of fsType (OpenType, OS/2). Where old fonts set several of the first three, the least
restrictive holds."""
ITALIC, BOLD, OBLIQUE = 0x1, 0x20, 0x200
"""Bits of fsSelection."""
MOST_FONTS: Final = 64
"""In a collection; the largest of Chinese fonts have ten."""
NO_TRAITS: Final = SimpleNamespace(usWeightClass=400, fsSelection=0, fsType=0)
"""Of a font without a table OS/2, as old ones of macOS are."""
SHOWING_NOTHING: Final = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
VARIATION_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class UnreadableFontError(ValueError):
    """A file that is no font, or a broken one."""


class FontFile(Protocol):
    """A font's bytes, read where they are needed: fonts have 20 MB, their names a few hundred."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        ...

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""
        ...

    def tell(self) -> int:
        """Where it is read next."""
        ...


class Cut(NamedTuple):
    """One font of a file."""

    number: int
    """Which font of the file, from 0."""
    family: str
    """The English family name, or the first one there is."""
    names: tuple[str, ...]
    """All family names in all languages."""
    weights: tuple[int, int]
    """The lightest and the heaviest it has, the same but for variable fonts; 400 is regular,
    700 bold."""
    slanted: bool
    embeddable: bool
    """Whether its outlines may be put into a PDF that others read, cut down to what it shows."""


class Coverage(NamedTuple):
    """What a font can show."""

    name: str
    """What the font is called."""
    shown: bytes
    """A bit for each code point that has an outline."""
    empty: frozenset[str]
    """Characters that the font claims, without an outline."""

    def shows(self, char: str) -> bool:
        """Whether there is something to see of a character, or nothing is to be seen of it."""
        place, bit = divmod(ord(char), 8)
        return (place < len(self.shown) and bool(self.shown[place] >> bit & 1)) or _unseen(char)


def missing(characters: Iterable[str], coverage: Coverage) -> set[str]:
    """Those characters that the font has no glyph for, or an empty one."""
    return {char for char in set(characters) if not coverage.shows(char)}


def read_cuts(file: FontFile) -> tuple[Cut, ...]:
    """The fonts of a file, one or a collection. Raises UnreadableFontError."""
    return _guarded(lambda: tuple(_cut(font, at) for at, font in enumerate(_fonts(file))))


def read_coverage(file: FontFile, number: int) -> Coverage:
    """What one font of a file can show. Raises UnreadableFontError."""
    return _guarded(lambda: _coverage(_font(file, number)))


def _guarded(read: Callable[[], Result]) -> Result:
    # It tells of each fault in a name, of which a broken font has thousands.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        return read()
    except ImportError:
        raise
    # What fontTools raises on damaged files is not told anywhere.
    except Exception as error:
        raise UnreadableFontError(str(error)) from error


def _font(file: FontFile, number: int) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return TTFont(file, fontNumber=number, lazy=True)


def _fonts(file: FontFile) -> Iterator[Any]:
    """The fonts of a file: the header of a collection says how many it has."""
    file.seek(0)
    header = file.read(12)
    count = int.from_bytes(header[8:], "big") if header.startswith(b"ttcf") else 1
    for number in range(min(count, MOST_FONTS)):
        yield _font(file, number)


def _cut(font: Any, number: int) -> Cut:
    records = [each for each in font["name"].names if each.nameID in (FAMILY, TYPOGRAPHIC_FAMILY)]
    texts = [each.toUnicode(errors="replace").strip("\0 ") for each in records]
    names = dict.fromkeys(text for text in texts if text and "\ufffd" not in text)
    english = font["name"].getName(FAMILY, *ENGLISH)
    traits = font.get("OS/2", NO_TRAITS)
    return Cut(
        number,
        str(english) if english else next(iter(names), ""),
        tuple(names),
        _weights(font, traits),
        bool(traits.fsSelection & (ITALIC | OBLIQUE)),
        _may_be_embedded(traits.fsType),
    )


def _weights(font: Any, traits: Any) -> tuple[int, int]:
    """The weights; bold fonts may say that of their regular, old ones count from 1 to 9."""
    for axis in font["fvar"].axes if "fvar" in font else ():
        if axis.axisTag == "wght":
            return int(axis.minValue), int(axis.maxValue)
    weight: int = traits.usWeightClass if traits.usWeightClass > 9 else traits.usWeightClass * 100
    weight = max(weight, 700) if traits.fsSelection & BOLD else weight
    return weight, weight


def _may_be_embedded(permission: int) -> bool:
    """Whether a font with this fsType may be embedded as PDFs do it: outlines, only some of them.

    Bit 1 alone forbids it; bits 8 and 9 allow it for whole fonts or for bitmaps only.
    """
    if permission & (NO_SUBSET | BITMAP_ONLY):
        return False
    return permission & (RESTRICTED | PREVIEW | EDITABLE) != RESTRICTED


def _coverage(font: Any) -> Coverage:
    # Glyph 0 is the box that is shown where there is no glyph.
    box = font.getGlyphName(0)
    found: Mapping[int, str] = font.getBestCmap() or {}
    claimed = {code: glyph for code, glyph in found.items() if glyph != box}
    is_blank = blanks(font)
    bits = bytearray(max(claimed, default=-1) // 8 + 1)
    empty: list[str] = []
    for code, glyph in claimed.items():
        if is_blank(glyph):
            empty.append(chr(code))
        else:
            bits[code >> 3] |= 1 << (code & 7)
    name = _cut(font, 0).family
    return Coverage(name, bytes(bits), frozenset(char for char in empty if not _unseen(char)))


def _unseen(char: str) -> bool:
    """Whether a character is not seen in print: spaces, marks that only direct the setting."""
    return unicodedata.category(char) in SHOWING_NOTHING or any(
        ord(char) in selectors for selectors in VARIATION_SELECTORS
    )
