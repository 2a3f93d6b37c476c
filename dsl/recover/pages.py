"""Page furniture in a text: page numbers, and headers that come again on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hegao.dsl.paragraphs import SENTENCE_END
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import LINE, Manuscript, Piece
from hegao.grammar.blocks import MARKS, is_row
from hegao.grammar.near_miss import COUNTED

DASH = r"[-—–―－_~～·•]"
PAGE_NUMBER = re.compile(
    rf"\s*(?:{DASH}+\s*\d{{1,3}}\s*{DASH}+|第\s*\d{{1,3}}\s*页(?:\s*[，,/／]?\s*共\s*\d{{1,3}}\s*页)?"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?)\s*"
)
# These count only where they count on: 3, 3 —, -3, 3/12.
MAYBE_NUMBER = re.compile(rf"\s*{DASH}?\s*(\d{{1,3}})(?:\s*{DASH}|\s*[/／]\s*(\d{{1,3}}))?\s*")
NOT_END = re.compile(r"[^\r\n]")
# A field, a number, a bracket: lines of a notice repeat these as they like.
SAYS = re.compile(rf"\s*(?:[\u4e00-\u9fff]{{2,8}}\s*[：:]|[（(〔【]|{'|'.join(MARKS.values())})")
PAGE = "页码"
HEADER = "每页重复的页眉页脚"
LONGEST_HEADER = 40
FEWEST_HEADERS = 3
SHORTEST_PAGE = 150
"""Characters between two page numbers, at least."""
HALF_LINE = 10
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
    """Which lines are page numbers and nothing else.

    A number without marks on both sides is one only in a row that counts up by one, each a page
    of text from the one before or in the middle of a sentence.
    """
    sure = {index for index, line in enumerate(lines) if PAGE_NUMBER.fullmatch(line)}
    found = [(i, match) for i, line in enumerate(lines) if (match := MAYBE_NUMBER.fullmatch(line))]
    counted = [
        (i, int(match[1])) for i, match in found if int(match[2] or match[1]) >= int(match[1])
    ]
    if counted:
        filled = [index for index, line in enumerate(lines) if line.strip()]
        places = {index: at for at, index in enumerate(filled)}
        for row in _rows_of_numbers(counted):
            spaced = all(_is_page_apart(lines, one, other) for one, other in pairwise(row))
            least = FULL_LINE if len(row) == 1 else HALF_LINE
            cut = [_cuts(lines, filled, places[index], least) for index in row]
            counts_on = len(row) > 1 and (spaced or all(cut))
            stands_alone = len(counted) == 1 and any(cut)
            if counts_on or stands_alone:
                sure.update(row)
    return frozenset(sure)


def _rows_of_numbers(counted: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """The longest rows of lines whose numbers count up by one."""
    ends: dict[int, list[int]] = {}
    for index, number in counted:
        row = [*ends.pop(number - 1, []), index]
        if len(row) > len(ends.get(number, [])):
            ends[number] = row
    yield from ends.values()


def _is_page_apart(lines: Sequence[str], one: int, other: int) -> bool:
    return sum(len(line) for line in lines[one + 1 : other]) >= SHORTEST_PAGE


def _cuts(lines: Sequence[str], filled: Sequence[int], at: int, least: int) -> bool:
    """Whether a line with something in it stands in the middle of a sentence."""
    if not 0 < at < len(filled) - 1:
        return False
    before, after = lines[filled[at - 1]], lines[filled[at + 1]]
    # 床位 / 120 / 张: a number that counts something is none of a page.
    return cuts_sentence(before, after, least) and after.strip()[:1] not in COUNTED


def cuts_sentence(before: str, after: str, least: int = FULL_LINE) -> bool:
    """Whether what stands between two lines, the first of some length, cuts a sentence."""
    before, after = before.rstrip(), after.rstrip()
    broken = len(before) >= least and before[-1] not in (*SENTENCE_END, *"）)】》”")
    return broken and bool(after) and after[-1] in (*SENTENCE_END, *"）)”")


def _running_headers(pieces: Sequence[Piece], numbers: frozenset[int]) -> frozenset[int]:
    """Which lines repeat a short line at the edge of a page."""
    keys = [re.sub(r"\s+", "", piece.text) for piece in pieces]
    counts = Counter(key for key in keys if len(key) <= LONGEST_HEADER)
    seen: set[str] = set()
    found: set[int] = set()
    for index, key in enumerate(keys):
        text = pieces[index].text
        if counts[key] < FEWEST_HEADERS or index in numbers or is_row(text) or SAYS.match(text):
            continue
        if key in seen and _at_edge(pieces, index, numbers):
            found.add(index)
        seen.add(key)
    # What mostly stands elsewhere is no header, though a page may end with it.
    often = Counter(keys[index] for index in found)
    return frozenset(i for i in found if often[keys[i]] * 2 >= counts[keys[i]])


def _at_edge(pieces: Sequence[Piece], index: int, numbers: frozenset[int]) -> bool:
    """Whether a line stands beside a page break: its neighbours say so, or it cuts a sentence."""
    if pieces[index].new_page or index - 1 in numbers or index + 1 in numbers:
        return True
    inside = 0 < index < len(pieces) - 1
    return inside and cuts_sentence(pieces[index - 1].text, pieces[index + 1].text)
