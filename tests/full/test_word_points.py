"""Our Word file, point by point: its XML, its pages as LibreOffice prints them, read back.

`make test-full` gets LibreOffice and the fonts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Final

import pytest
from cpu import cpu
from made_pages import SOURCES, Made, made, office_pages, office_pdf, printed, source, typesetter
from pdf_lines import FOOT, LEFT, NUMBERS_FROM, RIGHT, TOP, body, off
from set_pages import MM, Leaf, Line, ink
from test_spreadsheet import assert_says_the_model
from test_spreadsheet import sheet as workbook
from word_points import XML_POINTS, Point, Written, differs, read_back, values, written

from hegao.dsl.build import build_notice
from hegao.dsl.layout.profile import CELL, CELLS, LINES, PROFILES, ProfileName
from hegao.dsl.layout.sheet import BackPage, Sheet
from hegao.dsl.layout.spreadsheet import write_spreadsheet
from hegao.dsl.layout.typeset import typeset
from hegao.dsl.layout.word.document import write_word

pytestmark = pytest.mark.full
FIRST: Final = 11
WITHOUT_TEXT: Final[dict[BackPage, int]] = {"same": 0, "next": 1, "after blank": 2}
"""Pages at the end of the PDF that only the back matter needs."""


@cache
def compiled(name: str, profile: ProfileName) -> Written:
    """An example or a real notice as it is compiled: where the back matter goes the PDF knows."""
    it = made(name, profile)
    back_page = typesetter(it.sheet).back_page()
    pages = len(it.pages) - (WITHOUT_TEXT[back_page] if it.sheet.back else 0)
    return written(it.sheet, back_page)._replace(pdf_pages=pages)


def text_pages(it: Written) -> Made:
    """The pages that LibreOffice prints, without the one that has only the back matter.

    It leaves out the blank page before an even one.
    """
    pages = office_pages(it.data)
    own = values(it.body, "type").count("evenPage")
    return Made(it.sheet, office_pdf(it.data), pages[: len(pages) - own])


def printed_pages(it: Written) -> Iterator[str]:
    """14. LibreOffice fills pages with 22 lines of 28 characters, about as many as the PDF has."""
    text, number = text_pages(it), len(office_pages(it.data))
    yield from off("正文页数", len(text.pages), it.pdf_pages, 1)
    for at, page in enumerate(text.pages):
        yield from (f"第{at + 1}页{each}" for each in _inside_area(page))
    for at, page in text.full_pages():
        yield from (f"第{at + 1}页{each}" for each in _filled(page, it.sheet))
    if number > len(text.pages):
        # Below other text it floats, which LibreOffice does not know.
        foot = ink(text.data, number - 1, (0, 0, 210, NUMBERS_FROM))[3]
        yield from off("版记末线", foot, FOOT, 1.5)


def _inside_area(page: Leaf) -> Iterator[str]:
    """Paper, and lines inside the type area; marks hang beyond its right edge.

    Tables begin where lines do, which is a little above their letters.
    """
    yield from off("宽", min(page.width, page.height), 210, 0.1)
    yield from off("高", max(page.width, page.height), 297, 0.1)
    text = page.without_tables()
    for line in body(page) if page.width < page.height else ():
        hung = sum(not each.text.isalnum() for each in line.letters[-2:])
        across = line.left > LEFT - 0.3 and line.right < RIGHT + 0.6 + hung * CELL * MM
        down = (line.top > TOP - 0.6 or line not in text) and line.foot < FOOT + 0.6
        if not (across and down):
            yield f"超出版心：{line.text}"


def _filled(page: Leaf, sheet: Sheet) -> Iterator[str]:
    """A page that text goes over: from edge to edge, as long as the margins are the standard's."""
    lines = body(page)
    steps = [after.base - before.base for before, after in pairwise(lines)]
    pitch = sheet.profile.pitch * MM
    yield from differs("行数", 1 + sum(round(step / pitch) for step in steps), LINES)
    if sheet.profile.name == "strict":
        # A line of large letters begins a little higher.
        yield from off("首", lines[0].top, TOP, 0.7 if lines[0].size > 16 else 0.5)
        yield from off("尾", lines[-1].foot, FOOT, 0.6)
    # Marks are cut to half their width at the left, and hang at the right.
    yield from off("左", min(each.left for each in lines if each.text[0].isalnum()), LEFT, 0.3)
    yield from off("右", max(each.right for each in lines if each.text[-1].isalnum()), RIGHT, 0.4)
    for line in lines:
        yield from _cells(line)


def _cells(line: Line) -> Iterator[str]:
    """28 characters, or 27 where the next line would begin with a mark or a figure be cut."""
    if line.right < RIGHT - 2 or not all("\u4e00" <= each <= "\u9fff" for each in line.text):
        return
    steps = [after.left - before.left for before, after in pairwise(line.letters)]
    count = len(line.text) + round((line.left - LEFT) / (CELL * MM))
    if count == CELLS:
        yield from off("字宽", median(steps) / MM, CELL, 0.1)
    elif count != CELLS - 1:
        yield f"{count}字：{line.text}"


def read_again(it: Written) -> Iterator[str]:
    """15. Read back it is the same notice, set and tabled alike; the workbook is its ledger."""
    again = read_back(it.data)
    sheet = typeset(again, it.sheet.profile)
    for name, found, wanted in zip(Sheet._fields, sheet, it.sheet, strict=True):
        yield from differs(name, found, wanted)
    page = workbook(again)
    yield from differs("台账", (page.freeze_panes, page.print_title_rows), ("A3", "$2:$2"))
    try:
        assert_says_the_model(again)
    except AssertionError as error:
        yield f"台账：{error}"


POINTS: Final = (*XML_POINTS, printed_pages, read_again)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.__name__)
def test_points(point: Point, name: str, profile: ProfileName) -> None:
    assert list(point(compiled(name, profile))) == []


def test_the_table_of_points(capsys: pytest.CaptureFixture[str]) -> None:
    """What the points say of each notice, and CPU milliseconds of writing it (16): to be read."""
    numbers = "".join(f"{number:>4}" for number in range(FIRST, FIRST + len(POINTS)))
    rows = [f"{numbers}  16：docx xlsx  PDF  页：docx  PDF  满页  稿件"]
    for name in SOURCES:
        it = compiled(name, "strict")
        signs = "".join(f"{'×' if list(point(it)) else '✓':>4}" for point in POINTS)
        times = "".join(f"{each * 1000:>5.0f}" for each in _seconds(it.sheet, source(name)))
        text = text_pages(it)
        pages = f"{len(text.pages):>9}{it.pdf_pages:>5}{len(list(text.full_pages())):>6}"
        rows.append(f"{signs}{times:>20}{pages}  {name}")
    with capsys.disabled():
        print("", *rows, sep="\n")


def _seconds(sheet: Sheet, text: str) -> Iterator[float]:
    document = build_notice(text)
    yield cpu(lambda: write_word(sheet))
    yield cpu(lambda: write_spreadsheet(document))
    yield cpu(lambda: printed(sheet))
