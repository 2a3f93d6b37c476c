"""What stands where on the pages of a PDF, in millimetres from the upper left corner."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pdfplumber
import pypdfium2

MM = 25.4 / 72
ASCENT, DESCENT = 0.88, 0.12
"""Where the square of a Chinese character begins above the base line and ends below it."""
SAME_LINE = 0.4


class Letter(NamedTuple):
    """A character as it is set."""

    text: str
    left: float
    right: float
    size: float
    """In points."""
    font: str
    colour: tuple[float, ...]
    embedded: bool


class Line(NamedTuple):
    """Letters on one base line, from left to right."""

    base: float
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """What they say, without spaces."""
        return "".join(each.text for each in self.letters if not each.text.isspace())

    @property
    def size(self) -> float:
        """Of the largest letter."""
        return max(each.size for each in self.letters)

    @property
    def top(self) -> float:
        """Where its characters begin."""
        return self.base - ASCENT * self.size * MM

    @property
    def foot(self) -> float:
        """Where its characters end."""
        return self.base + DESCENT * self.size * MM

    @property
    def left(self) -> float:
        """The left edge of the first character."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """The right edge of the last character."""
        return self.letters[-1].right


class Box(NamedTuple):
    """A filled box: a rule."""

    left: float
    top: float
    right: float
    foot: float
    colour: tuple[float, ...]


class Table(NamedTuple):
    """A table of a page with its rows."""

    top: float
    foot: float
    rows: tuple[tuple[str | None, ...], ...]


class Leaf(NamedTuple):
    """A page."""

    width: float
    height: float
    lines: tuple[Line, ...]
    """From above; those that were turned a quarter are missing."""
    turned: tuple[Letter, ...]
    """Letters that read downwards; left and right are their upper and lower edges."""
    boxes: tuple[Box, ...]
    tables: tuple[Table, ...]

    def without_tables(self) -> tuple[Line, ...]:
        """The lines that are in no table."""
        return tuple(
            line
            for line in self.lines
            if not any(each.top < line.base < each.foot for each in self.tables)
        )


def leaves(data: bytes) -> list[Leaf]:
    """The pages of a PDF."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [_leaf(page) for page in pdf.pages]


def catalogue(data: bytes) -> tuple[str, bool, dict[str, str]]:
    """Language, whether it is tagged, and what a PDF says of itself."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        root = pdf.doc.catalog
        language = root.get("Lang", b"").decode()
        return language, bool(root.get("MarkInfo", {}).get("Marked")), dict(pdf.metadata)


def ink(data: bytes, page: int, box: Sequence[float], *, red: bool = False) -> tuple[float, ...]:
    """Left, top, right and foot of what is black (or red) inside a box of a page."""
    dots = 300 / 25.4
    drawn = pypdfium2.PdfDocument(data)[page].render(scale=300 / 72).to_pil().convert("RGB")
    part = drawn.crop(tuple(round(each * dots) for each in box))
    light = part.getchannel("G").point(lambda value: 255 if value < 160 else 0)
    if red:
        strong = part.getchannel("R").point(lambda value: 255 if value > 160 else 0)
        light.paste(0, mask=strong.point(lambda value: 255 - value))
    found = light.getbbox()
    assert found, "nothing is there"
    return tuple(box[at % 2] + edge / dots for at, edge in enumerate(found))


def _leaf(page: Any) -> Leaf:
    turned = [each for each in page.chars if abs(each["matrix"][0]) < 1e-6]
    upright = [each for each in page.chars if each["matrix"][0] > 1e-6]
    boxes = [_box(each) for each in page.rects]
    return Leaf(
        page.width * MM,
        page.height * MM,
        tuple(_lines(page, upright)),
        tuple(_letter(each, "top", "bottom") for each in turned),
        tuple(sorted(boxes, key=lambda each: each.top)),
        tuple(_tables(page)),
    )


def _lines(page: Any, characters: Sequence[dict[str, Any]]) -> Iterator[Line]:
    group: list[dict[str, Any]] = []
    for each in sorted(characters, key=lambda each: -each["matrix"][5]):
        if group and (group[0]["matrix"][5] - each["matrix"][5]) * MM > SAME_LINE:
            yield _line(page, group)
            group = []
        group.append(each)
    if group:
        yield _line(page, group)


def _line(page: Any, characters: Sequence[dict[str, Any]]) -> Line:
    ordered = sorted(characters, key=lambda each: each["x0"])
    return Line(
        (page.height - ordered[0]["matrix"][5]) * MM,
        tuple(_letter(each, "x0", "x1") for each in ordered),
    )


def _letter(character: dict[str, Any], start: str, end: str) -> Letter:
    prefix, plus, name = character["fontname"].partition("+")
    return Letter(
        character["text"],
        character[start] * MM,
        character[end] * MM,
        character["size"],
        name or prefix,
        tuple(character["non_stroking_color"] or ()),
        bool(plus) and len(prefix) == 6,
    )


def _box(rect: dict[str, Any]) -> Box:
    edges = (rect[each] * MM for each in ("x0", "top", "x1", "bottom"))
    return Box(*edges, tuple(rect["non_stroking_color"] or ()))


def _tables(page: Any) -> Iterator[Table]:
    if len(page.lines) + len(page.curves) < 4:
        return
    for found in page.find_tables():
        rows = tuple(
            tuple(cell and cell.replace("\n", "") for cell in row) for row in found.extract()
        )
        yield Table(found.bbox[1] * MM, found.bbox[3] * MM, rows)
