"""Titles whose author broke them into lines: 2026年养老服务 / 重点任务分工方案."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from hegao.dsl.header import CARRIED, SENTENCE, is_organ, squeeze
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece
from hegao.dsl.references import find_document_numbers
from hegao.grammar.blocks import is_row
from hegao.grammar.source import Span

JOINED = "分几行的标题，已连起来"
LONGEST_TITLE = 90
FEWEST_CHARACTERS = 8
LONGEST_LETTERHEAD = 40


def unwrapped(manuscript: Manuscript) -> Manuscript:
    """The lines with every title that is one paragraph of several lines on one line."""
    notes: list[Note] = []
    pieces: list[Piece] = []
    for _, group in groupby(manuscript.pieces, key=lambda piece: piece.place):
        lines = list(group)
        start = _title_start(lines)
        pieces.extend(lines[:start])
        if start < len(lines):
            title = _joined([piece.text.strip() for piece in lines[start:]])
            remarks = tuple(remark for piece in lines[start:] for remark in piece.remarks)
            span = Span(lines[start].span.start, lines[-1].span.end)
            pieces.append(lines[start]._replace(text=title, remarks=remarks, span=span))
            notes.append(Note("inferred", JOINED, lines[0].place, title))
    return manuscript.changed(pieces, notes) if notes else manuscript


def _joined(lines: Sequence[str]) -> str:
    """The lines as one; organs that issue jointly stay parted."""
    made = lines[0]
    for before, line in pairwise(lines):
        one, other = squeeze(before), squeeze(line)
        # Organs of one place begin alike; 人力资源和社会 / 保障局 is one name in two lines.
        joint = is_organ(one) and is_organ(other) and one[:1] == other[:1]
        made += ("\u3000" if joint else "") + line
    return made


def _title_start(lines: Sequence[Piece]) -> int:
    """Where the name begins that ends with the last of some lines; their count if none does.

    A title (……的通知), or a letterhead whose organ is too long for one line.
    """
    count = len(lines)
    if count < 2 or any(is_row(piece.text) for piece in lines):
        return count
    if is_letterhead([squeeze(piece.text) for piece in lines]):
        return 0
    start = count - sum(1 for _ in _titled(lines))
    title = squeeze("".join(piece.text for piece in lines[start:]))
    is_title = FEWEST_CHARACTERS < len(title) < LONGEST_TITLE and CARRIED.search(title)
    return start if is_title and start < count - 1 else count


def is_letterhead(lines: Sequence[str]) -> bool:
    """Whether lines that are no organs on their own are one together, with or without 文件."""
    whole = "".join(lines)
    organ = whole.removesuffix("文件")
    parted = any(is_organ(line.removesuffix("文件")) and len(line) > 3 for line in lines)
    return len(whole) < LONGEST_LETTERHEAD and is_organ(organ) and not parted


def _titled(lines: Sequence[Piece]) -> Iterator[Piece]:
    """The last lines that may be parts of a title, from the end."""
    for piece in reversed(lines):
        flat = squeeze(piece.text)
        if SENTENCE.search(flat) or flat.endswith(("文件", "：", ":")):
            return
        if is_organ(flat) and piece is lines[-1]:
            return
        if find_document_numbers(flat) or flat.endswith("日"):
            return
        yield piece
