"""Tiny fonts, built here: each glyph is a square, or nothing."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

Kind = Literal["glyf", "cff", "cff2"]
KINDS: tuple[Kind, ...] = ("glyf", "cff", "cff2")


def font(
    family: str,
    characters: str,
    *,
    chinese: str = "",
    empty: str = "",
    boxes: str = "",
    composed: Mapping[str, str] | None = None,
    kind: Kind = "glyf",
    permission: int = 0,
    weight: int = 400,
    style: int = 0x40,
    weights: tuple[int, int] | None = None,
) -> bytes:
    """A font that shows some characters, claims others that are empty, and shows the box that
    stands for no glyph for others; composed ones (TrueType) repeat the glyph of another."""
    glyphs = {char: f"u{ord(char):04X}" for char in (*characters, *empty, *(composed or {}))}
    names = [".notdef", *glyphs.values()]
    builder = FontBuilder(1000, isTTF=kind == "glyf")
    builder.setupGlyphOrder(names)
    claimed = {ord(char): name for char, name in glyphs.items()}
    builder.setupCharacterMap(claimed | {ord(char): ".notdef" for char in boxes})
    drawn = {".notdef", *(glyphs[char] for char in characters)}
    if kind == "glyf":
        parts = {glyphs[char]: glyphs[of] for char, of in (composed or {}).items()}
        builder.setupGlyf({name: _outline(name, drawn, parts) for name in names})
    else:
        programs = {name: _program(name in drawn, cff2=kind == "cff2") for name in names}
        if kind == "cff":
            builder.setupCFF(family, {"FullName": family}, programs, {})
        else:
            builder.setupCFF2(programs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    # typst passes over fonts without a PostScript name.
    names_of = {"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")}
    builder.setupNameTable({kind: {"en": name} for kind, name in names_of.items()})
    if chinese:
        builder.font["name"].setName(chinese, 1, 3, 1, 0x804)
    builder.setupOS2(fsType=permission, usWeightClass=weight, fsSelection=style)
    builder.setupPost(keepGlyphNames=kind == "glyf")
    if weights:
        builder.setupFvar([("wght", weights[0], weight, weights[1], "Weight")], [])
    return _saved(builder.font)


def collection(*fonts: bytes) -> bytes:
    """Fonts in one file (.ttc)."""
    made = TTCollection()
    made.fonts = [TTFont(io.BytesIO(each)) for each in fonts]
    return _saved(made)


def _outline(name: str, drawn: set[str], parts: Mapping[str, str]) -> Any:
    pen = TTGlyphPen(dict.fromkeys((*parts, *parts.values())))
    if name in parts:
        pen.addComponent(parts[name], (1, 0, 0, 1, 100, 0))
    elif name in drawn:
        _square(pen)
    return pen.glyph()


def _program(drawn: bool, *, cff2: bool) -> Any:  # noqa: FBT001
    pen = T2CharStringPen(None if cff2 else 1000, None, CFF2=cff2)
    if drawn:
        _square(pen)
    return pen.getCharString()


def _square(pen: Any) -> None:
    corners: Sequence[tuple[int, int]] = ((100, 0), (100, 800), (900, 800), (900, 0))
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()


def _saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
