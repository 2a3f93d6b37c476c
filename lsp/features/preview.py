"""The official text of a draft, piece by piece, for editors that show its page (`hegao/preview`).

Each piece comes with the line of the draft that it is made from. The layout does not keep these:
front and back matter are found by their element, the rest by its first words, in order.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Final

from hegao.dsl.document import Document
from hegao.dsl.layout.elements import ROLES, read_fields
from hegao.dsl.layout.items import EXPLICIT
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.passages import TITLE_CELLS
from hegao.dsl.layout.piece import TITLES, Piece
from hegao.dsl.layout.title_lines import title_lines
from hegao.dsl.line_spelling import directive_name, directive_value
from hegao.grammar.lines import Line
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
    issuers = read_fields(draft.notice).issuers
    return {"pieces": [_told(each, lines, issuers) for each in pieces]}


def _told(piece: Piece, lines: _Lines, issuers: Sequence[str]) -> dict[str, Any]:
    rows = [lines.next("".join(row)) for row in piece.rows]
    return {
        "role": piece.role,
        "text": piece.text,
        "lines": title_lines(piece.text, TITLE_CELLS, issuers) if piece.role in TITLES else (),
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
            role = ROLES.get(element.name, element.name)
            line = text.place(element.block.offset(element.span.start)).line
            self._elements.setdefault(role, []).append(line)
        for made in FROM_ISSUER:
            self._elements.setdefault(made, self._elements.get(ISSUER, [])[:])
        self._beginnings: dict[str, list[int]] = {}
        for each in notice.lines:
            line = text.place(each.start + each.label).line
            for words in _beginnings(each):
                self._beginnings.setdefault(words, []).append(line)
        self._last = 0

    def of(self, piece: Piece) -> int:
        """The line of the next piece."""
        if piece.role in ROLES.values() and (lines := self._elements.get(piece.role)):
            return lines.pop(0) if len(lines) > 1 else lines[0]
        if piece.role == "attachment_list":
            # Made up of the attachments, which are printed far below: what is between comes next.
            last = self._last
            line, self._last = self.next("".join(piece.names[:1])), last
            return line
        return self.next(piece.text)

    def next(self, text: str) -> int:
        """The next line that begins so; where none does, the line that was found last.

        A short line is printed with more behind it: with the units of its task.
        """
        words = _first_words(text)
        for length in range(len(words), 0, -1):
            lines = self._beginnings.get(words[:length], [])
            at = bisect_left(lines, self._last)
            if at < len(lines):
                self._last = lines[at]
                break
        return self._last


def _beginnings(line: Line) -> Iterator[str]:
    """How a line may begin when it is printed: with its label, or with what a directive says."""
    yield _first_words(line.raw[line.label : line.stop])
    yield _first_words(EXPLICIT.sub("", line.raw[line.label : line.stop]))
    if name := directive_name(line):
        yield _first_words(directive_value(line))
        if name in ("附件", "附表"):
            yield "附件"


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
