"""The foot of the last page: copies, who printed it and when, between rules (版记)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.dsl.layout.profile import AREA, BOTTOM, Profile
from hegao.dsl.layout.sheet import Back, BackLine, Rule
from hegao.dsl.layout.styles import SIZE_4
from hegao.dsl.layout.word.markup import TWIPS, mm_twips, paragraph, run, tag, twips, value
from hegao.dsl.layout.word.measures import AREA_WIDTH, CHARACTER, HEIGHT, fall, margins, rest
from hegao.dsl.layout.word.rules import room, rule
from hegao.dsl.layout.word.styles import REST, style_id

FLOATING: Final = tag(
    "tblpPr", leftFromText=0, rightFromText=0, vertAnchor="margin", horzAnchor="margin",
    tblpXSpec="left", tblpYSpec="bottom",
)  # fmt: skip


def back_matter(back: Back, profile: Profile, *, own_page: bool) -> str:
    """A cell that ends where the type area does, and the empty line that Word wants after it.

    On a page of its own the cell is as high as the page, its text at the foot; below other text
    it floats at the foot of that page.
    """
    top = margins(profile).top
    # The last rule is drawn above the line that it belongs to.
    height = HEIGHT - mm_twips(BOTTOM) - top + TWIPS
    properties = tag(
        "tblPr",
        "" if own_page else FLOATING,
        tag("tblW", w=AREA_WIDTH, type="dxa"),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", *(tag(side, w=0, type="dxa") for side in ("left", "right"))),
    )
    # Where the cell floats, it stands on the page's margin, which may be below the type area.
    beyond = "" if own_page else room(mm_twips(BOTTOM) - margins(profile).bottom)
    cell = tag("tcPr", tag("tcW", w=AREA_WIDTH, type="dxa"), value("vAlign", "bottom"))
    row = tag("trPr", tag("trHeight", val=height, hRule="atLeast")) if own_page else ""
    content = tag("tr", row, tag("tc", cell, *_lines(back, profile), beyond))
    table = tag("tbl", properties, tag("tblGrid", tag("gridCol", w=AREA_WIDTH)), content)
    return table + paragraph(REST)


def _lines(back: Back, profile: Profile) -> Iterator[str]:
    # Below the last line of a text as much room as above its first.
    below = twips(fall(profile.pitch, SIZE_4) - rest(profile.pitch, SIZE_4))
    for at, line in enumerate(back.lines):
        if line.rule_mm:
            yield _rule(line.rule_mm, below if at else 0)
        yield _line(line)
    if back.last_rule_mm:
        yield _rule(back.last_rule_mm, below)


def _rule(thickness_mm: float, before: int) -> str:
    return rule(Rule(AREA[0], (thickness_mm,), red=False), before=before)


def _line(line: BackLine) -> str:
    hang = twips(line.hang * SIZE_4)
    indent = tag("ind", left=CHARACTER + hang, right=CHARACTER, hanging=hang) if hang else ""
    text = f"{line.text}\t{line.aside}" if line.aside else line.text
    return paragraph(style_id("back"), run(text), place=indent)
