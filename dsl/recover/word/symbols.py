"""Characters of symbol fonts (`w:sym`) as the characters that they look like."""

from __future__ import annotations

from typing import Final, NamedTuple

from hegao.dsl.recover.xml_parts import Element

_PRIVATE: Final = range(0xE000, 0xF900)
_LOOKS: Final = {
    ("Wingdings", 0x6F): "□", ("Wingdings", 0x70): "□", ("Wingdings", 0x71): "□",
    ("Wingdings", 0x72): "□", ("Wingdings", 0xA8): "□", ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xFD): "☒", ("Wingdings", 0xFC): "√", ("Wingdings", 0xFB): "×",
    ("Wingdings", 0x6C): "●", ("Wingdings", 0x6E): "■", ("Wingdings", 0x75): "◆",
    ("Wingdings", 0xAB): "★", ("Wingdings", 0x9F): "•", ("Wingdings", 0xA7): "▪",
    ("Wingdings", 0xD8): "➢",
    ("Wingdings 2", 0x50): "√", ("Wingdings 2", 0x4F): "×", ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x54): "☒", ("Wingdings 2", 0xA3): "□", ("Wingdings 2", 0x2A): "□",
    ("Wingdings 2", 0x30): "☑", ("Wingdings 2", 0x53): "☒",
    ("Symbol", 0xB4): "×", ("Symbol", 0xB3): "≥", ("Symbol", 0xA3): "≤", ("Symbol", 0xB1): "±",
    ("Symbol", 0xB0): "°", ("Symbol", 0xB7): "•",
}  # fmt: skip
_CIRCLED: Final = {0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤",
                   0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩"}  # fmt: skip


BULLET: Final = "•"


class Symbol(NamedTuple):
    """The character that a symbol looks like."""

    text: str
    known: bool
    """False: the font decides what it looks like, and the text is its bare code."""


def symbol(element: Element) -> Symbol:
    """The character of a `w:sym`; no text where its code is none."""
    try:
        code = int(element.get("w:char", ""), 16)
    except ValueError:
        return Symbol("", True)
    looks = _looks(code, element.get("w:font", ""))
    if looks:
        return Symbol(looks, True)
    if code > 0xFFFF or 0xD800 <= code < 0xE000 or code < 0x20:
        return Symbol("", True)
    return Symbol(chr(code), code not in _PRIVATE)


def bullet(text: str, font: str) -> str:
    """A bullet of that font as what it looks like, • where only the font could tell."""
    looks = (_looks(ord(char), font) for char in text)
    return "".join(
        look or (BULLET if ord(char) in _PRIVATE else char)
        for look, char in zip(looks, text, strict=True)
    )


def _looks(code: int, font: str) -> str | None:
    # Symbol fonts keep their 256 characters in the private area from F000.
    low = code - 0xF000 if code >= 0xF000 else code
    return _LOOKS.get((font, low)) or (_CIRCLED.get(low) if font == "Wingdings" else None)
