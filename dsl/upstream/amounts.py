"""Quantities of the upstream against those of the draft: dropped, lowered, without their period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.align.clauses import ALIKE, clauses_of, overlap
from hegao.dsl.align.places import OWN, localised
from hegao.dsl.model import Quantity
from hegao.dsl.upstream.difference import Asked, Case, Counterpart, Difference, Where, at, whole
from hegao.dsl.upstream.force import STILL_ALL
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span

EQUAL: Final = 0.3
"""What it weighs, against likeness of the words around, that two values are equal."""
_SHARES: Final = frozenset(
    ("%", "％", "‰", "百分点", "个百分点", "小时", "个工作日", "工作日", "天", "个月")
)
"""Measures that hold for everyone alike; a total of other things is shared out to those below."""
_PERIODS: Final[dict[str, float]] = {"年": 1, "半年": 2, "季": 4, "月": 12, "周": 52}
_SAME: Final[dict[str, str]] = {
    "％": "%",
    "场": "次",
    "期": "次",
    "轮": "次",
    "遍": "次",
    "回": "次",
    "课时": "学时",
}
_TENTHS = re.compile(r"(?P<tenths>[一二三四五六七八九])成(?![功立为果效员长])|一半|半数")
_SPELLED = re.compile(
    r"(?<![第一二三四五六七八九十百])(?P<number>[一两二三四五六七八九十]{1,3})(?P<measure>个百分点|个工作日|个月|小时|[次场期轮遍回批家个项名所处张份件])"
)
_NUMBER = re.compile(
    r"(?<![\d.〔第年月])(?P<number>\d+(?:\.\d+)?)\s*(?P<measure>升|毫升|厘米|毫米|米|公斤|千克|吨|度|分贝|兆|级|岁|元|分)(?!之)"
)
_TOTAL = re.compile(rf"(?:全[国省市县区]|{OWN})(?!直|级|政府|各)")
_EVERY = re.compile(r"\A每一?个?")
_SPAN_OF_TIME = re.compile(r"每|[一1]年|年内|全年|年度|[一1]个?[月周季]|按[月季年]")
_ROUGHLY = re.compile(r"约|左右|上下|大约|大致")
_EACH = re.compile(r"[每各]个?[省市县区乡镇]|各地")


def compare_amounts(asked: Asked) -> Iterator[Difference]:
    """What is to be said of the quantities of a sentence of the upstream."""
    start, end = asked.sentence.span
    limits = [each.span for each in asked.task.deadlines]
    own = [
        each
        for each in asked.task.quantities
        if start <= each.span.start < end and not _inside(each.span, limits)
    ]
    held = [(each, counterpart) for counterpart in asked.given for each in _held(counterpart)]
    answers = _answers(own, asked.sentence.block.text, held)
    for quantity in own:
        answer = answers.get(quantity)
        if answer is None:
            if asked.given and not _goes_without(quantity, asked):
                where = whole(asked.given[0])
                yield Difference("缺数量", quantity.text, "", where)
            continue
        given, counterpart = answer
        case = compared(quantity, given)
        if case == "数量降低" and _is_share(quantity, asked):
            continue
        if case in (None, "数量提高") and _is_rough(quantity, given, asked, counterpart):
            case = "数量含糊"
        if case is None and _period_is_lost(quantity, given, counterpart):
            case = "缺周期"
        if case:
            where = Where(counterpart.sentence.task, counterpart.sentence.block, given.span)
            yield Difference(case, _told(quantity), _told(given), where)


def compare_numbers(asked: Asked) -> Iterator[Difference]:
    """Numbers whose measure is not known: 20升, 27厘米. Which is the stricter, nobody knows."""
    start, end = asked.sentence.span
    text = asked.sentence.block.text
    read = [each.span for each in asked.task.deadlines]
    read += [each.span for each in asked.task.quantities]
    for match in _NUMBER.finditer(text, start, end):
        if not asked.given or _overlaps(Span(*match.span()), read):
            continue
        here = [
            (other, each)
            for each in asked.given
            for other in _NUMBER.finditer(each.sentence.text)
            if other["measure"] == match["measure"]
        ]
        if not here:
            yield Difference("缺数量", match[0], "", whole(asked.given[0]))
        elif all(other["number"] != match["number"] for other, _ in here):
            other, each = here[0]
            yield Difference("数量不同", match[0], other[0], at(each, Span(*other.span())))


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _held(counterpart: Counterpart) -> list[Quantity]:
    start, end = counterpart.sentence.span
    found = [each for each in counterpart.task.quantities if start <= each.span.start < end]
    return found + [
        each for each in _spelled(counterpart) if not _inside(each.span, [f.span for f in found])
    ]


def _spelled(counterpart: Counterpart) -> Iterator[Quantity]:
    """Small numbers in characters, 一次 and 两家: mostly no demands, but as good as 1次 for one."""
    text = counterpart.sentence.block.text
    for match in _TENTHS.finditer(text, *counterpart.sentence.span):
        tenths = 5 if match["tenths"] is None else chinese_number(match["tenths"])
        span = Span(*match.span())
        yield Quantity(match[0], "exactly", (tenths or 0) * 10.0, "%", None, span)
    for match in _SPELLED.finditer(text, *counterpart.sentence.span):
        value = chinese_number(match["number"].replace("两", "二"))
        if value:
            span = Span(*match.span())
            yield Quantity(match[0], "exactly", value, match["measure"], None, span)


def _answers(
    own: Sequence[Quantity], text: str, held: Sequence[tuple[Quantity, Counterpart]]
) -> dict[Quantity, tuple[Quantity, Counterpart]]:
    """Which quantity of the draft stands for which of the upstream: by context and value."""
    able = [
        (
            overlap(_around(text, quantity.span), _around(each.sentence.block.text, given.span))
            + EQUAL * (_value(given) == _value(quantity)),
            -b,
            a,
        )
        for a, quantity in enumerate(own)
        for b, (given, each) in enumerate(held)
        if _measure(given) == _measure(quantity)
    ]
    found: dict[Quantity, tuple[Quantity, Counterpart]] = {}
    taken: set[int] = set()
    for _, b, a in sorted(able, reverse=True):
        if own[a] not in found and -b not in taken:
            found[own[a]] = held[-b]
            taken.add(-b)
    return found


def _before(text: str, span: Span) -> str:
    """The words of the clause before a quantity."""
    return re.split(r"[，。；、：\n]", text[max(span.start - 12, 0) : span.start])[-1]


def _around(text: str, span: Span) -> str:
    return text[max(span.start - 8, 0) : span.start] + text[span.end : span.end + 8]


def _measure(quantity: Quantity) -> str:
    """The measure without its scale: 家, 张 of 万张."""
    measure = quantity.measure.lstrip("万亿") or quantity.measure
    return _SAME.get(measure, measure)


def _value(quantity: Quantity) -> float:
    scale = {"万": 1e4, "亿": 1e8}.get(quantity.measure[:1], 1) if len(quantity.measure) > 1 else 1
    return quantity.value * scale


def compared(asked: Quantity, given: Quantity) -> Case | None:
    """What is to be said of a quantity of the draft that stands for one of the upstream."""
    one, other = _value(asked), _value(given)
    if asked.period and given.period:
        one, other = one * _frequency(asked), other * _frequency(given)
    if asked.bound in ("at_most", "less_than"):
        return "上限放宽" if _value(given) > _value(asked) else None
    if given.bound in ("at_most", "less_than") or other < one:
        return "数量降低"
    if given.bound == "about" and asked.bound != "about":
        return "数量含糊"
    return "数量提高" if other > one else None


def _frequency(quantity: Quantity) -> float:
    """How often a year."""
    period = _EVERY.sub("", quantity.period or "").removesuffix("度")
    return next((times for name, times in _PERIODS.items() if period == name), 1)


def _period_is_lost(asked: Quantity, given: Quantity, counterpart: Counterpart) -> bool:
    if not asked.period or given.period:
        return False
    return _SPAN_OF_TIME.search(counterpart.sentence.text) is None


def _is_rough(quantity: Quantity, given: Quantity, asked: Asked, counterpart: Counterpart) -> bool:
    """Whether 约 or 左右 stands at the draft's quantity only."""
    own = _with_neighbours(asked.sentence.block.text, quantity.span)
    here = _with_neighbours(counterpart.sentence.block.text, given.span)
    return _ROUGHLY.search(here) is not None and _ROUGHLY.search(own) is None


