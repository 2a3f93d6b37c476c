"""WordprocessingML as text: elements, lengths, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from hegao.dsl.layout.profile import POINT
from hegao.dsl.layout.xml_text import xml_text

TWIPS: Final = 20
"""Of a point: what Word counts lengths in."""
RED: Final = "FF0000"
"""Word knows no printing inks; this is the red that offices set."""
BREAKS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
SPACES: Final = " ".join(
    f'xmlns:{prefix}="http://schemas.{where}"'
    for prefix, where in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "r": "openxmlformats.org/officeDocument/2006/relationships",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)


def twips(points: float) -> int:
    """A length in points as Word counts it."""
    return round(points * TWIPS)


def mm_twips(millimetres: float) -> int:
    """A length in millimetres as Word counts it."""
    return twips(millimetres / POINT)


def tag(name: str, /, *content: str, **attributes: str | float) -> str:
    """An element of the main name space with attributes of the same."""
    said = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<w:{name}{said}>{''.join(content)}</w:{name}>" if content else f"<w:{name}{said}/>"


def value(name: str, said: str | float) -> str:
    """An element that only has a value."""
    return tag(name, val=said)


def part(name: str, content: Iterable[str]) -> str:
    """A file of the package: its outermost element and what is in it."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:{name} {SPACES}>{''.join(content)}</w:{name}>"


def words(text: str) -> str:
    """The words of a run; line ends and tabs are elements, other controls are left out."""
    pieces = re.split("([\n\t])", xml_text(text))
    return "".join(
        BREAKS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in pieces
        if piece
    )


def run(text: str, style: str = "") -> str:
    """Words in the face of their paragraph, or in that of a character style."""
    return tag("r", tag("rPr", value("rStyle", style)) if style else "", words(text))


def paragraph(style: str, *runs: str, place: str = "") -> str:
    """A paragraph of a named style; `place` are further properties, in the schema's order."""
    return tag("p", tag("pPr", value("pStyle", style), place), *runs)


def field(instruction: str) -> str:
    """A field that Word works out, such as PAGE; it shows 1 until then."""
    return "".join(
        tag("r", content)
        for content in (
            tag("fldChar", fldCharType="begin"),
            f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
            tag("fldChar", fldCharType="separate"),
            words("1"),
            tag("fldChar", fldCharType="end"),
        )
    )


def spacing(line: int, before: int = 0) -> str:
    """Lines of a fixed height and the space above the first, in twips."""
    return tag("spacing", before=before, after=0, line=line, lineRule="exact")
