"""A draft against all notices that it has to carry out: what it does with each upstream item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, Literal, NamedTuple

from hegao.dsl.align.places import below, place_of
from hegao.dsl.align.sentences import sentences_of
from hegao.dsl.document import Document
from hegao.dsl.registry import Registry
from hegao.dsl.units import parse_units
from hegao.dsl.upstream.addressees import not_meant, upper_body
from hegao.dsl.upstream.amounts import compare_amounts, compare_numbers
from hegao.dsl.upstream.difference import Asked, Difference, Where
from hegao.dsl.upstream.duties import compare_doers, compare_persons, compare_units
from hegao.dsl.upstream.force import compare_force
from hegao.dsl.upstream.limits import (
    compare_haste,
    compare_item_limits,
    compare_limits,
    compare_validity,
)
from hegao.dsl.upstream.losses import compare_clauses
from hegao.dsl.upstream.named_objects import compare_objects
from hegao.dsl.upstream.pairing import Draft, Pairing
from hegao.dsl.upstream.statements import Source, Stated, Statements
from hegao.dsl.upstream.template import UpstreamItem
from hegao.dsl.upstream.unit_counterparts import Counterparts

State = Literal[
    "covered", "weakened", "missing", "not_applicable", "passed_on", "suspect", "suggested"
]
LONG: Final = 12
"""The characters of a sentence that is not the same by chance."""
LONGEST: Final = 3000
"""The characters of two sentences above which they are no sentences and not compared in detail."""
DEMANDED_UNITS: Final = "要求单位"


class Outcome(NamedTuple):
    """What a draft does with one upstream item."""

    source: Source
    item: UpstreamItem
    state: State
    score: float
    tasks: tuple[int, ...]
    """The numbers of the tasks that carry it out, or may be meant to."""
    linked: bool
    """By a line 落实; else the link is inferred from the wording."""
    reason: str
    differences: tuple[Difference, ...]


class Comparison:
    """A draft against its upstreams; everything is found when first asked for."""

    def __init__(
        self, document: Document, sources: Sequence[Source], registry: Registry | None = None
    ) -> None:
        self.document = document
        self.sources = sources
        self.statements = Statements(document, sources)
        self._registry = registry
        self._place = place_of(document)

    @cached_property
    def pairings(self) -> list[Pairing | None]:
        """For each upstream which sentences answer to which; None for one that was not read."""
        return [self._pairing(source) for source in self.sources]

    def _pairing(self, source: Source) -> Pairing | None:
        if source.upstream is None:
            return None
        place = below(source.upstream.place, self._place)
        tasks = self.document.tasks
        draft = Draft(tasks, sentences_of(tasks, place), place)
        return Pairing(source.upstream, draft, self.statements.linked(source))

    @cached_property
    def _counterparts(self) -> Counterparts:
        names = (
            unit.name
            for task in self.document.tasks
            for unit in task.units
            if not unit.blanket and not unit.vague
        )
        return Counterparts(self._registry, names)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What the draft does with each item of each upstream, in their order."""
        found: list[Outcome] = []
        for source, pairing in zip(self.sources, self.pairings, strict=True):
            if pairing is None:
                continue
            of_source = (self._outcome(source, item, pairing) for item in pairing.upstream.items)
            found += _of_chain(of_source, found) if source.above else of_source
        return found

    @cached_property
    def unlike(self) -> list[Stated]:
        """The links 落实 of tasks that have no sentence like one of the item."""
        return [stated for stated in self.statements.stated if self._is_unlike(stated)]

    def _is_unlike(self, stated: Stated) -> bool:
        if stated.source is None or stated.item is None or stated.fault:
            return False
        pairing = self.pairings[self.sources.index(stated.source)]
        task = self.statements.task_of(stated.link)
        if pairing is None or task is None:
            return False
        sentences = (each for each in pairing.draft.sentences if each.task == task)
        return not any(
            pairing.upstream.sentences[match.number].task == stated.item.number
            for sentence in sentences
            for match in pairing.upstream.likeness.find(sentence.plain)
        )

    @cached_property
    def copied(self) -> float:
        """The share of the draft's longer sentences that stand word for word in an upstream."""
        known = {
            each.plain for p in self.pairings if p is not None for each in p.upstream.sentences
        }
        own = next((p.draft.sentences for p in self.pairings if p is not None), ())
        long = [each.plain for each in own if len(each.plain) >= LONG]
        return sum(plain in known for plain in long) / len(long) if long else 0.0

    def _outcome(self, source: Source, item: UpstreamItem, pairing: Pairing) -> Outcome:
        score, tasks = pairing.score(item), tuple(pairing.tasks_of(item))
        said = self.statements.of_item(source, item)
        if said and said.statement != "落实":
            state: State = "not_applicable" if said.statement == "不适用" else "passed_on"
            return Outcome(source, item, state, score, tasks, False, said.reason, ())
        if said is None and (reason := not_meant(item, pairing.upstream, pairing.draft.place)):
            return Outcome(source, item, "not_applicable", score, (), False, reason, ())
        if not tasks:
            near = tuple(pairing.suggested(item))
            return Outcome(
                source, item, "suggested" if near else "missing", score, near, False, "", ()
            )
        differences = tuple(self._differences(item, pairing))
        weaker = any(each.direction == "weaker" for each in differences)
        state = "weakened" if weaker else "covered"
        if said and self.statements.is_suspect(said, source):
            state = "suspect"
        return Outcome(source, item, state, score, tasks, said is not None, "", differences)

    def _differences(self, item: UpstreamItem, pairing: Pairing) -> Iterator[Difference]:
        numbers = pairing.sentences_of_items.get(item.number, [])
        asked = [pairing.asked(number) for number in numbers]
        for each in asked:
            yield from _of_sentence(each, pairing, asked)
        tasks = [(number, self.document.tasks[number]) for number in pairing.tasks_of(item)]
        if asked:
            spans = [each.sentence.span for each in asked]
            inside = [
                limit
                for limit in item.task.deadlines
                if any(start <= limit.span.start < end for start, end in spans)
            ]
            yield from compare_item_limits(asked[0]._replace(tasks=tasks), inside)
        yield from compare_units(item.task.units, tasks, self._counterparts)
        demanded = parse_units(item.field(DEMANDED_UNITS)).units
        yield from compare_units(demanded, tasks, self._counterparts)


