"""Where in a Word file the characters of a checked text stand, so that they can be marked there.

Between file and text white space comes and goes, numbers and table strokes are added, cells change
their order; but a paragraph keeps its other characters in their order, and a line knows its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple, TypeAlias

from hegao.dsl.recover.manuscript import NO_CELLS, Piece
from hegao.dsl.recover.word.line import Source
from hegao.dsl.recover.word.values import TRIMMED
from hegao.dsl.recover.xml_parts import Element

STROKES: Final = {key: new for key, new in NO_CELLS.items() if key != ord("\t")}
"""Strokes as a manuscript writes them; a tab is white space here."""

MOST_MOVED: Final = 20
"""Cells of a table that are looked for in all its rows."""


class Origin(NamedTuple):
    """A character of the document part."""

    element: int
    """The number of its element among all elements of the part in document order, from 0."""
    offset: int
    """Its place in the text of a `w:t`, which it need not fill; 0 in other elements."""
    order: int
    """Its number among all characters that show, from 0."""
    computed: bool
    """Whether it is the result of a field."""


Origins: TypeAlias = tuple[Origin | None, ...]
Shown: TypeAlias = tuple[str, Origin | None]
"""A character that shows in the file."""


def origins_of(
    pieces: Sequence[Piece], sources: Mapping[str, Sequence[Sequence[Source]]], root: Element
) -> Origins:
    """Of each character of the lines, and of each line end, where it stands; None: nowhere."""
    numbers = {id(element): number for number, element in enumerate(root.iter())}
    shown = {place: list(_shown(lines, numbers)) for place, lines in sources.items()}
    ordered = _ordered(shown)
    found: list[_Place] = []
    for name, group in groupby(pieces, key=lambda piece: piece.place):
        found.append(_Place(name, "".join(piece.text + "\n" for piece in group)))
    for place in found:
        place.take(ordered.pop(place.name, ()))
    _take_moved(found, ordered)
    return tuple(origin for place in found for origin in place.origins)


def _take_moved(found: Sequence[_Place], rest: Mapping[str, Sequence[Sequence[Shown]]]) -> None:
    """Finds what stands in another row of its table than in the file: tall cells, headers."""
    moved: defaultdict[str, list[Sequence[Shown]]] = defaultdict(list)
    for place in found:
        moved[_table(place.name)] += place.left
    for name, paragraphs in rest.items():
        moved[_table(name)] += paragraphs
    for place in found:
        waiting = moved[_table(place.name)]
        # More than a few are no moved cells.
        if _table(place.name) and 0 < len(waiting) <= MOST_MOVED:
            place.left = []
            place.take(waiting)
            moved[_table(place.name)] = place.left


def _table(place: str) -> str:
    """The table that a place is a row of; empty for a paragraph."""
    return place.partition("第")[0]


def _shown(lines: Iterable[Iterable[Source]], numbers: Mapping[int, int]) -> Iterator[list[Shown]]:
    """The characters of each paragraph at a place."""
    for line in lines:
        yield [each for source in line for each in _characters(source, numbers)]


def _characters(source: Source, numbers: Mapping[int, int]) -> Iterator[Shown]:
    element = source.element
    number = numbers.get(id(element)) if element is not None else None
    if element is None or number is None:
        yield from ((char, None) for char in source.text)
        return
    raw = element.text or ""
    # What shows begins after the outer space that does not count.
    first = 0 if len(raw) == len(source.text) else len(raw) - len(raw.lstrip(TRIMMED))
    is_text = element.tag in ("w:t", "m:t")
    for at, char in enumerate(source.text.translate(STROKES)):
        yield char, Origin(number, first + at if is_text else 0, 0, source.computed)


def _ordered(shown: Mapping[str, list[list[Shown]]]) -> dict[str, list[list[Shown]]]:
    """The same with the characters numbered through."""
    count = 0
    made: dict[str, list[list[Shown]]] = {}
    for place, paragraphs in shown.items():
        made[place] = []
        for paragraph in paragraphs:
            numbered = enumerate(paragraph, count)
            made[place].append([(c, o and o._replace(order=at)) for at, (c, o) in numbered])
            # No two paragraphs follow each other.
            count += len(paragraph) + 1
    return made


class _Place:
    """The text at one place, whose characters are found paragraph by paragraph."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.origins: list[Origin | None] = [None] * len(text)
        self.left: list[Sequence[Shown]] = []
        """Paragraphs and lines that are not found here."""
        self._text = text
        self._solid = [at for at, char in enumerate(text) if not char.isspace() and char != "｜"]
        self._squeezed = "".join(text[at] for at in self._solid)
        self._next = 0

    def take(self, paragraphs: Iterable[Sequence[Shown]]) -> None:
        """Finds paragraphs in the text, in their order as far as they have kept it."""
        for paragraph in paragraphs:
            if not self._take(paragraph):
                # Cells side by side: their lines stand in turn.
                self.left += [line for line in _lines(paragraph) if not self._take(line)]

    def _take(self, shown: Sequence[Shown]) -> bool:
        solid = [at for at, (char, _) in enumerate(shown) if not char.isspace()]
        wanted = "".join(shown[at][0] for at in solid)
        found = self._find(wanted)
        if found < 0:
            return False
        self._next = max(self._next, found + len(wanted))
        places = self._solid[found : found + len(wanted)]
        for place, at in zip(places, solid, strict=True):
            self.origins[place] = shown[at][1]
        for (here, at), (there, to) in pairwise(zip(places, solid, strict=True)):
            self._take_space(here + 1, there, shown[at + 1 : to])
        return True

    def _find(self, wanted: str) -> int:
        """Where the characters stand, after those before them, else before; -1: nowhere."""
        found = self._squeezed.find(wanted, self._next)
        if found >= 0:
            return found
        found = self._squeezed.find(wanted)
        taken = self._solid[found : found + len(wanted)]
        return -1 if any(self.origins[place] for place in taken) else found

    def _take_space(self, start: int, end: int, shown: Sequence[Shown]) -> None:
        """White space between two characters is the same where it is as long."""
        if end - start == len(shown) and "｜" not in self._text[start:end]:
            self.origins[start:end] = [origin for _, origin in shown]


def _lines(shown: Sequence[Shown]) -> Iterator[list[Shown]]:
    for is_end, group in groupby(shown, key=lambda each: each[0] == "\n"):
        if not is_end:
            yield list(group)
