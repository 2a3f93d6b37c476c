"""How firmly a sentence asks, and of how much: verbs weakened, ways out added, scope narrowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.align.clauses import ALIKE, Clause, clauses_of, overlap, same_clause
from hegao.dsl.align.places import own_spans
from hegao.dsl.align.wording import Change, changes, sameness, wording
from hegao.dsl.upstream.difference import Asked, Case, Counterpart, Difference, Where, at
from hegao.grammar.source import Span

WEAK_VERBS: Final = re.compile(
    r"鼓励|倡导|提倡|引导(?!性|语|员|标)|探索|尝试|可以(?!说|免费|享受|[^，。；]{1,8}的)|(?<![许认不])可(?=[根按视自适选在由]|参照|结合)|(?<![适便事合时相不])宜(?![居人])|可(?=同时|一并|适当)|推动(?=建立|出台|制定|完善|落实|形成|开展|完成|实现)"
    r"|研究(?=加强|制定|出台|建立|推进|完善|开展|解决|提出|推动)|(?:积极)?(?:配合|协助)(?!单位|部门)|争取(?!资金|项目|支持)"
)
WAYS_OUT: Final = re.compile(
    r"原则上|在?[^，。、]{1,6}允许(?:时|的(?:情况|条件|前提)下|条件下)|视[^，。、]{1,6}情况|视情况?|酌情|视(?:具体|实际)情况|有条件的?|条件(?:成熟|允许|具备)|具备条件"
    r"|尽量|尽可能|力争|力求|一般(?=应|要|不|情况|在|由)|适时|适当|逐步|稳步|分步|分批|基本(?=实现|完成|建成|覆盖|消除|达到)|特殊情况除外|确有困难"
)
NARROW: Final = re.compile(
    r"(?<!的)部分(?!别)|个别|少数|多数|大部分|大多数|选取|选择(?=部分|重点|条件)|择优|若干|有代表性|具有代表性|典型|试点(?=单位|地区|乡镇|县|街道|村|开展)"
)
SOFT_NARROW: Final = re.compile(r"重点|主要|有关|相关|骨干|规模以上|主城区|城区")
UNIVERSAL: Final = re.compile(
    r"全部|所有|一切|一律|全覆盖|全面覆盖|逐一|无一例外|百分之百|100[%％]"
)
STILL_ALL: Final = re.compile(r"全部|所有|一切|一律|全覆盖|百分之百|100[%％]|全[程员]|均|都|应.尽")
KEEPS_ALL: Final = re.compile(STILL_ALL.pattern + r"|全面|逐[一个户村项]|[各每]")
FORBIDS: Final = re.compile(r"严禁|不得|禁止|不准|不许|杜绝|决不|绝不|严防|坚决(?:制止|防止|杜绝)")
ONLY_AVOIDS: Final = re.compile(r"避免|防止|减少|控制|不宜|不建议|慎重|注意")
OPPOSITES: Final = frozenset(
    ("前后", "上下", "内外", "高低", "早晚", "多少", "增减", "大小", "升降", "有无", "先后")
)
FINISHED: Final = re.compile(r"完成|建成|实现|办结|取消|清零|全面实行")
BEGUN: Final = re.compile(r"启动|推进|推动|着手|开工|谋划|部署|筹备")
CONDITION: Final = re.compile(
    r"(?:已经?)?(?:享受|符合|满足|具备|具有|取得|属于|纳入|达到|列入|参加|自愿|申请|经[^的]{1,8}|规模|困难|重点|获得)[^的，]{0,12}的"
)
COPIED: Final = 0.6
"""A sentence that shares so much was copied, and what differs was put there."""
LEAD_IN: Final = 12
"""The characters of the longest lead-in."""


class _Pair(NamedTuple):
    """A clause of the upstream, the clause of the draft that says the same, and where that is."""

    asked: Clause
    given: Clause
    counterpart: Counterpart
    lead_in: Clause | None
    """A short clause right before it that says nothing of its own: 有条件的地方，"""


def compare_force(asked: Asked) -> Iterator[Difference]:
    """Words of the draft that make a sentence of the upstream weaker; one to a clause."""
    told: set[Where | None] = set()
    for difference in _all(asked):
        clause = difference.where and _clause_of(difference.where, asked)
        if clause not in told:
            told.add(clause)
            yield difference


def _all(asked: Asked) -> Iterator[Difference]:
    pairs = list(_pairs(asked))
    for pair in pairs:
        yield from _released(pair)
        yield from _added(WEAK_VERBS, "力度减弱", pair, asked)
        yield from _added(WAYS_OUT, "留有余地", pair, asked)
        yield from _added(NARROW, "范围缩小", pair, asked)
    yield from _limited(asked)
    yield from _turned(asked)
    for pair in pairs:
        yield from _narrowed(pair, asked)


def _clause_of(where: Where, asked: Asked) -> Where:
    """The clause of the draft that a place stands in."""
    for each in asked.given:
        for clause in clauses_of(each.sentence.text, asked.given_place):
            place = at(each, clause.span)
            if place.task == where.task and place.span.start <= where.span.start < place.span.end:
                return place
    return where


def _limited(asked: Asked) -> Iterator[Difference]:
    """A word of all that another stands for: 所有机构, 公办机构; a condition that is put in."""
    one = wording(asked.sentence.text, asked.place)
    for each in asked.given:
        other = wording(each.sentence.text, asked.given_place)
        if sameness(one, other) < COPIED:
            continue
        for change in changes(one, other):
            every = UNIVERSAL.search(change.asked)
            if _is_condition(change) or (every and _is_narrower(change, each, asked)):
                told = every[0] if every else ""
                where = at(each, change.given_span)
                yield Difference("范围缩小", told, change.given.strip(), where)


def _turned(asked: Asked) -> Iterator[Difference]:
    """One word that turns a copied sentence: 以下 to 以上, 不 dropped, 完成 to 启动."""
    one = wording(asked.sentence.text, asked.place)
    for each in asked.given:
        other = wording(each.sentence.text, asked.given_place)
        if sameness(one, other) < COPIED:
            continue
        for change in changes(one, other):
            if case := _turn(change.asked, change.given):
                told = (
                    _with_word(one.text, change.asked_span),
                    _with_word(other.text, change.given_span),
                )
                yield Difference(case, *told, at(each, _around(other.text, change.given_span)))


def _turn(asked: str, given: str) -> Case | None:
    if {asked + given, given + asked} & OPPOSITES or {asked, given} == {"不", ""}:
        return "意思相反"
    done, begun = FINISHED.search(asked), BEGUN.search(given)
    return "力度减弱" if done and begun and not FINISHED.search(given) else None


def _around(text: str, span: Span) -> Span:
    """A span that shows something even where the change is that nothing is there."""
    if span.start < span.end:
        return span
    return Span(max(span.start - 1, 0), min(span.end + 1, len(text)))


def _with_word(text: str, span: Span) -> str:
    """A change with the characters around it, for quoting."""
    return text[max(span.start - 3, 0) : span.end + 3].strip("，。；、")


def _is_narrower(change: Change, each: Counterpart, asked: Asked) -> bool:
    """Whether what stands for a word of all says less than all, and nothing near it does."""
    given = change.given.strip()
    if len(given) < 2 or KEEPS_ALL.search(given) or own_spans(given, asked.given_place):
        return False
    return UNIVERSAL.search(each.sentence.text) is None


def _is_condition(change: Change) -> bool:
    """Whether words put in say which ones only: 享受低保的, 年收入达到标准的."""
    return not change.asked and CONDITION.fullmatch(change.given.strip()) is not None


def _pairs(asked: Asked) -> Iterator[_Pair]:
    """Each clause of the upstream with the most like one of the draft."""
    places = [
        (clause, each, clauses, index)
        for each in asked.given
        for clauses in (clauses_of(each.sentence.text, asked.given_place),)
        for index, clause in enumerate(clauses)
    ]
    own = clauses_of(asked.sentence.text, asked.place)
    for clause in own:
        best = max(places, key=lambda place: overlap(clause.plain, place[0].plain), default=None)
        if best is None or overlap(clause.plain, best[0].plain) < ALIKE:
            continue
        given, each, clauses, index = best
        before = clauses[index - 1] if index else None
        if before and (len(before.plain) > LEAD_IN or same_clause(before, own)):
            before = None
        yield _Pair(clause, given, each, before)


def _added(pattern: re.Pattern[str], case: Case, pair: _Pair, asked: Asked) -> Iterator[Difference]:
    """A word of the draft that the upstream does not have in this clause, nor near it."""
    if pattern.search(pair.asked.text):
        return
    for clause in filter(None, (pair.given, pair.lead_in)):
        match = pattern.search(clause.text)
        if match and match[0] not in asked.sentence.text:
            where = _where(pair.counterpart, clause, match)
            yield Difference(case, pair.asked.text.strip(), match[0], where)
            return


def _where(each: Counterpart, clause: Clause, match: re.Match[str]) -> Where:
    start = clause.span.start + match.start()
    return at(each, Span(start, start + len(match[0])))


def _released(pair: _Pair) -> Iterator[Difference]:
    """What is forbidden above and only to be avoided here."""
    forbids = FORBIDS.search(pair.asked.text)
    if not forbids or FORBIDS.search(pair.given.text):
        return
    if match := ONLY_AVOIDS.search(pair.given.text):
        where = _where(pair.counterpart, pair.given, match)
        yield Difference("禁止放松", forbids[0], match[0], where)


def _narrowed(pair: _Pair, asked: Asked) -> Iterator[Difference]:
    """All of them above, and here some of them or no word of all."""
    every = UNIVERSAL.search(pair.asked.text)
    if not every or KEEPS_ALL.search(pair.given.text) or NARROW.search(pair.given.text):
        return
    near = any(STILL_ALL.search(text) for text in _neighbours(pair, asked))
    if near or UNIVERSAL.search(asked.given_text):
        return
    soft = SOFT_NARROW.search(pair.given.text)
    if soft and not SOFT_NARROW.search(pair.asked.text):
        yield Difference("范围缩小", every[0], soft[0], _where(pair.counterpart, pair.given, soft))
    else:
        told = pair.given.text.strip()
        yield Difference("范围缩小", every[0], told, at(pair.counterpart, pair.given.span))


def _neighbours(pair: _Pair, asked: Asked) -> list[str]:
    """The clauses right before and behind, where 均 and 全部 may have gone to."""
    clauses = clauses_of(pair.counterpart.sentence.text, asked.given_place)
    place = clauses.index(pair.given)
    return [clause.text for clause in clauses[max(place - 1, 0) : place + 2]]
