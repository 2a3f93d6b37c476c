"""All the characters of a piece of a Word file, whether they show or not, for notes."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.recover.word.symbols import symbol
from hegao.dsl.recover.word.values import written
from hegao.dsl.recover.xml_parts import Element

TEXTS: Final = frozenset(("w:t", "w:delText", "m:t", "a:t"))
_SPACES: Final = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"
}  # fmt: skip
_ENDS: Final = {"w:p": "\n", "a:p": "\n"}
_PROPERTIES: Final = frozenset(("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr"))
_BLANK_LINES = re.compile(r"\s*\n\s*")


def plain_text(element: Element) -> str:
    """The text of the element, its paragraphs and lines parted by line feeds."""
    pieces: list[str] = []
    pending: list[Element | str] = [element]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif item.tag in TEXTS:
            pieces.append(written(item))
        elif item.tag not in _PROPERTIES:
            pieces.append(_own(item))
            inner = chosen(item) if item.tag == "mc:AlternateContent" else item
            pending.append(_ENDS.get(item.tag, ""))
            pending += reversed(inner)
    return _BLANK_LINES.sub("\n", "".join(pieces)).strip()


def chosen(alternate: Element) -> Element:
    """The one of several forms of the same content that is read: the first that has text."""
    for branch in alternate:
        if any(has_text(each) for each in branch.iter()):
            return branch
    return next(iter(alternate), alternate)


def has_text(element: Element) -> bool:
    """Whether the element itself holds characters."""
    return bool((element.tag in TEXTS and element.text) or element.get("string"))


def _own(element: Element) -> str:
    """What an element shows that is not in a text of its own."""
    if element.tag == "w:sym":
        return symbol(element).text
    if element.tag == "v:textpath":
        return element.get("string", "") + "\n"
    return _SPACES.get(element.tag, "")
