"""Time limits of the upstream against those of the draft: lost, later, vaguer, without year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hegao.dsl.align.clauses import clauses_of, overlap, same_clause
from hegao.dsl.document import Task
from hegao.dsl.model import Deadline
from hegao.dsl.upstream.difference import Asked, Case, Counterpart, Difference, Where, at, whole
from hegao.grammar.source import Span

BINDING: Final = frozenset(("date", "month", "year", "relative", "recurring"))
"""Kinds of limits that a draft has to keep; 及时 and 长期 are none."""
_PERIODS: Final[dict[str, float]] = {
    "日": 1, "天": 1, "周": 7, "旬": 10, "月": 30, "季度": 91, "季": 91, "半年": 182, "年": 365,
    "年度": 365,
}  # fmt: skip
_DAYS: Final[dict[str, float]] = {
    "工作日": 1.4, "个工作日": 1.4, "日": 1, "天": 1, "自然日": 1, "周": 7, "星期": 7, "月": 30,
    "个月": 30, "年": 365, "小时": 1 / 24,
}  # fmt: skip
_VAGUE = re.compile(r"尽快|尽早|及时|适时|抓紧|逐步|近期|按时|限期|择机|年内|早日|稳步")
EQUAL: Final = 0.3
"""What it weighs, against likeness of the words around, that two limits are written alike."""
_VALID = re.compile(
    r"(?:执行|实施|延长|延续|有效|有效期|保留|暂定)[至到为](?P<year>\d{4})年(?P<month>\d{1,2})月"
    r"(?:(?P<day>\d{1,2})日)?"
)
_AT_ONCE = re.compile(r"实时|第一时间|立即|即时|即刻|随时|马上|当[天日](?!前)")
_CONTEXT: Final = 14


class _Held(NamedTuple):
    """A limit of the draft and what stands around it."""

    deadline: Deadline
    where: Where
    around: str


def compare_limits(asked: Asked) -> Iterator[Difference]:
    """Limits inside a sentence of the upstream."""
    start, end = asked.sentence.span
    own = [each for each in asked.task.deadlines if start <= each.span.start < end]
    yield from _compare(own, asked.sentence.block.text, asked, _held(asked))


def compare_validity(asked: Asked) -> Iterator[Difference]:
    """Policies that end earlier: 执行至2026年12月31日 grants time and does not limit it."""
    own = [_day(match) for match in _VALID.finditer(asked.sentence.text)]
    for each in asked.given if own else ():
        for match in _VALID.finditer(each.sentence.text):
            if _day(match)[0] < min(own)[0]:
                yield Difference("期限缩短", own[0][1], match[0], at(each, Span(*match.span())))


def _day(match: re.Match[str]) -> tuple[tuple[int, int, int], str]:
    return (int(match["year"]), int(match["month"]), int(match["day"] or 31)), match[0]


def compare_haste(asked: Asked) -> Iterator[Difference]:
    """Words for at once that the draft drops or weakens: 实时 to 及时, 第一时间 to nothing."""
    own = clauses_of(asked.sentence.text, asked.place)
    for clause in own:
        haste = _AT_ONCE.search(clause.text)
        if not haste or _AT_ONCE.search(asked.given_text) or limit_in(clause.text, asked):
            continue
        for each in asked.given:
            given = clauses_of(each.sentence.text, asked.given_place)
            if same := same_clause(clause, given):
                vague = _VAGUE.search(same.text)
                told = vague[0] if vague and vague[0] not in clause.text else ""
                where = at(each, same.span)
                yield Difference("时限变模糊" if told else "缺时限", haste[0], told, where)
                break


def limit_in(text: str, asked: Asked) -> bool:
    """Whether a clause has a limit of its own besides."""
    return any(each.text in text for each in asked.task.deadlines if each.kind in BINDING)


def compare_item_limits(asked: Asked, inside: Sequence[Deadline]) -> Iterator[Difference]:
    """Limits of the item as a whole: in its field line or its cell, not `inside` sentences."""
    own = [each for each in asked.task.deadlines if each not in inside]
    everywhere = [*_held(asked), *_of_tasks(asked.tasks)]
    yield from _compare(own, asked.task.block.text, asked, everywhere)


def _compare(
    own: Sequence[Deadline], text: str, asked: Asked, held: Sequence[_Held]
) -> Iterator[Difference]:
    binding = [limit for limit in own if limit.kind in BINDING]
    answers = _answers(binding, text, held)
    free = [each for each in held if each not in answers.values()]
    for limit in binding:
        answer = answers.get(limit)
        if answer is None:
            said = limit.text in asked.given_text or _recurs(limit, asked)
            if not said and not _is_kept(limit, held, free):
                yield from _lost(limit, asked)
            continue
        case = compared(limit, answer.deadline)
        others = [each for each in held if each is not answer]
        if case == "时限提前" or (case and not _is_kept(limit, others, free)):
            yield Difference(case, limit.text, answer.deadline.text, answer.where)


def _answers(own: Sequence[Deadline], text: str, held: Sequence[_Held]) -> dict[Deadline, _Held]:
    """Which limit of the draft stands for which of the upstream: by context and words."""
    able = [
        (
            overlap(_around(text, limit.span), each.around)
            + EQUAL * (each.deadline.text == limit.text),
            -b,
            a,
        )
        for a, limit in enumerate(own)
        for b, each in enumerate(held)
        if _comparable(limit, each.deadline)
    ]
    found: dict[Deadline, _Held] = {}
    taken: set[int] = set()
    for _, b, a in sorted(able, reverse=True):
        if own[a] not in found and -b not in taken:
            found[own[a]] = held[-b]
            taken.add(-b)
    return found


def _is_kept(limit: Deadline, held: Sequence[_Held], free: Sequence[_Held]) -> bool:
    """Whether the same limit stands for another too, or a free one is as early."""
    same = any(
        each.deadline.text == limit.text or each.deadline.end == limit.end is not None
        for each in held
    )
    return same or any(
        (limit.kind == "relative") is (each.deadline.kind == "relative")
        and _comparable(limit, each.deadline)
        and compared(limit, each.deadline) in (None, "时限提前")
        for each in free
    )


def _recurs(limit: Deadline, asked: Asked) -> bool:
    """Whether the draft speaks of the same period in words that are no limit of their own."""
    if limit.kind != "recurring" or not limit.measure:
        return False
    measure = re.escape(limit.measure.removesuffix("度"))
    words = rf"(?:每[一个]?|按|逐|[一1]个?){measure}" + ("|全年|年内" if measure == "年" else "")
    return re.search(words, asked.given_text) is not None


def _held(asked: Asked) -> list[_Held]:
    """The limits of the draft in the sentences that answer, and in fields and cells."""
    found: list[_Held] = []
    for each in asked.given:
        found += _in_sentence(each)
    return found + _of_fields(asked.tasks)


def _in_sentence(each: Counterpart) -> Iterator[_Held]:
    start, end = each.sentence.span
    text = each.sentence.block.text
    for deadline in each.task.deadlines:
        if start <= deadline.span.start < end:
            where = Where(each.sentence.task, each.sentence.block, deadline.span)
            yield _Held(deadline, where, _around(text, deadline.span))


def _of_fields(tasks: Sequence[tuple[int, Task]]) -> list[_Held]:
    return [
        _Held(each, Where(number, task.block, each.span), "")
        for number, task in tasks
        for each in task.deadlines
        if not any(start <= each.span.start < end for start, end in task.text_spans)
    ]


def _of_tasks(tasks: Sequence[tuple[int, Task]]) -> list[_Held]:
    return [
        _Held(each, Where(number, task.block, each.span), "")
        for number, task in tasks
        for each in task.deadlines
    ]


def _around(text: str, span: Span) -> str:
    return text[max(span.start - _CONTEXT, 0) : span.start] + text[span.end : span.end + _CONTEXT]


def _comparable(limit: Deadline, given: Deadline) -> bool:
    if given.kind not in BINDING:
        return False
    if limit.kind == "recurring" or given.kind == "recurring":
        return limit.kind == given.kind
    if limit.kind == "relative" and given.kind == "relative":
        return True
    return limit.kind == "relative" or given.kind != "relative" or given.end is not None


def compared(limit: Deadline, given: Deadline) -> Case | None:
    """What is to be said of a limit of the draft that stands for one of the upstream."""
    if limit.kind == "recurring":
        asked, got = _period(limit), _period(given)
        if asked and not got:
            return "时限变模糊"
        return "周期变长" if asked and got and got > asked else None
    if limit.kind == given.kind == "relative":
        asked, got = _length(limit), _length(given)
        if not asked or not got or asked == got:
            return "起算待核" if _counts_later(limit, given) else None
        return "时限推迟" if got > asked else "时限提前"
    if limit.end is None or given.end is None:
        return None
    if given.end > limit.end:
        return "时限推迟"
    if limit.year_written and not given.year_written:
        return "时限缺年份"
    return "时限提前" if given.end < limit.end else None


def _counts_later(limit: Deadline, given: Deadline) -> bool:
    """Whether the same days from each notice's own issue end later here."""
    return limit.end is not None and given.end is not None and given.end > limit.end


def _period(limit: Deadline) -> float | None:
    return _PERIODS.get((limit.measure or "").removeprefix("每").removeprefix("个"))


def _length(limit: Deadline) -> float | None:
    days = _DAYS.get(limit.measure or "")
    return limit.amount * days if days and limit.amount else None


def _lost(limit: Deadline, asked: Asked) -> Iterator[Difference]:
    """A limit that nothing in the draft stands for."""
    if not asked.given:
        if asked.tasks:
            number, task = asked.tasks[0]
            yield Difference("缺时限", limit.text, "", Where(number, task.block, task.mark_span))
        return
    before = set(_VAGUE.findall(asked.sentence.text))
    for each in asked.given:
        for match in _VAGUE.finditer(each.sentence.text):
            if match[0] not in before:
                yield Difference("时限变模糊", limit.text, match[0], at(each, Span(*match.span())))
                return
    yield Difference("缺时限", limit.text, "", whole(asked.given[0]))
