"""Where attachments, signature and date stand below the text (GB/T 9704-2012, 7.3.4 and 7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.layout.passages import plain
from hegao.dsl.layout.piece import Piece
from hegao.dsl.layout.sheet import Passage
from hegao.dsl.layout.text import width

DATE_RIGHT: Final = 4.0
"""Characters between the date and the right edge, where a seal is to be put (7.3.5.1)."""
LEAST_RIGHT: Final = 2.0
"""The same of a signature that is longer than the date: both then move to the left."""
SEAL_LINES: Final = 2
"""Blank lines above the signature: the seal's upper edge stays within one line of the text."""
INDENT, LABEL, NUMBER = 2.0, 3.0, 1.0
"""Characters: of the first line, of 附件：, of a number with its stop."""


def attachment_list(names: Sequence[str]) -> Iterator[Passage]:
    """附件： and the names; later lines of a name stand below its first character (7.3.4)."""
    if len(names) == 1:
        yield _listed(f"附件：{names[0]}", hang=LABEL, before=1, start=INDENT)
        return
    for number, name in enumerate(names, 1):
        if number == 1:
            yield _listed(f"附件：1.{name}", hang=LABEL + NUMBER, before=1, start=INDENT)
        else:
            yield _listed(f"{number}.{name}", hang=NUMBER, before=0, start=INDENT + LABEL)


def _listed(text: str, *, hang: float, before: int, start: float) -> Passage:
    said = plain("attachment_list", text)
    place = said.style._replace(left=start + hang, first=-hang, before=before)
    return said._replace(style=place)


def signed(pieces: Sequence[Piece]) -> Iterator[Passage]:
    """Signatures and date that follow each other: each signature centred on the date."""
    date = max((width(each.text) / 2 for each in pieces if each.role == "date"), default=0.0)
    longest = max(width(each.text) / 2 for each in pieces)
    middle = max(DATE_RIGHT + date / 2, LEAST_RIGHT + longest / 2)
    for at, piece in enumerate(pieces):
        said = plain(piece.role, piece.text)
        right = middle - width(piece.text) / 4
        place = said.style._replace(right=right, before=0 if at else SEAL_LINES)
        yield said._replace(style=place)
