"""Which sentences and tasks of a draft answer to which items of one upstream."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from hegao.dsl.align.aligner import Pair, align, side_of
from hegao.dsl.align.likeness import FLOOR
from hegao.dsl.align.places import Place
from hegao.dsl.align.sentences import Sentence
from hegao.dsl.document import Task
from hegao.dsl.upstream.difference import Asked, Counterpart
from hegao.dsl.upstream.template import Upstream, UpstreamItem


class Draft(NamedTuple):
    """The draft as it is compared."""

    tasks: Sequence[Task]
    sentences: Sequence[Sentence]
    place: Place


class Pairing:
    """The draft against one upstream; `linked` are the tasks that say 落实, by item."""

    def __init__(
        self, upstream: Upstream, draft: Draft, linked: Mapping[int, Collection[int]]
    ) -> None:
        self.upstream = upstream
        self.draft = draft
        self.linked = linked

    @cached_property
    def pairs(self) -> list[Pair]:
        """Sentences that say the same."""
        return align(
            self.upstream.likeness, side_of(self.upstream.sentences), side_of(self.draft.sentences)
        )

    @cached_property
    def _by_sentence(self) -> dict[int, list[Pair]]:
        found: dict[int, list[Pair]] = {}
        for pair in [*self.pairs, *self._of_links()]:
            found.setdefault(pair.asked, []).append(pair)
        return found

    def _of_links(self) -> list[Pair]:
        """Sentences of linked tasks that say less clearly what their item asks."""
        known = {(pair.asked, pair.given) for pair in self.pairs if pair.clear}
        answered = {asked for asked, _ in known}
        found: dict[int, Pair] = {}
        for index, sentence in enumerate(self.draft.sentences):
            for match in self.upstream.likeness.find(sentence.plain):
                item = self.upstream.sentences[match.number].task
                if match.number in answered or sentence.task not in self.linked.get(item, ()):
                    continue
                best = found.get(match.number)
                if match.score >= FLOOR and (best is None or best.score < match.score):
                    found[match.number] = Pair(match.number, index, match.score, clear=True)
        return list(found.values())

    def of_sentence(self, number: int) -> list[Pair]:
        """The pairs of a sentence of the upstream, clear ones where there are such."""
        pairs = self._by_sentence.get(number, [])
        return [pair for pair in pairs if pair.clear] or pairs

    @cached_property
    def sentences_of_items(self) -> dict[int, list[int]]:
        """The sentences of each item."""
        found: dict[int, list[int]] = {}
        for number, sentence in enumerate(self.upstream.sentences):
            found.setdefault(sentence.task, []).append(number)
        return found

    @cached_property
    def _tasks(self) -> dict[int, dict[int, float]]:
        found: dict[int, dict[int, float]] = {}
        for number, sentence in enumerate(self.upstream.sentences):
            scores = found.setdefault(sentence.task, {})
            for pair in self.of_sentence(number):
                if pair.clear:
                    task = self.draft.sentences[pair.given].task
                    scores[task] = max(scores.get(task, 0.0), pair.score)
        return found

    def tasks_of(self, item: UpstreamItem) -> list[int]:
        """The tasks that carry an item out: those that say so, and those whose wording does."""
        return sorted({*self.linked.get(item.number, ()), *self._tasks.get(item.number, {})})

    def score(self, item: UpstreamItem) -> float:
        """How alike the item and its most alike task are."""
        numbers = self.sentences_of_items.get(item.number, ())
        scores = (pair.score for number in numbers for pair in self.of_sentence(number))
        return max(scores, default=0.0)

    def suggested(self, item: UpstreamItem) -> list[int]:
        """Tasks that may be meant to carry an item out, where none clearly does."""
        numbers = self.sentences_of_items.get(item.number, ())
        pairs = (pair for number in numbers for pair in self.of_sentence(number))
        return sorted({self.draft.sentences[pair.given].task for pair in pairs})

    def asked(self, number: int) -> Asked:
        """A sentence of the upstream with what clearly answers to it."""
        sentence = self.upstream.sentences[number]
        item = self.upstream.items[sentence.task]
        given = [self._counterpart(p) for p in self.of_sentence(number) if p.clear]
        prose = [each for each in given if not each.task.in_table]
        tasks = [(task, self.draft.tasks[task]) for task in self.tasks_of(item)]
        own = {each.sentence.task for each in given}
        nearest = [pair for pair in tasks if pair[0] in own] or tasks
        return Asked(
            sentence, item.task, self.upstream.place, prose or given, self.draft.place, nearest
        )

    def _counterpart(self, pair: Pair) -> Counterpart:
        sentence = self.draft.sentences[pair.given]
        return Counterpart(sentence, self.draft.tasks[sentence.task], pair.score)
