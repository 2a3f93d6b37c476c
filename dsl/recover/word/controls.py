"""Content controls of a Word file (`w:sdt`): what they hold, and whether that is text."""

from __future__ import annotations

from typing import Final, NamedTuple

from hegao.dsl.recover.word.line import CONTENTS, PLACEHOLDER
from hegao.dsl.recover.word.values import switch, value
from hegao.dsl.recover.xml_parts import Element

_CONTENTS_GALLERY: Final = "Table of Contents"


class Held(NamedTuple):
    """What a content control holds."""

    content: tuple[Element, ...]
    reason: str
    """Why that is no text of the document; empty where it is."""


def held_in(control: Element) -> Held:
    """What the content control holds."""
    content = control.find("w:sdtContent")
    return Held(tuple(content) if content is not None else (), _reason(control.find("w:sdtPr")))


def _reason(properties: Element | None) -> str:
    if switch(properties, "w:showingPlcHdr"):
        return PLACEHOLDER
    gallery = value(properties, "w:docPartObj", "w:docPartGallery")
    return CONTENTS if gallery == _CONTENTS_GALLERY else ""
