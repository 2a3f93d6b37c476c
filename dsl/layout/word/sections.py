"""The pages of a Word file: which follow each other in one section, their size and feet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from hegao.dsl.layout.piece import NEW_PAGE
from hegao.dsl.layout.profile import BOTTOM, Profile
from hegao.dsl.layout.sheet import Flow, Passage, Section, Sheet
from hegao.dsl.layout.word.footers import EDGE_TO_LINE
from hegao.dsl.layout.word.markup import mm_twips, tag, twips, value
from hegao.dsl.layout.word.measures import HEIGHT, WIDTH, margins

Foot = Literal["number", "turned", "none"]

HEADER_MM: Final = 15.0
"""From the upper edge of the paper to the mark of a draft."""
SPARE: Final = 80
"""Twips below the back matter on its own page, for the empty line that Word wants after it."""


class Pages(NamedTuple):
    """Sections of the sheet that are one section of Word."""

    flow: tuple[Flow, ...]
    landscape: bool = False
    foot: Foot = "number"
    of_back: bool = False
    """Whether they are the even page that only the back matter stands on."""


def pages(sections: Sequence[Section]) -> Iterator[Pages]:
    """Upright sections that begin a page by their style stay together, all else is apart."""
    together: list[Flow] = []
    for section in sections:
        if together and (section.landscape or not _begins_page(section)):
            yield Pages(tuple(together))
            together = []
        if section.landscape:
            yield Pages(section.flow, landscape=True, foot="turned")
        else:
            together.extend(section.flow)
    if together or not sections[-1].landscape:
        yield Pages(tuple(together))


def _begins_page(section: Section) -> bool:
    first = section.flow[0] if section.flow else None
    return isinstance(first, Passage) and first.role in NEW_PAGE


def properties(said: Pages, sheet: Sheet, *, first: bool) -> str:
    """The properties of a section; `first` tells whether it is the first of the file."""
    own_foot = first and not sheet.first_page_number
    return tag(
        "sectPr",
        *_headers(own_foot=own_foot) if sheet.draft else (),
        *_footers(said.foot, own_foot=own_foot),
        value("type", "evenPage" if said.of_back else "nextPage"),
        _size(landscape=said.landscape),
        _margins(said, sheet.profile),
        value("titlePg", 1) if own_foot else "",
        # Lines of text stand on the grid; the cell of the back matter would be moved to it.
        tag(
            "docGrid",
            type="default" if said.of_back else "lines",
            linePitch=twips(sheet.profile.pitch),
        ),
    )


def _size(*, landscape: bool) -> str:
    if landscape:
        return tag("pgSz", w=HEIGHT, h=WIDTH, orient="landscape")
    return tag("pgSz", w=WIDTH, h=HEIGHT)


def _margins(said: Pages, profile: Profile) -> str:
    around = margins(profile, landscape=said.landscape)
    if said.of_back:
        around = around._replace(bottom=min(around.bottom, mm_twips(BOTTOM) - SPARE))
    return tag(
        "pgMar", **around._asdict(), header=mm_twips(HEADER_MM), footer=EDGE_TO_LINE, gutter=0
    )


def _headers(*, own_foot: bool) -> Iterator[str]:
    for kind in ("default", "even", "first")[: 2 + own_foot]:
        yield f'<w:headerReference w:type="{kind}" r:id="draft"/>'


def _footers(foot: Foot, *, own_foot: bool) -> Iterator[str]:
    odd, even = {
        "number": ("odd", "even"),
        "turned": ("turned-odd", "turned-even"),
        "none": ("none", "none"),
    }[foot]
    yield f'<w:footerReference w:type="default" r:id="{odd}"/>'
    yield f'<w:footerReference w:type="even" r:id="{even}"/>'
    if own_foot:
        yield '<w:footerReference w:type="first" r:id="first"/>'
