"""Line breaks: whether a line goes on in the next one, or ends what it says."""

from __future__ import annotations

import re

from hegao.dsl.recover.pdf.page import Frame, Line

INDENT = 1.3
SLACK = 0.5
KEPT_BACK = 2.0
"""So many characters may be missing at the end of a full line, for marks that must not part."""
JUSTIFIED = 8.0
"""Shorter lines that seem to fill a page are spaced titles."""
SAME_SIZE = 0.08
LARGE = 1.15
"""Characters so much larger than running text are a title's."""
ENDED = re.compile(r"[。；！？：;:!?][”’」』）)》]*$|[）)]$")
MARK = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[）)、.．]|[（(]\d{1,3}[）)]|\d{1,3}[.．、](?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,5}[章节条]|[①-⑳]|附件|抄送"
)
SENTENCE_END = re.compile(r"[。；！？;!?][”’」』）)》]*$")


def is_of_one_size(one: Line, other: Line) -> bool:
    """Whether two lines are printed equally large."""
    return abs(one.size - other.size) <= SAME_SIZE * max(one.size, other.size)


def is_full(line: Line, after: Line, frame: Frame) -> bool:
    """Whether a line ends because the next character did not fit, as far as can be told."""
    room = frame.right - line.right
    needed = after.opening + SLACK * line.size
    if room <= needed:
        return True
    return room <= KEPT_BACK * line.size and not ENDED.search(line.text)


def is_new_item(before: str, after: str) -> bool:
    """Whether a numbered item begins where a sentence has ended."""
    return bool(ENDED.search(before) and MARK.match(after))


def joined(before: str, after: str) -> str:
    """Two lines of one paragraph; only words of letters are parted."""
    if not before or not after:
        return before + after
    one, other = before[-1], after[0]
    is_word = one.isascii() and other.isascii() and (one.isalpha() or other.isalpha())
    if is_word and (one.isalnum() or one in ",.;:") and other.isalnum():
        return f"{before} {after}"
    return before + after


def lead(line: Line, frame: Frame) -> float:
    """How far a line is indented, in characters."""
    return (line.left - frame.left) / line.size


def rest(line: Line, frame: Frame) -> float:
    """How much is free after a line, in characters."""
    return (frame.right - line.right) / line.size


def is_centred(line: Line, frame: Frame) -> bool:
    """Whether a line stands in the middle, other than by filling it or by an indent."""
    before, after = lead(line, frame), rest(line, frame)
    if abs(before - after) > 1.0:
        return False
    return before >= 2 * INDENT or (line.size > LARGE * frame.size and before > -1)


def text_of(line: Line, frame: Frame) -> str:
    """The text of a line; the gaps of one that is justified are no spaces."""
    is_justified = rest(line, frame) < SLACK and lead(line, frame) < 2 * INDENT
    is_long = line.right - line.left > JUSTIFIED * line.size
    return line.tight if is_justified and is_long else line.text
