"""Whether every character of a finished text is in the draft, or noted as taken away."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript

ARROW = "→"
"""Stands in a note between what the text has and what the draft has instead."""
LOST = "这些字没有写进草稿，请对照原文"
SAME = str.maketrans("【】｜∣—", "〔〕||-")
"""Marks that a draft may write in another form."""


def characters(text: str) -> Counter[str]:
    """The characters of a text but white space, in one width, and how often each stands."""
    found = Counter(unicodedata.normalize("NFKC", text.translate(SAME)))
    for char in [char for char in found if char.isspace()]:
        del found[char]
    return found


def unwritten(manuscript: Manuscript, draft: str, notes: Sequence[Note]) -> Iterator[Note]:
    """A note for every line of the manuscript that has lost characters."""
    earlier = len(manuscript.notes)
    removed = (_gone(note) for note in notes[earlier:])
    left = characters("".join(piece.text for piece in manuscript.pieces))
    left -= characters(draft + "".join(removed))
    if not left:
        return
    for piece in manuscript.pieces:
        lost = characters(piece.text) & left
        if lost:
            yield Note("unsure", LOST, piece.place, "".join(lost.elements()))
            left -= lost


def _gone(note: Note) -> str:
    """The characters that a note says the draft has not."""
    if note.kind == "removed":
        return note.text
    before, arrow, _ = note.text.partition(ARROW)
    return before if arrow else ""
