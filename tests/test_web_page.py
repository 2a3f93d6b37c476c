"""The official text as a web page: it says what the sheet says, and nothing in it is markup."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from test_coverage_page import HOSTILE
from test_formatter import NOTICES
from test_layout import EXAMPLES, tasks
from test_typeset import sheet

from hegao.dsl.build import build_notice
from hegao.dsl.layout.piece import UnitForm
from hegao.dsl.layout.profile import AREA, CELL, OFFICE, POINT, STRICT, Profile
from hegao.dsl.layout.sheet import Grid, Passage, Run, Sheet
from hegao.dsl.layout.styles import Style
from hegao.dsl.layout.web_page import write_web_page
from hegao.dsl.recover.html.reader import read_html
from hegao.dsl.recover.manuscript import manuscript_of
from hegao.dsl.recover.recovery import recover
from hegao.dsl.web_text import UNSHOWABLE
from material import DATA, read

VOID = frozenset(("meta", "br", "hr", "col"))
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
WIDE = (DATA / "web" / "wide.notice").read_text("utf-8")
JOINT = (DATA / "web" / "joint.notice").read_text("utf-8")
LETTER = (DATA / "web" / "letter.notice").read_text("utf-8")
SOURCES = {**EXAMPLES, "every": read(DATA / "every_kind.notice")} | {
    "wide": WIDE, "joint": JOINT, "letter": LETTER, "nothing": "",
}  # fmt: skip
UNIT_FORMS: tuple[UnitForm, ...] = ("bracket", "line", "table", "breakdown", "none")
MARGIN = re.compile(r"margin: 0 -[\d.]+em")
every_source = pytest.mark.parametrize("name", SOURCES)


class Page(HTMLParser):
    """The elements of a page, checked to be closed in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self.open:
            self.texts.append(data)

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def classes(self) -> set[str]:
        return {
            kind
            for _, attributes in self.elements
            for kind in (attributes.get("class") or "").split()
        }


def squeezed(texts: Iterator[str] | list[str]) -> str:
    """Some texts without white space, with a sign for each character that no page can show."""
    return re.sub(r"\s", "", UNSHOWABLE.sub("\ufffd", "".join(texts)))


def said(made: Sheet) -> Iterator[str]:
    """All words of a sheet as they are read from above."""
    head = made.head
    yield "草稿" * made.draft
    marks = [mark.text for mark in head.marks]
    names = [*head.masthead.names, head.masthead.suffix] if head.masthead else []
    yield from (*names, *marks) if made.form == "信函" else (*marks, *names)
    yield head.number.text if head.number else ""
    yield from (run.text for line in head.signers for run in line)
    for each in (flow for section in made.sections for flow in section.flow):
        if isinstance(each, Passage):
            yield each.text
        else:
            yield from (cell.text for row in (each.header, *each.rows) for _, cell in row)
    for line in made.back.lines if made.back else ():
        yield from (line.text, line.aside)


def grids(made: Sheet) -> list[Grid]:
    return [each for part in made.sections for each in part.flow if isinstance(each, Grid)]


def rules(page: str) -> str:
    """The page's rules of style."""
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    return str(style)


