"""Days in words: the weekday, and how far one day is from another."""

from __future__ import annotations

from datetime import date
from typing import Final

from hegao.linter.quoting import chinese_date

WEEKDAYS: Final = "一二三四五六日"
WORKING: Final = 5
HOLIDAYS: Final = "工作日只除去星期六、星期日，没有除去法定节假日"


def with_weekday(day: date) -> str:
    """2026年12月31日，星期四."""
    return f"{chinese_date(day)}，星期{WEEKDAYS[day.weekday()]}"


def distance(day: date, start: date, start_name: str) -> str:
    """How far a day is from another, which is named: 从成文日期2026年3月30日算起第245天 …"""
    named = f"{start_name}{chinese_date(start)}"
    if day == start:
        return f"就是{named}当天"
    if day < start:
        return f"比{named}早{(start - day).days}天"
    working = working_days(start, day)
    return f"从{named}的次日算起，有{(day - start).days}天，其中工作日{working}天（{HOLIDAYS}）"


def working_days(start: date, end: date) -> int:
    """The days from Monday to Friday after one day, up to and with another."""
    weeks, rest = divmod((end - start).days, 7)
    first = start.weekday()
    return weeks * WORKING + sum((first + day) % 7 < WORKING for day in range(1, rest + 1))
