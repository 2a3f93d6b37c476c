"""What stands in the cells of a ruled table on one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hegao.dsl.recover.finished import Cell, Row
from hegao.dsl.recover.pdf.breaks import INDENT, SLACK, is_full, is_new_item, joined, lead, rest
from hegao.dsl.recover.pdf.grids import Grid, Position
from hegao.dsl.recover.pdf.lines import lines
from hegao.dsl.recover.pdf.page import Character, Frame, Line

WIDEST_PADDING = 8.0
FAR = 1e6
MIDDLE = 0.4
LISTING = "，、（《“"


class Inside(NamedTuple):
    """The lines of a cell, and where its text begins and ends."""

    lines: tuple[Line, ...]
    frame: Frame


class Piece(NamedTuple):
    """The part of a table that stands on one page."""

    page: int
    number: int
    """Which table of the page."""
    downs: tuple[float, ...]
    rows: tuple[Row, ...]
    top: float
    inside: tuple[tuple[Inside, ...], ...]
    """The lines of each cell; each part of a merged cell has all of them."""


class Sorted(NamedTuple):
    """The characters of a page by the table and cell they stand in."""

    running: list[Character]
    cells: list[dict[Position, list[Character]]]


def sort_characters(characters: Iterable[Character], tables: list[Grid]) -> Sorted:
    """Characters outside of tables, and those in each cell of each table."""
    running: list[Character] = []
    cells: list[dict[Position, list[Character]]] = [defaultdict(list) for _ in tables]
    for each in characters:
        middle, height = (each.left + each.right) / 2, each.baseline - 0.35 * each.size
        for table, held in zip(tables, cells, strict=True):
            owner = table.owner(middle, height)
            if owner:
                held[owner].append(each)
                break
        else:
            running.append(each)
    return Sorted(running, cells)


def read_piece(table: Grid, held: dict[Position, list[Character]], page: int, number: int) -> Piece:
    """The rows of a table on a page."""
    found = {owner: lines(characters) for owner, characters in held.items()}
    frames = _frames(table, found)
    columns, place = range(len(table.owners[0])), f"第{page}页表{number}"
    rows = tuple(
        Row(
            tuple(_cell(table, (row, column), found, frames) for column in columns),
            f"{place}第{row + 1}行",
        )
        for row in range(len(table.owners))
    )
    inside = tuple(
        tuple(Inside(tuple(found.get(owner, ())), frames[owner]) for owner in owners)
        for owners in table.owners
    )
    return Piece(page, number, table.downs, rows, table.top, inside)


def _cell(
    table: Grid, at: Position, found: dict[Position, list[Line]], frames: dict[Position, Frame]
) -> Cell:
    row, column = at
    owner = table.owners[row][column]
    if owner == at:
        return Cell(cell_text(found.get(owner, []), frames[owner]))
    is_above = row > 0 and table.owners[row - 1][column] == owner
    return Cell("", "above" if is_above else "left")


def _frames(table: Grid, found: dict[Position, list[Line]]) -> dict[Position, Frame]:
    """Where text begins and ends in each cell: cells of one width have one padding."""
    rooms: dict[tuple[float, float], tuple[float, float]] = {}
    for owner, inside in found.items():
        span = table.span(owner)
        before, after = rooms.get(span, (FAR, FAR))
        before = min([before, *(line.left - span[0] for line in inside)])
        after = min([after, *(span[1] - line.right for line in inside)])
        rooms[span] = (before, after)
    frames: dict[Position, Frame] = {}
    for owner in {owner for row in table.owners for owner in row}:
        span = table.span(owner)
        left, right = _padding(*rooms.get(span, (0.0, 0.0)))
        size = max((line.size for line in found.get(owner, ())), default=0.0)
        frames[owner] = Frame(span[0] + left, span[1] - right, size)
    return frames


def _padding(before: float, after: float) -> tuple[float, float]:
    """The padding on both sides; where no line comes near one of them, it is as the other."""
    before, after = max(0.0, before), max(0.0, after)
    least = min(before, after, WIDEST_PADDING)
    return (
        before if before <= WIDEST_PADDING else least,
        after if after <= WIDEST_PADDING else least,
    )


def cell_text(inside: list[Line], frame: Frame) -> str:
    """The lines of a cell; those that break only for want of room are put together."""
    text = ""
    for index, line in enumerate(inside):
        before = inside[index - 1] if index else None
        part = _part(line, frame)
        if before and not goes_on(before, line, frame):
            text += "\n" + part
        else:
            text = joined(text, part)
    return text


def goes_on(before: Line, after: Line, frame: Frame) -> bool:
    """Whether a line of a cell goes on in the next one."""
    if is_new_item(before.text, after.text):
        return False
    if is_middle(before, frame):
        room = frame.right - frame.left - (before.right - before.left)
        return room <= after.opening + MIDDLE * before.size
    if lead(after, frame) >= INDENT and not is_middle(after, frame):
        return lead(before, frame) >= INDENT and _fills(before, after, frame)
    return _fills(before, after, frame)


def _fills(before: Line, after: Line, frame: Frame) -> bool:
    """Whether a line ends at the right edge of its cell; an enumeration may end before."""
    if before.text[-1] in LISTING:
        return is_full(before, after, frame)
    return frame.right - before.right <= after.opening + SLACK * before.size


def is_middle(line: Line, frame: Frame) -> bool:
    """Whether a line is centred in its cell."""
    before, after = lead(line, frame), rest(line, frame)
    return before > MIDDLE and abs(before - after) <= 2 * MIDDLE


def _part(line: Line, frame: Frame) -> str:
    fills = lead(line, frame) < MIDDLE and rest(line, frame) < MIDDLE
    return line.tight if fills else line.text
