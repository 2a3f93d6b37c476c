"""Tables of contents: titles with page numbers behind them, below 目录 or with leaders."""

from __future__ import annotations

import re

from hegao.dsl.header import squeeze
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript
from hegao.grammar.blocks import is_row

LEADERS = re.compile(r"\s*\S.{0,80}?\s*(?:[.．…·•]\s*){3,}\s*\d{1,3}\s*")
ENTRY = re.compile(r"\s*\S[^。；]{1,60}?[.．…·\s]*\d{1,3}\s*")
HEADINGS = ("目录", "目次")
FEWEST = 2
CONTENTS = "目录，不属于正文"


def without_contents(manuscript: Manuscript) -> Manuscript:
    """The lines without a table of contents; its lines are noted."""
    pieces = manuscript.pieces
    dropped: set[int] = set()
    for index, piece in enumerate(pieces):
        if squeeze(piece.text) in HEADINGS:
            end = index + 1
            while end < len(pieces) and _is_entry(pieces[end].text):
                end += 1
            if end - index > FEWEST:
                dropped.update(range(index, end))
    leaders = {index for index, piece in enumerate(pieces) if LEADERS.fullmatch(piece.text)}
    dropped |= leaders if len(leaders) >= FEWEST else set()
    if not dropped:
        return manuscript
    notes = (
        Note("removed", CONTENTS, pieces[at].place, pieces[at].text.strip())
        for at in sorted(dropped)
    )
    return manuscript.changed((p for at, p in enumerate(pieces) if at not in dropped), notes)


def _is_entry(text: str) -> bool:
    return ENTRY.fullmatch(text) is not None and not is_row(text)
