"""The ruling lines of a Word table: which of them are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from hegao.dsl.recover.word.grid import Grid, Slot
from hegao.dsl.recover.word.styles import Styles
from hegao.dsl.recover.xml_parts import Element

ABSENT: Final = frozenset(("", "nil", "none"))
SIDES: Final = {"w:start": "w:left", "w:end": "w:right"}
"""What newer files call the sides that are left and right in our writing."""

Edges: TypeAlias = Mapping[str, bool]
"""Whether a border is drawn, for each that something is said of."""


class Ruling(NamedTuple):
    """Which lines are drawn anywhere in a table."""

    across: bool
    upright: bool


def ruling(table: Element, grid: Grid, styles: Styles) -> Ruling:
    """The lines of a table: a cell's own borders, else those of the table, else of its style."""
    whole = _table_edges(table, styles)
    drawn = set(_extra_edges(table, styles))
    last = len(grid.rows) - 1
    for at, row in enumerate(grid.rows):
        for index, slot in enumerate(row):
            outer = _Place(at == 0, at == last, index == 0, index == len(row) - 1)
            drawn |= set(_cell_edges(slot, whole, outer))
    return Ruling("across" in drawn, "upright" in drawn)


class _Place(NamedTuple):
    """At which edges of the table a cell stands."""

    top: bool
    bottom: bool
    left: bool
    right: bool


def _cell_edges(slot: Slot, whole: Edges, place: _Place) -> Iterator[str]:
    properties = slot.content.find("w:tcPr")
    own = _edges(properties.find("w:tcBorders") if properties is not None else None)
    for side, direction, is_outer in (
        ("w:top", "across", place.top),
        ("w:bottom", "across", place.bottom),
        ("w:left", "upright", place.left),
        ("w:right", "upright", place.right),
    ):
        inner = "w:insideH" if direction == "across" else "w:insideV"
        if own.get(side, whole.get(side if is_outer else inner, False)):
            yield direction


def _table_edges(table: Element, styles: Styles) -> Edges:
    properties = table.find("w:tblPr")
    found: dict[str, bool] = {}
    for style in reversed(styles.of_table(properties)):
        found |= _table_borders(style.find("w:tblPr"))
    return found | _table_borders(properties)


def _table_borders(properties: Element | None) -> dict[str, bool]:
    return _edges(properties.find("w:tblBorders") if properties is not None else None)


def _extra_edges(table: Element, styles: Styles) -> Iterator[str]:
    """What single rows, and a style for its first row or column, draw besides."""
    for style in styles.of_table(table.find("w:tblPr")):
        yield from _drawn(style.iter("w:tcBorders"))
        for part in style.findall("w:tblStylePr"):
            yield from _drawn(part.iter("w:tblBorders"))
    for row in table.findall("w:tr"):
        for exception in row.findall("w:tblPrEx"):
            yield from _drawn(exception.iter("w:tblBorders"))


def _drawn(borders: Iterable[Element]) -> Iterator[str]:
    for each in borders:
        yield from (_direction(side) for side, is_drawn in _edges(each).items() if is_drawn)


def _direction(side: str) -> str:
    return "across" if side in ("w:top", "w:bottom", "w:insideH") else "upright"


def _edges(borders: Element | None) -> dict[str, bool]:
    sides = borders if borders is not None else ()
    return {SIDES.get(side.tag, side.tag): side.get("w:val", "") not in ABSENT for side in sides}
