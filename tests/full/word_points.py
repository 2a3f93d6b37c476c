"""Points 11 to 13 of the acceptance list of the layout: the XML of a Word file.

Each says what is wrong with a file; lengths in twips.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import docx
import pytest
from lxml import etree

from hegao.dsl.document import Document
from hegao.dsl.layout.faces import office_names
from hegao.dsl.layout.profile import POINT
from hegao.dsl.layout.sheet import BackPage, Cell, Grid, Passage, Sheet
from hegao.dsl.layout.styles import STYLES
from hegao.dsl.layout.word.document import write_word
from hegao.dsl.recover.choose import read as read_file
from hegao.dsl.recover.manuscript import manuscript_of
from hegao.dsl.recover.recovery import recover

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARGINS = {"strict": (1925, 1881), "office": (2098, 1984)}
"""Above and below: characters, or lines, fill the type area."""
OFF_GRID = ("title", "masthead", "back", "pagenumber", "cell")
TWIPS_OF_MM = 20 / POINT


class Written(NamedTuple):
    """A Word file and the sheet that it says."""

    sheet: Sheet
    data: bytes
    pdf_pages: int = 0
    """How many pages of text the same sheet has as PDF."""

    @property
    def parts(self) -> dict[str, Any]:
        """The files in it, as XML."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {each: etree.fromstring(archive.read(each)) for each in archive.namelist()}

    @property
    def body(self) -> Any:
        """The XML of its text."""
        return self.parts["word/document.xml"]

    @property
    def styles(self) -> dict[str, Any]:
        """Its styles by their identifiers."""
        found = all_of(self.parts["word/styles.xml"], "style")
        return {attribute(each, "styleId"): each for each in found}

    def flow(self) -> list[Passage | Grid]:
        """All passages and tables of the sheet."""
        return [each for section in self.sheet.sections for each in section.flow]

    def passages(self) -> list[Passage]:
        """The passages of the sheet."""
        return [each for each in self.flow() if isinstance(each, Passage)]

    def grids(self) -> list[Grid]:
        """The tables of the sheet."""
        return [each for each in self.flow() if isinstance(each, Grid)]


def written(sheet: Sheet, back_page: BackPage = "next") -> Written:
    """A sheet as Word file."""
    return Written(sheet, write_word(sheet, back_page))


def read_back(data: bytes) -> Document:
    """The notice that our own reader finds in a Word file."""
    return recover(manuscript_of(read_file("word", data))).document


def all_of(root: Any, path: str) -> list[Any]:
    """The elements at a path, wherever it begins."""
    return list(root.iterfind(".//" + "/".join(W + step for step in path.split("/"))))


def attribute(element: Any, name: str) -> str:
    """An attribute of an element."""
    return str(element.get(W + name))


def values(root: Any, path: str) -> list[str]:
    """What the elements at a path are set to."""
    return [attribute(each, "val") for each in all_of(root, path)]


def differs(what: str, found: object, wanted: object) -> Iterator[str]:
    """What is wrong with something that is to be the same."""
    if found != wanted:
        yield f"{what}：{found} ≠ {wanted}"


def named_styles(it: Written) -> Iterator[str]:
    """11. Named styles of passages and characters; no run has a look of its own."""
    for properties in all_of(it.body, "r/rPr"):
        yield from differs("字的格式", [each.tag for each in properties], [W + "rStyle"])
    names = {each: values(style, "name")[0] for each, style in it.styles.items()}
    for file, root in it.parts.items():
        if file.startswith("word/"):
            used = values(root, "pStyle") + values(root, "rStyle")
            yield from differs(file, set(used) - names.keys(), set())
    wanted = [said.style.name for said in it.passages()]
    found = [names.get(each) for each in values(it.body, "pStyle")]
    yield from differs("段落样式", [each for each in found if each in wanted], wanted)
    yield from _looks(it)


def _looks(it: Written) -> Iterator[str]:
    """Levels, fonts and sizes of the styles."""
    styles = {values(each, "name")[0]: each for each in it.styles.values()}
    for style in STYLES.values():
        said = styles[style.name]
        level = [str(style.outline - 1)] if style.outline else []
        yield from differs(style.name, values(said, "outlineLvl"), level)
        font = attribute(all_of(said, "rFonts")[0], "eastAsia")
        yield from differs(style.name, font, office_names(style.face)[0])
        if style.name != "发文机关标志":
            yield from differs(style.name, values(said, "sz"), [str(round(style.size * 2))])


