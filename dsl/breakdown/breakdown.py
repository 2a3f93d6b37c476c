"""A breakdown table (任务分解表) against the prose of the same notice that it breaks down.

Most rows repeat the prose word for word; a row that nearly does is where a slip is. A table
that only sums the prose up is compared in what counts: limits, quantities, units.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from hegao.dsl.align.aligner import Pair
from hegao.dsl.align.places import NOWHERE
from hegao.dsl.align.sentences import Sentence, plain_words
from hegao.dsl.align.wording import Change, changes, wording
from hegao.dsl.breakdown.row_pairing import RowPairing
from hegao.dsl.breakdown.table_headings import TableHeadings
from hegao.dsl.document import Document, Row, Task
from hegao.dsl.upstream.amounts import compare_amounts
from hegao.dsl.upstream.difference import Asked, Counterpart, Difference, Where
from hegao.dsl.upstream.limits import compare_limits
from hegao.dsl.upstream.unit_counterparts import likeness
from hegao.grammar.labels import label_number
from hegao.grammar.source import Span


class RowChange(NamedTuple):
    """A place where a row and the prose that it repeats say it otherwise."""

    prose: str
    row: str
    span: Span
    """In the block of the row."""
    item: str
    """The number of the prose item."""


class Misplaced(NamedTuple):
    """A row under another heading than the prose item that it repeats."""

    here: str
    there: str


class Breakdown:
    """What the tables of a notice say otherwise than its prose."""

    def __init__(self, document: Document) -> None:
        self._pairing = RowPairing(document)
        self._headings = TableHeadings(document)

    def changes(self, row: Task) -> list[RowChange]:
        """Where a row that repeats the prose words it otherwise."""
        if not self._pairing.repeats_prose or row.block.origin in self._pairing.verbatim:
            return []
        found: list[RowChange] = []
        for index in self._pairing.of_row.get(row.block.origin, ()):
            if pair := self._pairing.best.get(index):
                found += self._changes(self._pairing.said[pair.asked], self._pairing.told[index])
        return found

    def _changes(self, said: Sentence, told: Sentence) -> Iterator[RowChange]:
        other = wording(told.text, NOWHERE)
        item = self._pairing.prose[said.task].number or ""
        for change in changes(wording(said.text, NOWHERE), other):
            if not change.given and self._stands_in_another(change, told):
                continue
            start, end = change.given_span
            if not change.given:  # The characters on both sides of the gap show where it is.
                start, end = max(start - 1, 0), min(start + 1, len(told.text))
            span = Span(told.span.start + start, told.span.start + end)
            yield RowChange(change.asked, change.given, span, item)

    def _stands_in_another(self, change: Change, told: Sentence) -> bool:
        """Whether words that this row leaves out stand in the row before or behind it."""
        plain = plain_words(change.asked)
        near = (told.task - 1, told.task, told.task + 1)
        return any(
            len(plain) > 3 and plain in plain_words(self._pairing.rows[at].text)
            for at in near
            if 0 <= at < len(self._pairing.rows)
        )

    def is_unheard_of(self, row: Task) -> bool:
        """Whether the prose has nothing like a row of a table that breaks it down."""
        if not self._pairing.is_broken_down(row) or row.block.origin in self._pairing.verbatim:
            return False
        numbers = self._pairing.of_row.get(row.block.origin, [])
        return bool(numbers) and self._pairing.paired.isdisjoint(numbers)

    def left_out(self, task: Task) -> list[str]:
        """The sentences of a prose task that no row has, where the table has the others."""
        if not self._pairing.repeats_prose or self.is_without_rows(task):
            return []
        return [
            self._pairing.said[index].text.strip()
            for index in self._pairing.of_prose.get(task.block.origin, ())
            if not self._pairing.said[index].title
            and index not in self._pairing.answered
            and self._pairing.said[index].plain not in self._row_words
        ]

    def _has_row(self, task: Task) -> bool:
        numbers = self._pairing.of_prose.get(task.block.origin, ())
        return any(n in self._pairing.answered for n in numbers if not self._pairing.said[n].title)

    def is_without_rows(self, task: Task) -> bool:
        """Whether a prose task before or behind all those that the table has is not in it.

        An opening or a closing part is often not broken down; a gap in the middle is a slip.
        """
        if not self._pairing.repeats_prose or self._has_row(task):
            return False
        origin = task.block.origin
        return not self._span_of_rows[0] < origin < self._span_of_rows[1]

    @cached_property
    def _span_of_rows(self) -> tuple[int, int]:
        """Where the first and the last prose task begin that the table has."""
        origins = [task.block.origin for task in self._pairing.prose if self._has_row(task)]
        return (min(origins), max(origins)) if origins else (0, 0)

    @cached_property
    def _row_words(self) -> str:
        return "\n".join(plain_words(row.text) for row in self._pairing.rows)

    def weaker(self, row: Task) -> list[Difference]:
        """Limits and quantities of the prose that a row, which only sums it up, has not."""
        if not self._pairing.breaks_down:
            return []
        if self._pairing.repeats_prose:
            return list(self._later_cells(row))
        found: list[Difference] = []
        for index in self._pairing.of_row.get(row.block.origin, ()):
            if pair := self._pairing.best.get(index):
                asked = self._asked(pair, row)
                found += [*compare_limits(asked), *compare_amounts(asked)]
        return [each for each in found if each.direction == "weaker" and each.given]

    def _later_cells(self, row: Task) -> Iterator[Difference]:
        """Limits in a column of their own that are later than all those of the prose."""
        numbers = self._pairing.of_row.get(row.block.origin, ())
        said = [
            self._pairing.said[self._pairing.best[n].asked]
            for n in numbers
            if n in self._pairing.best
        ]
        asked = [
            limit
            for each in said
            for limit in self._pairing.prose[each.task].deadlines
            if limit.end and each.span.start <= limit.span.start < each.span.end
        ]
        for cell in row.deadlines if asked else ():
            inside = any(start <= cell.span.start < end for start, end in row.text_spans)
            last = max(asked, key=lambda limit: limit.end or date.min)
            if not inside and cell.end and last.end and cell.end > last.end:
                where = Where(0, row.block, cell.span)
                yield Difference("时限推迟", last.text, cell.text, where)

    def _asked(self, pair: Pair, row: Task) -> Asked:
        said, told = self._pairing.said[pair.asked], self._pairing.told[pair.given]
        given = [Counterpart(told, row, pair.score)]
        return Asked(
            said, self._pairing.prose[said.task], NOWHERE, given, NOWHERE, [(told.task, row)]
        )

    def other_units(self, row: Task) -> str:
        """The units of the prose that no row about the same names; told at the first of them."""
        prose = self._pairing.prose_of(row)
        if prose is None or self._pairing.row_of(prose) is not row or not row.units:
            return ""
        named = [unit for each in self._pairing.rows_of[prose.block.origin] for unit in each.units]
        if any(unit.blanket for unit in named):
            return ""
        return "、".join(
            unit.text
            for unit in prose.units
            if not unit.blanket and not any(_same_unit(unit.name, each.name) for each in named)
        )

    def misplaced(self, row: Task) -> Misplaced | None:
        """A row that stands under another heading than the prose item it repeats."""
        prose, (number, _) = (
            self._pairing.prose_of(row),
            self._headings.over.get(row.block.origin, ("", "")),
        )
        if prose is None or not number or prose.item is None:
            return None
        here, there = label_number(number), prose.item.mark.number
        if prose.item.mark.level != "LEVEL2" or here == there or here not in self._headings.items:
            return None
        return Misplaced(number, prose.item.mark.text.strip())

    @cached_property
    def out_of_order(self) -> frozenset[int]:
        """The rows, by origin, that come before where the prose has them."""
        places = [(self._pairing.first_in_prose(row), row) for row in self._pairing.rows]
        found: set[int] = set()
        furthest = -1
        for place, row in places:
            if place is None:
                continue
            if place < furthest:
                found.add(row.block.origin)
            furthest = max(furthest, place)
        return frozenset(found)

    def heading_wording(self, row: Row) -> tuple[str, str] | None:
        """A heading in a cell that the prose words otherwise: here and there."""
        return self._headings.rewording(row)

    def prose_of(self, row: Task) -> Task | None:
        """The prose task that a row is most about."""
        return self._pairing.prose_of(row)

    def row_of(self, task: Task) -> Task | None:
        """The first row that is about a prose task."""
        return self._pairing.row_of(task)


def _same_unit(one: str, other: str) -> bool:
    """Whether two names are one unit's, in full or in short."""
    return one == other or (one[:1] == other[:1] and likeness(one, other) == 1)
