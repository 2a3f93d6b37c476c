"""How a page lies: places in the file to places on the page as a reader holds it."""

from __future__ import annotations

from ctypes import byref
from typing import Any, NamedTuple

A4 = (0.0, 0.0, 595.0, 842.0)
LONGEST_SIDE = 20_000.0


class View(NamedTuple):
    """The visible part of a page, and by how many quarters it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Of the page as it is held."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Of the page as it is held."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def place(self, across: float, up: float) -> tuple[float, float]:
        """A place of the file: how far from the left, how far from the top."""
        match self.turn:
            case 1:
                return up - self.bottom, across - self.left
            case 2:
                return self.right - across, up - self.bottom
            case 3:
                return self.top - up, self.right - across
            case _:
                return across - self.left, self.top - up

    def shows(self, left: float, down: float) -> bool:
        """Whether a place is on the page, to a point."""
        return -1 <= left <= self.width + 1 and -1 <= down <= self.height + 1


def view_of(pdfium: Any, page: Any) -> View:
    """The view of a page; an absurd size is taken for A4."""
    box = pdfium.FS_RECTF()
    turn = pdfium.FPDFPage_GetRotation(page) % 4
    if not pdfium.FPDF_GetPageBoundingBox(page, byref(box)):
        return View(*A4, turn)
    view = View(box.left, box.bottom, box.right, box.top, turn)
    if 1 < view.width < LONGEST_SIDE and 1 < view.height < LONGEST_SIDE:
        return view
    return View(*A4, turn)
