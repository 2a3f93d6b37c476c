"""Numbered lines that a page breaks in the middle of a word, so that half looks like a title.

`23、做好职业教育等方` / `面的信息公开。`: neither mark nor length tells it from a title and its
paragraph. The text does: the characters around the break stand together elsewhere in it.
"""

from __future__ import annotations

import re

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece, from_to
from hegao.grammar.blocks import MARKS, is_row
from hegao.grammar.source import Span

NUMBERED = re.compile(rf"\s*(?:{MARKS['LEVEL2']}|{MARKS['LEVEL3']}|{MARKS['LEVEL4']})")
MARK = re.compile("[，。；：！？,;:!?]")
WORD = re.compile(r"[\u4e00-\u9fff]{3}")
MOST_LOOKS = 500
"""So many breaks are looked up in the text; no notice has more titles above paragraphs."""
JOINED = "断在词中间的句子，已连起来"


def rejoined(manuscript: Manuscript) -> Manuscript:
    """The lines with such breaks closed."""
    pieces: list[Piece] = []
    notes: list[Note] = []
    text = manuscript.text
    looks = MOST_LOOKS
    for piece in manuscript.pieces:
        word = _word_at_break(pieces[-1].text, piece.text) if pieces and looks else ""
        looks -= bool(word)
        if word and word in text:
            above = pieces[-1]
            around = f"{above.text[-6:]}／{piece.text[:6]}"
            notes.append(Note("inferred", JOINED, piece.place, around))
            pieces[-1] = piece._replace(
                text=above.text + piece.text,
                place=from_to(above.place, piece.place),
                remarks=above.remarks + piece.remarks,
                span=Span(above.span.start, piece.span.end),
            )
        else:
            pieces.append(piece)
    return manuscript.changed(pieces, notes) if notes else manuscript


def _word_at_break(before: str, after: str) -> str:
    """The characters around the end of a numbered line that may be broken; else an empty text."""
    number = NUMBERED.match(before)
    if number is None or MARK.search(before, number.end()) or is_row(before) or is_row(after):
        return ""
    word = before[-1:] + after[:2]
    return word if WORD.fullmatch(word) else ""
