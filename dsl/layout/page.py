"""The official order of a notice (GB/T 9704-2012, clause 7), as one flat sequence of pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hegao.dsl.document import Document
from hegao.dsl.header import ORGAN, SENTENCE
from hegao.dsl.layout.body import body
from hegao.dsl.layout.elements import back, closing, front, read_fields
from hegao.dsl.layout.piece import BACK, NEW_PAGE, Page, Piece, UnitForm
from hegao.dsl.layout.task_table import joined, with_breakdown


def layout(document: Document, units_as: UnitForm = "bracket") -> Page:
    """The page of a draft or of a finished text.

    Elements that stand in the text stay where they stand; those that header fields state go to
    their official places. What the notice carries (印发件, 附件) follows the signature.
    """
    fields = read_fields(document)
    text = _read_neighbours(list(body(document, fields, units_as)))
    at = _end_of_text(text)
    pieces: Iterable[Piece] = (*front(fields), *text[:at], *closing(fields), *text[at:])
    if units_as == "table":
        pieces = joined(pieces)
    if units_as == "breakdown":
        pieces = with_breakdown(tuple(pieces), document)
    return Page(tuple(piece for piece in (*pieces, *back(fields)) if _says_something(piece)))


def _says_something(piece: Piece) -> bool:
    return bool(piece.text or piece.aside or piece.rows)


def _read_neighbours(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with what only their neighbours tell of a finished text.

    An organ above the date of printing goes on its line (7.4.3); what stands below 附件 and is
    no sentence is its title (7.3.7).
    """
    read: list[Piece] = []
    for piece in pieces:
        last = read[-1] if read else None
        if last and piece.role == "printed" and not piece.text and ORGAN.fullmatch(last.text):
            piece = replace(piece, text=read.pop().text)
        elif last and last.role == "attachment" and _is_title(piece):
            piece = replace(piece, role="attachment_title")
        read.append(piece)
    return read


def _is_title(piece: Piece) -> bool:
    return piece.role == "paragraph" and not SENTENCE.search(piece.text)


def _end_of_text(pieces: Sequence[Piece]) -> int:
    """Where the notice's own text ends: before what it carries, else before the back matter."""
    for index, piece in enumerate(pieces):
        if piece.role in NEW_PAGE:
            return index
    end = len(pieces)
    while end and pieces[end - 1].role in BACK:
        end -= 1
    return end
