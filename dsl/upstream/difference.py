"""One respect in which a draft asks something else than the upstream, as a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from hegao.dsl.align.places import Place
from hegao.dsl.align.sentences import Sentence
from hegao.dsl.document import Task
from hegao.dsl.model import Block
from hegao.grammar.source import Span

Aspect = Literal["deadline", "unit", "lead", "quantity", "verb", "scope", "object", "hedge"]
Direction = Literal["weaker", "stricter", "same"]
Case = Literal[
    "缺时限", "时限推迟", "时限变模糊", "时限缺年份", "周期变长", "时限提前", "起算待核",
    "期限缩短",
    "缺责任单位", "责任单位待核", "单位变笼统", "责任人改变", "牵头改变", "未写牵头",
    "缺数量", "数量降低", "上限放宽", "缺周期", "数量含糊", "数量提高", "数量不同",
    "力度减弱", "禁止放松", "留有余地",
    "范围缩小", "列举减少", "漏了分句", "漏了一句",
    "对象改变", "对象待核", "意思相反",
]  # fmt: skip

_CASES: Final[dict[Aspect, str]] = {
    "deadline": "缺时限 时限推迟 时限变模糊 时限缺年份 周期变长 时限提前 起算待核 期限缩短",
    "unit": "缺责任单位 责任单位待核 单位变笼统 责任人改变",
    "lead": "牵头改变 未写牵头",
    "quantity": "缺数量 数量降低 上限放宽 缺周期 数量含糊 数量提高 数量不同",
    "verb": "力度减弱 禁止放松",
    "hedge": "留有余地",
    "scope": "范围缩小 列举减少 漏了分句 漏了一句",
    "object": "对象改变 对象待核 意思相反",
}
ASPECTS: Final[dict[str, Aspect]] = {
    case: aspect for aspect, cases in _CASES.items() for case in cases.split()
}
STRICTER: Final[frozenset[Case]] = frozenset(("时限提前", "数量提高"))
OPEN: Final[frozenset[Case]] = frozenset(("责任单位待核", "对象待核", "起算待核", "数量不同"))
"""A person has to say whether these are weaker at all."""


class Where(NamedTuple):
    """A place of the draft."""

    task: int
    """The number of the task in the draft, from 0."""
    block: Block
    span: Span


class Difference(NamedTuple):
    """What the upstream has, what the draft has instead."""

    case: Case
    asked: str
    given: str
    where: Where | None
    """None where the draft has nothing to point at."""

    @property
    def aspect(self) -> Aspect:
        """What it is about."""
        return ASPECTS[self.case]

    @property
    def direction(self) -> Direction:
        """Whether the draft asks less or more."""
        if self.case in STRICTER:
            return "stricter"
        return "same" if self.case in OPEN else "weaker"


class Counterpart(NamedTuple):
    """A sentence of the draft that answers to one of the upstream."""

    sentence: Sentence
    task: Task
    score: float


class Asked(NamedTuple):
    """A sentence of the upstream with all that answers to it."""

    sentence: Sentence
    task: Task
    place: Place
    given: Sequence[Counterpart]
    """In the order of the draft; of prose and a table that repeats it only the prose."""
    given_place: Place
    tasks: Sequence[tuple[int, Task]]
    """All tasks of the draft that carry out the item, with their numbers."""

    @property
    def given_text(self) -> str:
        """The words of the draft that answer to it, together."""
        return "\n".join(each.sentence.text for each in self.given)


def at(counterpart: Counterpart, span: Span) -> Where:
    """A place in a sentence of the draft; `span` counts from where the sentence begins."""
    start = counterpart.sentence.span.start
    block = counterpart.sentence.block
    return Where(counterpart.sentence.task, block, Span(start + span.start, start + span.end))


def whole(counterpart: Counterpart) -> Where:
    """All of a sentence of the draft."""
    return Where(counterpart.sentence.task, counterpart.sentence.block, counterpart.sentence.span)
