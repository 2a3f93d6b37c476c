"""A comparison as plain data: each upstream item with its state, its sentences, the differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, get_args

from hegao.dsl.align.wording import Wording, changes, wording
from hegao.dsl.coverage.entries import (
    CounterpartEntry,
    CoverageData,
    DifferenceEntry,
    ItemEntry,
    LimitEntry,
    Piece,
    SentenceEntry,
    State,
    TaskEntry,
    UpstreamEntry,
)
from hegao.dsl.document import Task
from hegao.dsl.model import Deadline
from hegao.dsl.upstream.comparison import Comparison, Outcome
from hegao.dsl.upstream.difference import Asked, Case, Counterpart, Difference
from hegao.dsl.upstream.statements import Source
from hegao.grammar.source import LineIndex

TOLD: Final[dict[Case, str]] = {
    "缺时限": "没有写时限“{asked}”", "时限推迟": "时限“{given}”晚于“{asked}”",
    "时限变模糊": "时限“{asked}”变成“{given}”", "时限缺年份": "时限“{given}”没有写年份",
    "周期变长": "周期“{given}”比“{asked}”长", "时限提前": "时限“{given}”早于“{asked}”",
    "起算待核": "“{given}”从本文印发算起，晚于上级的最后一天",
    "期限缩短": "期限“{given}”短于“{asked}”", "意思相反": "“{asked}”变成“{given}”",
    "缺责任单位": "没有与“{asked}”对应的单位", "责任单位待核": "“{asked}”对应哪一家，看不出来",
    "单位变笼统": "“{asked}”变成“{given}”", "责任人改变": "“{asked}”变成“{given}”",
    "牵头改变": "由“{asked}”牵头变成由“{given}”牵头",
    "未写牵头": "没有写由谁牵头（上级是“{asked}”）",
    "缺数量": "没有写“{asked}”", "数量降低": "“{given}”低于“{asked}”",
    "上限放宽": "“{given}”比“{asked}”宽", "缺周期": "“{given}”没有写多长时间内（上级是“{asked}”）",
    "数量含糊": "“{asked}”变成“{given}”", "数量提高": "“{given}”高于“{asked}”",
    "数量不同": "“{asked}”变成“{given}”",
    "力度减弱": "加了“{given}”", "禁止放松": "“{asked}”变成“{given}”", "留有余地": "加了“{given}”",
    "范围缩小": "“{asked}”变成“{given}”", "列举减少": "没有列出“{asked}”",
    "漏了分句": "没有“{asked}”", "漏了一句": "没有这一句：“{asked}”",
    "对象改变": "“{asked}”变成“{given}”", "对象待核": "“{asked}”与“{given}”是不是同一个",
}  # fmt: skip
"""How each case is told in a few words."""


def coverage(comparison: Comparison, file: str) -> CoverageData:
    """All that a comparison found; `file` is the draft as a person reads it."""
    document = comparison.document
    refs: dict[int, list[str]] = {}
    for outcome in comparison.outcomes:
        for task in outcome.tasks if outcome.state not in ("suggested", "missing") else ():
            refs.setdefault(task, []).append(ref_of(outcome))
    lines = LineIndex(document.text)
    issued = next((e.value for e in document.elements if e.name == "成文日期"), None)
    states = Counter(outcome.state for outcome in comparison.outcomes)
    return {
        "file": file,
        "title": document.value("标题") or document.value("印发件"),
        "issued": issued,
        "upstreams": [_upstream(source) for source in comparison.sources],
        "upstream": [_item(outcome, comparison) for outcome in comparison.outcomes],
        "tasks": [
            _task(task, refs.get(number, []), lines) for number, task in enumerate(document.tasks)
        ],
        "summary": {state: states[state] for state in get_args(State)},
        "copied": round(comparison.copied, 3),
    }


def ref_of(outcome: Outcome) -> str:
    """How a link names an item: 省要点 第（十）项."""
    return f"{outcome.source.alias} {outcome.item.ref}"


def _upstream(source: Source) -> UpstreamEntry:
    return {
        "alias": source.alias,
        "title": source.title or None,
        "file": source.file,
        "problem": source.problem or None,
    }


def _item(outcome: Outcome, comparison: Comparison) -> ItemEntry:
    source, task = outcome.source, outcome.item.task
    pairing = comparison.pairings[comparison.sources.index(source)]
    assert pairing is not None
    line = pairing.upstream.lines.position(task.block.offset(task.mark_span.start)).line
    return {
        "ref": ref_of(outcome),
        "upstream": source.alias,
        "section": f"{task.section.mark.text}{task.section.title}" if task.section else None,
        "heading": task.heading,
        "text": task.text,
        "line": line,
        "state": outcome.state,
        "linked": outcome.linked,
        "score": round(outcome.score, 2),
        "tasks": [_number(comparison.document.tasks[number]) for number in outcome.tasks],
        "reason": outcome.reason or None,
        "units": [unit.text for unit in task.units],
        "deadlines": _limits(task.deadlines),
        "sentences": [
            _sentence(pairing.asked(number))
            for number in pairing.sentences_of_items.get(outcome.item.number, ())
            if not pairing.upstream.sentences[number].title
        ],
        "differences": [_difference(each, comparison) for each in outcome.differences],
    }


def _sentence(asked: Asked) -> SentenceEntry:
    one = wording(asked.sentence.text.strip(), asked.place)
    return {
        "text": one.text,
        "counterparts": [
            _counterpart(one, each, wording(each.sentence.text.strip(), asked.given_place))
            for each in asked.given
        ],
    }


def _counterpart(one: Wording, given: Counterpart, other: Wording) -> CounterpartEntry:
    return {
        "task": _number(given.task),
        "text": other.text,
        "score": round(given.score, 2),
        "pieces": list(pieces(one, other)),
    }


def pieces(one: Wording, other: Wording) -> Iterator[Piece]:
    """The first sentence turned into the second: what stays, what is gone, what is new."""
    at = 0
    for change in changes(one, other):
        if at < change.given_span.start:
            yield "same", other.text[at : change.given_span.start]
        if change.asked:
            yield "gone", change.asked
        if change.given:
            yield "new", change.given
        at = max(at, change.given_span.end)
    if at < len(other.text):
        yield "same", other.text[at:]


def _difference(difference: Difference, comparison: Comparison) -> DifferenceEntry:
    where = difference.where
    task = _number(comparison.document.tasks[where.task]) if where else None
    message = TOLD[difference.case].format(asked=difference.asked, given=difference.given)
    return {
        "what": difference.aspect,
        "direction": difference.direction,
        "message": message,
        "upstream": difference.asked,
        "draft": difference.given,
        "task": task,
    }


def _task(task: Task, refs: list[str], lines: LineIndex) -> TaskEntry:
    return {
        "number": task.number,
        "section": f"{task.section.mark.text}{task.section.title}" if task.section else None,
        "heading": task.heading,
        "text": task.text,
        "line": lines.position(task.block.offset(task.mark_span.start)).line,
        "in_table": task.in_table,
        "units": [unit.text for unit in task.units],
        "deadlines": _limits(task.deadlines),
        "refs": refs,
    }


def _number(task: Task) -> str:
    """The number of a task without the mark behind it: 5, （十）."""
    return (task.number or "").strip().rstrip("、.．") or "无编号"


def _limits(deadlines: Sequence[Deadline]) -> list[LimitEntry]:
    return [
        {"text": each.text, "end": each.end.isoformat() if each.end else None} for each in deadlines
    ]
