"""A breakdown table (任务分解表) against the prose of the same notice that it breaks down.

Most rows repeat the prose word for word; a row that nearly does is where a slip is. A table
that only sums the prose up is compared in what counts: limits, quantities, units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from hegao.dsl.align.aligner import Pair, align, side_of
from hegao.dsl.align.likeness import Likeness
from hegao.dsl.align.places import NOWHERE
from hegao.dsl.align.sentences import Sentence, plain_words, sentences_of
from hegao.dsl.align.wording import Change, changes, wording
from hegao.dsl.document import Document, Item, Row, Task
from hegao.dsl.upstream.amounts import compare_amounts
from hegao.dsl.upstream.difference import Asked, Counterpart, Difference
from hegao.dsl.upstream.limits import compare_limits
from hegao.grammar.labels import label_number
from hegao.grammar.source import Span

REPEATS: Final = 0.5
"""The share of rows that repeat the prose word for word, for the others to be slips."""
_HEADING = re.compile(
    r"[（(]\s*(?P<number>[一二三四五六七八九十]{1,3})\s*[)）]\s*(?P<title>\S[^。；]{0,40})?"
)
_SPACE = re.compile(r"\s+")


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
    """The rows of a notice's tables against its prose; all found when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._prose = [task for task in document.tasks if not task.in_table]
        self._rows = [task for task in document.tasks if task.in_table]

    @cached_property
    def _said(self) -> list[Sentence]:
        return sentences_of(self._prose)

    @cached_property
    def _told(self) -> list[Sentence]:
        return sentences_of(self._rows)

    @cached_property
    def _pairs(self) -> list[Pair]:
        side = side_of(self._said)
        likeness = Likeness(side.plain, side.titles)
        return align(likeness, side, side_of(self._told))

    @cached_property
    def _best(self) -> dict[int, Pair]:
        """Of each sentence of a row the prose sentence most like it."""
        found: dict[int, Pair] = {}
        for pair in self._pairs:
            if pair.clear and (pair.given not in found or found[pair.given].score < pair.score):
                found[pair.given] = pair
        return found

    @cached_property
    def _of_row(self) -> dict[int, list[int]]:
        """The sentences of each row, by the origin of its block."""
        found: dict[int, list[int]] = {}
        for index, sentence in enumerate(self._told):
            found.setdefault(sentence.block.origin, []).append(index)
        return found

    @cached_property
    def _verbatim(self) -> frozenset[int]:
        """The rows, by origin, all of whose words stand in the prose in one run."""
        return frozenset(row.block.origin for row in self._rows if self._is_verbatim(row))

    def _is_verbatim(self, row: Task) -> bool:
        plain, numbers = plain_words(row.text), self._of_row.get(row.block.origin, ())
        near = {self._said[self._best[n].asked].task for n in numbers if n in self._best}
        if any(plain in self._prose_words[task] for task in near):
            return True
        # A row that is a piece of a sentence is not like the sentence.
        return not near and any(plain in words for words in self._prose_words)

    @cached_property
    def _prose_words(self) -> list[str]:
        return [plain_words(task.text) for task in self._prose]

    @cached_property
    def _row_words(self) -> str:
        return "\n".join(plain_words(row.text) for row in self._rows)

    @cached_property
    def repeats_prose(self) -> bool:
        """Whether the table is one that repeats the prose, row by row."""
        return 0 < len(self._rows) * REPEATS <= len(self._verbatim)

    @cached_property
    def breaks_down(self) -> bool:
        """Whether the table is about the same tasks as the prose at all."""
        answered = {self._told[given].task for given in self._best}
        return 0 < len(self._rows) * REPEATS <= len(answered)

    def changes(self, row: Task) -> list[RowChange]:
        """Where a row that repeats the prose words it otherwise."""
        if not self.repeats_prose or row.block.origin in self._verbatim:
            return []
        found: list[RowChange] = []
        for index in self._of_row.get(row.block.origin, ()):
            if pair := self._best.get(index):
                found += self._changes(self._said[pair.asked], self._told[index])
        return found

    def _changes(self, said: Sentence, told: Sentence) -> Iterator[RowChange]:
        other = wording(told.text, NOWHERE)
        item = self._prose[said.task].number or ""
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
            len(plain) > 3 and plain in plain_words(self._rows[at].text)
            for at in near
            if 0 <= at < len(self._rows)
        )

    def is_unheard_of(self, row: Task) -> bool:
        """Whether the prose has nothing like a row of a table that breaks it down."""
        if not self.breaks_down or row.block.origin in self._verbatim:
            return False
        numbers = self._of_row.get(row.block.origin, [])
        return bool(numbers) and self._paired.isdisjoint(numbers)

    @cached_property
    def _paired(self) -> frozenset[int]:
        return frozenset(pair.given for pair in self._pairs)

    def left_out(self, task: Task) -> list[str]:
        """The sentences of a prose task that no row has, where the table has the others."""
        if not self.repeats_prose:
            return []
        return [
            self._said[index].text.strip()
            for index in self._of_prose.get(task.block.origin, ())
            if not self._said[index].title
            and index not in self._answered
            and self._said[index].plain not in self._row_words
        ]

    @cached_property
    def _answered(self) -> frozenset[int]:
        return frozenset(pair.asked for pair in self._pairs)

    @cached_property
    def _of_prose(self) -> dict[int, list[int]]:
        """The sentences of each prose task, by the origin of its block."""
        found: dict[int, list[int]] = {}
        for index, sentence in enumerate(self._said):
            found.setdefault(sentence.block.origin, []).append(index)
        return found

    def prose_of(self, row: Task) -> Task | None:
        """The prose task that a row is most about."""
        pairs = [self._best[i] for i in self._of_row.get(row.block.origin, ()) if i in self._best]
        best = max(pairs, key=lambda pair: pair.score, default=None)
        return self._prose[self._said[best.asked].task] if best else None

    def row_of(self, task: Task) -> Task | None:
        """The first row that is about a prose task."""
        return self._first_rows.get(task.block.origin)

    @cached_property
    def _first_rows(self) -> dict[int, Task]:
        """The first row about each prose task, by the origin of its block."""
        found: dict[int, Task] = {}
        for index in sorted(self._best):
            origin = self._said[self._best[index].asked].block.origin
            found.setdefault(origin, self._rows[self._told[index].task])
        return found

    def weaker(self, row: Task) -> list[Difference]:
        """Limits and quantities of the prose that a row, which only sums it up, has not."""
        if self.repeats_prose or not self.breaks_down:
            return []
        found: list[Difference] = []
        for index in self._of_row.get(row.block.origin, ()):
            if pair := self._best.get(index):
                asked = self._asked(pair, row)
                found += [*compare_limits(asked), *compare_amounts(asked)]
        return [each for each in found if each.direction == "weaker" and each.given]

    def _asked(self, pair: Pair, row: Task) -> Asked:
        said, told = self._said[pair.asked], self._told[pair.given]
        given = [Counterpart(told, row, pair.score)]
        return Asked(said, self._prose[said.task], NOWHERE, given, NOWHERE, [(told.task, row)])

    def other_units(self, row: Task) -> str:
        """The units of the prose that a row about the same does not name, joined by 、."""
        prose = self.prose_of(row)
        if prose is None or not prose.units or not row.units:
            return ""
        own = {unit.name for unit in row.units}
        return "、".join(unit.text for unit in prose.units if unit.name not in own)

    @cached_property
    def _headings(self) -> dict[int, tuple[str, str]]:
        """Number and title of the heading that each row stands under, by origin."""
        found: dict[int, tuple[str, str]] = {}
        for table in self._document.tables:
            heading = ("", "")
            for row in table.rows:
                heading = _heading_of(row) or heading
                found[row.block.origin] = heading
        return found

    @cached_property
    def _items(self) -> dict[int, Item]:
        """The prose items that headings of a table can name, by their number."""
        found: dict[int, Item] = {}
        for item in self._document.items:
            if item.mark.level == "LEVEL2" and item.mark.number is not None:
                found.setdefault(item.mark.number, item)
        return found

    def misplaced(self, row: Task) -> Misplaced | None:
        """A row that stands under another heading than the prose item it repeats."""
        prose, (number, _) = self.prose_of(row), self._headings.get(row.block.origin, ("", ""))
        if prose is None or not number or prose.item is None:
            return None
        here, there = label_number(number), prose.item.mark.number
        if prose.item.mark.level != "LEVEL2" or here == there or here not in self._items:
            return None
        return Misplaced(number, prose.item.mark.text.strip())

    def heading_wording(self, row: Row) -> tuple[str, str] | None:
        """A heading in a cell that the prose words otherwise: here and there."""
        told = _heading_of(row)
        item = self._items.get(label_number(told[0]) or 0) if told and told[1] else None
        if told is None or item is None or not item.heading:
            return None
        here, there = plain_words(told[1]), plain_words(item.heading)
        return None if here == there else (told[1], item.heading)

    @cached_property
    def out_of_order(self) -> frozenset[int]:
        """The rows, by origin, that come before where the prose has them."""
        places = [(self._first_in_prose(row), row) for row in self._rows]
        found: set[int] = set()
        furthest = -1
        for place, row in places:
            if place is None:
                continue
            if place < furthest:
                found.add(row.block.origin)
            furthest = max(furthest, place)
        return frozenset(found)

    def _first_in_prose(self, row: Task) -> int | None:
        """The first sentence of the prose that a row repeats."""
        numbers = self._of_row.get(row.block.origin, ())
        said = (self._best[number].asked for number in numbers if number in self._best)
        return min(said, default=None)


def _heading_of(row: Row) -> tuple[str, str] | None:
    """Number and title of a second-level heading in one of the cells."""
    for cell in row.cells:
        text = _SPACE.sub("", cell.text)
        if len(text) < 50 and (match := _HEADING.fullmatch(text)):
            return f"（{match['number']}）", match["title"] or ""
    return None
