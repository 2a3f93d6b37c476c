"""Our Word files as LibreOffice prints them, measured with the ruler: GB/T 9704-2012.

LibreOffice stands in for Word. It knows no floating tables, hangs marks at the right edge and
puts space beside figures, whatever a file says; so lines that have them are not counted in.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from made_pages import SOURCES, office_pages, office_pdf, source
from pdf_lines import FOOT, LEFT, NUMBERS_FROM, RIGHT, TOP, body
from set_pages import MM, Leaf, Line, ink
from word_points import written

from hegao.dsl.build import build_notice
from hegao.dsl.layout.profile import CELL, PROFILES, ProfileName
from hegao.dsl.layout.sheet import Grid
from hegao.dsl.layout.typeset import typeset
from material import DATA, read

pytestmark = pytest.mark.full
ALIKE = "公开信息" * 7
LONG = f"标题：关于公开信息的通知\n\n{ALIKE * 60}\n"
"""Sixty lines of characters of one width in one font."""
FORMS = {path.stem: path for path in sorted((DATA / "word_forms").glob("*.notice"))}
every_source = pytest.mark.parametrize("name", SOURCES)


@cache
def file(text: str, profile: ProfileName) -> bytes:
    return written(typeset(build_notice(text), PROFILES[profile])).data


def printed(text: str, profile: ProfileName = "strict") -> bytes:
    """A notice as Word file as PDF."""
    return office_pdf(file(text, profile))


def pages(text: str, profile: ProfileName = "strict") -> tuple[Leaf, ...]:
    return office_pages(file(text, profile))


def text_of(name: str) -> str:
    return read(FORMS[name]) if name in FORMS else source(name)


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
