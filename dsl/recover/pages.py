"""Page furniture in a text: page numbers, and headers that come again on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hegao.dsl.paragraphs import SENTENCE_END
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import LINE, Manuscript, Piece
from hegao.grammar.blocks import is_row

DASH = r"[-—–―－_~～·•]"
PAGE_NUMBER = re.compile(
    rf"\s*(?:{DASH}+\s*\d{{1,3}}\s*{DASH}*|\d{{1,3}}\s*{DASH}+"
    r"|第\s*\d{1,3}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*[/／]\s*\d{1,3}"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?)\s*"
)
BARE_NUMBER = re.compile(r"\s*(\d{1,3})\s*")
NOT_END = re.compile(r"[^\r\n]")
PAGE = "页码"
HEADER = "每页重复的页眉页脚"
LONGEST_HEADER = 40
FEWEST_HEADERS = 3
FULL_LINE = 25
"""Characters that a line has at least when a page break cuts it, and not its author."""


def without_furniture(manuscript: Manuscript) -> Manuscript:
    """The lines without page numbers and running headers; these are noted."""
    pieces = manuscript.pieces
    numbers = page_numbers([piece.text for piece in pieces])
    headers = _running_headers(pieces, numbers)
    notes = [
        Note("removed", PAGE if index in numbers else HEADER, piece.place, piece.text.strip())
        for index, piece in enumerate(pieces)
        if index in numbers or index in headers
    ]
    kept = (p for index, p in enumerate(pieces) if index not in numbers and index not in headers)
    return manuscript.changed(kept, notes) if notes else manuscript


def blanked(text: str) -> str:
    """The text with spaces in place of its page numbers: every offset stays what it is."""
    lines = LINE.findall(text)
    numbers = page_numbers([line.rstrip("\r\n") for line in lines])
    if not numbers:
        return text
    for index in numbers:
        lines[index] = NOT_END.sub(" ", lines[index])
    return "".join(lines)


def page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """Which lines are page numbers and nothing else."""
    sure = {index for index, line in enumerate(lines) if PAGE_NUMBER.fullmatch(line)}
    found = {index: BARE_NUMBER.fullmatch(line) for index, line in enumerate(lines)}
    bare = {index: int(match[1]) for index, match in found.items() if match}
    counted = list(bare.values())
    steps = {after - before for before, after in pairwise(counted)}
    if steps == {1}:
        sure.update(bare)
    filled = [index for index, line in enumerate(lines) if line.strip()] if bare else []
    for before, index, after in zip(filled, filled[1:], filled[2:], strict=False):
        if index in bare and cuts_sentence(lines[before], lines[after]):
            sure.add(index)
    return frozenset(sure)


def cuts_sentence(before: str, after: str) -> bool:
    """Whether what stands between two lines stands in the middle of a sentence."""
    before, after = before.rstrip(), after.rstrip()
    broken = len(before) >= FULL_LINE and before[-1] not in (*SENTENCE_END, *"）)】》”")
    return broken and bool(after) and after[-1] in (*SENTENCE_END, *"）)”")


def _running_headers(pieces: Sequence[Piece], numbers: frozenset[int]) -> frozenset[int]:
    """Which lines repeat a short line at the edge of a page."""
    keys = [re.sub(r"\s+", "", piece.text) for piece in pieces]
    counts = Counter(key for key in keys if len(key) <= LONGEST_HEADER)
    seen: set[str] = set()
    found: set[int] = set()
    for index, key in enumerate(keys):
        if counts[key] < FEWEST_HEADERS or index in numbers or is_row(pieces[index].text):
            continue
        if key in seen and _at_edge(pieces, index, numbers):
            found.add(index)
        seen.add(key)
    return frozenset(found)


def _at_edge(pieces: Sequence[Piece], index: int, numbers: frozenset[int]) -> bool:
    """Whether a line stands beside a page break: its neighbours say so, or it cuts a sentence."""
    if pieces[index].new_page or index - 1 in numbers or index + 1 in numbers:
        return True
    inside = 0 < index < len(pieces) - 1
    return inside and cuts_sentence(pieces[index - 1].text, pieces[index + 1].text)
