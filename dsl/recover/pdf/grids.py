"""Ruled tables of a page: where their rows and columns are, and which cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from hegao.dsl.recover.pdf.page import Drawing, Stroke

TOUCHING = 3.0
SAME_LINE = 1.2
GAP = 2.5
SHORTEST = 8.0
NARROWEST = 4.0
COVERED = 0.6
MOST_CROSSINGS = 4_000_000

Position: TypeAlias = tuple[int, int]


class Grid(NamedTuple):
    """A ruled table on one page."""

    downs: tuple[float, ...]
    """Where its columns begin, and where the last one ends."""
    acrosses: tuple[float, ...]
    """Where its rows begin, and where the last one ends."""
    owners: tuple[tuple[Position, ...], ...]
    """For each row and column, the first row and column of the cell it is merged into."""

    @property
    def top(self) -> float:
        """Where it begins on the page."""
        return self.acrosses[0]

    def owner(self, left: float, down: float) -> Position | None:
        """The cell that holds a place of the page."""
        row = bisect_right(self.acrosses, down) - 1
        column = bisect_right(self.downs, left) - 1
        if 0 <= row < len(self.owners) and 0 <= column < len(self.owners[0]):
            return self.owners[row][column]
        return None

    def span(self, owner: Position) -> tuple[float, float]:
        """Where a cell begins and ends across."""
        row, column = owner
        last = column
        while last + 1 < len(self.owners[0]) and self.owners[row][last + 1] == owner:
            last += 1
        return self.downs[column], self.downs[last + 1]


def grids(drawing: Drawing) -> list[Grid]:
    """The tables of a page from the top down; a frame around a single cell is none."""
    across, down = _whole(drawing.across), _whole(drawing.down)
    if len(across) * len(down) > MOST_CROSSINGS:
        return []
    found = [_grid(*group) for group in _groups(across, down)]
    tables = [grid for grid in found if len(grid.owners) * len(grid.owners[0]) > 1]
    return sorted(tables, key=lambda grid: (grid.top, grid.downs[0]))


def _whole(strokes: tuple[Stroke, ...]) -> list[Stroke]:
    """Pieces that go on in one line are put together; what stays short is no rule."""
    whole: list[Stroke] = []
    for level in _levels(sorted(strokes)):
        current = level[0]
        for each in level[1:]:
            if each.start <= current.end + GAP:
                current = current._replace(end=max(current.end, each.end))
            else:
                whole.append(current)
                current = each
        whole.append(current)
    return [each for each in whole if each.end - each.start >= SHORTEST]


def _levels(strokes: list[Stroke]) -> list[list[Stroke]]:
    """Strokes on one line together, each line from its beginning on."""
    levels: list[list[Stroke]] = []
    for each in strokes:
        if levels and each.at - levels[-1][0].at <= SAME_LINE:
            levels[-1].append(each)
        else:
            levels.append([each])
    return [sorted(level, key=lambda each: each.start) for level in levels]


def _groups(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Lines that touch each other, directly or over others; at least two of each direction."""
    leader = list(range(len(across) + len(down)))

    def first(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for row, level in enumerate(across):
        for column, upright in enumerate(down):
            if _touch(level, upright):
                leader[first(row)] = first(len(across) + column)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index in range(len(leader)):
        group = groups.setdefault(first(index), ([], []))
        if index < len(across):
            group[0].append(across[index])
        else:
            group[1].append(down[index - len(across)])
    return [group for group in groups.values() if _is_table(*group)]


def _touch(across: Stroke, down: Stroke) -> bool:
    return (
        across.start - TOUCHING <= down.at <= across.end + TOUCHING
        and down.start - TOUCHING <= across.at <= down.end + TOUCHING
    )


def _is_table(across: list[Stroke], down: list[Stroke]) -> bool:
    return len(across) + len(down) >= 3 and bool(across) and bool(down)


def _grid(across: list[Stroke], down: list[Stroke]) -> Grid:
    left, right = min(each.start for each in across), max(each.end for each in across)
    top, bottom = min(each.start for each in down), max(each.end for each in down)
    # A table whose outer sides are not drawn ends where its inner rules end.
    down = down + _open_sides(down, (left, right), (top, bottom))
    across = across + _open_sides(across, (top, bottom), (left, right))
    downs = _places(down)
    acrosses = _places(across)
    down_at = [_near(down, place) for place in downs]
    across_at = [_near(across, place) for place in acrosses]
    beside = [[_covers(at, *row) for at in down_at] for row in pairwise(acrosses)]
    above = [[_covers(at, *column) for column in pairwise(downs)] for at in across_at]
    return Grid(tuple(downs), tuple(acrosses), _owners(beside, above))


def _open_sides(
    lines: list[Stroke], ends: tuple[float, float], reach: tuple[float, float]
) -> list[Stroke]:
    places = [each.at for each in lines]
    missing = [end for end in ends if all(abs(end - place) > SHORTEST for place in places)]
    return [Stroke(end, *reach) for end in missing]


def _places(lines: list[Stroke]) -> list[float]:
    """Where lines stand; double lines are one."""
    places: list[float] = []
    for place in sorted(each.at for each in lines):
        if not places or place - places[-1] > NARROWEST:
            places.append(place)
    return places


def _near(lines: list[Stroke], place: float) -> list[Stroke]:
    return [each for each in lines if -1 <= each.at - place <= NARROWEST]


def _covers(lines: list[Stroke], start: float, end: float) -> bool:
    """Whether lines run along most of a stretch."""
    covered = max((min(each.end, end) - max(each.start, start) for each in lines), default=0.0)
    return covered >= COVERED * (end - start)


def _owners(beside: list[list[bool]], above: list[list[bool]]) -> tuple[tuple[Position, ...], ...]:
    """Cells without a rule between them are one; its place is that of its first part."""
    rows, columns = len(beside), len(above[0])
    owner: dict[Position, Position] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in owner:
                _fill((row, column), beside, above, owner)
    return tuple(tuple(owner[row, column] for column in range(columns)) for row in range(rows))


def _fill(
    start: Position,
    beside: list[list[bool]],
    above: list[list[bool]],
    owner: dict[Position, Position],
) -> None:
    """Give all parts of one cell their owner."""
    open_parts = [start]
    owner[start] = start
    while open_parts:
        row, column = open_parts.pop()
        ways = (
            ((row, column + 1), column + 1 < len(above[0]) and not beside[row][column + 1]),
            ((row, column - 1), column > 0 and not beside[row][column]),
            ((row + 1, column), row + 1 < len(beside) and not above[row + 1][column]),
            ((row - 1, column), row > 0 and not above[row][column]),
        )
        for part, is_open in ways:
            if is_open and part not in owner:
                owner[part] = start
                open_parts.append(part)
