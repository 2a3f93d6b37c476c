"""The rows and cells of a Word table, and which columns they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.recover.word.controls import Held, held_in
from hegao.dsl.recover.word.line import DELETED
from hegao.dsl.recover.word.plain import chosen, plain_text
from hegao.dsl.recover.word.reading import Reading
from hegao.dsl.recover.word.values import switch, value, whole
from hegao.dsl.recover.xml_parts import Element

SLIVER: Final = 85
"""Twentieths of a point, 1.5 mm: borders drawn by hand that were meant to be one."""
HIDDEN_ROW: Final = "隐藏的表格行，打印时看不到"
STRAY: Final = "表格里不在单元格内的文字，看不到"
_STRAYS: Final = frozenset(("w:p", "w:r", "w:t"))
_PROPERTIES: Final = frozenset(("w:tblPr", "w:tblGrid", "w:trPr", "w:tblPrEx", "w:tcPr", "w:sdtPr"))


class Slot(NamedTuple):
    """A cell of the file."""

    start: int
    """The first column of the grid that it takes; columns there are finer than what is seen."""
    span: int
    content: Element
    reason: str
    """Why its text does not show, empty where it does."""
    is_upright: bool
    """Whether it is part of a cell that spans rows."""
    goes_on_above: bool
    goes_on_left: bool


class Grid:
    """The cells of a table; rows and cells that do not show are left out and noted."""

    def __init__(self, table: Element, reading: Reading, place: str) -> None:
        self._reading, self._place = reading, place
        rows = (self._row(row, reason) for row, reason in self._parts(table, "w:tr"))
        self.rows: list[list[Slot]] = [row for row in rows if row]
        counts = {len(row) for row in self.rows}
        if len(counts) == 1 and all(row[0].start == 0 for row in self.rows):
            # As many cells in each row: that many columns, however their borders were drawn.
            self.rows = [_evened(row) for row in self.rows]
        self._joined = _joined(self.rows, table)
        self._starts = sorted({self._join(slot.start) for row in self.rows for slot in row})

    @property
    def columns(self) -> int:
        """How many columns are seen."""
        return len(self._starts)

    def column(self, start: int) -> int:
        """The column, as it is seen, that begins at a column of the grid."""
        return bisect_left(self._starts, self._join(start))

    def _join(self, start: int) -> int:
        return self._joined[start] if start < len(self._joined) else start

    def _row(self, row: Element, reason: str) -> list[Slot]:
        properties = row.find("w:trPr")
        if properties is not None:
            self._reading.revisions += properties.find("w:ins") is not None
            if properties.find("w:del") is not None:
                self._reading.revisions += 1
                return self._leave_out(row, DELETED)
            if switch(properties, "w:hidden"):
                return self._leave_out(row, HIDDEN_ROW)
        at, slots = whole(value(properties, "w:gridBefore")) or 0, []
        for cell, inner in self._parts(row, "w:tc"):
            slot = self._slot(cell, max(at, 0), reason or inner)
            if slot:
                slots.append(slot)
                at = slot.start + slot.span
        return slots

    def _slot(self, cell: Element, start: int, reason: str) -> Slot | None:
        properties = cell.find("w:tcPr")
        if properties is None:
            return Slot(start, 1, cell, reason, False, False, False)
        if properties.find("w:cellDel") is not None:
            self._reading.revisions += 1
            self._leave_out(cell, DELETED)
            return None
        upright, sideways = value(properties, "w:vMerge"), value(properties, "w:hMerge")
        return Slot(
            start,
            max(whole(value(properties, "w:gridSpan")) or 1, 1),
            cell,
            reason,
            upright is not None,
            upright in ("", "continue"),
            sideways in ("", "continue"),
        )

    def _leave_out(self, element: Element, message: str) -> list[Slot]:
        if text := plain_text(element):
            self._reading.note("removed", message, self._place, text)
        return []

    def _parts(self, parent: Element, tag: str) -> Iterator[tuple[Element, str]]:
        """The rows of a table or the cells of a row, inside whatever wraps them."""
        pending = [(child, "") for child in reversed(parent)]
        while pending:
            element, reason = pending.pop()
            if element.tag == tag:
                yield element, reason
            elif element.tag in _STRAYS:
                self._leave_out(element, STRAY)
            elif element.tag not in _PROPERTIES:
                inner, why = _wrapped(element)
                pending += ((child, reason or why) for child in reversed(inner))


def _wrapped(element: Element) -> Held:
    if element.tag == "w:sdt":
        return held_in(element)
    return Held(tuple(chosen(element) if element.tag == "mc:AlternateContent" else element), "")


def _evened(row: list[Slot]) -> list[Slot]:
    return [slot._replace(start=index, span=1) for index, slot in enumerate(row)]


def _joined(rows: list[list[Slot]], table: Element) -> list[int]:
    """For each column of the grid the one it is seen as: slivers go with what follows them."""
    joined = [0]
    grid = table.find("w:tblGrid")
    for column in grid.findall("w:gridCol") if grid is not None else ():
        width = whole(column.get("w:w")) or SLIVER
        joined.append(joined[-1] if width < SLIVER else len(joined))
    last = len(joined) - 1
    ends = ((slot.start, min(slot.start + slot.span, last)) for row in rows for slot in row)
    if any(start <= last and joined[start] == joined[end] for start, end in ends if start < end):
        return []
    return joined
