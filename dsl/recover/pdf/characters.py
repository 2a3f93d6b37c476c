"""The characters of a page in reading direction; turned, hidden and unreadable ones apart."""

from __future__ import annotations

from collections import Counter
from ctypes import byref, c_double
from math import atan2, hypot, isfinite, pi
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from hegao.dsl.recover.pdf.page import Character
from hegao.dsl.recover.pdf.view import View

SPACE = 0x20
BREAKS = frozenset((0x09, 0x0A, 0x0D))
SKEWED = -1
MOST_SKEW = 0.05
SMALLEST = 0.5
LARGEST = 2000.0


class Printed(NamedTuple):
    """A character where the file puts it."""

    text: str
    across: float
    up: float
    width: float
    size: float
    turn: int
    """By how many quarters the page must be turned clockwise to read it; -1: aslant."""
    is_known: bool
    """Whether the file says which character it is."""


class Writing(NamedTuple):
    """All characters of a page."""

    upright: tuple[Character, ...]
    turned: str
    aslant: str
    outside: str
    """Those beyond the edge of the page."""
    unknown: str
    """Those of `upright` that may be others than they seem."""


def read_writing(printed: list[Printed], view: View) -> Writing:
    """The characters of a page, seen in its view."""
    upright: list[Character] = []
    apart: dict[str, list[str]] = {"turned": [], "aslant": [], "outside": [], "unknown": []}
    for each in printed:
        left, down = view.place(each.across, each.up)
        if each.turn != view.turn:
            apart["aslant" if each.turn == SKEWED else "turned"].append(each.text)
        elif not view.shows(left, down):
            apart["outside"].append(each.text)
        else:
            upright.append(Character(each.text, left, left + each.width, down, each.size))
            if not each.is_known:
                apart["unknown"].append(each.text)
    return Writing(tuple(upright), **{name: "".join(texts) for name, texts in apart.items()})


def turned_view(printed: list[Printed], view: View) -> View:
    """The view in which most of the characters stand upright, whatever the file says."""
    turns = Counter(each.turn for each in printed if each.turn != SKEWED and each.text != " ")
    return view._replace(turn=turns.most_common(1)[0][0]) if turns else view


def read_printed(pdfium: Any, text_page: Any, count: int) -> list[Printed]:
    """The characters of a page in the order of the file, without those the library adds."""
    measure = _Measure(pdfium, text_page)
    found: list[Printed] = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in BREAKS or (code == SPACE and pdfium.FPDFText_IsGenerated(text_page, index)):
            continue
        found.append(measure.printed(index, code))
    return found


class _Measure:
    """Asks the library about one character after the other, with the same few variables."""

    def __init__(self, pdfium: Any, text_page: Any) -> None:
        self._pdfium = pdfium
        self._page = text_page
        self._across, self._up = c_double(), c_double()
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()

    def printed(self, index: int, code: int) -> Printed:
        """The character of an index."""
        pdfium, page = self._pdfium, self._page
        pdfium.FPDFText_GetMatrix(page, index, byref(self._matrix))
        pdfium.FPDFText_GetCharOrigin(page, index, byref(self._across), byref(self._up))
        pdfium.FPDFText_GetLooseCharBox(page, index, byref(self._box))
        matrix, box = self._matrix, self._box
        size = pdfium.FPDFText_GetFontSize(page, index) * hypot(matrix.c, matrix.d)
        across, up = self._across.value, self._up.value
        if not (isfinite(across) and isfinite(up)):
            across, up = -1.0, -1.0
        size = size if SMALLEST < size < LARGEST else 10.0
        text = _text(code)
        turn = _turn(matrix.a, matrix.b)
        width = _width(text, abs(box.right - across) if turn == 0 else 0.0, size)
        is_known = pdfium.FPDFText_HasUnicodeMapError(page, index) != 1 and text != "\ufffd"
        return Printed(text, across, up, width, size, turn, is_known)


def _text(code: int) -> str:
    if code in (0xA0, 0x3000):
        return " "
    if code in (0x02, 0xFFFE):
        return "-"  # What the library makes of a hyphen at the end of a line.
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _turn(along: float, up: float) -> int:
    quarters = atan2(up, along) / (pi / 2)
    nearest = round(quarters)
    return nearest % 4 if abs(quarters - nearest) < MOST_SKEW else SKEWED


def _width(text: str, measured: float, size: float) -> float:
    """How far the next character stands; guessed where the font does not say."""
    if 0.1 * size < measured < 3 * size:
        return measured
    return size if east_asian_width(text) in "WFA" else size / 2