def _with_neighbours(text: str, span: Span) -> str:
    return text[max(span.start - 2, 0) : span.end + 2]


def _is_share(quantity: Quantity, asked: Asked) -> bool:
    """Whether it is a total of the upper level, of which the draft's place has a share only."""
    text = localised(asked.sentence.text, asked.place)
    if quantity.measure == "次":  # Times are shared out only where they are said to be all.
        clauses = clauses_of(asked.sentence.text)
        held = (clause.text for clause in clauses if quantity.text in clause.text)
        text = localised(next(held, ""), asked.place)
    elif quantity.measure in _SHARES:
        return False
    return _TOTAL.search(text) is not None and _EACH.search(text) is None


def _goes_without(quantity: Quantity, asked: Asked) -> bool:
    """Whether the draft keeps a quantity without writing it."""
    ways = (_is_share, _is_all, _is_listed, _is_elsewhere)
    return any(way(quantity, asked) for way in ways)


def _is_elsewhere(quantity: Quantity, asked: Asked) -> bool:
    """Whether the same tasks have it in another sentence."""
    before = _before(asked.sentence.block.text, quantity.span)
    return any(
        _measure(each) == _measure(quantity)
        and compared(quantity, each) in (None, "数量提高")
        and overlap(before, _before(task.block.text, each.span)) >= ALIKE
        for _, task in asked.tasks
        for each in task.quantities
    )


def _is_listed(quantity: Quantity, asked: Asked) -> bool:
    """Whether it only counts what a list names, and the draft has a list as long."""
    if quantity.bound != "exactly" or quantity.measure not in ("个", "项", "类", "种"):
        return False
    clauses = re.split(r"[，。；：\n]", asked.given_text)
    longest = max(len(re.findall(r"、|[和及与]", clause)) for clause in clauses)
    return longest + 1 >= quantity.value


def _is_all(quantity: Quantity, asked: Asked) -> bool:
    """Whether it is 100%, and the draft says 全部."""
    every = quantity.measure in ("%", "％") and quantity.value == 100
    return every and STILL_ALL.search(asked.given_text) is not None


def _told(quantity: Quantity) -> str:
    period = quantity.period or ""
    return quantity.text if quantity.text.startswith(period) else period + quantity.text
