"""Written days, the moments that limits name (2022年9月底, 今年8月, 上半年), and the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from hegao.dsl.model import DateText, DeadlineKind
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span

YEAR = r"[12１２][0-9０-９]{3}|[一二][〇○零一二三四五六七八九]{3}"
MONTH = r"[01０１]?[0-9０-９]|十[一二]?|[一二三四五六七八九]"
DAY = r"[0-3０-３]?[0-9０-９]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"

# 2022.6.2 and 2022-6-2 must have one mark twice and no further part (a version is no date).
_DATE = re.compile(
    r"[12１２一二](?<![0-9０-９][12１２])(?<![一二三四五六七八九十〇][一二])"
    r"(?P<year>[0-9０-９]{3}|[〇○零一二三四五六七八九]{3})"
    rf"(?:\s*年\s*(?P<month>{MONTH})\s*月\s*(?P<day>{DAY})\s*[日号]"
    r"|(?P<mark>[.．/／－-])(?P<month2>[01０１]?[0-9０-９])(?P=mark)(?P<day2>[0-3０-３]?[0-9０-９])"
    r"(?![0-9０-９]|(?P=mark)[0-9０-９]))"
)
# What may stand behind the year, by the one character that it begins with.
_BEHIND_YEAR = {"年": rf"年\s*(?:{MONTH})\s*月\s*(?:{DAY})\s*[日号]"} | {
    mark: rf"{re.escape(mark)}[01０１]?[0-9０-９]{re.escape(mark)}[0-9０-９]"
    for mark in ".．/／－-"
}
YEAR_LENGTH = 4

BEFORE_END = "[之以]?前(?!后|三季|期|沿|[0-9一二三四五六七八九十]{1,2}个月)"
WITHIN = "[之以]?内(?![容部外含在地需涵生])"
# Every part is optional; `read_moment` asks that one of them is there.
_MOMENT = re.compile(
    r"(?P<lead>到|不[迟晚]于|最[迟晚](?:于|不超过)?)?\s*"
    r"(?:(?P<dotted>[12１２][0-9０-９]{3}(?:[-.．/／－][0-9０-９]{1,2}){2}(?![0-9０-９]))|"
    rf"(?:(?P<year>{YEAR})\s*年\s*(?:度\s*)?|(?P<near>[今明本次当])\s*年\s*(?:度\s*)?)?"
    rf"(?:(?:(?P<month>{MONTH})\s*月份?|(?P<this>[本下])月)\s*"
    rf"(?:(?P<day>{DAY})\s*[日号]|(?P<third>[上中下])旬)?\s*"
    r"|第?\s*(?P<quarter>[一二三四1-4１-４])\s*季度\s*|(?P<half>[上下])半年\s*|(?P<whole>年)(?=\s*[底末]))?"
    r"(?P<last>年?\s*[底末])?)\s*(?:[（(](?:星期|周).[）)])?\s*"
    r"(?:(?:[上下中]午)?\s*(?:[0-9]{1,2}\s*(?:[:：时点]\s*){1}(?:[0-9]{1,2}分?)?)|下班|中午)?\s*"
    rf"(?P<close>{BEFORE_END}|年?{WITHIN})?"
)
# 2023年6月底前、12月底前: the year of the first holds for the second.
_SHARED_YEAR = re.compile(rf"(?P<year>{YEAR})\s*年[^，。；,;]{{1,12}}[、和及与]\s*$")
# 2026年5月—12月, 5—12月, 5月1日至10日前, 2026年—2027年.
_RANGE = re.compile(
    rf"(?:(?P<year>{YEAR}|[今明本])\s*年\s*)?(?:(?P<month>{MONTH})\s*"
    rf"(?:(?P<sign>月份?)\s*(?:(?P<day>{DAY})\s*[日号]|[上中下]旬|[底初末])?\s*)?)?"
    rf"(?:[-—–~～]{{1,2}}|[至到])\s*(?P<next>(?:{YEAR}|[今明次])\s*年\s*)?"
    rf"(?P<last>(?:(?P<month2>{MONTH})\s*月份?\s*)?"
    rf"(?:(?P<day2>{DAY})\s*[日号]|[上中下]旬|年?[底末](?<![至到—–~～-].))?)"
    rf"(?:\s*(?P<close>{BEFORE_END}|{WITHIN}))?"
)


def find_dates(text: str) -> tuple[DateText, ...]:
    """The days written out with year, month and day, in text order.

    2022年6月2日, 2022 年 06 月 02 日, 二〇二二年六月二日, 2022.6.2, 2022-06-02, 2022/6/2,
    2022年6月2号. A day that does not exist is reported with the value None.
    """
    starts = {
        max(_end_before(text, behind.start()) - YEAR_LENGTH, 0)
        for mark in _BEHIND_YEAR
        if mark in text
        for behind in _behind_year(mark).finditer(text)
    }
    found = (_DATE.match(text, start) for start in sorted(starts))
    return tuple(_read(match) for match in found if match)


@cache
def _behind_year(mark: str) -> re.Pattern[str]:
    """What begins with one sure character is found ten times as fast as one of a class."""
    return re.compile(_BEHIND_YEAR[mark])


def _end_before(text: str, at: int) -> int:
    """Where what stands before a place ends, white space left out."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _read(match: re.Match[str]) -> DateText:
    """One match as a value."""
    start, end = match.span()
    text = match.group()
    year = chinese_number(text[: match.end("year") - start]) or 0
    month = chinese_number(match["month"] or match["month2"]) or 0
    day = chinese_number(match["day"] or match["day2"]) or 0
    return DateText(
        text=text,
        value=calendar_day(year, month, day),
        canonical=f"{year}年{month}月{day}日",
        span=Span(start, end),
    )


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none (2月30日, 13月1日)."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def last_day(year: int, month: int) -> date | None:
    """The last day of a month, None where the calendar has no such month."""
    real = MINYEAR <= year <= MAXYEAR and 1 <= month <= 12
    return date(year, month, monthrange(year, month)[1]) if real else None


