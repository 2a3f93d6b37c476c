"""Tables as the notice language writes them: one header, every cell in its column.

A text that was copied from a table loses cells: rows lack their first ones, or a cell stands in
the column of a merged neighbour. The marks say where it belongs: in most rows `（三）` stands in
one column and `12.` in another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.dsl import document
from hegao.dsl.paragraphs import SENTENCE_END
from hegao.dsl.table_tasks import EMPTY
from hegao.dsl.tables import NUMBER_ALONE, NUMBERED, columns_of
from hegao.dsl.units import looks_like_unit, parse_units
from hegao.grammar.blocks import MARKS

LEVELS = tuple(re.compile(MARKS[level]) for level in ("LEVEL1", "LEVEL2", "LEVEL3"))
FEWEST_MARKS = 3
MOST_COLUMNS = 60
"""Wider tables are left as they are."""
SHIFTED = "错位的单元格，已移回本列"
PADDED = "缺了单元格，已补空格"
CONTINUED = "跨页断开的一行，已接上"
CUT = "跨页断开的责任单位，已接到上面一行"
UNFINISHED = re.compile("(?:[按依根]照?|分工|职责|职能|分别|共同|具体|各自)\\Z")
INHERITED = "责任单位空着，按合并的单元格取自上面一行"


class Row(NamedTuple):
    """A row put right, and the offsets of the rows it comes from."""

    cells: tuple[str, ...]
    origins: tuple[int, ...]
    before: tuple[str, ...] = ()
    """The cells as they stood."""

    @property
    def text(self) -> str:
        """The row as a line: strokes on both sides keep empty cells at its ends."""
        return f"｜{'｜'.join(self.cells)}｜"


class Conclusion(NamedTuple):
    """What was concluded about the row at an offset."""

    message: str
    text: str
    origin: int
    source: int | None = None
    """The offset of the row that it was concluded from."""


class Tidied(NamedTuple):
    """The rows of a table in order, its header first, and what was concluded about them."""

    rows: tuple[Row, ...]
    conclusions: tuple[Conclusion, ...]


def tidied(table: document.Table) -> Tidied:
    """A table with its cells in their columns."""
    tidy = _Tidy(table)
    for row in table.rows:
        tidy.take(row)
    return Tidied(tuple(tidy.rows), tuple(tidy.conclusions))


class _Tidy:
    """Takes rows in order; knows which mark stands in which column."""

    def __init__(self, table: document.Table) -> None:
        rows = [_texts(row) for row in table.rows]
        header = _texts(table.header) if table.header else ()
        wide = [len(_without_extra(row, len(header))) for row in rows]
        self.width = min(max(len(header), *wide) if rows else len(header), MOST_COLUMNS)
        self.columns = columns_of(table.header)
        self.places = _places([self._padded(row) for row in rows])
        self.rows: list[Row] = []
        self.conclusions: list[Conclusion] = []
        self.above: int | None = None
        """Where the row begins whose units an empty cell takes over."""
        if table.header:
            self.rows.append(Row(self._padded(header), (table.header.block.origin,), header))

    def take(self, row: document.Row) -> None:
        """The next row."""
        whole, origin = _texts(row), row.block.origin
        texts = _without_extra(whole, self.width)
        if len(texts) < self.width:
            self._note(origin, PADDED, _first(texts))
        cells = self._shifted(self._padded(texts), origin)
        if self._continues(cells):
            self._join(cells, origin)
            return
        cells = self._without_rest(cells, origin)
        self._inherits(cells, origin)
        self.rows.append(Row(cells, (origin,), whole))

    def _note(self, origin: int, message: str, text: str, source: int | None = None) -> None:
        self.conclusions.append(Conclusion(message, text[:20], origin, source))

    def _padded(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """A row of full width; one that lost cells lost the first ones, but for its number."""
        missing = ("",) * (self.width - len(cells))
        if cells and NUMBER_ALONE.match(cells[0]):
            return (
                cells[:1] + missing + cells[1:] if self._ends_with_units(cells) else cells + missing
            )
        return missing + cells

    def _ends_with_units(self, cells: Sequence[str]) -> bool:
        """Whether the last cell is that of the last column, which holds units."""
        last = any(unit.column == self.width - 1 for unit in self.columns.units)
        found = parse_units(cells[-1]).units if last and len(cells) > 1 else ()
        return bool(found) and all(looks_like_unit(unit.text) for unit in found)

    def _shifted(self, cells: tuple[str, ...], origin: int) -> tuple[str, ...]:
        """The row with each marked cell in the column where its mark stands in most rows."""
        made = list(cells)
        for at, text in enumerate(cells):
            to = self.places.get(_level(text), at)
            if to != at and not made[to]:
                made[to], made[at] = text, ""
                self._note(origin, SHIFTED, text)
        return tuple(made)

    def _continues(self, cells: Sequence[str]) -> bool:
        """Whether a row only goes on with the sentence that the row above breaks off."""
        filled = [at for at, text in enumerate(cells) if text]
        if len(filled) != 1 or not self.rows or _level(cells[filled[0]]) is not None:
            return False
        if len(self.rows[-1].cells) != len(cells):
            return False
        above = self.rows[-1].cells[filled[0]]
        return (
            self.places.get(2, -1) == filled[0]
            and NUMBERED.match(above) is not None
            and above[-1] not in (*SENTENCE_END, "”", "）", ")")
        )

    def _join(self, cells: Sequence[str], origin: int) -> None:
        above = self.rows[-1]
        joined = tuple(one + other for one, other in zip(above.cells, cells, strict=True))
        self.rows[-1] = Row(joined, (*above.origins, origin))
        self._note(origin, CONTINUED, "".join(cells))

    def _without_rest(self, cells: tuple[str, ...], origin: int) -> tuple[str, ...]:
        """The row without the rest of a unit cell that is merged with the one above it.

        A page break cuts the text of a merged cell, and the rest stands in the next row.
        """
        made = list(cells)
        fits = self.rows and len(self.rows[-1].cells) == len(cells) == self.width
        for unit in self.columns.units if fits else ():
            above, text = self.rows[-1].cells[unit.column], cells[unit.column]
            if above and text and is_rest(above, text):
                made[unit.column] = ""
                whole = list(self.rows[-1].cells)
                whole[unit.column] += text
                self.rows[-1] = self.rows[-1]._replace(cells=tuple(whole))
                self._note(origin, CUT, text)
        return tuple(made)

    def _inherits(self, cells: Sequence[str], origin: int) -> None:
        """Note which row an empty unit cell takes its units from."""
        at = self.columns.task
        listed = cells[at] if at is not None and at < len(cells) else ""
        task = next(filter(NUMBERED.match, cells), listed)
        units = [cells[unit.column] for unit in self.columns.units if unit.column < len(cells)]
        if not task or not units:
            return
        if any(text not in EMPTY for text in units):
            self.above = origin
        elif self.above is not None:
            self._note(origin, INHERITED, task, self.above)


def is_rest(above: str, text: str) -> bool:
    """Whether the text of a unit cell only goes on with the one above it.

    The one above ends inside a bracket, or in the middle of what the units do.
    """
    opened = above.count("（") + above.count("(") > above.count("）") + above.count(")")
    if opened:
        return True
    return UNFINISHED.search(above) is not None and not parse_units(text).units


def _texts(row: document.Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _without_extra(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """A row without the empty cells at its edges that make it wider than the table."""
    while width and len(cells) > width and not cells[0]:
        cells = cells[1:]
    while width and len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells


def _first(texts: Sequence[str]) -> str:
    return next((text for text in texts if text), "")


def _level(text: str) -> int | None:
    """0 for `一、`, 1 for `（一）`, 2 for `1.`; None for a cell without a mark."""
    return next((level for level, mark in enumerate(LEVELS) if mark.match(text)), None)


def _places(rows: Sequence[Sequence[str]]) -> dict[int | None, int]:
    """The column of each level of marks: where most of its cells stand."""
    seen: Counter[tuple[int, int]] = Counter()
    for row in rows:
        seen.update(
            (level, at) for at, text in enumerate(row) if (level := _level(text)) is not None
        )
    return dict(_majorities(seen))


def _majorities(seen: Counter[tuple[int, int]]) -> Iterator[tuple[int | None, int]]:
    for level in range(len(LEVELS)):
        counts = {at: count for (of, at), count in seen.items() if of == level}
        best = max(counts, key=lambda at: counts[at], default=0)
        if counts.get(best, 0) >= FEWEST_MARKS and counts[best] * 2 > sum(counts.values()):
            yield level, best
