"""The named styles of a Word file: one for each kind of passage, one for each face of words."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Final, get_args

from hegao.dsl.layout.faces import office_names
from hegao.dsl.layout.piece import NEW_PAGE
from hegao.dsl.layout.profile import Profile
from hegao.dsl.layout.sheet import Masthead, Sheet
from hegao.dsl.layout.styles import SIZE_2, SIZE_3, STYLES, Face, Style
from hegao.dsl.layout.word.markup import RED, TWIPS, part, spacing, tag, twips, value
from hegao.dsl.layout.word.measures import AREA_WIDTH, CELL_LINE, CHARACTER, line_height
from hegao.dsl.layout.word.places import JUSTIFY, indents, space_before

NORMAL: Final = "Normal"
RULE, REST, DRAFT = "rule", "rest", "draft"
"""Styles of our own: a line across the page, an empty line that only holds something, the mark."""
TIGHTER: Final = -5
"""Twips between characters: 28 of 16 points would be wider than the type area."""
OFF: Final = ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
"""What would leave the grid: lines kept together, marks beyond the edge, space beside figures."""
WITH_NEXT: Final = frozenset(("attachment", "signature", "column_name"))
"""Kinds that no page ends with, besides headings."""
BODY: Final = frozenset(("paragraph", "heading_1", "heading_2", "heading_3", "heading_4"))
"""What stands on the 22 lines; all else is off the grid."""
IN_TABLES: Final = frozenset(("cell", "column_name"))
OFF_GRID: Final = value("snapToGrid", 0)
GREY: Final = "A6A6A6"


def styles_part(sheet: Sheet) -> str:
    """The file of styles (styles.xml)."""
    return part("styles", _styles(sheet))


def style_id(role: str) -> str:
    """The identifier of a role's style, without underscores as Word's own are."""
    return role.replace("_", "")


def face_id(face: Face) -> str:
    """The identifier of the character style of a face."""
    return f"face{get_args(Face).index(face)}"


def _styles(sheet: Sheet) -> Iterator[str]:
    language = tag("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    yield tag("docDefaults", tag("rPrDefault", tag("rPr", _fonts("仿宋"), language)))
    yield _normal(sheet.profile)
    yield from _standard()
    for role, style in STYLES.items():
        if role == "masthead":
            yield _masthead(style, sheet.head.masthead)
        else:
            yield _named(role, style, sheet.profile)
    yield from _faces()
    yield from _own()


def _normal(profile: Profile) -> str:
    """What all others are based on: the lines and characters of the body."""
    off = "".join(value(name, 0) for name in OFF)
    tight = value("spacing", TIGHTER) + value("kern", 0)
    return tag(
        "style",
        value("name", "Normal"),
        tag("qFormat"),
        tag("pPr", off, spacing(twips(profile.pitch)), value("jc", "both")),
        tag("rPr", _fonts("仿宋"), tight, _size(SIZE_3)),
        type="paragraph",
        default=1,
        styleId=NORMAL,
    )


def _standard() -> Iterator[str]:
    """The defaults that Word expects of characters, tables and lists."""
    for kind, name in (("character", "Default Paragraph Font"), ("numbering", "No List")):
        yield tag(
            "style", value("name", name), tag("semiHidden"),
            type=kind, default=1, styleId=name.replace(" ", ""),
        )  # fmt: skip
    yield tag(
        "style", value("name", "Normal Table"), tag("semiHidden"),
        tag("tblPr", tag("tblInd", w=0, type="dxa")),
        type="table", default=1, styleId="NormalTable",
    )  # fmt: skip


def _named(role: str, style: Style, profile: Profile) -> str:
    line = style.size * CELL_LINE if role in IN_TABLES else profile.pitch
    properties = (
        tag("keepNext") if style.outline or role in WITH_NEXT else "",
        tag("pageBreakBefore") if role in NEW_PAGE else "",
        _tabs() if role == "back" else "",
        "" if role in BODY else OFF_GRID,
        spacing(twips(line), space_before(role, style, profile)),
        indents(style),
        value("jc", JUSTIFY[style.align]),
        value("outlineLvl", style.outline - 1) if style.outline else "",
    )
    # A line of 20 characters of 2号 fits as it is.
    loose = value("spacing", 0) if style.size == SIZE_2 else ""
    characters = _fonts(style.face) + loose + _size(style.size)
    return _paragraph_style(style_id(role), style.name, "".join(properties), characters)


def _tabs() -> str:
    """What stands at the right end of a line of the back matter, one character inside."""
    return tag("tabs", tag("tab", val="right", pos=AREA_WIDTH - CHARACTER))


def _masthead(style: Style, masthead: Masthead | None) -> str:
    """The red letters: as high as was worked out, and as narrow (w:w)."""
    # Rounded down: a name has to fit its line.
    size = max(floor(masthead.size_pt * 2) / 2, 1.0) if masthead else SIZE_2
    stretch = max(floor(masthead.stretch * 100), 1) if masthead else 100
    lines = OFF_GRID + spacing(twips(line_height(size))) + value("jc", JUSTIFY[style.align])
    look = value("color", RED) + value("spacing", 0) + value("w", stretch)
    return _paragraph_style("masthead", style.name, lines, _fonts(style.face) + look + _size(size))


def _faces() -> Iterator[str]:
    """Words in another face than their paragraph's: 黑体字, 楷体字 …"""
    for face in get_args(Face):
        yield tag(
            "style", value("name", f"{face}字"), tag("qFormat"), tag("rPr", _fonts(face)),
            type="character", customStyle=1, styleId=face_id(face),
        )  # fmt: skip


def _own() -> Iterator[str]:
    flat = OFF_GRID + spacing(TWIPS)
    yield _paragraph_style(RULE, "分隔线", flat)
    yield _paragraph_style(REST, "空行", flat)
    mark = OFF_GRID + spacing(twips(24)) + value("jc", "right")
    look = _fonts("黑体") + value("color", GREY) + _size(SIZE_2)
    yield _paragraph_style(DRAFT, "草稿标记", mark, look)


def _paragraph_style(identifier: str, name: str, properties: str, characters: str = "") -> str:
    return tag(
        "style",
        value("name", name),
        value("basedOn", NORMAL),
        tag("qFormat"),
        tag("pPr", properties),
        tag("rPr", characters) if characters else "",
        type="paragraph",
        customStyle=1,
        styleId=identifier,
    )


def _fonts(face: Face) -> str:
    """The office's font of a face, for Chinese, for figures, and for marks that are both: “ ”."""
    name = office_names(face)[0]
    return tag("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def _size(size: float) -> str:
    half_points = round(size * 2)
    return value("sz", half_points) + value("szCs", half_points)
