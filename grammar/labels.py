"""The number in a label, and how a label of each level is properly written."""

from __future__ import annotations

import re
import unicodedata

from hegao.grammar.lines import LineType
from hegao.grammar.numerals import chinese_number, to_chinese

HAN = re.compile(r"[一二三四五六七八九十百千〇零两]+")
# ㈠ ⒈ ⑴: a label that is one character.
WHOLE_LABELS = frozenset(map(chr, (*range(0x3220, 0x322A), *range(0x2474, 0x249C))))
ARABIC = re.compile(r"\d+")
LONGEST = 9
"""Digits of a number; what is longer counts nothing."""


def label_number(label: str) -> int | None:
    """The number in a label of any level: 十二 in `（十二）`, 3 in `3.`, 2 in `②`.

    None where there is none; the 二 of 【二级】 says the level, not a number.
    """
    if label.startswith("【"):
        label = label.partition("】")[2].lstrip()
    if label and label[0] in WHOLE_LABELS:
        label = unicodedata.normalize("NFKC", label)
    if match := ARABIC.search(label):
        digits = match[0]
        return int(digits) if len(digits) <= LONGEST else None
    if match := HAN.search(label):
        return chinese_number(match.group())
    if label and "①" <= label[0] <= "⑳":
        return ord(label[0]) - ord("①") + 1
    return None


def proper_label(level: LineType, label: str) -> str:
    """The label as GB/T 9704-2012, 7.3.3 writes its level; unchanged where it says nothing."""
    return read_label(level, label)[1]


def read_label(level: LineType, label: str) -> tuple[int | None, str]:
    """The number in a label, and the label as its level is properly written."""
    number = label_number(label)
    if number is None or "第" in label or "【" in label:
        return number, label
    return number, number_label(level, number) or label


def number_label(level: LineType, number: int) -> str | None:
    """How a number is written at a level (GB/T 9704-2012, 7.3.3); None where it says nothing."""
    if level == "LEVEL3":
        return f"{number}."
    if level == "LEVEL4":
        return f"（{number}）"
    if level in ("LEVEL1", "LEVEL2") and 0 < number < 100:
        written = to_chinese(number)
        return f"{written}、" if level == "LEVEL1" else f"（{written}）"
    if level == "LEVEL5" and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return None
