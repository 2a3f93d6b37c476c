"""The official order of a notice (GB/T 9704-2012, clause 7), as one flat sequence of pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hegao.dsl.document import Document
from hegao.dsl.header import ORGAN
from hegao.dsl.layout.body import body
from hegao.dsl.layout.elements import back, closing, front, read_fields
from hegao.dsl.layout.piece import Page, Piece

PARTS_AFTER_CLOSING = ("carried_title", "attachment")
BACK_MATTER = ("office", "copies_to", "printed", "print_run")


def layout(document: Document) -> Page:
    """The page of a draft or of a finished text.

    Elements that stand in the text stay where they stand; those that header fields state go to
    their official places. What the notice carries (印发件, 附件) follows the signature.
    """
    fields = read_fields(document)
    text = _join_printed(list(body(document, fields)))
    at = _end_of_text(text)
    return Page((*front(fields), *text[:at], *closing(fields), *text[at:], *back(fields)))


def _join_printed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, an organ on the line above the date of printing put on that line (7.4.3)."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if piece.role == "printed" and not piece.text and last and ORGAN.fullmatch(last.text):
            piece = replace(piece, text=joined.pop().text)
        joined.append(piece)
    return joined


def _end_of_text(pieces: Sequence[Piece]) -> int:
    """Where the notice's own text ends: before what it carries, else before the back matter."""
    for index, piece in enumerate(pieces):
        if piece.role in PARTS_AFTER_CLOSING:
            return index
    end = len(pieces)
    while end and pieces[end - 1].role in BACK_MATTER:
        end -= 1
    return end
