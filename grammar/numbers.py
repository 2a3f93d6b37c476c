"""The number in a label, and how a label of each level is properly written."""

from __future__ import annotations

import re

from hegao.grammar.lines import LineType

DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
HAN = re.compile(r"[一二三四五六七八九十百千〇零两]+")
ARABIC = re.compile(r"\d+")


def han_number(text: str) -> int | None:
    """The value of a Chinese numeral below 10,000 (十二, 一百零三, 二〇二六); None if it is none."""
    if not text or not HAN.fullmatch(text):
        return None
    if not any(char in SCALES for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in SCALES:
            total += (digit or 1) * SCALES[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit


def to_han(value: int) -> str:
    """The Chinese numeral of 1 to 99."""
    tens, ones = divmod(value, 10)
    digits = "〇一二三四五六七八九"
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def label_number(label: str) -> int | None:
    """The number in a label of any level: 十二 in `（十二）`, 3 in `3.`, 2 in `②`."""
    if match := ARABIC.search(label):
        return int(match.group())
    if match := HAN.search(label):
        return han_number(match.group())
    if label and "①" <= label[0] <= "⑳":
        return ord(label[0]) - ord("①") + 1
    return None


def proper_label(level: LineType, label: str) -> str:
    """The label as GB/T 9704-2012, 7.3.3 writes its level; unchanged where it says nothing."""
    number = label_number(label)
    if number is None or "第" in label or label[:1] == "【":
        return label
    return number_label(level, number) or label


def number_label(level: LineType, number: int) -> str | None:
    """How a number is written at a level (GB/T 9704-2012, 7.3.3); None where it says nothing."""
    match level:
        case "LEVEL1" if number < 100:
            return f"{to_han(number)}、"
        case "LEVEL2" if number < 100:
            return f"（{to_han(number)}）"
        case "LEVEL3":
            return f"{number}."
        case "LEVEL4":
            return f"（{number}）"
        case "LEVEL5" if number <= 20:
            return chr(ord("①") + number - 1)
        case _:
            return None
