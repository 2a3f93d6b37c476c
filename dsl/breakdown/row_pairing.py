"""Which row of a breakdown table is about which task of the prose, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from hegao.dsl.align.aligner import Pair, align, side_of
from hegao.dsl.align.likeness import Likeness
from hegao.dsl.align.sentences import Sentence, plain_words, sentences_of
from hegao.dsl.document import Document, Task

REPEATS: Final = 0.5
"""The share of rows that repeat the prose word for word, for the others to be slips."""
_OPENING = re.compile(r"\A(?:要|应当?|须|并|同时)")
_SENTENCE_END = re.compile(r"[。；;！？\n]")


class RowPairing:
    """The rows of a notice's tables and the prose they repeat; all found when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.prose = [task for task in document.tasks if not task.in_table]
        self.rows = [task for task in document.tasks if task.in_table]

    @cached_property
    def said(self) -> list[Sentence]:
        """The sentences of the prose."""
        return sentences_of(self.prose)

    @cached_property
    def told(self) -> list[Sentence]:
        """The sentences of the rows."""
        return sentences_of(self.rows)

    @cached_property
    def _pairs(self) -> list[Pair]:
        side = side_of(self.said)
        likeness = Likeness(side.plain, side.titles)
        return align(likeness, side, side_of(self.told))

    @cached_property
    def best(self) -> dict[int, Pair]:
        """Of each sentence of a row the prose sentence most like it.

        Of several that are equal the one that goes on where the row before left off.
        """
        found: dict[int, Pair] = {}
        for pair in self._pairs:
            if pair.clear and (pair.given not in found or found[pair.given].score < pair.score):
                found[pair.given] = pair
        last = 0
        for given in sorted(found):
            equal = self._equal[self.said[found[given].asked].plain]
            asked = next((each for each in equal if each >= last), equal[0])
            found[given] = found[given]._replace(asked=asked)
            last = asked
        return found

    @cached_property
    def _equal(self) -> dict[str, list[int]]:
        """The prose sentences of each wording."""
        found: dict[str, list[int]] = {}
        for index, sentence in enumerate(self.said):
            found.setdefault(sentence.plain, []).append(index)
        return found

    @cached_property
    def of_row(self) -> dict[int, list[int]]:
        """The sentences of each row, by the origin of its block."""
        found: dict[int, list[int]] = {}
        for index, sentence in enumerate(self.told):
            found.setdefault(sentence.block.origin, []).append(index)
        return found

    @cached_property
    def verbatim(self) -> frozenset[int]:
        """The rows, by origin, all of whose words stand in the prose in one run."""
        return frozenset(row.block.origin for row in self.rows if self._is_verbatim(row))

    def _is_verbatim(self, row: Task) -> bool:
        plain, numbers = plain_words(row.text), self.of_row.get(row.block.origin, ())
        near = {self.said[self.best[n].asked].task for n in numbers if n in self.best}
        return any(_holds_sentences(self._prose_words[task], plain) for task in near)

    @cached_property
    def _prose_words(self) -> list[tuple[str, ...]]:
        """The words of each prose task, sentence by sentence."""
        found: list[list[str]] = [[] for _ in self.prose]
        for task, words in zip(self.prose, found, strict=True):
            words += filter(None, map(plain_words, _SENTENCE_END.split(task.text)))
        return [tuple(words) for words in found]

    @cached_property
    def repeats_prose(self) -> bool:
        """Whether the table is one that repeats the prose, row by row."""
        return 0 < len(self.rows) * REPEATS <= len(self.verbatim)

    @cached_property
    def breaks_down(self) -> bool:
        """Whether the table is about the same tasks as the prose at all."""
        answered = {self.told[given].task for given in self.best}
        return 0 < len(self.rows) * REPEATS <= len(answered)

    def is_broken_down(self, row: Task) -> bool:
        """Whether the table of a row is about the same tasks as the prose."""
        table = self._table_of.get(row.block.origin, -1)
        rows = [at for at, each in enumerate(self.rows) if self._in_table(each) == table]
        answered = {self.told[given].task for given in self.best}
        return 0 < len(rows) * REPEATS <= sum(at in answered for at in rows)

    def _in_table(self, row: Task) -> int:
        return self._table_of.get(row.block.origin, -1)

    @cached_property
    def _table_of(self) -> dict[int, int]:
        """Which table each row stands in, by origin."""
        return {
            row.block.origin: number
            for number, table in enumerate(self._document.tables)
            for row in table.rows
        }

    @cached_property
    def paired(self) -> frozenset[int]:
        """The sentences of rows that the prose has something like."""
        return frozenset(pair.given for pair in self._pairs)

    @cached_property
    def answered(self) -> frozenset[int]:
        """The sentences of the prose that a row has something like."""
        return frozenset(p.asked for p in (*self._pairs, *self.best.values()))

    @cached_property
    def of_prose(self) -> dict[int, list[int]]:
        """The sentences of each prose task, by the origin of its block."""
        found: dict[int, list[int]] = {}
        for index, sentence in enumerate(self.said):
            found.setdefault(sentence.block.origin, []).append(index)
        return found

    def prose_of(self, row: Task) -> Task | None:
        """The prose task that a row is most about."""
        pairs = [self.best[i] for i in self.of_row.get(row.block.origin, ()) if i in self.best]
        best = max(pairs, key=lambda pair: pair.score, default=None)
        return self.prose[self.said[best.asked].task] if best else None

    def row_of(self, task: Task) -> Task | None:
        """The first row that is about a prose task."""
        return self._first_rows.get(task.block.origin)

    @cached_property
    def _first_rows(self) -> dict[int, Task]:
        """The first row about each prose task, by the origin of its block."""
        found: dict[int, Task] = {}
        for index in sorted(self.best):
            origin = self.said[self.best[index].asked].block.origin
            found.setdefault(origin, self.rows[self.told[index].task])
        return found

    @cached_property
    def rows_of(self) -> dict[int, list[Task]]:
        """The rows that are most about each prose task, by the origin of its block."""
        found: dict[int, list[Task]] = {}
        for row in self.rows:
            if prose := self.prose_of(row):
                found.setdefault(prose.block.origin, []).append(row)
        return found

    def first_in_prose(self, row: Task) -> int | None:
        """The first sentence of the prose that a row repeats."""
        numbers = self.of_row.get(row.block.origin, ())
        said = (self.best[number].asked for number in numbers if number in self.best)
        return min(said, default=None)


def _holds_sentences(sentences: Sequence[str], plain: str) -> bool:
    """Whether whole sentences that follow each other make up a text."""
    for start, first in enumerate(sentences):
        bare = _OPENING.sub("", first)
        if not plain.startswith((first, bare)):
            continue
        left = plain.removeprefix(first if plain.startswith(first) else bare)
        for sentence in sentences[start + 1 :]:
            if not left:
                return True
            if not left.startswith(sentence):
                break
            left = left.removeprefix(sentence)
        if not left:
            return True
    return False
