"""Numbers and dates of a sheet as their cells show them."""

from __future__ import annotations

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, NamedTuple

# What Chinese Excel and WPS mean by the numbers that the standard leaves to each language.
CHINESE_FORMATS: Final = {
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h:mm",
    33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日",
    52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy年m月",
    58: "m月d日",
}  # fmt: skip
GENERAL: Final = "General"
QUOTED: Final = re.compile(r'"[^"]*"|\\.|_.|\*.')
BRACKETED: Final = re.compile(r"\[[^\]]*\]")
COLOURS: Final = re.compile(
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+|\$-[0-9a-f]+)\]", re.I
)
CURRENCY: Final = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
SECTIONS: Final = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|\Z)')
TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|(?P<general>General)|(?P<digits>[0#?.,]+)'
    r"|(?P<percent>%)|(?P<plain>[^\[\]@/E\"\\0#?.,%_*])",
    re.IGNORECASE,
)
WEEKDAYS: Final = "一二三四五六日"
PLAIN_LIMIT: Final = 10**15
LONGEST_PATTERN: Final = 40
CONTEXT: Final = Context(prec=400)
"""Wide enough for any number of a sheet."""


class Shown(NamedTuple):
    """The text a cell shows; not sure where its format is one that we cannot write."""

    text: str
    sure: bool = True


class _Digits(NamedTuple):
    """How a format writes a number."""

    least: int
    """Digits before the point."""
    fixed: int
    """Digits behind the point, always written."""
    most: int
    thousands: bool


def shown_number(value: float, number_format: str) -> Shown:
    """A number as its format shows it; with an unknown format its plain value, not sure."""
    if not math.isfinite(value):
        return Shown(str(value), sure=False)
    section, size = _section(number_format, Decimal(repr(value)))
    written = _write(section, size)
    return Shown(_general(Decimal(repr(value))), sure=False) if written is None else Shown(written)


def _section(number_format: str, value: Decimal) -> tuple[str, Decimal]:
    """The part of the format that is for this number, and the number that it writes."""
    sections = [found[1] for found in SECTIONS.finditer(number_format)][:-1] or [""]
    if number_format.endswith(";"):
        sections.append("")
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _write(section: str, value: Decimal) -> str | None:
    section = CURRENCY.sub(r'"\1"', COLOURS.sub("", section))
    tokens = _tokens(section)
    numbers = sum(kind in ("digits", "general") for kind, _ in tokens or ())
    # Nothing is shown as a dash by many formats.
    if not tokens or numbers > 1 or (not numbers and value):
        return None
    value *= 100 ** sum(kind == "percent" for kind, _ in tokens)
    texts: list[str] = []
    for kind, text in tokens:
        digits = _write_digits(text, abs(value)) if kind == "digits" else text
        texts.append(_general(abs(value)) if kind == "general" else digits)
    written = "".join(texts).strip()
    # What is rounded to nothing has no sign.
    return f"-{written}" if value < 0 and re.search("[1-9]", written) else written


def _tokens(section: str) -> list[tuple[str, str]] | None:
    """The pieces of a section; None where it holds something that we cannot write."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(section):
        found = TOKEN.match(section, at)
        if found is None or (found["digits"] and not _digits(found["digits"])):
            return None
        if found.lastgroup:
            tokens.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    return tokens


def _digits(pattern: str) -> _Digits | None:
    whole, _, behind = pattern.partition(".")
    if (
        len(pattern) > LONGEST_PATTERN
        or whole.endswith(",")
        or re.search("[.,]", behind)
        or not re.search("[0#?]", pattern)
    ):
        return None
    return _Digits(whole.count("0"), behind.count("0"), len(behind), "," in whole)


def _write_digits(pattern: str, value: Decimal) -> str:
    digits = _digits(pattern)
    assert digits is not None
    rounded = value.quantize(Decimal(1).scaleb(-digits.most), ROUND_HALF_UP, CONTEXT)
    whole, _, behind = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0").rjust(digits.least, "0")
    if digits.thousands:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ",", whole)
    while len(behind) > digits.fixed and behind.endswith("0"):
        behind = behind[:-1]
    return f"{whole}.{behind}" if behind else whole


def _general(value: Decimal) -> str:
    """A number without a format: at most ten digits behind the point, none that say nothing."""
    if abs(value) < PLAIN_LIMIT and abs(value) > Decimal("1e-9"):
        value = round(value, 10)
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def is_date_format(number_format: str) -> bool:
    """Whether a format writes days or times."""
    return bool(re.search("[ymdhs]|aaa", _bare(number_format)))


def _bare(number_format: str) -> str:
    """The letters of a format that stand for something; literal text left out."""
    first = re.sub(r"\[(h+|m+|s+)\]", r"\1", number_format.lower().split(";")[0])
    bare = BRACKETED.sub("", QUOTED.sub("", first))
    return bare.replace("am/pm", "").replace("general", "")


def shown_date(value: datetime.datetime, number_format: str) -> str:
    """A day and time as notices write it, with those parts that the format shows."""
    bare = _bare(number_format)
    weekday = f"星期{WEEKDAYS[value.weekday()]}" if re.search("[ad]{3}", bare) else ""
    bare = re.sub("[ad]{3,}", "", bare)
    day = _shown_day(value, bare)
    clock = shown_time(value.time(), bare) if "h" in bare else ""
    return " ".join(filter(None, (day + weekday, clock))) or _shown_day(value, "ymd")


def _shown_day(value: datetime.datetime, bare: str) -> str:
    month = "m" in bare and ("y" in bare or "d" in bare or "h" not in bare)
    year = f"{value.year}年" if "y" in bare else ""
    day = f"{value.day}日" if "d" in bare else ""
    return year + (f"{value.month}月" if month else "") + day


def shown_time(value: datetime.time, number_format: str) -> str:
    """A time of day: 9:05, with seconds where the format shows them."""
    seconds = f":{value.second:02}" if "s" in _bare(number_format) else ""
    return f"{value.hour}:{value.minute:02}{seconds}"


def shown_duration(value: datetime.timedelta, number_format: str) -> str:
    """A length of time in hours: 26:30."""
    minutes, second = divmod(round(value.total_seconds()), 60)
    seconds = f":{second:02}" if "s" in _bare(number_format) else ""
    return f"{minutes // 60}:{minutes % 60:02}{seconds}"
