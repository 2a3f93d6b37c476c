"""The official text of a draft, piece by piece, for editors that show its page (`hegao/preview`).

Each piece comes with the line of the draft that it is made from. The layout does not keep these:
front and back matter are found by their element, the rest by its first words, in order.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final

from hegao.dsl.document import Document
from hegao.dsl.layout.elements import ROLES
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.piece import Piece
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import TextDocument

PREVIEW: Final = "hegao/preview"
FIRST_WORDS: Final = 8
"""So many characters, signs and spaces left out, tell lines from each other."""
ISSUER: Final = "发文机关"
FROM_ISSUER: Final = ("masthead", "signature")
"""Roles that are made from the issuer where no field of their own states them."""


def preview(draft: Snapshot, _around: Surroundings, _params: object) -> dict[str, Any]:
    """The pieces in the order they are printed."""
    pieces = layout(draft.notice).pieces
    lines = _Lines(draft.notice, draft.text)
    return {"pieces": [_told(each, lines) for each in pieces]}


def _told(piece: Piece, lines: _Lines) -> dict[str, Any]:
    rows = [lines.next("".join(row)) for row in piece.rows]
    return {
        "role": piece.role,
        "text": piece.text,
        "lead": piece.lead,
        "aside": piece.aside,
        "names": piece.names,
        "rows": piece.rows,
        "headed": piece.headed,
        "line": rows[0] if rows else lines.of(piece),
        "rowLines": rows,
    }


class _Lines:
    """Finds the lines of pieces that are asked for in the order they are printed."""

    def __init__(self, notice: Document, text: TextDocument) -> None:
        self._elements: dict[str, list[int]] = {}
        for element in notice.elements:
            role = ROLES.get(element.name, "")
            line = text.place(element.block.offset(element.span.start)).line
            self._elements.setdefault(role, []).append(line)
            if element.name == ISSUER:
                for made in FROM_ISSUER:
                    self._elements.setdefault(made, [line])
        self._beginnings: dict[str, list[int]] = {}
        for each in notice.lines:
            line = text.place(each.start + each.label).line
            for words in _beginnings(each.raw, each.label, each.body, each.stop):
                self._beginnings.setdefault(words, []).append(line)
        self._last = 0

    def of(self, piece: Piece) -> int:
        """The line of the next piece."""
        if piece.role in ROLES.values() and (lines := self._elements.get(piece.role)):
            return lines.pop(0) if len(lines) > 1 else lines[0]
        return self.next(piece.text)

    def next(self, text: str) -> int:
        """The next line that begins so; where none does, the line that was found last."""
        lines = self._beginnings.get(_first_words(text), [])
        at = bisect_left(lines, self._last)
        if at < len(lines):
            self._last = lines[at]
        return self._last


def _beginnings(raw: str, label: int, body: int, stop: int) -> Iterator[str]:
    """How a line may begin when it is printed: with its label, or without a directive's name."""
    yield _first_words(raw[label:stop])
    if raw[label:body].strip().startswith("【"):
        yield _first_words(raw[body:stop])


def _first_words(text: str) -> str:
    """The first letters and digits, written one way."""
    found: list[str] = []
    for char in unicodedata.normalize("NFKC", text[: 4 * FIRST_WORDS]):
        if char.isalnum():
            found.append(char)
            if len(found) == FIRST_WORDS:
                break
    return "".join(found)


FEATURES = (DraftFeature(PREVIEW, preview),)
