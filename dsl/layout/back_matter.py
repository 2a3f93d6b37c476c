"""The foot of the last page (版记): who gets copies, who printed it and when (7.4)."""

from __future__ import annotations

from collections.abc import Sequence

from hegao.dsl.layout.piece import Piece
from hegao.dsl.layout.sheet import Back, BackLine, Form
from hegao.dsl.layout.text import width

OUTER_MM, INNER_MM = 0.35, 0.25


def back_matter(pieces: Sequence[Piece], form: Form) -> Back | None:
    """The lines that some pieces make; None where there are none. Letters have no rules (10.1)."""
    if not pieces:
        return None
    lines: list[BackLine] = []
    for at, piece in enumerate(pieces):
        rule = OUTER_MM if not at else INNER_MM
        if form == "信函" or (at and pieces[at - 1].role == piece.role == "office"):
            rule = 0.0
        label, colon, _ = piece.text.partition("：")
        hang = width(label + colon) / 2 if colon and len(label) < 5 else 0.0
        lines.append(BackLine(piece.text, piece.aside, hang, rule))
    return Back(tuple(lines), 0.0 if form == "信函" else OUTER_MM)
