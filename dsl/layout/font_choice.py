"""Which of the fonts of a computer set each face of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from hegao.dsl.layout.faces import FAMILIES, NEAREST, RARE, Family
from hegao.dsl.layout.glyphs import Cut
from hegao.dsl.layout.styles import Face

FARTHEST_WEIGHT: Final = 100
"""Between the weight that is wanted and the one that is there: one step of OS/2's scale."""


class Installed(NamedTuple):
    """One font of a file on this computer."""

    path: str
    cut: Cut
    own: bool
    """The user named the folder it is in."""


class Font(NamedTuple):
    """A font as it is used for a face."""

    path: str
    number: int
    """Which font of the file, from 0."""
    family: str
    """Its English family name, as the file has it; programs may shorten it."""
    weight: int
    """Which it is set in, of a variable font too."""
    told: str
    """The name that drafters know."""
    face: Face | None
    """What it looks like, which need not be the face that it sets; None for RARE fonts."""
    official: bool
    """Whether offices set that face in it."""
    own: bool
    """In a folder that the user named."""
    embeddable: bool


class FaceFonts(NamedTuple):
    """The fonts of one face."""

    fonts: tuple[Font, ...]
    """The one that is used, then those that give the characters it lacks; none where there is
    no Chinese font at all."""
    refused: tuple[Font, ...]
    """Better ones that forbid to be put into a PDF."""


def choose(installed: Sequence[Installed]) -> dict[Face, FaceFonts]:
    """The fonts of each face: the user's own, the office's, those that stand in, other kinds."""
    named = _by_name(installed)
    return {face: _face_fonts(face, named) for face in FAMILIES}


Named = Mapping[str, Sequence[Installed]]
"""Fonts by each of their names."""


def _face_fonts(face: Face, named: Named) -> FaceFonts:
    ranked = list(_candidates(face, named))
    usable = [font for font in ranked if font.embeddable]
    better = ranked[: ranked.index(usable[0])] if usable else ranked
    return FaceFonts(tuple(usable), tuple(font for font in better if font.face == face))


def _candidates(face: Face, named: Named) -> Iterator[Font]:
    for kind in (face, *NEAREST[face]):
        # What the user put there is meant, even where the office's own is installed too.
        yield from sorted(_of_kind(kind, named), key=lambda font: not font.own)
    for family in RARE:
        yield from _of_family(family, None, named)


def _of_kind(face: Face, named: Named) -> Iterator[Font]:
    office, stand_ins = FAMILIES[face]
    for family in office:
        yield from _of_family(family, face, named, official=True)
    for family in stand_ins:
        yield from _of_family(family, face, named)


def _of_family(
    family: Family, face: Face | None, named: Named, *, official: bool = False
) -> Iterator[Font]:
    """The font of a family that is nearest in weight, the user's own first."""
    found = [each for name in family.names for each in named.get(name.casefold(), ())]
    near = [each for each in found if _away(each, family) <= FARTHEST_WEIGHT]
    if near:
        path, cut, own = min(near, key=lambda each: (not each.own, _away(each, family)))
        yield Font(
            path=path,
            number=cut.number,
            family=cut.family,
            weight=_nearest(cut, family),
            told=family.names[0],
            face=face,
            official=official,
            own=own,
            embeddable=cut.embeddable,
        )


def _away(installed: Installed, family: Family) -> int:
    return abs(_nearest(installed.cut, family) - family.weight)


def _nearest(cut: Cut, family: Family) -> int:
    """The weight of a font that is nearest to the one that is meant."""
    lightest, heaviest = cut.weights
    return min(max(family.weight, lightest), heaviest)


def _by_name(installed: Iterable[Installed]) -> Named:
    named: dict[str, list[Installed]] = defaultdict(list)
    for each in installed:
        if not each.cut.slanted:
            for name in each.cut.names:
                named[name.casefold()].append(each)
    return named
