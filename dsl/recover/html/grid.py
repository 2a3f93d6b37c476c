"""The grid of a table of a web page: which cell stands where, and what it spans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final, Literal, NamedTuple

from hegao.dsl.recover.html.tables import SourceRow
from hegao.dsl.recover.html.tree import Element

MOST_COLUMNS: Final = 100


class Spot(NamedTuple):
    """A place of the grid: the cell that stands there or reaches there; None for a gap."""

    cell: Element | None
    merged: Literal["", "above", "left"] = ""


GAP: Final = Spot(None)


class _Hanging(NamedTuple):
    """A cell that reaches down into the rows that follow."""

    spot: Spot
    rows: int
    """How many rows it still reaches into."""


def grid_rows(rows: Sequence[SourceRow]) -> list[tuple[Spot, ...]] | None:
    """The rows of a table, all of one width; None where it has too many columns to be one.

    Columns in which no cell begins are left out: a title over a table often spans too many.
    """
    found: list[list[Spot]] = []
    for _, section in groupby(rows, key=lambda row: row.section):
        placed = _place(list(section))
        if placed is None:
            return None
        found += placed
    width = max(map(len, found), default=0)
    columns = [column for column in range(width) if _begins(found, column)]
    return [tuple(_at(row, column) for column in columns) for row in found]


def _begins(rows: Sequence[Sequence[Spot]], column: int) -> bool:
    spots = (_at(row, column) for row in rows)
    return any(spot.cell is not None and not spot.merged for spot in spots)


def _at(row: Sequence[Spot], column: int) -> Spot:
    return row[column] if column < len(row) else GAP


def _place(rows: Sequence[SourceRow]) -> list[list[Spot]] | None:
    """The rows of one section; no cell reaches out of it."""
    hanging: dict[int, _Hanging] = {}
    placed: list[list[Spot]] = []
    for index, row in enumerate(rows):
        spots = _place_row(row, hanging, below=len(rows) - index - 1)
        if len(spots) > MOST_COLUMNS:
            return None
        placed.append(spots)
    return placed


def _place_row(row: SourceRow, hanging: dict[int, _Hanging], *, below: int) -> list[Spot]:
    spots: list[Spot] = []
    for cell in row.cells:
        while len(spots) in hanging:
            spots.append(_drop(hanging, len(spots)))
        width = _span(cell, "colspan", MOST_COLUMNS) or 1
        height = _span(cell, "rowspan", below + 1) or below + 1
        for offset in range(width):
            if len(spots) in hanging:
                # Two cells claim one place; the later one is shown.
                _drop(hanging, len(spots))
            if height > 1:
                under = Spot(cell, "left" if offset else "above")
                hanging[len(spots)] = _Hanging(under, height - 1)
            spots.append(Spot(cell, "left" if offset else ""))
        if len(spots) > MOST_COLUMNS:
            return spots
    for column in sorted(column for column in hanging if column >= len(spots)):
        spots += [GAP] * (column - len(spots))
        spots.append(_drop(hanging, column))
    return spots


def _drop(hanging: dict[int, _Hanging], column: int) -> Spot:
    """What reaches into a place from above."""
    spot, rows = hanging.pop(column)
    if rows > 1:
        hanging[column] = _Hanging(spot, rows - 1)
    return spot


def _span(cell: Element, name: str, most: int) -> int:
    """What a cell says it spans, at most `most`; 0 means the rest of the section."""
    value = cell.attribute(name).strip()
    return min(int(value), most) if value.isdecimal() and len(value) < 7 else 1
