"""Readings of time limits that compiled rules call."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from hegao.dsl.dates import calendar_day
from hegao.linter.nodes import DeadlineNode, Match, TaskNode

DATED: Final = ("date", "month", "year")
UNKNOWN: Final = 9999
WEEKDAYS: Final = "一二三四五六日"
SENTENCE_END: Final = re.compile(r"[。；！？\n]")
_DAY: Final = re.compile(
    r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日\s*[（(](?:星期|周)(?P<week>[一二三四五六日天])"
)
_YEAR: Final = re.compile(r"(?P<year>20\d\d)\s*年\s*\Z")


def days_left(node: DeadlineNode) -> int:
    """Calendar days from the day the notice goes out to the limit; 9999 where that is unknown."""
    end, sent = node.deadline.end, node.whole.sent
    return (end - sent).days if end and sent else UNKNOWN


def working_days_left(node: DeadlineNode) -> int:
    """Mondays to Fridays behind the day the notice goes out, the last day among them."""
    end, sent = node.deadline.end, node.whole.sent
    if not end or not sent:
        return UNKNOWN
    return _working_days(end) - _working_days(sent)


def _working_days(day: date) -> int:
    weeks, rest = divmod(day.toordinal() - 1, 7)  # Day 1 of the calendar is a Monday.
    return weeks * 5 + min(rest + 1, 5)


def same_sentence(node: DeadlineNode) -> str:
    """What stands before a limit in its sentence, up to sixty characters."""
    start = node.deadline.span.start
    return SENTENCE_END.split(node.block.text[max(start - 60, 0) : start])[-1]


def ends(node: TaskNode) -> int:
    """How many different last days the limits of a task name."""
    return len({each.end for each in node.task.deadlines if each.kind in DATED and each.end})


def beyond_field(node: TaskNode) -> str:
    """The limit in a task's text that ends after the one in its 完成时限."""
    limits = [each for each in node.task.deadlines if each.kind in DATED and each.end]
    inside = [each for each in limits if node.whole.is_limit_place(node.task, each.span)]
    if not inside:
        return ""
    last = max(each.end for each in inside if each.end)
    later = (each.text for each in limits if each not in inside and each.end and each.end > last)
    return next(later, "")


def right_weekday(node: Match) -> str:
    """For a written day with a wrong weekday, 6月2日（星期三）, the right one: 二.

    A day without a year may be of the year of the notice or of the next one.
    """
    match = _DAY.search(node.text)
    if not match:
        return ""
    month, day = int(match["month"]), int(match["day"])
    at = node.span.start
    written = _YEAR.search(node.block.text[max(at - 8, 0) : at])
    base = node.whole.sent or node.whole.issued
    if not written and not base:
        return ""
    years = [int(written["year"])] if written else [base.year, base.year + 1] if base else []
    days = [found for year in years if (found := calendar_day(year, month, day))]
    told = WEEKDAYS.index(match["week"].replace("天", "日"))
    if not days or any(found.weekday() == told for found in days):
        return ""
    return WEEKDAYS[days[0].weekday()]
