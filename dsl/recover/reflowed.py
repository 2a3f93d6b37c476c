"""Text with a line end after so many characters, as copies of old files have it.

The lines of a paragraph are then equally long but for the last. A line as long as the others
that no new paragraph follows goes on in the next one, even where half of it looks like a title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hegao.dsl.paragraphs import SENTENCE_END
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece, from_to
from hegao.grammar.blocks import MARKS, is_row
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import FIELDS, longest_first

NEW = re.compile(
    rf"\s*(?:{'|'.join(MARKS.values())}|(?:{longest_first(FIELDS)})\s*[：:]|[【#]|附件)"
)
WHITE = re.compile(r"\s+")
NARROWEST, WIDEST = 16, 60
FEWEST_FULL = 6
SLACK = 1
"""Characters that a full line may lack, for a mark that must not begin the next one."""
REFLOWED = "每行一样长的硬换行，已连成段"


def reflowed(manuscript: Manuscript) -> Manuscript:
    """The lines with the lines of a paragraph on one, where the text is wrapped by hand."""
    measure = _measure(manuscript.pieces)
    if not measure:
        return manuscript
    pieces: list[Piece] = []
    notes: list[Note] = []
    full = False
    for piece in manuscript.pieces:
        if pieces and full and _goes_on(pieces[-1].text, piece.text):
            above = pieces[-1]
            notes.append(Note("inferred", REFLOWED, piece.place, piece.text.strip()[:12]))
            pieces[-1] = above._replace(
                text=above.text + piece.text.strip(),
                place=from_to(above.place, piece.place),
                remarks=above.remarks + piece.remarks,
                span=Span(above.span.start, piece.span.end),
            )
        else:
            pieces.append(piece)
        full = _length(piece.text) >= measure - SLACK
    return manuscript.changed(pieces, notes) if notes else manuscript


def _measure(pieces: Sequence[Piece]) -> int:
    """How many characters a full line has; 0 for a text that is not wrapped by hand."""
    lengths = Counter(_length(piece.text) for piece in pieces if not is_row(piece.text))
    longest = max(lengths, default=0)
    if not NARROWEST <= longest <= WIDEST:
        return 0
    full = sum(count for length, count in lengths.items() if length >= longest - SLACK)
    enough = full >= FEWEST_FULL and full * 3 >= sum(lengths.values())
    return longest if enough else 0


def _length(text: str) -> int:
    """Characters of a line, its indent included, a half-width one counted as half."""
    wide = sum(1 for char in text if char > "\u02ff")
    return wide + (len(text) - wide + 1) // 2


def _goes_on(before: str, after: str) -> bool:
    """Whether a line is no paragraph of its own behind a full one."""
    if is_row(before) or is_row(after) or NEW.match(after):
        return False
    if after[:1].isspace():
        return False
    return before.rstrip()[-1:] not in SENTENCE_END or before[:1].isspace()