def _of_sentence(asked: Asked, pairing: Pairing, of_item: Sequence[Asked]) -> Iterator[Difference]:
    if len(asked.sentence.text) + len(asked.given_text) > LONGEST:
        return
    if asked.given:
        yield from compare_limits(asked)
        yield from compare_validity(asked)
        yield from compare_haste(asked)
        yield from compare_amounts(asked)
        yield from compare_numbers(asked)
        yield from compare_persons(asked)
        yield from compare_doers(asked)
        yield from compare_force(asked)
        yield from compare_clauses(asked)
        yield from compare_objects(asked)
    elif asked.sentence.title:
        return
    elif any(each.given for each in of_item) and not _is_left_out(asked, pairing):
        number, task = asked.tasks[0]
        where = Where(number, task.block, task.mark_span)
        yield Difference("漏了一句", asked.sentence.text.strip(), "", where)
    else:
        yield from compare_limits(asked)


def _is_left_out(asked: Asked, pairing: Pairing) -> bool:
    """Whether a sentence without a clear counterpart asks nothing of the draft's place."""
    number = pairing.upstream.sentences.index(asked.sentence)
    if pairing.of_sentence(number):
        return True
    return bool(upper_body(asked.sentence.text.strip(), pairing.draft.place))


def _of_chain(outcomes: Iterator[Outcome], direct: Sequence[Outcome]) -> Iterator[Outcome]:
    """Of an upstream's own upstream only what tasks do that no direct upstream asks for."""
    told = {task for outcome in direct for task in outcome.tasks}
    for outcome in outcomes:
        if outcome.tasks and told.isdisjoint(outcome.tasks):
            yield outcome
