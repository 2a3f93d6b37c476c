"""The page as plain text: the official order and indents, on a measure of 28 characters.

Paragraphs are not wrapped: their turn-over lines stand flush left anyway (GB/T 9704-2012, 7.3.3).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from hegao.dsl.layout.piece import BACK, NEW_PAGE, TITLES, Page, Piece, Role

MEASURE: Final = 56
"""Half-width columns of a line: 28 characters (5.2.3)."""
SPACE: Final = "\u3000"
RULE: Final = "—" * (MEASURE // 2)
INDENT: Final = SPACE * 2
WIDEST_CELL: Final = 40
FRONT_LEFT: Final = frozenset[Role](("copy_number", "secrecy", "urgency", "recipients"))
CENTRED: Final = TITLES | {"masthead"}
SET_OFF: Final = frozenset[Role](
    ("masthead", "title", "recipients", "attachment_list", "table", "attachment_title")
)


def write_text(page: Page) -> str:
    """The official text of a page."""
    lines: list[str] = []
    for before, piece in pairwise((None, *page.pieces)):
        if piece is None:
            continue
        lines.extend(_gap(before, piece))
        lines.extend(_lines(piece, page.pieces))
    if page.pieces and page.pieces[-1].role in BACK:
        lines.append(RULE)
    return "".join(line.rstrip() + "\n" for line in lines)


def _gap(before: Piece | None, piece: Piece) -> Iterator[str]:
    """What stands between two pieces: blank lines, and the rules of head and back matter."""
    if before is None:
        return
    if piece.role in BACK:
        if before.role not in BACK:
            yield ""
        if before.role != "office":
            yield RULE
    elif piece.role == "title" and before.role in ("document_number", "signer"):
        yield from (RULE, "", "")
    elif piece.role == "document_number" or piece.role in NEW_PAGE and before.role not in NEW_PAGE:
        yield from ("", "")
    elif before.role != piece.role and _is_set_off(before, piece):
        yield ""


def _is_set_off(before: Piece, piece: Piece) -> bool:
    """Whether a blank line parts two pieces of different kinds (7.3.1 to 7.3.5)."""
    if piece.role == "signature" or (piece.role == "date" and before.role != "signature"):
        return True
    if before.role == "recipients" or piece.role == "signer":
        return False
    return piece.role in SET_OFF or before.role in (CENTRED | {"table"})


def _lines(piece: Piece, pieces: Sequence[Piece]) -> Iterator[str]:
    match piece.role:
        case "table":
            yield from _table(piece)
        case "attachment_list":
            yield from _attachment_list(piece)
        case "signature":
            yield _over_date(piece.text, pieces)
        case "date":
            yield _right(piece.text, 4)
        case "printed":
            yield _spread(SPACE + piece.text, piece.aside)
        case "signer":
            yield _right(piece.text, 1)
        case role if role in CENTRED or role in ("part", "document_number"):
            yield _centred(piece.text)
        case role if role in FRONT_LEFT or role == "attachment":
            yield piece.text
        case role if role in BACK:
            yield SPACE + piece.text
        case _:
            yield INDENT + piece.text


def width(text: str) -> int:
    """The width of a text in half-width columns."""
    wide = sum(unicodedata.east_asian_width(char) in "FWA" for char in text)
    return len(text) + wide


def _space(columns: int) -> str:
    """White space of some columns, as many full-width characters as go in."""
    return SPACE * (max(columns, 0) // 2)


def _centred(text: str) -> str:
    """The text in the middle; a title too long for one line is broken before 关于."""
    at = text.find("关于")
    if at > 0 and width(text) > MEASURE:
        return f"{_centred(text[:at])}\n{_centred(text[at:])}"
    return _space((MEASURE - width(text)) // 2) + text


def _right(text: str, gap: int) -> str:
    """The text with some characters' space to the right edge."""
    return _space(MEASURE - 2 * gap - width(text)) + text


def _over_date(text: str, pieces: Sequence[Piece]) -> str:
    """A signature centred on the date below it (7.3.5.1), inside the right edge."""
    date = next((piece.text for piece in pieces if piece.role == "date"), "")
    left = MEASURE - 8 - width(date) // 2 - width(text) // 2
    return _space(min(left, MEASURE - width(text))) + text


def _spread(left: str, right: str) -> str:
    """One line, its ends at both edges, one character inside (7.4.3)."""
    return left + (_space(MEASURE - 2 - width(left) - width(right)) or SPACE) + right


def _attachment_list(piece: Piece) -> Iterator[str]:
    """附件： with the names; several are numbered and hang below the first (7.3.4)."""
    if len(piece.names) < 2:
        yield INDENT + piece.text + "".join(piece.names)
        return
    for number, name in enumerate(piece.names, 1):
        label = piece.text if number == 1 else SPACE * len(piece.text)
        yield f"{INDENT}{label}{number}.{name}"


def _table(piece: Piece) -> Iterator[str]:
    """Rows between upright strokes; columns of short cells are aligned.

    A row that lost its first cells is aligned at its end, as it is read.
    """
    count = max(map(len, piece.rows), default=0)
    rows = [("",) * (count - len(row)) + row for row in piece.rows]
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield f"｜{'｜'.join(map(_padded, row, sizes))}｜"


def _padded(cell: str, size: int) -> str:
    """A cell filled up to the width of its column, if that is one of short cells."""
    missing = size + size % 2 - width(cell) if size <= WIDEST_CELL else 0
    return cell + " " * (missing % 2) + _space(missing)
