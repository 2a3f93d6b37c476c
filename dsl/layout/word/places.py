"""Where passages stand: the space above them, their indents, their alignment."""

from __future__ import annotations

from typing import Final

from hegao.dsl.layout.piece import TITLES
from hegao.dsl.layout.profile import Profile
from hegao.dsl.layout.sheet import Passage
from hegao.dsl.layout.styles import SIZE_3, STYLES, Align, Style
from hegao.dsl.layout.word.markup import TWIPS, spacing, tag, twips, value
from hegao.dsl.layout.word.measures import AREA_WIDTH, CHARACTER, RISE, fall

JUSTIFY: Final[dict[Align, str]] = {
    "justify": "both",
    "left": "left",
    "center": "center",
    "right": "right",
}
"""Kinds that always begin a page: their style says so."""
LOWERED: Final = frozenset(("carried_title", "attachment_title"))
"""Large letters that begin where others do: at the upper edge of the type area."""
BELOW_TITLE: Final = frozenset(("recipients",))
"""What always stands below the title: its style says that it is nearer to it."""


def placed(said: Passage, profile: Profile, *, below: str = "") -> str:
    """What a passage's place adds to its named style: nothing where it is the same.

    `below` is the role of what stands above it.
    """
    style, own = said.style, STYLES[said.role]
    lifted = below in TITLES and said.role not in TITLES | BELOW_TITLE
    add = ""
    if lifted or style.before != own.before:
        before = space_before(said.role, style, profile) - lifted * lowered(STYLES["title"])
        add += spacing(twips(profile.pitch), max(before, 0))
    if (style.first, style.left, style.right) != (own.first, own.left, own.right):
        add += indents(style)
    return add + (value("jc", JUSTIFY[style.align]) if style.align != own.align else "")


def space_before(role: str, style: Style, profile: Profile) -> int:
    """Twips above a passage.

    Lines are counted from the upper edge of their letters, so that large ones end lower and take
    no more room. Blank lines below the red rule begin at it: its own line is no gap.
    """
    blank = twips(style.before * profile.pitch)
    if role == "title":
        return max(blank - twips(fall(profile.pitch, style.size)) - TWIPS, 0)
    if role in BELOW_TITLE:
        return max(blank - lowered(STYLES["title"]), 0)
    return blank + (lowered(style) if role in LOWERED else 0)


def lowered(style: Style) -> int:
    """Twips that letters larger than the body's rise above them."""
    return twips((style.size - SIZE_3) * RISE)


def indents(style: Style) -> str:
    """Indents in twips; that of a first line also in characters, as Word has it.

    None is wider than the type area, however long the words are that it was worked out for.
    """
    first, left, right = (
        min(round(each * CHARACTER), AREA_WIDTH) for each in (style.first, style.left, style.right)
    )
    said: dict[str, str | float] = {"left": left, "right": right}
    if first < 0:
        return tag("ind", **said, hanging=-first)
    return tag("ind", **said, firstLineChars=round(style.first * 100), firstLine=first)
