"""Written days, the moments that limits name (2022年9月底, 今年8月, 上半年), and the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from hegao.dsl.model import DateText, DeadlineKind
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span

YEAR = r"[12１２][0-9０-９]{3}|[一二][〇○零一二三四五六七八九]{3}"
MONTH = r"[01０１]?[0-9０-９]|十[一二]?|[一二三四五六七八九]"
DAY = r"[0-3０-３]?[0-9０-９]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"

# The leading class keeps the search fast: `re` skips to a character of it without trying a match.
# 2022.6.2 and 2022-6-2 must have one mark twice and no further part (a version is no date).
_DATE = re.compile(
    r"[12１２一二](?<![0-9０-９][12１２])(?<![一二三四五六七八九十〇][一二])"
    r"(?P<year>[0-9０-９]{3}|[〇○零一二三四五六七八九]{3})"
    rf"(?:\s*年\s*(?P<month>{MONTH})\s*月\s*(?P<day>{DAY})\s*[日号]"
    r"|(?P<mark>[.．/／－-])(?P<month2>[01０１]?[0-9０-９])(?P=mark)(?P<day2>[0-3０-３]?[0-9０-９])"
    r"(?![0-9０-９]|(?P=mark)[0-9０-９]))"
)

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


def find_dates(text: str) -> tuple[DateText, ...]:
    """The days written out with year, month and day, in text order.

    2022年6月2日, 2022 年 06 月 02 日, 二〇二二年六月二日, 2022.6.2, 2022-06-02, 2022/6/2,
    2022年6月2号. A day that does not exist is reported with the value None.
    """
    return tuple(map(_read, _DATE.finditer(text)))


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
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_later(start: date, months: int) -> date:
    """The same day some months on, or the last day of that month: 1月31日 and one is 2月28日."""
    years, index = divmod(start.month - 1 + months, 12)
    end = last_day(start.year + years, index + 1)
    return end if end.day < start.day else end.replace(day=start.day)


def working_days_later(start: date, days: int) -> date:
    """The day some working days on. Saturdays and Sundays are skipped, public holidays are not."""
    end = start
    while days > 0:
        end += timedelta(days=1)
        days -= end.weekday() < 5
    return end


def read_moment(text: str, at: int) -> re.Match[str] | None:
    """The phrase at `at` that names a day, a month, a year or a part of one, else None.

    Groups: lead (到), dotted, year, near (今), month, this (本), day, third, quarter, half,
    last (底) and close (前, 内).
    """
    match = _MOMENT.match(text, at)
    if not match:
        return None
    parts = match.group("dotted", "year", "near", "month", "this", "quarter", "half", "last")
    return match if any(parts) or (match["close"] or "").startswith("年") else None


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
        year, month = known.year, known.month
    if not year:
        return None
    day = {"上": 10, "中": 20}.get(match["third"]) or chinese_number(match["day"] or "")
    return calendar_day(year, month, day) if day else last_day(year, month)


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
    return chinese_number(match["month"] or "") or 12


def later(start: date | None, amount: int | None, measure: str) -> date | None:
    """The last day of a length of time from a day: 30 日, 5 工作日. Hours give none."""
    if start is None or amount is None or measure == "小时":
        return None
    if measure == "工作日":
        return working_days_later(start, amount)
    if measure in ("月", "年"):
        return months_later(start, amount * (12 if measure == "年" else 1))
    return start + timedelta(days=amount * (7 if measure in ("周", "星期") else 1))