def page_and_grid(it: Written) -> Iterator[str]:
    """12. Paper, margins and lines of the profile; what is off the lines says so."""
    pitch = round(it.sheet.profile.pitch * 20)
    yield from _lines(it, pitch)
    ends = all_of(it.body, "sectPr")
    wide = [attribute(each.find(W + "pgSz"), "orient") == "landscape" for each in ends]
    yield from differs("横页", sum(wide), sum(part.landscape for part in it.sheet.sections))
    for end, turned in zip(ends, wide, strict=True):
        size, around, grid = (end.find(W + each) for each in ("pgSz", "pgMar", "docGrid"))
        sides = [int(attribute(size, each)) for each in ("w", "h")]
        yield from differs("纸", sides, [16838, 11906] if turned else [11906, 16838])
        found = [int(attribute(around, each)) for each in ("top", "right", "bottom", "left")]
        (above, below), kind = MARGINS[it.sheet.profile.name], "lines"
        if values(end, "type") == ["evenPage"]:
            # The line that Word wants after the cell of the back matter has room there.
            below, kind = min(below, found[2]), "default"
        wanted = [1587, 2098, 1474, 1984] if turned else [above, 1474, below, 1587]
        yield from differs("页边距", found, pytest.approx(wanted, abs=1))
        said = (attribute(grid, "type"), int(attribute(grid, "linePitch")))
        yield from differs("网格", said, (kind, pitch))


def _lines(it: Written, pitch: int) -> Iterator[str]:
    styles = it.styles
    normal, paragraph = styles["Normal"], styles["paragraph"]
    line = normal.find(f"{W}pPr/{W}spacing")
    found_line = (attribute(line, "lineRule"), int(attribute(line, "line")))
    yield from differs("行距", found_line, ("exact", pitch))
    yield from differs("字距", values(normal, "rPr/spacing"), ["-5"])
    for name in OFF_GRID:
        yield from differs(name, values(styles[name], "snapToGrid"), ["0"])
    yield from differs("正文", values(paragraph, "snapToGrid"), [])
    first = attribute(paragraph.find(f"{W}pPr/{W}ind"), "firstLineChars")
    yield from differs("首行", first, "200")


def numbers_and_tables(it: Written) -> Iterator[str]:
    """13. Page numbers are fields at the outer side; tables and properties those of the sheet."""
    yield from _page_numbers(it)
    laid = [each for each in all_of(it.body, "tbl") if all_of(each, "tblBorders")]
    yield from differs("表", len(laid), len(it.grids()))
    for table, grid in zip(laid, it.grids(), strict=False):
        yield from _table(table, grid)
    said, wanted = docx.Document(io.BytesIO(it.data)).core_properties, it.sheet.properties
    found = (said.title, said.author, said.subject, said.created.date().isoformat())
    told = (wanted.title, wanted.issuer, wanted.number, wanted.day or "1980-01-01")
    yield from differs("属性", found, told)


def _page_numbers(it: Written) -> Iterator[str]:
    files = it.parts
    yield from differs("奇偶页", values(files["word/settings.xml"], "evenAndOddHeaders"), ["1"])
    ends = all_of(it.body, "sectPr")
    for at, end in enumerate(ends):
        own = not at and not it.sheet.first_page_number
        yield from differs("首页", len(end.findall(W + "titlePg")), own)
        kinds = [attribute(each, "type") for each in end.iterfind(W + "footerReference")]
        yield from differs("页脚", kinds, ["default", "even", "first"][: 2 + own])
    turned = any(part.landscape for part in it.sheet.sections)
    yield from differs("横页页脚", "word/turned-odd.xml" in files, turned)
    feet = {
        f"word/{turned}{side}.xml": align
        for side, align in (("odd", "right"), ("even", "left"))
        for turned in ("", "turned-")
    }
    if not feet.keys() & files.keys():
        yield "没有页码"
    for file in feet.keys() & files.keys():
        fields = [each.text.strip() for each in all_of(files[file], "instrText")]
        yield from differs(file, fields, ["PAGE"])
        yield from differs(file, "".join(all_of(files[file], "p")[-1].itertext()), "—  PAGE 1 —")
        yield from differs(file, values(files[file], "jc"), [feet[file]])
    if "word/first.xml" in files:
        yield from differs("首页页码", all_of(files["word/first.xml"], "instrText"), [])


def _table(table: Any, grid: Grid) -> Iterator[str]:
    widths = [int(attribute(each, "w")) for each in all_of(table, "gridCol")]
    wanted = [each * TWIPS_OF_MM for each in grid.widths_mm]
    yield from differs("列宽", widths, pytest.approx(wanted, abs=1))
    rows = all_of(table, "tr")
    heads = [bool(all_of(each, "tblHeader")) for each in rows]
    yield from differs("表头", heads, [True] * bool(grid.header) + [False] * len(grid.rows))
    cells = [cell for row in grid.rows for _, cell in row]
    merged = values(table, "vMerge").count("restart")
    yield from differs("合并", merged, sum(cell.rows > 1 for cell in cells))
    yield from differs("格", [texts_of(each) for each in rows], list(_texts(grid)))


def texts_of(row: Any) -> list[str]:
    """The texts of the cells of a row."""
    return [
        "\n".join("".join(p.itertext()) for p in all_of(each, "p")) for each in all_of(row, "tc")
    ]


def _texts(grid: Grid) -> Iterator[list[str]]:
    """The rows with every cell, those that others go over being empty."""
    if grid.header:
        yield [cell.text for _, cell in grid.header]
    for row in grid.rows:
        begun = dict(row)
        yield [begun.get(at, Cell("")).text for at in range(len(grid.widths_mm))]


Point = Callable[[Written], Iterator[str]]
XML_POINTS: tuple[Point, ...] = (named_styles, page_and_grid, numbers_and_tables)
