"""Brackets and quotation marks that do not pair (GB/T 15834-2011: both halves, one width)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from hegao.dsl.model import Block
from hegao.grammar.source import Span

# A paragraph with more faults than this is no prose, and telling each helps nobody.
MOST = 50
PairFault = Literal["unclosed", "unopened", "mixed_width"]
PAIRS = {
    "（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】", "《": "》", "〈": "〉",
    "“": "”", "‘": "’",
}  # fmt: skip
ROUND = {"（": ")", "(": "）", "〔": "]", "[": "〕"}
OPENING = {closing: opening for opening, closing in PAIRS.items()}
MARKS = re.compile("[" + re.escape("".join(PAIRS) + "".join(OPENING)) + "]")


class BracketFault(NamedTuple):
    """One half of a pair that is missing or of the other width."""

    kind: PairFault
    text: str
    partner: str
    """What would make the pair right: the missing half, or this half in the right width."""
    span: Span


def unpaired(blocks: Iterable[Block]) -> list[Block]:
    """Those of some paragraphs in which not all marks pair."""
    paired: set[str] = set()
    found: list[Block] = []
    for block in blocks:
        marks = "".join(MARKS.findall(block.text))
        if marks in paired:
            continue
        if _balanced(marks):
            paired.add(marks)
        else:
            found.append(block)
    return found


def find_bracket_faults(text: str) -> tuple[BracketFault, ...]:
    """The pairing faults of one paragraph, in the order of the text."""
    stack: list[tuple[str, int]] = []
    faults: list[BracketFault] = []
    for match in MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark in PAIRS:
            stack.append((mark, at))
            continue
        _close(stack, mark, at, faults)
    faults.extend(
        BracketFault("unclosed", mark, PAIRS[mark], Span(at, at + 1)) for mark, at in stack[:MOST]
    )
    return tuple(sorted(faults, key=lambda fault: fault.span)[:MOST])


def _balanced(marks: str) -> bool:
    stack: list[str] = []
    for mark in marks:
        if mark in PAIRS:
            stack.append(PAIRS[mark])
        elif not stack or stack.pop() != mark:
            return False
    return not stack


def _close(stack: list[tuple[str, int]], mark: str, at: int, faults: list[BracketFault]) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        opening, start = stack[depth]
        if PAIRS[opening] == mark or ROUND.get(opening) == mark:
            for lost, place in stack[depth + 1 :]:
                faults.append(BracketFault("unclosed", lost, PAIRS[lost], Span(place, place + 1)))
            del stack[depth:]
            if PAIRS[opening] != mark:
                faults.append(_mixed(opening, start, mark, at))
            return
    faults.append(BracketFault("unopened", mark, OPENING[mark], Span(at, at + 1)))


def _mixed(opening: str, start: int, closing: str, at: int) -> BracketFault:
    """The half that has to change is the one of half width."""
    if opening in "([":
        return BracketFault("mixed_width", opening, OPENING[closing], Span(start, start + 1))
    return BracketFault("mixed_width", closing, PAIRS[opening], Span(at, at + 1))
