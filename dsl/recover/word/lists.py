"""The numbered lists that a Word file defines: how each level of each list is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from hegao.dsl.recover.word.styles import Styles
from hegao.dsl.recover.word.symbols import bullet
from hegao.dsl.recover.word.values import switch, value, whole
from hegao.dsl.recover.xml_parts import Element

LEVELS: Final = 9
LONGEST_PATTERN: Final = 100
_PADDED = re.compile(r"[0-9]{1,9}\Z")


class Level(NamedTuple):
    """One level of a list."""

    start: int
    form: str
    """What numerals.numeral() takes."""
    pattern: str
    """What is written, %1 to %9 being the numbers of the levels: 第%1条."""
    gap: bool
    """Whether a tab or space follows the number."""
    restart: int | None
    """Counts anew after this many of the highest levels only; None: after any higher one."""
    arabic: bool
    """Writes the numbers of all levels in Arabic digits (`w:isLgl`)."""
    style: str
    """The paragraph style that stands at this level."""


class List(NamedTuple):
    """A list as paragraphs refer to it."""

    key: str
    """Lists with the same key count on from each other."""
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    """Levels that this list lets begin anew, and with what."""


class Lists:
    """The lists of one file; each is worked out when it is first asked for."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[str, List | None] = {}
        self._lists, self._patterns = (
            {each.get(key, ""): each for each in root.findall(tag)} if root is not None else {}
            for tag, key in (("w:num", "w:numId"), ("w:abstractNum", "w:abstractNumId"))
        )

    def get(self, name: str) -> List | None:
        """The list of that identifier (`w:numId`), None where there is none."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def level_of(self, name: str, styles: tuple[str, ...]) -> int:
        """The level of the list at which one of these styles stands, the highest where none."""
        found = self.get(name)
        levels = {level.style: index for index, level in found.levels.items()} if found else {}
        return next((levels[each] for each in styles if each in levels), 0)

    def _read(self, name: str) -> List | None:
        element = self._lists.get(name)
        key = value(element, "w:abstractNumId") or ""
        pattern = self._linked(key)
        if element is None or pattern is None:
            return None
        levels = _levels(pattern)
        starts: dict[int, int] = {}
        for override in element.findall("w:lvlOverride"):
            levels |= _levels(override)
            index, start = override.get("w:ilvl"), value(override, "w:startOverride")
            if (at := whole(index)) is not None and (first := whole(start)) is not None:
                starts[at] = first
        return List(pattern.get("w:abstractNumId", ""), levels, starts)

    def _linked(self, key: str) -> Element | None:
        """The definition, or the one that its numbering style leads to."""
        for _ in range(LEVELS):
            pattern = self._patterns.get(key)
            style = value(pattern, "w:numStyleLink")
            if style is None:
                return pattern
            target = self._lists.get(self._styles.named(style).list or "")
            key = value(target, "w:abstractNumId") or ""
        return None


def _levels(parent: Element) -> dict[int, Level]:
    found = ((whole(each.get("w:ilvl")), each) for each in parent.findall("w:lvl"))
    return {at: _level(each) for at, each in found if at is not None and 0 <= at < LEVELS}


def _level(element: Element) -> Level:
    start = whole(value(element, "w:start"))
    form = _form(element)
    return Level(
        0 if start is None else start,
        form,
        _bullet(element) if form == "bullet" else _pattern(element),
        value(element, "w:suff") != "nothing",
        whole(value(element, "w:lvlRestart")),
        bool(switch(element, "w:isLgl")),
        value(element, "w:pStyle") or "",
    )


def _pattern(level: Element) -> str:
    return (value(level, "w:lvlText") or "")[:LONGEST_PATTERN]


def _bullet(level: Element) -> str:
    properties = level.find("w:rPr")
    fonts = properties.find("w:rFonts") if properties is not None else None
    return bullet(_pattern(level), fonts.get("w:ascii", "") if fonts is not None else "")


def _form(level: Element) -> str:
    # A custom form stands in an alternative, hence at any depth.
    element = next(level.iter("w:numFmt"), None)
    if element is None:
        return "decimal"
    form, custom = element.get("w:val", "decimal"), element.get("w:format", "")
    first = custom.partition(",")[0].strip()
    return first if form == "custom" and _PADDED.match(first) else form
