"""What font files say of themselves and can show; which of them are chosen; what a notice lacks."""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from font_files import KINDS, Kind, collection, font
from hypothesis import given
from hypothesis import strategies as st

from hegao.dsl.build import build_notice
from hegao.dsl.layout.faces import FAMILIES, NEAREST, office_names
from hegao.dsl.layout.font_choice import FaceFonts, Installed, choose
from hegao.dsl.layout.glyphs import (
    Coverage,
    Cut,
    UnreadableFontError,
    missing,
    read_coverage,
    read_cuts,
)
from hegao.dsl.layout.missing_glyphs import glyph_findings, texts_by_face
from hegao.dsl.layout.outlines import Outlines
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.profile import STRICT
from hegao.dsl.layout.standard_characters import BEYOND_GB2312, gb2312
from hegao.dsl.layout.styles import Face
from hegao.dsl.layout.text import write_text
from hegao.dsl.layout.typeset import typeset
from material import EXAMPLES, read


def coverage(data: bytes, number: int = 0) -> Coverage:
    return read_coverage(io.BytesIO(data), number)


def cut(data: bytes) -> Cut:
    (made,) = read_cuts(io.BytesIO(data))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_claimed_and_empty(kind: Kind) -> None:
    shown = coverage(font("Mine", "甲𠮷a", empty="乙 \u3000", boxes="丁", kind=kind))
    assert missing("甲𠮷a乙丙丁𠮸", shown) == set("乙丙丁𠮸")
    assert shown.empty == {"乙"}
    assert missing(" \u3000\n\t\u200b\ufe00\U000e0100", shown) == set()


def test_composed_of_nothing() -> None:
    made = font("Mine", "甲", empty="乙", composed={"丙": "甲", "丁": "乙", "戊": "丁", "己": "丙"})
    assert coverage(made).empty == set("乙丁戊")


def test_composed_in_a_circle() -> None:
    """Two glyphs of one part each, the other one; and one that has no contour in its ten bytes."""
    of = [struct.pack(">h8xHHbb", -1, 0, part, 0, 0) for part in (1, 0)]
    plain = struct.pack(">h8x", 0)
    outlines = Outlines(b"".join((*of, plain)), (0, 16, 32, 42))
    assert [outlines.is_blank(number) for number in range(3)] == [True, True, True]


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        (0x0, True), (0x2, False), (0x4, True), (0x8, True), (0x6, True), (0xA, True),
        (0x100, False), (0x104, False), (0x200, False), (0x202, False),
    ],
)  # fmt: skip
def test_permission_to_embed(permission: int, allowed: bool) -> None:  # noqa: FBT001
    assert cut(font("Mine", "甲", permission=permission)).embeddable == allowed


def test_names_in_both_languages() -> None:
    made = cut(font("FangSong", "甲", chinese="仿宋"))
    assert made.family == "FangSong"
    assert {"FangSong", "仿宋"} <= set(made.names)


@pytest.mark.parametrize(
    ("weight", "style", "weights", "told"),
    [
        (400, 0x40, None, (400, 400)),
        (900, 0x40, None, (900, 900)),
        (400, 0x20, None, (700, 700)),
        (900, 0x20, None, (900, 900)),
        (5, 0x40, None, (500, 500)),
        (200, 0x40, (200, 900), (200, 900)),
    ],
)
def test_weights(
    weight: int, style: int, weights: tuple[int, int] | None, told: tuple[int, int]
) -> None:
    assert cut(font("Mine", "甲", weight=weight, style=style, weights=weights)).weights == told


def test_a_collection() -> None:
    data = collection(font("One", "甲"), font("Two", "乙", permission=2))
    one, two = read_cuts(io.BytesIO(data))
    assert (one.number, one.family, one.embeddable) == (0, "One", True)
    assert (two.number, two.family, two.embeddable) == (1, "Two", False)
    assert missing("甲乙", coverage(data, 0)) == {"乙"}
    assert missing("甲乙", coverage(data, 1)) == {"甲"}


WHOLE = collection(font("One", "甲乙丙", empty="丁"), font("Two", "乙", kind="cff"))


@given(st.data())
def test_a_broken_font_is_refused(data: st.DataObject) -> None:
    """Cut off or with other bytes in it, a file is read or refused, nothing else."""
    at = data.draw(st.integers(0, len(WHOLE)))
    broken = (
        WHOLE[:at]
        + data.draw(st.binary(max_size=8))
        + data.draw(st.sampled_from((b"", WHOLE[at + 4 :])))
    )
    for number in (0, 1):
        with contextlib.suppress(UnreadableFontError):
            read_cuts(io.BytesIO(broken))
            read_coverage(io.BytesIO(broken), number)


def installed(
    name: str, *, own: bool = False, weight: int = 400, allowed: bool = True
) -> Installed:
    path = f"{'own' if own else 'all'}/{name}-{weight}.ttf"
    return Installed(path, Cut(0, name, (name,), (weight, weight), False, allowed), own)


def chosen(face: Face, *fonts: Installed) -> FaceFonts:
    return choose(fonts)[face]


