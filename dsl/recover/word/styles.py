"""What the styles of a Word file say of numbering, hidden text and tables, and their ancestors."""

from __future__ import annotations

from typing import NamedTuple

from hegao.dsl.recover.word.values import switch, value
from hegao.dsl.recover.xml_parts import Element


class Style(NamedTuple):
    """What a style says, its ancestors being asked where it is silent."""

    names: tuple[str, ...] = ()
    """Its own identifier and those of its ancestors, nearest first."""
    list: str | None = None
    level: str | None = None
    hidden: bool = False


class Styles:
    """The styles of one file; each is worked out when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        self._default_table = ""
        for element in root.findall("w:style") if root is not None else ():
            name = element.get("w:styleId", "")
            self._elements[name] = element
            if switch_on(element.get("w:default")):
                self._take_default(element.get("w:type", ""), name)

    def of_paragraph(self, properties: Element | None) -> Style:
        """The style of the paragraph with these properties (`w:pPr`)."""
        return self.named(value(properties, "w:pStyle") or self._default)

    def is_hidden(self, properties: Element | None, paragraph: Style) -> bool:
        """Whether a run with these properties (`w:rPr`) is hidden in such a paragraph."""
        if properties is None:
            return paragraph.hidden
        direct = switch(properties, "w:vanish")
        if direct is not None:
            return direct
        name = value(properties, "w:rStyle")
        # Two styles that both hide cancel each other (ISO/IEC 29500-1, 17.7.3).
        return paragraph.hidden != (self.named(name).hidden if name else False)

    def of_table(self, properties: Element | None) -> tuple[Element, ...]:
        """The style of the table with these properties (`w:tblPr`), then its ancestors."""
        return tuple(self._chain(value(properties, "w:tblStyle") or self._default_table).values())

    def _take_default(self, kind: str, name: str) -> None:
        if kind == "paragraph":
            self._default = name
        elif kind == "table":
            self._default_table = name

    def named(self, name: str) -> Style:
        """The style of that identifier; one that says nothing where there is none."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Style:
        chain = self._chain(name)
        lists = [value(each, "w:pPr", "w:numPr", "w:numId") for each in chain.values()]
        levels = [value(each, "w:pPr", "w:numPr", "w:ilvl") for each in chain.values()]
        hidden = [switch(each.find("w:rPr"), "w:vanish") for each in chain.values()]
        return Style(
            tuple(chain),
            next((each for each in lists if each is not None), None),
            next((each for each in levels if each is not None), None),
            next((each for each in hidden if each is not None), False),
        )

    def _chain(self, name: str) -> dict[str, Element]:
        """The style of that identifier and its ancestors, nearest first."""
        chain: dict[str, Element] = {}
        while name in self._elements and name not in chain:
            chain[name] = self._elements[name]
            name = value(chain[name], "w:basedOn") or ""
        return chain


def switch_on(text: str | None) -> bool:
    """Whether an attribute that is a switch is there and on."""
    return text in ("1", "true", "on")
