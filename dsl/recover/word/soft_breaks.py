"""Line breaks that someone set inside a word so that it fits into its cell."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.header import is_organ
from hegao.dsl.recover.word.line import Line
from hegao.dsl.tables import NUMBERED
from hegao.dsl.units import parse_units
from hegao.grammar.blocks import MARKS

JOINED: Final = "单元格里为排版换的行，已连起来"
LONGEST_UNIT: Final = 60
_MARKED: Final = re.compile("|".join(MARKS.values()))
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


def join_words(line: Line) -> None:
    """Takes the breaks out of a paragraph of a cell that part neither items nor units."""
    text = line.text()
    if "\n" not in text:
        return
    lines: list[list[str]] = []
    tail = ""
    for piece in text.split("\n"):
        if _runs_on(tail, piece):
            lines[-1].append(piece.strip())
            tail = (tail + piece.strip())[-LONGEST_UNIT:]
        else:
            lines.append([piece.strip()])
            tail = piece.strip()
    for pieces in lines:
        if len(pieces) > 1:
            line.note("inferred", JOINED, "".join(pieces))
    line.shown = ["\n".join(map("".join, lines))]


def _runs_on(before: str, after: str) -> bool:
    """Whether both are parts of one word or sentence, as far as their ends tell."""
    after = after.strip()
    if not _HAN.match(before[-1:]) or not _HAN.match(after[:1]):
        return False
    return not _MARKED.match(after) and not NUMBERED.match(after) and not _is_unit(before)


def _is_unit(text: str) -> bool:
    """Whether it is whole: 县民政局, 各乡镇; many list their units with such breaks."""
    units = parse_units(text).units
    return is_organ(text) or any(unit.blanket or unit.vague for unit in units)