def spaced(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


@every_source
@pytest.mark.parametrize("units_as", UNIT_FORMS)
def test_the_text_is_the_sheet_s_in_its_order(name: str, units_as: UnitForm) -> None:
    made = sheet(SOURCES[name], units_as)
    assert squeezed(Page(write_web_page(made)).texts) == squeezed(said(made))


@settings(max_examples=60)
@given(NOTICES)
def test_any_notice(text: str) -> None:
    made = sheet(text)
    shown = Page(write_web_page(made))
    assert squeezed(shown.texts) == squeezed(said(made))


@every_source
def test_the_page_stands_alone(name: str) -> None:
    page = write_web_page(sheet(SOURCES[name]))
    shown = Page(page)
    assert shown.elements[0] == ("html", {"lang": "zh-CN"})
    assert not {"script", "link", "img", "iframe", "object", "base", "form", "a"} & {*shown.tags()}
    assert not re.search(r"https?:|//\w|@import|url\(|expression", page)
    for _, attributes in shown.elements:
        assert not {"style", "src", "href"} & attributes.keys()
        assert not [key for key in attributes if key.startswith("on")]


def test_only_the_page_s_own_rules_apply() -> None:
    page = write_web_page(sheet(SOURCES["table"]))
    policy = html.unescape(re.findall(r'Security-Policy" content="([^"]*)"', page)[0])
    digest = b64encode(sha256(rules(page).encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy


def filled(value: Any, word: str) -> Any:
    """A sheet with all its words replaced by one."""
    match value:
        case Style() | Profile():
            return value
        case Run():
            return value._replace(text=word)
        case Passage():
            return value._replace(lines=filled(value.lines, word))
        case Sheet():
            return Sheet(*(filled(each, word) for each in value))._replace(form=value.form)
        case tuple():
            made = [filled(each, word) for each in value]
            return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
        case _:
            return word if isinstance(value, str) else value


@pytest.mark.parametrize("name", ["joint", "letter", "every"])
@pytest.mark.parametrize(
    "hostile", [*HOSTILE, "} @page { size: 0 } * { display: none", "字" * 9999]
)
def test_no_word_is_markup(hostile: str, name: str) -> None:
    made = sheet(SOURCES[name])
    plain, page = write_web_page(filled(made, "字")), write_web_page(filled(made, hostile))
    before, shown = Page(plain), Page(page)
    page.encode("utf-8")
    assert [(tag, attributes.keys()) for tag, attributes in shown.elements] == [
        (tag, attributes.keys()) for tag, attributes in before.elements
    ]
    assert squeezed(shown.texts) == squeezed(before.texts).replace("字", squeezed([hostile]))
    # Letters that are set narrow take other room; nothing else depends on words.
    assert MARGIN.sub("", rules(page)) == MARGIN.sub("", rules(plain))


@every_source
def test_those_who_hear_the_page(name: str) -> None:
    """Landmarks, headings without gaps, tables whose columns have names."""
    made = sheet(SOURCES[name])
    shown = Page(write_web_page(made))
    roles = [attributes.get("role") for _, attributes in shown.elements]
    assert shown.tags().count("main") == 1
    assert shown.tags().count("header") <= 1
    assert roles.count("contentinfo") == (made.back is not None)
    levels = [int(tag[1]) for tag in shown.tags() if tag in HEADINGS]
    assert sorted({*levels}) == [*range(1, len({*levels}) + 1)]
    assert levels[:1] in ([], [1])
    assert shown.tags().count("thead") == sum(bool(grid.header) for grid in grids(made))
    for tag, attributes in shown.elements:
        assert tag != "th" or attributes["scope"] == "col"


@every_source
def test_every_class_of_the_text_has_rules(name: str) -> None:
    page = write_web_page(sheet(SOURCES[name]))
    used = Page(page).classes()
    assert {kind for kind in used if not re.search(rf"\.{kind}\b", rules(page))} <= {"head"}


@pytest.mark.parametrize("name", ["table", "breakdown", "wide", "every"])
def test_merged_cells_fill_the_table(name: str) -> None:
    made = sheet(SOURCES[name], "breakdown")
    elements = Page(write_web_page(made)).elements
    spans = sum(
        int(attributes.get("rowspan") or 1) * int(attributes.get("colspan") or 1)
        for tag, attributes in elements
        if tag in ("td", "th")
    )
    assert spans == sum(
        (len(grid.rows) + bool(grid.header)) * len(grid.widths_mm) for grid in grids(made)
    )


def test_wide_tables_stand_on_turned_paper() -> None:
    page = write_web_page(sheet(WIDE))
    assert len(re.findall(r'<section class="[^"]*turned', page)) == 1
    assert "turned" not in Page(write_web_page(sheet(SOURCES["prose"]))).classes()


@pytest.mark.parametrize("others", ["", "、示例县财政局"])
def test_a_narrow_masthead_takes_the_room_it_fills(others: str) -> None:
    made = sheet(f"发文机关：{'示例县人民政府' * 3}{others}\n标题：通知\n")
    masthead = made.head.masthead
    assert masthead is not None
    found = re.search(r"scaleX\(([\d.]+)\); margin: 0 -([\d.]+)em", write_web_page(made))
    assert found is not None
    stretch, less = float(found[1]), float(found[2])
    letters = 2 * less / (1 - stretch)
    assert letters * stretch * masthead.size_pt * POINT == pytest.approx(AREA[0], abs=0.5)


@pytest.mark.parametrize(
    ("profile", "top", "bottom"), [(STRICT, 34.56, 32.36), (OFFICE, 37.00, 35.00)]
)
def test_margins(profile: Profile, top: float, bottom: float) -> None:
    """A line leaves 2.44 mm above its characters, which begin where the type area does."""
    page = write_web_page(sheet(SOURCES["prose"])._replace(profile=profile))
    assert f"@page {{ size: A4; margin: {top:.2f}mm 20mm {bottom:.2f}mm; }}" in spaced(page)
    lines = 22 * profile.pitch * POINT
    assert lines <= 297 - top - bottom < lines + CELL * POINT


def test_draft() -> None:
    made = sheet(SOURCES["prose"])
    assert "草稿" not in write_web_page(made)
    page = write_web_page(made._replace(draft=True))
    assert '<p class="draft"><span>草稿</span></p>' in page
    assert "（草稿）</title>" in page


def test_the_first_page_of_a_letter() -> None:
    style = spaced(rules(write_web_page(sheet(LETTER))))
    assert "@page :first { @bottom-right { content: none; } }" in style
    assert "@page :first { @bottom-center {" in style
    assert "@bottom-center" not in rules(write_web_page(sheet(JOINT)))


@pytest.mark.parametrize("name", [*EXAMPLES, "joint", "letter", "wide"])
def test_import_reads_the_same_tasks(name: str) -> None:
    draft = build_notice(SOURCES[name])
    page = write_web_page(sheet(SOURCES[name]))
    read_back = recover(manuscript_of(read_html(page.encode()))).document
    assert tasks(read_back) == tasks(draft)


def test_import_reads_the_elements() -> None:
    page = write_web_page(sheet(JOINT))
    text = recover(manuscript_of(read_html(page.encode()))).text
    for field in (
        "密级：秘密★1年", "发文字号：示政办发〔2026〕31号", "签发人：王示例 李范 张样本",
        "主送：范例市人民政府", "印发机关：示例县人民政府办公室", "印发日期：2026年5月9日",
    ):  # fmt: skip
        assert f"{field}\n" in text
