"""Words whose letters are set apart for layout: 通　知, 附　件, 责 任 单 位：."""

from __future__ import annotations

import re

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece
from hegao.grammar.vocabulary import FIELDS

GAP = r"[ \u3000\u00a0]+"
HAN = r"[\u4e00-\u9fff]"
LINE = re.compile(rf"(\s*)({HAN}(?:{GAP}{HAN}){{1,14}})(\s*[：:]?\s*)")
LABEL = re.compile(rf"(\s*)({HAN}(?:{GAP}{HAN}){{1,7}})\s*(?=[：:])")
CLOSED = "排版拉开的字，已合拢"


def closed_up(manuscript: Manuscript) -> Manuscript:
    """The lines with such words closed up."""
    pieces = [_closed(piece) for piece in manuscript.pieces]
    notes = [
        Note("inferred", CLOSED, old.place, old.text.strip())
        for old, new in zip(manuscript.pieces, pieces, strict=True)
        if old is not new
    ]
    return manuscript.changed(pieces, notes) if notes else manuscript


def _closed(piece: Piece) -> Piece:
    """A line that is one such word; else its label, if that is the name of a field."""
    if whole := LINE.fullmatch(piece.text):
        return piece._replace(text=whole[1] + _without_gaps(whole[2]) + whole[3])
    label = LABEL.match(piece.text)
    if label and (name := _without_gaps(label[2])) in FIELDS:
        return piece._replace(text=label[1] + name + piece.text[label.end() :])
    return piece


def _without_gaps(text: str) -> str:
    return re.sub(GAP, "", text)