def families(found: FaceFonts) -> list[str]:
    return [each.family for each in found.fonts]


def test_the_office_font_comes_first() -> None:
    found = chosen("仿宋", installed("FandolFang R"), installed("仿宋"), installed("LXGW WenKai"))
    assert families(found) == ["仿宋", "FandolFang R", "LXGW WenKai"]
    assert [each.official for each in found.fonts] == [True, False, False]
    assert [each.face for each in found.fonts] == ["仿宋", "仿宋", "楷体"]


def test_what_the_user_put_there_comes_before_all() -> None:
    found = chosen(
        "仿宋", installed("仿宋"), installed("FandolFang", own=True), installed("楷体", own=True)
    )
    assert families(found) == ["FandolFang", "仿宋", "楷体"]


def test_names_are_known_in_any_case() -> None:
    assert families(chosen("黑体", installed("SIMHEI"))) == ["SIMHEI"]


def test_titles_are_dark() -> None:
    regular, bold = installed("Noto Serif CJK SC"), installed("Noto Serif CJK SC", weight=700)
    black = installed("Noto Serif CJK SC", weight=900)
    assert [each.weight for each in chosen("小标宋", regular, black, bold).fonts] == [700, 900, 400]
    assert [each.weight for each in chosen("宋体", black, bold, regular).fonts] == [400, 700, 900]


def test_a_variable_font_has_all_weights() -> None:
    name = "Noto Serif CJK SC"
    variable = Installed("a.ttf", Cut(0, name, (name,), (200, 900), False, True), False)
    assert chosen("小标宋", variable).fonts[0].weight == 700
    assert chosen("宋体", variable).fonts[0].weight == 400


def test_slanted_fonts_set_nothing() -> None:
    slanted = Installed("a.ttf", Cut(0, "仿宋", ("仿宋",), (400, 400), True, True), False)
    assert chosen("仿宋", slanted) == FaceFonts((), ())


def test_fonts_that_forbid_it_are_not_embedded() -> None:
    forbidden = installed("方正小标宋简体", allowed=False)
    found = chosen("小标宋", forbidden, installed("华文中宋"), installed("SimSun", allowed=False))
    assert families(found) == ["华文中宋"]
    assert [each.family for each in found.refused] == ["方正小标宋简体"]
    assert chosen("小标宋", forbidden).fonts == ()


def test_every_face_has_families_and_neighbours() -> None:
    assert set(FAMILIES) == set(NEAREST) == set(get_args(Face))
    assert office_names("仿宋")[:3] == ("仿宋_GB2312", "FangSong_GB2312", "仿宋")
    for face, near in NEAREST.items():
        assert face not in near


def shows(family: str, characters: str, empty: str = "") -> Coverage:
    data = font(family, characters, empty=empty)
    return coverage(data)._replace(name=family)


def test_findings_with_their_places() -> None:
    source = "标题：甲镕\n\n一、乙丁𠮷\n"
    texts: dict[Face, str] = {"小标宋": "甲镕", "仿宋": "乙丁𠮷〔", "楷体": "甲"}
    first = shows("First", "甲乙", empty="丁")
    fonts: dict[Face, list[Coverage]] = {
        "小标宋": [first, shows("Rare", "镕")],
        "仿宋": [first, shows("Rare", "镕"), shows("Rarer", "丁")],
        "楷体": [],
    }
    found = glyph_findings(texts, fonts, source)
    assert [
        (each.face, each.character, each.state, each.font, each.substitute) for each in found
    ] == [
        ("楷体", "甲", "missing", "", ""),
        ("小标宋", "镕", "missing", "First", "Rare"),
        ("仿宋", "丁", "empty", "First", "Rarer"),
        ("仿宋", "𠮷", "missing", "First", ""),
        ("仿宋", "〔", "missing", "First", ""),
    ]
    places = [each.span and source[each.span.start : each.span.end] for each in found]
    assert places == ["甲", "镕", "丁", "𠮷", None]


def test_fonts_are_read_only_when_needed() -> None:
    def fonts() -> Iterator[Coverage]:
        yield shows("First", "甲")
        yield shows("Second", "乙")
        raise AssertionError("not needed")

    assert glyph_findings({"仿宋": "甲"}, {"仿宋": fonts()}, "甲") == []
    (found,) = glyph_findings({"仿宋": "甲乙"}, {"仿宋": fonts()}, "甲乙")
    assert found.substitute == "Second"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_character_of_the_page_is_set_in_some_face(path: Path) -> None:
    document = build_notice(read(path))
    texts = texts_by_face(typeset(document, STRICT))
    assert set(document.value("标题") or "") <= set(texts["小标宋"])
    page = set(write_text(layout(document))) - set("\n\u3000｜")
    assert page <= {char for text in texts.values() for char in text}


def test_the_characters_of_the_national_table() -> None:
    assert len(gb2312()) == 6763
    assert len(BEYOND_GB2312) == 1467
    assert not gb2312() & set(BEYOND_GB2312)
    assert {"镕", "喆", "堃", "珺", "璟", "昇", "彧", "祎", "玥", "犇"} <= set(BEYOND_GB2312)
