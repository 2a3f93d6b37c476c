"""What no correction of punctuation may touch: quotations, cited titles, addresses, numbers.

Found once for a text, as ranges in order and apart, so that asking costs a binary search.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

LONGEST: Final = 200
"""Marks further apart than this are not taken for the two halves of one quotation."""
CLOSING: Final = {"》": "《", "”": "“", "’": "‘", "」": "「", "』": "『"}
STRAIGHT = re.compile(r'"[^"\n]{1,60}"')
ADDRESS_SIGNS: Final = ("://", "www.", "@", ".com", ".cn", ".net", ".org", ".gov")
ADDRESS_SIGN = re.compile(r"://|www\.|@|\.(?:com|cn|net|org|gov)(?![A-Za-z])")
SCHEME = re.compile(r"[A-Za-z0-9][\w+.-]{0,60}\Z", re.ASCII)
# Wider than a real address: what looks like part of one is left alone.
ADDRESS_REST = re.compile(r"[^\s，。；：、“”‘’《》（）「」]{0,300}")
# 〔2026〕5号 in any brackets and with the spaces and characters that people put in.
DOCUMENT_NUMBER = re.compile(
    r"[〔﹝\[［【〖〈＜<（(]\s?(?:\d\d){1,2}\s?年?\s?[〕﹞\]］】〗〉＞>）)]\s?第?\s?\d{1,5}\s?号\Z"
)
LONGEST_NUMBER: Final = 20
# GB/T 15834—2011, Windows 10, v2.1; the space behind parts the name from what follows.
NAMED_NUMBER = re.compile(
    r"[A-Za-z][A-Za-z/+-]{0,20} ?\d[\d.:]{0,12}(?:[—–-]\d{1,5}){0,3} ?", re.ASCII
)
DATE_SPACES = re.compile(r"(?<=\d) +(?=[年月日])|(?<=[年月]) +(?=\d)")
SENTENCE = re.compile("[，。；：、《]|关于")
SCALE = re.compile(r"[\d.,]+([万亿]元?)")
COLUMN_GAP = re.compile(r"(?<=\S)(?: {2,}|\u3000)(?=\S)")


class Ranges(NamedTuple):
    """Ranges of a text, in order and apart."""

    starts: list[int]
    ends: list[int]

    def hold(self, at: int) -> bool:
        """Whether a place lies in one of the ranges."""
        place = bisect_right(self.starts, at) - 1
        return place >= 0 and at < self.ends[place]


def protected_ranges(text: str) -> Ranges:
    """The insides of quotations and cited titles, addresses, document numbers, named numbers."""
    merged = Ranges([], [])
    found = [*_quoted(text), *_document_numbers(text)]
    # Letters are few in a notice; without all else it is soon seen what they may be part of.
    latin = text.encode("ascii", "ignore").decode("ascii")
    if any(sign in latin for sign in ADDRESS_SIGNS):
        found += _addresses(text)
    if NAMED_NUMBER.search(latin):
        found += (match.span() for match in NAMED_NUMBER.finditer(text))
    for start, end in sorted(found):
        if merged.ends and start <= merged.ends[-1]:
            merged.ends[-1] = max(merged.ends[-1], end)
        else:
            merged.starts.append(start)
            merged.ends.append(end)
    return merged


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """What stands between two marks of a pair, each kind of mark on its own."""
    for closing, opening in CLOSING.items():
        stack: list[int] = []
        for at in sorted([*_places(opening, text), *_places(closing, text)]):
            if text[at] == opening:
                stack.append(at)
            elif stack:
                start = stack.pop() + 1
                if start < at <= start + LONGEST:
                    yield start, at
    if '"' in text:
        for match in STRAIGHT.finditer(text):
            yield match.start() + 1, match.end() - 1


def _places(mark: str, text: str) -> Iterator[int]:
    """Where a mark stands; one character is looked for far faster than any of some."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _document_numbers(text: str) -> Iterator[tuple[int, int]]:
    for sign in _places("号", text):
        if match := DOCUMENT_NUMBER.search(text, max(0, sign + 1 - LONGEST_NUMBER), sign + 1):
            yield match.span()


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Web and mail addresses, by the sign that each has."""
    for sign in ADDRESS_SIGN.finditer(text):
        before = SCHEME.search(text[max(0, sign.start() - 64) : sign.start()])
        start = sign.start() - (len(before.group()) if before else 0)
        rest = ADDRESS_REST.match(text, sign.end())
        if rest and (before or sign.group() == "www."):
            yield start, rest.end()


def in_columns(line: str) -> bool:
    """Whether spaces seem to part the columns of a table in a line, not the words of a sentence."""
    line = DATE_SPACES.sub("", line.strip())
    if COLUMN_GAP.search(line):
        return True
    return line.count(" ") > 1 and SENTENCE.search(line) is None


def in_mixed_list(text: str, at: int) -> bool:
    """Whether a 、 between two quoted or cited names belongs to a list with others that are not."""
    return _mixed_behind(text, at + 1) or _mixed_before(text, at)


def _mixed_behind(text: str, at: int) -> bool:
    pairs = {"《": "》", "“": "”"}
    while text[at : at + 1] in pairs:
        end = text.find(pairs[text[at]], at, at + LONGEST)
        if end < 0 or text[end + 1 : end + 2] != "、":
            return False
        at = end + 2
    return True


def _mixed_before(text: str, at: int) -> bool:
    pairs = {"》": "《", "”": "“"}
    while at > 0 and text[at - 1] in pairs:
        start = text.rfind(pairs[text[at - 1]], max(0, at - LONGEST), at)
        if start < 1 or text[start - 1] != "、":
            return False
        at = start - 1
    return True


def scale_behind(text: str) -> str:
    """What the number that a text begins with counts in: `16亿元的` gives `亿元`."""
    match = SCALE.match(text)
    return match[1] if match else ""
