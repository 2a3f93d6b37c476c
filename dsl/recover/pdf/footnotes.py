"""Footnotes: the notes at the foot of a page, and the words that refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.dsl.recover.finished import Note, Remark
from hegao.dsl.recover.pdf.breaks import SENTENCE_END, joined
from hegao.dsl.recover.pdf.footmarks import SMALLER, Mark
from hegao.dsl.recover.pdf.page import Line, Page, Stroke

FOOTMARK = "脚注的序号，没有放进正文"
LEADING = "行首有小号的数字，可能是脚注的序号，请对照原件"
SHORTEST_RULE = 30.0
LONGEST_RULE = 0.5
"""The rule above footnotes is at most so much of the page's width."""
BELOW = 0.25
SAME_LINE = 0.3
HEAD = re.compile(r"[\[〔［(（]?(\d{1,3}|[①-⑳]|[*＊]{1,3})[\]〕］)）]?\s*")
NUMBERED = re.compile(r"[\d.．、,，:：%％~～\-—/]")
COUNTED = re.compile("[年月日时天个项条款号章节次家人倍]")
"""What follows a figure that counts something, where it does not begin a note."""


class Foot(NamedTuple):
    """The footnotes of a page."""

    begins: int
    """The line that the first begins in; lines from there on are notes."""
    notes: dict[str, str]
    """The text of each by its mark."""


def foot(page: Page, lines: Sequence[Line], marks: Sequence[Mark]) -> Foot:
    """The notes below the text of a page that marks in it refer to."""
    wanted = {mark.name: mark for mark in marks if not mark.leads}
    if wanted:
        for index, before in enumerate((None, *lines[:-1])):
            head = _head(before, lines[index], marks, wanted)
            if head and _is_foot(page, lines, index, wanted[head]):
                notes = _notes(lines[index:], marks, wanted)
                return Foot(index, notes) if all(notes.values()) else Foot(len(lines), {})
    return Foot(len(lines), {})


def _notes(lines: Sequence[Line], marks: Sequence[Mark], wanted: dict[str, Mark]) -> dict[str, str]:
    notes: dict[str, str] = {}
    name = ""
    for before, line in zip((None, *lines), lines, strict=False):
        head = _head(before, line, marks, wanted)
        if head and head not in notes:
            name, notes[head] = head, _rest(line, head)
        else:
            notes[name] = joined(notes[name], line.text)
    return notes


def _rest(line: Line, head: str) -> str:
    """A line without the mark at its head."""
    return re.sub(rf"^[\[〔［(（]?{re.escape(head)}[\]〕］)）]?\s*", "", line.text)


def _head(before: Line | None, line: Line, marks: Sequence[Mark], wanted: dict[str, Mark]) -> str:
    """The mark that a line begins with; empty where it begins with none that is wanted."""
    for mark in marks:
        if mark.leads and is_in(mark, line) and abs(mark.left - line.left) < 1:
            return mark.name if mark.name in wanted else ""
    found = HEAD.match(line.text)
    if not found or found[1] not in wanted:
        return ""
    is_bare = found[0].strip().isdecimal()
    return "" if is_bare and _counts(before, line, found.end()) else found[1]


def _counts(before: Line | None, line: Line, end: int) -> bool:
    """Whether the figure at the head of a line is part of a sentence or list."""
    if NUMBERED.match(line.text, end):
        return True
    is_begun = before and not SENTENCE_END.search(before.text) and before.size < 1.1 * line.size
    return bool(is_begun and COUNTED.match(line.text, end))


def is_in(mark: Mark, line: Line) -> bool:
    """Whether a mark belongs to a line."""
    is_level = abs(mark.baseline - line.baseline) <= SAME_LINE * line.size
    return is_level and line.left - 1 <= mark.left <= line.right + line.size


def _is_foot(page: Page, lines: Sequence[Line], first: int, mark: Mark) -> bool:
    """Whether lines from one on are footnotes: small, or below a short rule."""
    if mark.baseline >= lines[first].baseline:
        return False
    if all(line.size <= SMALLER * mark.size for line in lines[first:]):
        return True
    before = lines[first - 1] if first else None
    above = before.baseline + BELOW * before.size if before else 0.0
    below = lines[first].baseline - BELOW * lines[first].size
    rules = (each for each in page.drawing.across if above < each.at < below)
    return any(_parts_notes(rule, lines[first], page.width) for rule in rules)


def _parts_notes(rule: Stroke, line: Line, width: float) -> bool:
    is_short = SHORTEST_RULE <= rule.end - rule.start <= LONGEST_RULE * width
    return is_short and abs(rule.start - line.left) <= 3 * line.size


class Referring(NamedTuple):
    """A mark, where it stands, and the note it refers to."""

    mark: Mark
    remark: Remark | None
    """None where the note is not found, or has been told at an earlier mark."""


def referring(marks: Sequence[Mark], found: Foot) -> list[Referring]:
    """The marks behind words, the first of each kind with its note."""
    left = dict(found.notes)
    made: list[Referring] = []
    for mark in marks:
        if not mark.leads:
            text = left.pop(mark.name, "")
            made.append(Referring(mark, Remark(f"脚注{mark.name}", text) if text else None))
    return made


def doubts(page: int, lines: Sequence[Line], marks: Sequence[Mark], found: Foot) -> Iterator[Note]:
    """A note of each small figure at the head of a line that is no footnote."""
    for mark in marks:
        at = next((at for at, line in enumerate(lines) if is_in(mark, line)), found.begins)
        if mark.leads and at < found.begins:
            yield Note("unsure", LEADING, f"第{page}页第{at + 1}行", mark.text)
