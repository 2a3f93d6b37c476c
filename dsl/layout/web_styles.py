"""A sheet as style rules: faces, kinds of passages, places, columns of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, get_args

from hegao.dsl.layout.faces import BOLD, FAMILIES
from hegao.dsl.layout.profile import CELL
from hegao.dsl.layout.sheet import Grid, Passage, Sheet
from hegao.dsl.layout.styles import SIZE_3, STYLES, Face, Style
from hegao.dsl.layout.web_head_styles import first_top, head_rules
from hegao.dsl.layout.web_measures import RED, cells, millimetres, points
from hegao.dsl.layout.web_paper import page_rules
from hegao.dsl.layout.web_words import face_class

GENERIC: Final[dict[Face, str]] = {"黑体": "sans-serif"}
WEIGHTS: Final[dict[Face, int]] = {"小标宋": BOLD}
"""What stands in for 小标宋 is a text face made bold; fonts that are drawn dark have no bolder
one, and none is made up (font-synthesis)."""

Places = Mapping[Style, str]
"""The class of each place that is not the one of the passage's kind."""
Tables = Mapping[tuple[float, ...], str]
"""The class of tables with columns of some widths."""


def style_rules(sheet: Sheet, places: Places, tables: Tables) -> str:
    """All rules that come from the sheet; no word of the notice is in them."""
    rules = (
        *_faces(),
        _roots(sheet),
        *(_role(role, style) for role, style in STYLES.items()),
        *(f".{name} {{ {_place(style)} }}" for style, name in places.items()),
        *_columns(tables),
        *head_rules(sheet),
        *page_rules(sheet, _families("宋体")),
    )
    return "\n".join(rules)


def own_places(sheet: Sheet) -> dict[Style, str]:
    """Places that passages have for themselves, each with the name of a class."""
    passages = [each for part in sheet.sections for each in part.flow if isinstance(each, Passage)]
    own = dict.fromkeys(each.style for each in passages if each.style != STYLES[each.role])
    return {style: f"place{number}" for number, style in enumerate(own)}


def table_classes(sheet: Sheet) -> dict[tuple[float, ...], str]:
    """The widths of columns that tables have, each with the name of a class."""
    grids = [each for part in sheet.sections for each in part.flow if isinstance(each, Grid)]
    own = dict.fromkeys(each.widths_mm for each in grids)
    return {widths: f"table{number}" for number, widths in enumerate(own)}


def _families(face: Face) -> str:
    """The names of a face's fonts, the office's first, and what every browser has."""
    families = FAMILIES[face]
    names = [name for each in (*families.office, *families.stand_ins) for name in each.names]
    return ", ".join((*(f'"{name}"' for name in names), GENERIC.get(face, "serif")))


def _faces() -> Iterator[str]:
    named = (f"--{face_class(face)}: {_families(face)};" for face in get_args(Face))
    yield f":root {{ {' '.join(named)} }}"
    for face in get_args(Face):
        yield f".{face_class(face)} {{ {_face(face)} }}"


def _roots(sheet: Sheet) -> str:
    """The measures that the page's own rules go by."""
    pitch, top = sheet.profile.pitch / CELL, millimetres(first_top(sheet))
    return f":root {{ --pitch: {pitch:.4f}; --top: {top}; --red: {RED}; }}"


def _face(face: Face) -> str:
    return f"font-family: var(--{face_class(face)}); font-weight: {WEIGHTS.get(face, 400)};"


def _role(role: str, style: Style) -> str:
    red = "color: var(--red); " if style.red else ""
    # Only 28 characters of 3号 are wider than the type area.
    loose = "" if style.size == SIZE_3 else "letter-spacing: 0; "
    size = f"font-size: {points(style.size)};"
    return f".{role} {{ {_face(style.face)} {size} {red}{loose}{_place(style)} }}"


def _place(style: Style) -> str:
    return (
        f"margin-top: calc(var(--line) * {style.before}); text-indent: {cells(style.first)}; "
        f"padding: 0 {cells(style.right)} 0 {cells(style.left)}; text-align: {style.align};"
    )


def _columns(tables: Tables) -> Iterator[str]:
    for widths, name in tables.items():
        yield f".{name} {{ --wide: {millimetres(sum(widths))}; }}"
        for number, each in enumerate(widths, 1):
            share = 100 * each / sum(widths)
            yield f".{name} col:nth-child({number}) {{ width: {share:.4g}%; }}"
