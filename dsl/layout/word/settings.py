"""Settings and fonts of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from hegao.dsl.layout.faces import office_names
from hegao.dsl.layout.styles import Face
from hegao.dsl.layout.word.markup import part, tag, value

WORD_2013: Final = 15
"""Of compatibilityMode: the newest there is."""


def settings_part() -> str:
    """The file of settings: left and right pages differ, marks are set close (settings.xml)."""
    mode = tag(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word",
        val=WORD_2013,
    )  # fmt: skip
    content = (
        tag("zoom", percent=100),
        value("bordersDoNotSurroundHeader", 1),
        value("bordersDoNotSurroundFooter", 1),
        value("defaultTabStop", 420),
        value("evenAndOddHeaders", 1),
        value("characterSpacingControl", "compressPunctuation"),
        tag("compat", tag("balanceSingleByteDoubleByteWidth"), tag("doNotExpandShiftReturn"), mode),
        tag("themeFontLang", val="en-US", eastAsia="zh-CN"),
        tag("decimalSymbol", val="."),
        tag("listSeparator", val=","),
    )
    return part("settings", content)


def fonts_part() -> str:
    """The file of fonts: what may stand in where an office's font is not installed."""
    return part("fonts", _fonts())


def _fonts() -> Iterator[str]:
    for face in get_args(Face):
        name, *others = office_names(face)
        yield tag("font", value("altName", ",".join(others)), value("charset", "86"), name=name)
