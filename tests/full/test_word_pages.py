"""Our Word files as LibreOffice prints them, measured with the ruler: GB/T 9704-2012.

LibreOffice stands in for Word. It knows no floating tables, hangs marks at the right edge and
puts space beside figures, whatever a file says; so lines that have them are not counted in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from office_files import converted
from set_pages import MM, Leaf, Line, ink, leaves

from hegao.dsl.build import build_notice
from hegao.dsl.layout.faces import office_names
from hegao.dsl.layout.profile import CELL, PROFILES, ProfileName
from hegao.dsl.layout.sheet import Grid
from hegao.dsl.layout.styles import Face
from hegao.dsl.layout.typeset import typeset
from hegao.dsl.layout.word.document import write_word
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import recover
from material import DATA, EXAMPLES, SHARED, read

pytestmark = pytest.mark.full
FONTS = Path(__file__).parent / ".cache" / "fonts"
STAND_INS: dict[Face, str] = {
    "仿宋": "FandolFang", "小标宋": "Noto Serif CJK SC", "黑体": "Noto Sans CJK SC",
    "楷体": "LXGW WenKai", "宋体": "Noto Serif CJK SC",
}  # fmt: skip
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>{matches}
</fontconfig>"""
MATCH = """<match target="pattern"><test name="family"><string>{name}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{font}</string></edit>{bold}</match>"""
BOLD = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'
LEFT, RIGHT, TOP, FOOT = 28.0, 184.0, 37.0, 262.0
NUMBERS_FROM = 265.0
"""Below this only page numbers stand."""
ALIKE = "公开信息" * 7
LONG = f"标题：关于公开信息的通知\n\n{ALIKE * 60}\n"
"""Sixty lines of characters of one width in one font."""
FORMS = {path.stem: path for path in sorted((DATA / "word_forms").glob("*.notice"))}
SEEDS = {path.name[:3]: path for path in sorted(SHARED.glob("seeds/00*_*.txt"))}
SOURCES = {
    path.stem: path for path in EXAMPLES if path.parent.name in ("drafts", "finished")
} | SEEDS
every_source = pytest.mark.parametrize("name", SOURCES)


@pytest.fixture(autouse=True, scope="module")
def stand_ins() -> Iterator[None]:
    """Free fonts for those that our files name."""
    assert FONTS.is_dir(), "tests/full/fonts.sh"
    folder = Path(tempfile.mkdtemp(prefix="hegao-fonts-"))
    matches = [
        MATCH.format(name=office_names(face)[0], font=font, bold=BOLD * (face == "小标宋"))
        for face, font in STAND_INS.items()
    ]
    told = CONFIGURATION.format(fonts=FONTS, cache=folder / "cache", matches="".join(matches))
    (folder / "fonts.conf").write_text(told, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))
        yield


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="hegao-word-"))


@cache
def printed(text: str, profile: ProfileName = "strict") -> bytes:
    """A notice as Word file as PDF."""
    file = folder() / f"{abs(hash((text, profile)))}.docx"
    file.write_bytes(write_word(typeset(build_notice(text), PROFILES[profile])))
    return converted(file, "pdf", folder()).read_bytes()


@cache
def pages(text: str, profile: ProfileName = "strict") -> list[Leaf]:
    return leaves(printed(text, profile))


def text_of(name: str) -> str:
    path = (SOURCES | FORMS)[name]
    return recover(text_manuscript(read(path))).text if path.suffix == ".txt" else read(path)


def body(page: Leaf) -> list[Line]:
    return [line for line in page.lines if line.base < NUMBERS_FROM]


def number(page: Leaf) -> Line:
    return next(line for line in page.lines if line.base >= NUMBERS_FROM)


# Point 14: 22 lines of 28 characters that fill the type area.


def test_characters_fill_the_type_area() -> None:
    page = body(pages(LONG)[1])
    assert len(page) == 22
    assert page[0].top == pytest.approx(TOP, abs=0.3)
    assert page[-1].foot == pytest.approx(FOOT, abs=0.3)
    for line in page:
        assert len(line.text) == 28
        assert (line.left, line.right) == pytest.approx((LEFT, RIGHT), abs=0.4)
        steps = [(after.left - one.left) / MM for one, after in pairwise(line.letters)]
        assert steps == pytest.approx([CELL] * 27, abs=0.1)


@pytest.mark.parametrize("profile", PROFILES)
def test_lines_are_a_pitch_apart(profile: ProfileName) -> None:
    page = body(pages(LONG, profile)[1])
    assert len(page) == 22
    steps = [(after.base - line.base) / MM for line, after in pairwise(page)]
    assert steps == pytest.approx([PROFILES[profile].pitch] * 21, abs=0.1)


@every_source
def test_pages_keep_to_the_type_area(name: str) -> None:
    for page in pages(text_of(name)):
        if page.width > page.height:
            assert page.width == pytest.approx(297, abs=0.1)
            continue
        assert (page.width, page.height) == pytest.approx((210, 297), abs=0.1)
        lines = body(page)
        assert len(page.without_tables()) <= 23
        for line in lines:
            assert line.top > TOP - 0.6
            assert line.foot < FOOT + 0.6
            assert line.left > LEFT - 0.3
            hung = sum(not each.text.isalnum() for each in line.letters[-2:])
            assert line.right < RIGHT + 0.6 + hung * CELL * MM
    assert any(lines for lines in map(body, pages(text_of(name))))


