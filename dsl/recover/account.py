"""Whether every character of a finished text is in the draft, or noted as taken away."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hegao.dsl.recover.finished import Note, Remark
from hegao.dsl.recover.manuscript import TO, Manuscript

SAME = str.maketrans("【】—", "〔〕-", "｜|∣")
"""Marks that a draft may write in another form; strokes only part the cells of tables."""
ARROW = "→"
"""Stands in a note between what the text has and what the draft has instead."""
LOST = "这些字没有写进草稿，请对照原文"
UNHUNG = "批注所在的一行没有写进草稿"


def characters(text: str) -> Counter[str]:
    """The characters of a text but white space, in one width, and how often each stands."""
    found = Counter(unicodedata.normalize("NFKC", text.translate(SAME)))
    for char in [char for char in found if char.isspace() or char == "\ufeff"]:
        del found[char]
    return found


def unwritten(
    manuscript: Manuscript, written: Mapping[str, Iterable[str]], notes: Sequence[Note]
) -> Iterator[Note]:
    """A note for every place that has lost characters or remarks.

    `written` are the lines of the draft that hold something of each place.
    """
    counted: dict[str, Counter[str]] = {}
    stood: dict[str, Counter[str]] = {}
    for piece in manuscript.pieces:
        stood.setdefault(piece.place, Counter()).update(characters(piece.text))
    gone: dict[str, Counter[str]] = {}
    for note in notes[len(manuscript.notes) :]:
        for place in note.place.split(TO):
            gone.setdefault(place, Counter()).update(characters(_gone(note)))
    for place, lost in stood.items():
        lost -= gone.get(place, Counter())
        for line in written.get(place, ()):
            if not lost:
                break
            if line not in counted:
                counted[line] = characters(line)
            lost -= counted[line]
        if lost:
            yield Note("unsure", LOST, place, "".join(lost.elements()))


def unhung(before: Manuscript, after: Manuscript) -> Iterator[Note]:
    """A note for every remark whose line has been taken away."""
    kept = Counter(remark for piece in after.pieces for remark in piece.remarks)
    for piece in before.pieces:
        for remark in piece.remarks:
            if kept[remark] <= 0:
                yield Note("unsure", UNHUNG, piece.place, _said(remark))
            kept[remark] -= 1


def _said(remark: Remark) -> str:
    return f"{remark.label}：{remark.text}"


def _gone(note: Note) -> str:
    """The characters that a note says the draft has not."""
    if note.kind == "removed":
        return note.text
    before, arrow, _ = note.text.partition(ARROW)
    return before if arrow else ""
