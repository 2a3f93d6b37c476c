"""Lines to paragraphs: indents, short lines, centred titles, and breaks between pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from hegao.dsl.recover.finished import Note, Passage, Remark
from hegao.dsl.recover.pdf.breaks import (
    ENDED,
    INDENT,
    LARGE,
    MARK,
    SENTENCE_END,
    is_centred,
    is_full,
    is_new_item,
    is_of_one_size,
    joined,
    lead,
    text_of,
)
from hegao.dsl.recover.pdf.page import Frame, Line

FAR = 1.6
"""So many usual line pitches apart are two paragraphs."""
WIDEST_PITCH = 3.0
ONE_MIDDLE, INDENTED_MIDDLE = 0.6, 2.1
WIDE = 0.75
PUSHED = 5.0
"""So many characters in from the left a line has not begun a paragraph."""
COLUMN_GAP = 2.0
SHOWN = 8
HABIT = 3
ACROSS_PAGES = "跨页断开的句子，已连起来"


class Standing(NamedTuple):
    """A line with its place."""

    line: Line
    page: int
    number: int
    """Which line of running text on its page."""
    frame: Frame
    remarks: tuple[Remark, ...] = ()

    @property
    def place(self) -> str:
        """For a person."""
        return f"第{self.page}页第{self.number}行"


class Run(NamedTuple):
    """Lines that may belong to one paragraph, and whether they are a centred title."""

    lines: list[Standing]
    is_title: bool


class Habits(NamedTuple):
    """How a document sets its paragraphs."""

    pitch: float
    indents: bool
    """Whether paragraphs begin with an indent."""


def habits(lines: Sequence[Standing]) -> Habits:
    """The usual pitch of lines, and whether paragraphs are indented."""
    pitches = [
        after.line.baseline - one.line.baseline
        for one, after in pairwise(lines)
        if one.page == after.page and is_of_one_size(one.line, after.line)
    ]
    size = max((each.frame.size for each in lines), default=10.0)
    usual = [pitch for pitch in pitches if pitch > 0.8 * size]
    indented = [each for each in lines if INDENT <= lead(each.line, each.frame) < 2 * INDENT]
    pitch = min(max(median(usual), 1.2 * size), WIDEST_PITCH * size) if usual else 2 * size
    return Habits(pitch, len(indented) >= HABIT)


def passages(lines: Sequence[Standing], known: Habits) -> tuple[list[Passage], list[Note]]:
    """The paragraphs that lines are, and notes of those put together over a page break."""
    runs: list[Run] = []
    for each in lines:
        if runs and _goes_on(runs[-1], each, known):
            runs[-1].lines.append(each)
        else:
            runs.append(Run([each], is_centred(each.line, each.frame)))
    return [_passage(run) for run in runs], [note for run in runs for note in _notes(run)]


def _goes_on(run: Run, after: Standing, known: Habits) -> bool:
    before = run.lines[-1]
    if not is_of_one_size(before.line, after.line) or _is_far(before, after, known):
        return False
    is_title = run.is_title or is_centred(after.line, after.frame)
    if is_title or _has_same_middle(before, after):
        return _is_same_title(run, before, after) or _wraps(run, after)
    if max(before.line.widest, after.line.widest) >= COLUMN_GAP:
        return False
    if not is_full(before.line, after.line, before.frame) or _is_flush_right(before, after):
        return False
    if lead(after.line, after.frame) >= INDENT:
        return _hangs(run, after)
    if is_new_item(before.line.text, after.line.text):
        return False
    if before.page == after.page:
        return True
    return known.indents or not SENTENCE_END.search(before.line.text)


def _is_flush_right(before: Standing, after: Standing) -> bool:
    """Whether a line ends at the right edge because it is pushed there, as a date is."""
    pushed = lead(before.line, before.frame) >= PUSHED
    return pushed and before.line.left - after.line.left >= before.line.size


def _is_far(before: Standing, after: Standing, known: Habits) -> bool:
    distance = after.line.baseline - before.line.baseline
    usual = max(known.pitch, 1.6 * after.line.size if after.line.size > after.frame.size else 0.0)
    return before.page == after.page and distance > FAR * usual


def _is_same_title(run: Run, before: Standing, after: Standing) -> bool:
    if before.page != after.page:
        return False
    if run.is_title and is_centred(after.line, after.frame):
        return True
    return _has_same_middle(before, after)


def _has_same_middle(before: Standing, after: Standing) -> bool:
    """Whether large lines stand below each other, the first wider; margins may be unknown."""
    if before.page != after.page or after.line.size <= LARGE * after.frame.size:
        return False
    one, other = before.line, after.line
    is_wide = one.right - one.left >= WIDE * (after.frame.right - after.frame.left)
    inset = min(other.left - one.left, one.right - other.right)
    if not is_wide or inset < other.size:
        return False
    # The indent of a paragraph may push the first line of a title aside.
    near = INDENTED_MIDDLE if is_full(one, other, before.frame) else ONE_MIDDLE
    return abs(one.left + one.right - other.left - other.right) < near * other.size


def _wraps(run: Run, after: Standing) -> bool:
    """Whether a centred line is the rest of a centred paragraph whose first lines are full."""
    before = run.lines[-1]
    if run.is_title or before.page != after.page or ENDED.search(before.line.text):
        return False
    return is_full(before.line, after.line, before.frame)


def _hangs(run: Run, after: Standing) -> bool:
    """Whether an indented line goes on beside a mark, or in a paragraph indented as a whole."""
    before, text = run.lines[-1], after.line.text
    if MARK.match(text) or SENTENCE_END.search(before.line.text):
        return False
    near = 0.6 * after.line.size
    if len(run.lines) > 1:
        return abs(before.line.left - after.line.left) < near
    if before.page != after.page:
        return False
    if MARK.match(before.line.text):
        return any(abs(each - after.line.left) < near for each in before.line.indents[1:])
    return abs(before.line.left - after.line.left) < near


def _passage(run: Run) -> Passage:
    text = text_of(run.lines[0].line, run.lines[0].frame)
    for before, each in pairwise(run.lines):
        part = text_of(each.line, each.frame)
        is_title = run.is_title or _has_same_middle(before, each)
        text = f"{text}\n{part}" if is_title else joined(text, part)
    remarks = tuple(remark for each in run.lines for remark in each.remarks)
    return Passage(text, run.lines[0].place, remarks)


def _notes(run: Run) -> list[Note]:
    return [
        Note("inferred", ACROSS_PAGES, f"第{after.page}页", _seam(one.line.text, after.line.text))
        for one, after in pairwise(run.lines)
        if one.page != after.page
    ]


def _seam(before: str, after: str) -> str:
    return before[-SHOWN:] + after[:SHOWN]