@pytest.mark.parametrize("name", [name for name in SOURCES if name in ("prose", "001", "002")])
def test_pages_of_real_text_are_full(name: str) -> None:
    """A page that text goes over is full; a heading or a signature may take its line along."""
    whole = [page for page in pages(text_of(name)) if len(body(page)) >= 20]
    full = [page for page in whole if len(body(page)) == 22]
    assert full
    assert len(full) >= len(whole) - 2
    for page in full:
        first, last = body(page)[0], body(page)[-1]
        assert first.top == pytest.approx(TOP, abs=0.7 if first.size > 16 else 0.5)
        assert last.foot == pytest.approx(FOOT, abs=0.6)


# The head, the back matter, page numbers.


@pytest.mark.parametrize("name", ["prose", "table", "breakdown"])
def test_head(name: str) -> None:
    data, page = printed(text_of(name)), pages(text_of(name))[0]
    left, top, right, foot = ink(data, 0, (0, 0, 210, 105), red=True)
    assert top == pytest.approx(72.0, abs=0.5)
    assert left > LEFT
    assert right < RIGHT + 0.1
    line = next(each for each in page.lines if each.base > foot)
    rule = ink(data, 0, (0, 105, 210, 150), red=True)
    assert (rule[0], rule[2]) == pytest.approx((LEFT, RIGHT), abs=0.1)
    assert rule[1] - line.foot == pytest.approx(4.0, abs=0.5)
    assert rule[3] - rule[1] == pytest.approx(0.35, abs=0.1)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", ["prose", "joint"])
def test_back_matter(name: str, profile: ProfileName) -> None:
    data, all_pages = printed(text_of(name), profile), pages(text_of(name), profile)
    left, _, right, foot = ink(data, len(all_pages) - 1, (0, 0, 210, NUMBERS_FROM))
    assert foot == pytest.approx(FOOT, abs=0.6)
    assert (left, right) == pytest.approx((LEFT, RIGHT), abs=0.1)
    last = body(all_pages[-1])
    assert {round(line.size) for line in last} == {14}
    assert min(line.left for line in last) == pytest.approx(LEFT + CELL * MM, abs=0.2)
    assert max(line.right for line in last) <= RIGHT - CELL * MM + 0.3
    assert int(number(all_pages[-1]).text.strip("—")) % 2 == 0


@every_source
def test_page_numbers(name: str) -> None:
    for page in pages(text_of(name)):
        if page.width > page.height:
            said = "".join(each.text for each in page.turned).replace(" ", "")
            odd = int(said.strip("—")) % 2 == 1
            ends = (
                [each.right for each in page.turned]
                if odd
                else [-each.left for each in page.turned]
            )
            assert max(ends) == pytest.approx(178.4 if odd else -33.6, abs=0.5)
            continue
        line = number(page)
        odd = int(line.text.strip("—")) % 2 == 1
        assert line.right if odd else line.left == pytest.approx(178.4 if odd else 33.6, abs=0.5)
        assert line.base - 0.36 * 14 * MM == pytest.approx(269.0, abs=0.7)
        assert line.size == 14


def test_forms() -> None:
    letter = printed(text_of("letter"))
    assert ink(letter, 0, (0, 0, 210, 45), red=True)[1] == pytest.approx(30.0, abs=0.6)
    double = ink(letter, 0, (0, 45, 210, 60), red=True)
    assert (double[0], double[2]) == pytest.approx((20, 190), abs=0.1)
    lower = ink(letter, 0, (0, 250, 210, 297), red=True)
    assert (lower[0], lower[2], lower[3]) == pytest.approx((20, 190, 277), abs=0.5)
    assert not [line for line in pages(text_of("letter"))[0].lines if line.base > NUMBERS_FROM]
    order = printed(text_of("order"))
    assert ink(order, 0, (0, 0, 210, 90), red=True)[1] == pytest.approx(57.0, abs=0.7)


# Tables over several pages.


@pytest.mark.parametrize(
    "name", [name for name in SOURCES if name in ("table", "breakdown", "003")]
)
def test_tables(name: str) -> None:
    sheet = typeset(build_notice(text_of(name)), PROFILES["strict"])
    grid = next(each for part in sheet.sections for each in part.flow if isinstance(each, Grid))
    header = [cell.text for _, cell in grid.header]
    tables = [
        table for page in pages(text_of(name)) for table in page.tables if len(table.rows[0]) > 1
    ]
    assert len(tables) > 1
    assert all(list(table.rows[0]) == header for table in tables)
    found = "".join(cell or "" for table in tables for row in table.rows[1:] for cell in row)
    said = "".join(cell.text for row in grid.rows for _, cell in row)
    assert sorted(found.replace(" ", "")) == sorted(said.replace(" ", "").replace("\n", ""))
