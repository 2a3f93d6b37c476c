"""The review sheet as a Word file on A4 across; python-docx, an extra, packs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.layout.sheet import Properties
from hegao.dsl.layout.word.markup import mm_twips, part, tag, twips, value, words
from hegao.dsl.layout.word.package import Part, packed
from hegao.linter.report.opinion import COLUMNS, NAME, SIGNED, Opinion, opinions
from hegao.linter.report.result import CheckResults

WIDTHS: Final = (13, 50, 76, 58, 60)
"""Of the columns in millimetres: all of the page between its margins."""
PAGE: Final = (297, 210)
MARGIN: Final = 20
"""In millimetres."""
SMALL, USUAL, LARGE = 10.5, 12.0, 22.0
"""Sizes in points: 五号, 小四, 二号."""
SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
BLANK: Final = "\u3000" * 12


def write_opinion_docx(results: CheckResults) -> bytes:
    """The bytes of a .docx file: a table for each file, room for name and day below it."""
    made = opinions(results)
    body = "".join("".join(_sheet(each, first=not at)) for at, each in enumerate(made))
    document = part("document", [tag("body", body, _page())])
    styles = Part("styles", "styles", part("styles", _styles()))
    return packed(document, [styles], Properties(NAME, "", "", ""))


def _sheet(opinion: Opinion, *, first: bool) -> Iterator[str]:
    yield _line(NAME, LARGE, face="黑体", place="center", new_page=not first)
    yield _line(f"文件：{opinion.title}", USUAL)
    yield _line(f"核稿结果：{opinion.counts}", USUAL)
    if opinion.rows:
        yield _table(opinion)
    if opinion.more:
        yield _line(opinion.more, USUAL)
    yield _line("".join(name + BLANK for name in SIGNED), USUAL, before=18)


def _styles() -> Iterator[str]:
    language = tag("lang", val="zh-CN", eastAsia="zh-CN")
    yield tag("docDefaults", tag("rPrDefault", tag("rPr", _fonts("仿宋"), language)))
    yield tag("style", value("name", "Normal"), type="paragraph", default=1, styleId="Normal")


def _fonts(face: str) -> str:
    return tag("rFonts", ascii=face, eastAsia=face, hAnsi=face)


def _line(
    text: str, size: float, *, face: str = "仿宋", place: str = "left", new_page: bool = False,
    before: float = 0, after: float = 6,
) -> str:  # fmt: skip
    properties = tag(
        "pPr",
        tag("pageBreakBefore") if new_page else "",
        tag("spacing", before=twips(before), after=twips(after)),
        value("jc", place),
    )
    half_points = round(size * 2)
    look = tag("rPr", _fonts(face), value("sz", half_points), value("szCs", half_points))
    return tag("p", properties, tag("r", look, words(text)))


def _table(opinion: Opinion) -> str:
    borders = (tag(side, val="single", sz=4, space=0, color="auto") for side in SIDES)
    inside = (tag(side, w=85, type="dxa") for side in ("left", "right"))
    properties = tag(
        "tblPr",
        tag("tblW", w=mm_twips(sum(WIDTHS)), type="dxa"),
        value("jc", "center"),
        tag("tblBorders", *borders),
        tag("tblLayout", type="fixed"),
        tag("tblCellMar", *inside),
    )
    grid = tag("tblGrid", *(tag("gridCol", w=mm_twips(each)) for each in WIDTHS))
    rows = (_row((str(number), *row)) for number, row in enumerate(opinion.rows, 1))
    return tag("tbl", properties, grid, _row(COLUMNS, header=True), *rows)


def _row(texts: Sequence[str], *, header: bool = False) -> str:
    """A row that no page divides; the header stands on each page."""
    properties = tag("trPr", tag("cantSplit"), tag("tblHeader") if header else "")
    cells = (_cell(text, at, header=header) for at, text in enumerate(texts))
    return tag("tr", properties, *cells)


def _cell(text: str, at: int, *, header: bool) -> str:
    properties = tag(
        "tcPr", tag("tcW", w=mm_twips(WIDTHS[at]), type="dxa"), value("vAlign", "center")
    )
    face, place = ("黑体", "center") if header else ("仿宋", "left" if at else "center")
    return tag("tc", properties, _line(text, SMALL, face=face, place=place, after=0))


def _page() -> str:
    width, height = map(mm_twips, PAGE)
    margin = mm_twips(MARGIN)
    edges = dict.fromkeys(("top", "right", "bottom", "left", "header", "footer"), margin)
    return tag(
        "sectPr",
        tag("pgSz", w=width, h=height, orient="landscape"),
        tag("pgMar", **edges, gutter=0),
    )
