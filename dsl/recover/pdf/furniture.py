"""What is printed on every page and belongs to none: page numbers, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.pdf.page import Line

EDGE = 0.15
"""The part of a page, at the top and at the bottom, where such lines stand."""
DEEPEST = 3
"""So many lines from the edge on may be such lines."""
SAME_PLACE = 4.0
MOSTLY = 0.6
DASHES = r"\-—–―－─━‐‑‒"
PAGE_NUMBER = re.compile(
    rf"[{DASHES}·•~～ ]*第?\s*(\d{{1,4}})\s*[页頁]?"
    rf"(?:[,，、 ]*(?:[/／]\s*共?|共|of)\s*\d{{1,4}}\s*[页頁]?)?[{DASHES}·•~～ ]*",
    re.IGNORECASE,
)
LATIN_NUMBER = re.compile(r"(?:page|p\.?)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
BARE = re.compile(r"\d{1,4}")
APPENDIX = re.compile(r"附[件表录]")


class Sheet(NamedTuple):
    """The lines of a page outside its tables, from the top down."""

    number: int
    height: float
    lines: Sequence[Line]


class Edge(NamedTuple):
    """A line that stands near the edge of a page."""

    sheet: Sheet
    position: int

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.sheet.lines[self.position]


def page_number(text: str) -> int | None:
    """The number that a line gives a page; None where it is no page number."""
    found = PAGE_NUMBER.fullmatch(text.strip()) or LATIN_NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def furniture(sheets: Sequence[Sheet]) -> dict[int, dict[int, Note]]:
    """For each page the lines that are furniture, by their index, with a note of each."""
    edges = [edge for sheet in sheets for edge in _edges(sheet)]
    levels: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        levels.setdefault(_level(edge), []).append(edge)
    found: dict[int, dict[int, Note]] = {sheet.number: {} for sheet in sheets}
    for edge in edges:
        message = _message(edge, _beside(edge, levels))
        if message:
            note = Note("removed", message, f"第{edge.sheet.number}页", edge.line.text)
            found[edge.sheet.number][edge.position] = note
    return {sheet.number: _outermost(found[sheet.number], sheet) for sheet in sheets}


def _outermost(found: dict[int, Note], sheet: Sheet) -> dict[int, Note]:
    """Only lines with nothing but furniture between them and the edge of the page."""
    first, last = 0, len(sheet.lines) - 1
    while first in found:
        first += 1
    while last in found:
        last -= 1
    return {at: note for at, note in found.items() if not first <= at <= last}


def _message(edge: Edge, others: list[Edge]) -> str:
    if _is_page_number(edge, others):
        return "页码，不属于正文"
    return "每页重复的页眉或页脚，不属于正文" if _is_repeated(edge, others) else ""


def _level(edge: Edge) -> tuple[int, int]:
    return round(edge.sheet.height / 10), round(edge.line.baseline / SAME_PLACE)


def _beside(edge: Edge, levels: dict[tuple[int, int], list[Edge]]) -> list[Edge]:
    """Lines at the same height of any page, itself among them."""
    height, level = _level(edge)
    return [
        other
        for near in (level - 1, level, level + 1)
        for other in levels.get((height, near), ())
        if abs(edge.line.baseline - other.line.baseline) <= SAME_PLACE
    ]


def _edges(sheet: Sheet) -> Iterator[Edge]:
    count = len(sheet.lines)
    for index, line in enumerate(sheet.lines):
        is_outermost = index < DEEPEST or index >= count - DEEPEST
        height = line.baseline / sheet.height
        if is_outermost and not EDGE < height < 1 - EDGE:
            yield Edge(sheet, index)


def _is_page_number(edge: Edge, edges: Sequence[Edge]) -> bool:
    """Whether a line numbers its page; a bare number only where other pages are numbered so."""
    value = page_number(edge.line.text)
    if value is None:
        return False
    if not BARE.fullmatch(edge.line.text.strip()):
        return True
    step = value - edge.sheet.number
    others = [other for other in edges if other.sheet.number != edge.sheet.number]
    if not others:
        return value == 1
    return any(page_number(other.line.text) == other.sheet.number + step for other in others)


def _is_repeated(edge: Edge, edges: Sequence[Edge]) -> bool:
    """Whether most pages that have a line at this height have the same one there."""
    if APPENDIX.match(edge.line.text):
        return False
    shape, size = _shape(edge), edge.line.size
    pages = {other.sheet.number for other in edges}
    same = {
        other.sheet.number
        for other in edges
        if abs(other.line.size - size) <= 1 and _shape(other) == shape
    }
    return len(same) >= 2 and len(same) >= MOSTLY * len(pages)


def _shape(edge: Edge) -> str:
    """The text with the number of its page, if it has it, left open."""
    return re.sub(rf"(?<!\d){edge.sheet.number}(?!\d)", "#", edge.line.text).replace(" ", "")
