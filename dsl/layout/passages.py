"""Pieces of the official page as passages: the faces of their words, and titles in lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hegao.dsl.layout.piece import TITLES, Piece
from hegao.dsl.layout.profile import AREA, POINT
from hegao.dsl.layout.sheet import Passage, Run
from hegao.dsl.layout.styles import LEADS, SIZE_2, STYLES, Style
from hegao.dsl.layout.title_lines import title_lines

TITLE_CELLS: Final = int(AREA[0] / POINT / SIZE_2)
"""Characters of 2号 in a line: 20."""


def passage(piece: Piece, names: Sequence[str] = ()) -> Passage:
    """A piece as it is set; `names` are organs that titles do not break."""
    style = STYLES[piece.role]
    if piece.role in TITLES:
        lines = title_lines(piece.text, TITLE_CELLS, names)
        return Passage(piece.role, style, tuple((Run(line, style.face),) for line in lines))
    if piece.role in LEADS or piece.role.startswith("heading_"):
        return _item(piece, style)
    return Passage(piece.role, style, ((Run(piece.text, style.face),),))


def _item(piece: Piece, style: Style) -> Passage:
    """A numbered item: a heading where it has only a title, else text that begins with one."""
    face = LEADS.get(piece.role, "仿宋")
    if piece.role == "part" or piece.lead == len(piece.text):
        return Passage(piece.role, style, ((Run(piece.text, face),),))
    title, text = piece.text[: piece.lead], piece.text[piece.lead :]
    runs = tuple(run for run in (Run(title, face), Run(text, "仿宋")) if run.text)
    return Passage("paragraph", STYLES["paragraph"], (runs,))


def plain(role: str, text: str) -> Passage:
    """Words of one face as a passage."""
    style = STYLES[role]
    return Passage(role, style, ((Run(text, style.face),),))
