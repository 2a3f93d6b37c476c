"""Numbers as notices write them: 十二, 二〇二二, 两, 30, ３０, 10万."""

from __future__ import annotations

LONGEST = 24
NUMERAL = "0-9０-９〇○零一二两三四五六七八九十百"
"""For a character class: what the number of a day, month or year can be written with."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_FULL_TO_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
_NAMES = "零一二三四五六七八九"


def half_width(text: str) -> str:
    """The text with full-width digits made half-width: ３０ gives 30."""
    return text.translate(_FULL_TO_HALF)


def chinese_number(text: str) -> int | None:
    """The whole number that the text writes, None where it is not one.

    Reads Arabic digits of both widths (30, ３０, 10万), digit by digit (二〇二二) and by
    places (一百零五, 十二, 两千). 一百五 is 150, as it is spoken.
    """
    text = text.strip()
    if not text.isascii():
        text = half_width(text)
    if not text or len(text) > LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    for name in ("亿", "万"):
        head, found, tail = text.partition(name)
        if found:
            return _join(chinese_number(head), _LARGE[name], tail)
    return _by_places(text)


def _join(high: int | None, unit: int, tail: str) -> int | None:
    """万 or 亿 with what stands before it and after it: 三 万 二 is 32000."""
    if not high:
        return None
    if not tail:
        return high * unit
    low = chinese_number(tail)
    if low is None or low >= unit:
        return None
    spoken = len(tail) == 1 and tail in _DIGITS
    return high * unit + (low * unit // 10 if spoken else low)


def _by_places(text: str) -> int | None:
    """A number below 10000 by its places: 九十九, 一千零一. Places must fall: 十百 is none."""
    total, digit, last = 0, -1, 10_000
    gap = False
    for index, char in enumerate(text):
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last or digit == 0 or (digit < 0 and not (unit == 10 and index == 0)):
                return None
            total += (1 if digit < 0 else digit) * unit
            digit, last, gap = -1, unit, False
        elif char in _DIGITS and digit < 0:
            gap, digit = (True, -1) if _DIGITS[char] == 0 else (gap, _DIGITS[char])
        else:
            return None
    if digit < 0:
        return None if gap else total
    return total + (digit if gap or last == 10 else digit * last // 10)


def to_chinese(value: int) -> str:
    """The number in Chinese by places, 1 to 9999: 12 gives 十二, 105 gives 一百零五."""
    if not 1 <= value <= 9999:
        raise ValueError(f"no number from 1 to 9999: {value}")
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            written += ("零" if gap and written else "") + _NAMES[digit] + name
        gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written
