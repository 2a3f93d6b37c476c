"""The head of the first page (版头): which letters are how large, and what stands where.

GB/T 9704-2012, 7.2 for the general form, clause 10 for letters, orders and minutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor
from typing import Final

from hegao.dsl.layout.passages import passage
from hegao.dsl.layout.piece import Piece
from hegao.dsl.layout.profile import AREA, POINT, TOP
from hegao.dsl.layout.sheet import Form, Head, Masthead, Passage, Rule, Run
from hegao.dsl.layout.text import width

MARKS: Final = ("copy_number", "secrecy", "urgency")
SUFFIX: Final = "文件"
MASTHEAD_TOP: Final[dict[Form, float]] = {
    "文件": TOP + 35,
    "信函": 30.0,
    "命令": TOP + 20,
    "纪要": TOP + 35,
}
"""7.2.4, 10.1, 10.2, 10.3; millimetres from the edge of the paper."""
LARGEST, SMALLEST_HIGH = 56.0, 36.0
"""Points. The standard leaves the size to the office; long names are set narrow before they are
set small, as offices do."""
NARROWEST: Final = 0.6
HIGHEST_MM: Final = 80.0
"""Of several names together: the text has to begin on the first page (7.3.3)."""
RULE_MM: Final = 0.35
"""The red rule: the standard says nothing of its thickness; 0.35 is what 7.4.1 recommends."""
THICK_THIN: Final = (0.9, 0.35)
LETTER_RULE_MM: Final = 170.0
SUFFIX_GAP: Final = 0.3
"""Characters between several names and 文件."""
MASTHEAD_LINE: Final = 1.25
"""From line to line in the masthead, in its size."""
SIGNERS_A_LINE: Final = 2
NAME: Final = re.compile(r"[^、，\s]+")


def head(pieces: Sequence[Piece], form: Form) -> Head:
    """The head that some pieces make; other pieces are passed over."""
    by_role: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_role.setdefault(piece.role, []).append(piece)
    names = [piece.text for piece in by_role.get("masthead", ())]
    signers = _signers([piece.text for piece in by_role.get("signer", ())])
    numbers = by_role.get("document_number", ())
    marks = tuple(passage(p) for role in MARKS for p in by_role.get(role, ()))
    letter = form == "信函"
    return Head(
        marks=marks,
        masthead=masthead(names, form) if names else None,
        number=_number(numbers[0], form, signers) if numbers else None,
        signers=signers,
        gap=0 if letter else 2,
        rule=_rule(form) if names or numbers else None,
        rule_gap_mm=4.0,
        foot_rule=Rule(LETTER_RULE_MM, THICK_THIN[::-1], red=True) if letter else None,
    )


def masthead(names: Sequence[str], form: Form) -> Masthead:
    """The issuers in the largest letters that fill the type area's width and no more."""
    *others, last = names
    suffix = SUFFIX if others and last.endswith(SUFFIX) else ""
    lines = (*others, last.removesuffix(suffix))
    cells = (
        max(width(line) for line in lines) / 2 + width(suffix) / 2 + (SUFFIX_GAP if suffix else 0)
    )
    fitting = AREA[0] / POINT / max(cells, 1)
    highest = HIGHEST_MM / POINT / (MASTHEAD_LINE * len(lines))
    size = min(LARGEST, highest, max(fitting, SMALLEST_HIGH))
    stretch = min(1.0, fitting / size)
    if stretch < NARROWEST:
        size, stretch = size * stretch / NARROWEST, NARROWEST
    # Rounded down: a line that is a hair too wide would turn over.
    size, stretch = floor(size * 10) / 10, floor(stretch * 1000) / 1000
    return Masthead(tuple(lines), suffix, size, stretch, MASTHEAD_TOP[form])


def _rule(form: Form) -> Rule | None:
    match form:
        case "文件":
            return Rule(AREA[0], (RULE_MM,), red=True)
        case "信函":
            return Rule(LETTER_RULE_MM, THICK_THIN, red=True)
        case _:
            return None


def _number(piece: Piece, form: Form, signers: Sequence[object]) -> Passage:
    """Centred; at the left beside signers, at the right in letters (7.2.5, 10.1)."""
    said = passage(piece)
    if form == "信函":
        return said._replace(style=said.style._replace(align="right"))
    if signers:
        return said._replace(style=said.style._replace(align="left", left=1.0))
    return said


def _signers(texts: Sequence[str]) -> tuple[tuple[Run, ...], ...]:
    """签发人： and two names a line; later names stand below the first (7.2.6)."""
    names = [
        name for text in texts for name in re.split(r"[、，\s]+", text.partition("：")[2]) if name
    ]
    if not names:
        return ()
    longest = max(width(name) for name in names)
    rows = [names[at : at + SIGNERS_A_LINE] for at in range(0, len(names), SIGNERS_A_LINE)]
    full = len(rows[0])
    lines = []
    for row in rows:
        cells = [name + "\u3000" * ((longest - width(name)) // 2) for name in row]
        cells += ["\u3000" * (longest // 2)] * (full - len(row))
        label = Run("签发人：" if row is rows[0] else "\u3000" * 4, "仿宋")
        lines.append((label, Run("\u3000".join(cells), "楷体")))
    return tuple(lines)