def months_later(start: date, months: int) -> date | None:
    """The same day some months on, or the last day of that month: 1月31日 and one is 2月28日."""
    years, index = divmod(start.month - 1 + months, 12)
    end = last_day(start.year + years, index + 1)
    return end if end is None or end.day < start.day else end.replace(day=start.day)


def days_later(start: date, days: int) -> date | None:
    """The day some days on, None past the calendar's end."""
    return date.fromordinal(start.toordinal() + days) if days <= (date.max - start).days else None


def working_days_later(start: date, days: int) -> date | None:
    """The day some working days on. Saturdays and Sundays are skipped, public holidays are not."""
    if days <= 0:
        return start
    weekday = min(start.weekday(), 4)
    weeks, rest = divmod(weekday + days, 5)
    return days_later(start, 7 * weeks + rest - start.weekday())


def read_moment(text: str, at: int) -> re.Match[str] | None:
    """The phrase at `at` that names a day, a month, a year or a part of one, else None.

    Groups: lead (到), dotted, year, near (今), month, this (本), day, third, quarter, half,
    last (底) and close (前, 内).
    """
    match = _MOMENT.match(text, at)
    if not match:
        return None
    if match["year"] or match["month"] or match["last"]:
        return match
    parts = match.group("dotted", "near", "this", "quarter", "half")
    return match if any(parts) or (match["close"] or "").startswith("年") else None


def read_range(text: str, at: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """The run of time at `at` and its end as a moment of its own (2026年12月), else None."""
    match = _RANGE.match(text, at)
    if not match or not _goes_together(match):
        return None
    year = match["next"] or (f"{match['year']}年" if match["year"] else "")
    month = f"{match['month']}月" if match["day2"] and not match["month2"] else ""
    end = read_moment(f"{year}{month}{match['last']}", 0)
    return (match, end) if end else None


def _goes_together(match: re.Match[str]) -> bool:
    """Whether two moments make a range: the second is of the same sort and not the earlier one."""
    first, last = match["month"], match["month2"]
    if not first:
        return bool(match["year"] and match["next"])
    if not last:
        return bool(match["day"] or not match["day2"]) and bool(match["next"] or match["last"])
    if match["next"]:
        return match["sign"] is not None
    return (chinese_number(first) or 0) <= (chinese_number(last) or 0)


def moment_kind(match: re.Match[str]) -> DeadlineKind:
    """What a moment names the end of. A quarter and a half end with a month."""
    if match["day"] or match["dotted"]:
        return "date"
    return "month" if any(match.group("month", "this", "quarter", "half")) else "year"


def moment_end(match: re.Match[str], base: int | None, issued: date | None) -> date | None:
    """The last day of a moment, None where it cannot be known. `base` is the document's year."""
    if match["dotted"]:
        return next((day.value for day in find_dates(match["dotted"])), None)
    year, month = _year(match, base), _month(match)
    if match["this"]:
        if not issued:
            return None
        known = months_later(issued.replace(day=1), match["this"] == "下")
        year, month = (known.year, known.month) if known else (None, month)
    if not year:
        return None
    day = {"上": 10, "中": 20}.get(match["third"]) or chinese_number(match["day"] or "")
    return last_day(year, month) if day is None else calendar_day(year, month, day)


def _year(match: re.Match[str], base: int | None) -> int | None:
    """The year written, or the year meant: 明年 is the next one, 次年 cannot be known."""
    if match["year"]:
        return chinese_number(match["year"])
    if match["near"] in ("次", "当"):
        return None
    shared = _SHARED_YEAR.search(match.string, max(0, match.start() - 20), match.start())
    year = chinese_number(shared["year"]) if shared and not match["near"] else base
    return year + (match["near"] == "明") if year else None


def _month(match: re.Match[str]) -> int:
    """The month whose end the phrase means."""
    if match["quarter"]:
        return 3 * (chinese_number(match["quarter"]) or 0)
    if match["half"]:
        return 6 if match["half"] == "上" else 12
    return 12 if match["month"] is None else chinese_number(match["month"]) or 0


def later(start: date | None, amount: int | None, measure: str) -> date | None:
    """The last day of a length of time from a day: 30 日, 5 工作日. Hours give none."""
    if start is None or amount is None or measure == "小时":
        return None
    if measure == "工作日":
        return working_days_later(start, amount)
    if measure in ("月", "年"):
        return months_later(start, amount * (12 if measure == "年" else 1))
    return days_later(start, amount * (7 if measure in ("周", "星期") else 1))
