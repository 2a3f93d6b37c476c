"""The official text as a web page in a browser: on a screen, on a telephone, on paper.

These tests need Chromium; `make test-full` installs it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from browser import assert_fits, browse, folder
from made_pages import SOURCES as SET_IN_PDF
from made_pages import made
from test_typeset import sheet
from test_web_page import EXAMPLES, SOURCES, grids

from hegao.dsl.layout.profile import POINT, PROFILES, ProfileName
from hegao.dsl.layout.web_page import write_web_page

pytestmark = pytest.mark.full
PRINTED = [*EXAMPLES, "joint", "letter", "wide"]
TELEPHONE, TABLET, SCREEN = 390, 700, 1280
UPRIGHT, TURNED = (210, 297), (297, 210)


@cache
def page(name: str, profile: ProfileName = "strict") -> Path:
    """A notice as a web page on the disk; one with errors is marked a draft."""
    target = folder() / f"notice-{name}-{profile}.html"
    shown = sheet(SOURCES[name])._replace(profile=PROFILES[profile], draft=name == "flawed")
    target.write_text(write_web_page(shown), "utf-8")
    return target


@cache
def printed(name: str, profile: ProfileName = "strict") -> pypdfium2.PdfDocument:
    target = folder() / f"notice-{name}-{profile}.pdf"
    _, complaints = browse(
        f"--print-to-pdf={target}", "--no-pdf-header-footer", page(name, profile).as_uri()
    )
    assert complaints == []
    return pypdfium2.PdfDocument(target)


def text_of(name: str, number: int) -> str:
    text = printed(name)[number].get_textpage().get_text_range()
    return re.sub(r"\s", "", text)


def lines_of(name: str, profile: ProfileName, number: int) -> list[tuple[float, list[float]]]:
    """The lines in the type area of a page from above: their middle, and where characters begin,
    in millimetres from the upper left corner."""
    leaf = printed(name, profile)[number]
    text, height = leaf.get_textpage(), leaf.get_height()
    found: dict[float, list[float]] = {}
    for at in range(text.count_chars()):
        if not text.get_text_range(at, 1).strip():
            continue
        left, bottom, _, top = text.get_charbox(at, loose=True)
        middle = round((height - (top + bottom) / 2) * POINT, 1)
        near = next((each for each in found if abs(each - middle) < 3), middle)
        found.setdefault(near, []).append(left * POINT)
    return sorted((down, lefts) for down, lefts in found.items() if down < 262)


@pytest.mark.parametrize("width", [TELEPHONE, TABLET, SCREEN])
@pytest.mark.parametrize("name", ["joint", "letter", "wide", "table", "flawed"])
def test_nothing_is_wider_than_the_screen(name: str, width: int) -> None:
    assert_fits(page(name), width)


@pytest.mark.parametrize("name", PRINTED)
def test_paper(name: str) -> None:
    """A4, turned for wide tables only; the masthead stands on the first page."""
    shown = sheet(SOURCES[name])
    sizes = [tuple(round(side * POINT) for side in leaf.get_size()) for leaf in printed(name)]
    assert sizes[0] == UPRIGHT
    assert {*sizes} == {UPRIGHT, *(TURNED for part in shown.sections if part.landscape)}
    masthead = shown.head.masthead
    assert masthead is not None
    assert all(each in text_of(name, 0) for each in (*masthead.names, masthead.suffix))


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name in SET_IN_PDF])
def test_as_many_pages_as_the_pdf(name: str) -> None:
    assert abs(len(printed(name)) - len(made(name, "strict").pages)) <= 1


@pytest.mark.parametrize("name", ["prose", "wide", "joint"])
def test_page_numbers(name: str) -> None:
    for number in range(len(printed(name))):
        assert f"—{number + 1}—" in text_of(name, number)


def test_the_first_page_of_a_letter_has_no_number() -> None:
    assert "—1—" not in text_of("letter", 0)


@pytest.mark.parametrize("name", ["wide", "table"])
def test_column_names_on_each_page_of_a_table(name: str) -> None:
    turned = [at for at, leaf in enumerate(printed(name)) if leaf.get_width() > leaf.get_height()]
    assert turned
    names = [cell.text for _, cell in grids(sheet(SOURCES[name]))[0].header]
    for at in turned:
        assert all(each in text_of(name, at) for each in names)


def test_the_mark_of_a_draft_is_on_each_page() -> None:
    for number in range(len(printed("flawed"))):
        assert {"草", "稿"} <= {*text_of("flawed", number)}


@pytest.mark.parametrize(
    ("profile", "pitch", "first"), [("strict", 10.45, 37), ("office", 10.21, 39)]
)
def test_lines_and_characters(profile: ProfileName, pitch: float, first: float) -> None:
    """A full page has 22 lines of 28 characters in the type area, as near as browsers come."""
    lines = lines_of("continuous", profile, 3)
    assert len(lines) == 22
    steps = [below - above for (above, _), (below, _) in pairwise(lines)]
    assert sum(steps) / len(steps) == pytest.approx(pitch, abs=0.03)
    assert min(steps) > pitch - 0.5
    assert lines[0][0] == pytest.approx(first + 2.8, abs=0.8)
    assert min(min(lefts) for _, lefts in lines) == pytest.approx(28, abs=0.6)
    assert max(max(lefts) for _, lefts in lines) == pytest.approx(184 - 5.6, abs=2.9)
    advances = Counter(
        round(after - before, 1) for _, lefts in lines for before, after in pairwise(sorted(lefts))
    )
    assert abs(advances.most_common(1)[0][0] - 5.57) < 0.15
