"""Limits that name an occasion: 国庆节前, 2026年春节前, 秋季学期开学前, 主汛期前.

Holidays on a fixed day of the calendar give a last day; those of the lunar calendar, terms and
seasons give none: they are relative to an event, as 印发之日起30日内 is. They are not vague (尽快),
for a reader knows when they are over.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from hegao.dsl import dates
from hegao.dsl.model import Deadline
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span

__all__ = ["LAST_TWO", "Occasion", "read_occasion"]

_DAYS: Final = {
    "元旦": (1, 1), "妇女": (3, 8), "三八": (3, 8), "植树": (3, 12), "劳动": (5, 1), "五一": (5, 1),
    "青年": (5, 4), "五四": (5, 4), "儿童": (6, 1), "六一": (6, 1), "建党": (7, 1), "七一": (7, 1),
    "建军": (8, 1), "八一": (8, 1), "教师": (9, 10), "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
_SOLAR: Final = (
    '元旦|国庆|[“"]?(?<![一二三四五六七八九十百第])(?:[五六七八十]一|三八|五四)[”"]?(?:国际)?(?:劳动节|妇女节|儿童节|青年节)?'
    "|(?:国际)?(?:劳动|妇女|儿童|青年|植树|建党|建军|教师)(?=节)"
)
_LUNAR: Final = "(?:春|元宵|清明|端午|中秋|重阳)(?=节)|春节|清明|端午|中秋"
_TERM: Final = (
    "(?:(?:[春秋]季?|[新本下])?学[期年]|[春秋]季)?(?:开学|放[寒暑]?假)"
    "|(?:[春秋]季?|[新本下])学[期年]|[寒暑]假"
)
_SEASON: Final = "主?汛期|入汛|入冬|供暖[季期]?|采暖[季期]?|春耕|秋收|高考|中考"
_FEAST: Final = rf"(?:{_SOLAR}|{_LUNAR})节?(?:假期|长假|小长假)?"
_YEAR: Final = (
    rf"(?:(?P<each>每(?:年|个?学[期年]))|(?P<year>{dates.YEAR})\s*年|(?P<near>[今明次本当])年)?"
)
_OCCASION: Final = re.compile(
    rf"{_YEAR}\s*(?:(?P<month>(?:{dates.MONTH})\s*月)份?)?的?"
    rf"(?P<what>(?:(?P<feasts>{_FEAST}(?:[、和及与]?(?:{_FEAST}))*)|{_TERM}|{_SEASON})"
    r"(?:到来|来临|开始|结束)?)[之以]?前$"
)
# How the name of an occasion ends, and 前.
_LAST: Final = '节旦庆一八四学期年假汛冬暖季耕收考午秋明来临始束”"'
LAST_TWO: Final = rf"(?:(?<=[{_LAST}]前)|(?<=[{_LAST}][之以]前))"
"""Behind 前: whether the name of an occasion may end there."""
_LONGEST: Final = 24


class Occasion(NamedTuple):
    """What a limit names, and how surely it is one."""

    limit: Deadline
    certain: bool
    """It is a holiday or names its year or month; 汛期前 may only tell a time."""


def read_occasion(text: str, end: int, year: int | None) -> Occasion | None:
    """The occasion whose 前 is the last character before `end`; `year` is the document's."""
    match = _OCCASION.search(text, max(0, end - _LONGEST), end)
    if match is None:
        return None
    limit = _limit_of(match, year)
    named = any(match.group("feasts", "each", "year", "near", "month"))
    return Occasion(limit, named)


def _limit_of(match: re.Match[str], year: int | None) -> Deadline:
    """An occasion as a limit: recurring, a day, or relative to an event."""
    phrase, span = match.group(), Span(*match.span())
    if match["each"]:
        return Deadline(phrase, "recurring", None, span, measure=match["each"].lstrip("每个"))
    day = _day(match["feasts"] or "")
    if day is None:
        event = phrase.removesuffix("前").rstrip("之以")
        return Deadline(phrase, "relative", None, span, event, year_written=bool(match["year"]))
    if day == (1, 1):
        return _new_year(match, year)
    known = _year(match, year)
    end = _eve(known, day) if known else None
    return Deadline(phrase, "date", end, span, year_written=bool(match["year"]))


def _new_year(match: re.Match[str], year: int | None) -> Deadline:
    """元旦前 ends with the year before it; without a year, with the document's own.

    It names no year that could be missed: 今年 and 明年 are left out of the phrase.
    """
    known = _year(match, year)
    begin = match.end("near") + 1 if match["near"] else match.start()
    told = match["year"] or match["near"]
    end = dates.last_day(known - 1 if told else known, 12) if known else None
    return Deadline(
        match.string[begin : match.end()], "date", end, Span(begin, match.end()), year_written=True
    )


def _day(feasts: str) -> tuple[int, int] | None:
    """Month and day of a holiday; None for several, and for one that moves."""
    if not feasts or re.search(rf"{_LUNAR}", feasts):
        return None
    days = {_DAYS[name] for name in _DAYS if name in feasts}
    return days.pop() if len(days) == 1 else None


def _year(match: re.Match[str], year: int | None) -> int | None:
    """The year written, or the one meant."""
    if match["year"]:
        return chinese_number(match["year"])
    if match["near"] in ("次", "当") or year is None:
        return None
    return year + (match["near"] == "明")


def _eve(year: int, day: tuple[int, int]) -> date | None:
    """The last day before a holiday."""
    holiday = dates.calendar_day(year, *day)
    return holiday and holiday - timedelta(days=1)
