"""The Word file of a notice: its XML against the sheet, and read back by our own reader."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, get_args

import docx
import pytest
from cpu import assert_grows
from hypothesis import given, settings
from lxml import etree
from test_formatter import NOTICES
from told_by_notices import said
from word_points import (
    XML_POINTS,
    Point,
    W,
    Written,
    all_of,
    attribute,
    read_back,
    texts_of,
    values,
    written,
)

from hegao.dsl.build import build_notice
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.profile import PROFILES, ProfileName
from hegao.dsl.layout.sheet import BackPage, Cell, Grid, Sheet
from hegao.dsl.layout.text import write_text
from hegao.dsl.layout.typeset import typeset
from hegao.dsl.layout.word.document import write_word
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import recover
from material import DATA, EXAMPLES, read, shared

TEXTS = {path.stem: read(path) for path in EXAMPLES}
TEXTS |= {path.stem: read(path) for path in sorted((DATA / "word_forms").glob("*.notice"))}
every_text = pytest.mark.parametrize("name", TEXTS)
ORDER = {
    # ISO/IEC 29500-1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70, 17.4.82, 17.6.17, 17.7.4.17, 17.15.1.78
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b i color spacing w kern position sz szCs highlight u lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "pBdr": "top left bottom right between",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType titlePg docGrid",
    "style": "name basedOn next link semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}  # fmt: skip
"""Which elements follow each other; Word refuses a file that has them otherwise."""


@cache
def sheet(name: str, profile: ProfileName = "strict") -> Sheet:
    return typeset(build_notice(TEXTS[name]), PROFILES[profile])


@cache
def file(name: str, profile: ProfileName = "strict", back_page: BackPage = "next") -> Written:
    """The Word file of a text."""
    return written(sheet(name, profile), back_page)


def body(name: str, back_page: BackPage = "next") -> Any:
    return file(name, back_page=back_page).body


# What the file says.


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_read_back_it_is_the_notice(path: Path) -> None:
    """As the draft says it; references are numbers on paper."""
    text = (
        read(path)
        .replace("【见：办事指南】", "第3项")
        .replace("工作要点的通知。", "工作要点的通知")
    )
    notice = build_notice(text)
    printed = recover(text_manuscript(write_text(layout(notice)))).document
    again = said(read_back(write_word(typeset(notice, PROFILES["strict"]))))
    assert again == said(printed)
    assert again[1:] == said(notice)[1:]
    if path.stem != "省要点":
        # Its limits are for the offices below, and not printed.
        assert again == said(notice)


def test_real_notices_read_back() -> None:
    for path in shared("seeds/*.txt"):
        notice = recover(text_manuscript(read(path))).document
        again = read_back(write_word(typeset(notice, PROFILES["office"])))
        assert said(again) == said(notice), path.name


@every_text
def test_every_word_is_there(name: str) -> None:
    found = "".join(body(name).itertext())
    for passage in file(name).passages():
        assert passage.text in found
    made = sheet(name).head
    assert all(each in found for each in (made.masthead.names if made.masthead else ()))
    back = sheet(name).back
    assert all(each.text in found for each in (back.lines if back else ()))


@settings(max_examples=30)
@given(NOTICES)
def test_no_text_makes_it_raise(text: str) -> None:
    for back_page in ("same", "after blank"):
        data = write_word(typeset(build_notice(text), PROFILES["office"]), back_page)
        docx.Document(io.BytesIO(data))


HOSTILE = '<w:p/>&amp;]]>\x00\x01\x1b\ud800\ufffe#panic("x") =cmd() <!--'


def test_hostile_words_are_words() -> None:
    text = f"标题：{HOSTILE}\n\n{HOSTILE}\n\n列一｜列二\n{HOSTILE}｜{HOSTILE}\n"
    found = docx.Document(io.BytesIO(write_word(typeset(build_notice(text), PROFILES["strict"]))))
    words = '<w:p/>&amp;]]>#panic("x") =cmd() <!--'
    assert [each.text for each in found.tables[0].rows[1].cells] == [words] * 2
    assert words in [each.text for each in found.paragraphs]


def test_no_length_is_beyond_what_word_takes() -> None:
    """22 inches (17.18.81), whatever the words; letters have a size."""
    endless = "公开" * 50_000
    text = f"标题：{endless}\n发文机关：{endless}局\n署名：{endless}局\n成文日期：2026年4月28日\n\n{endless}\n"
    data = write_word(typeset(build_notice(text), PROFILES["strict"]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/styles.xml"):
            root = etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))
            for kind in ("ind", "spacing", "tab", "gridCol", "tcW", "trHeight", "framePr"):
                for each in all_of(root, kind):
                    numbers = [int(value) for value in each.attrib.values() if value.isdigit()]
                    assert all(number <= 31_680 for number in numbers)
            assert all(int(value) > 0 for value in values(root, "sz") + values(root, "rPr/w"))


@pytest.mark.parametrize("profile", PROFILES)
@every_text
@pytest.mark.parametrize("point", XML_POINTS, ids=lambda point: point.__name__)
def test_points(point: Point, name: str, profile: ProfileName) -> None:
    for back_page in get_args(BackPage):
        assert list(point(file(name, profile, back_page))) == []


def test_fonts_have_stand_ins() -> None:
    fonts = all_of(file("prose").parts["word/fontTable.xml"], "font")
    named = {attribute(each, "name"): values(each, "altName")[0].split(",") for each in fonts}
    assert named["仿宋_GB2312"][:2] == ["FangSong_GB2312", "仿宋"]
    assert len(named) == 5


def test_only_rows_that_fit_a_page_stay_whole() -> None:
    rows = (
        ((0, Cell("公开" * 2_000)), (1, Cell("a"))),
        ((0, Cell("b")), (1, Cell("c"))),
        ((0, Cell("d", 2)), (1, Cell("e"))),
        ((1, Cell("f")),),
        ((0, Cell("g")), (1, Cell("h"))),
    )
    made = sheet("prose")
    grid = Grid((), rows, (30.0, 40.0))
    made = made._replace(sections=(made.sections[0]._replace(flow=(grid,)),))
    table = docx.Document(io.BytesIO(write_word(made))).tables[0]._tbl
    assert [bool(all_of(row, "cantSplit")) for row in all_of(table, "tr")] == [
        False,
        True,
        False,
        False,
        True,
    ]


def test_cells_over_columns() -> None:
    """A cell may go over columns, and over rows too."""
    rows = (
        ((0, Cell("a", 2, 2)), (2, Cell("b"))),
        ((2, Cell("c")),),
        ((0, Cell("d")), (1, Cell("e", 1, 2))),
    )
    grid = Grid((), rows, (30.0, 40.0, 50.0))
    made = sheet("prose")
    made = made._replace(sections=(made.sections[0]._replace(flow=(grid,)),))
    found = docx.Document(io.BytesIO(write_word(made))).tables[0]
    shown = [[cell.text for cell in row.cells] for row in found.rows]
    assert shown == [["a", "a", "b"], ["a", "a", "c"], ["d", "e", "e"]]


def test_the_file_does_not_tell_who_packed_it() -> None:
    made = docx.Document(io.BytesIO(file("prose").data)).core_properties
    assert made.modified == made.created
    assert "python" not in (made.comments or "") + (made.last_modified_by or "")


# The head, the back matter, drafts; and the file as such.


def test_where_the_back_matter_goes() -> None:
    kinds = {each: all_of(body("prose", each), "sectPr") for each in ("same", "next", "after blank")}  # fmt: skip
    assert [len(each) for each in kinds.values()] == [1, 2, 2]
    assert all_of(body("prose", "same"), "tblpPr")
    for kind, feet in (("next", ["odd", "even"]), ("after blank", ["none", "none"])):
        last = kinds[kind][-1]
        assert values(last, "type") == ["evenPage"]
        found = [dict(each.attrib) for each in last.iterfind(W + "footerReference")]
        assert [list(each.values())[-1] for each in found] == feet


def test_letters_have_it_at_the_foot_of_the_last_page() -> None:
    assert len(all_of(body("letter"), "sectPr")) == 1
    assert all_of(body("letter"), "tblpPr")


def test_several_issuers_are_spread_beside_their_suffix() -> None:
    table = all_of(body("joint"), "tbl")[0]
    assert [texts_of(each) for each in all_of(table, "tr")] == [
        ["示例县发展和改革局", "文件"], ["示例县人力资源和社会保障局", ""], ["示例县财政局", ""],
    ]  # fmt: skip
    assert values(table, "vMerge") == ["restart", "continue", "continue"]
    assert values(table, "jc").count("distribute") == 3


def test_letters_have_their_name_in_a_frame_and_two_double_rules() -> None:
    frame = all_of(body("letter"), "framePr")[0]
    assert attribute(frame, "vAnchor") == "page"
    doubles = [[each.tag for each in border] for border in all_of(body("letter"), "pBdr")]
    assert doubles == [[W + "top", W + "bottom"]]
    assert len(all_of(file("letter").parts["word/first.xml"], "pBdr/bottom")) == 1


def test_a_draft_is_marked_on_every_page() -> None:
    data = write_word(sheet("letter")._replace(draft=True))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "草稿" in archive.read("word/draft.xml").decode()
        document = etree.fromstring(archive.read("word/document.xml"))
    first, *others = all_of(document, "sectPr")
    kinds = [attribute(each, "type") for each in first.iterfind(W + "headerReference")]
    assert kinds == ["default", "even", "first"]
    assert all(len(each.findall(W + "headerReference")) == 2 for each in others)
    assert not any("draft" in name for name in file("letter").parts)


@every_text
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    for part, root in file(name).parts.items():
        if not part.startswith("word/") or part.endswith(".rels"):
            continue
        for element in root.iter():
            order = ORDER.get(etree.QName(element).localname, "").split()
            if not order or not element.tag.startswith(W):
                continue
            places = [order.index(etree.QName(each).localname) for each in element]
            assert places == sorted(places), etree.tostring(element)[:400]


@every_text
def test_same_sheet_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_word(sheet(name))
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 2, 3, 4, 5, 6, 0, 0, 0))
    assert write_word(sheet(name)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_long_tables_are_quick() -> None:
    def written(size: int) -> None:
        row = ((0, Cell("公开信息", 2)), (1, Cell("2026年6月底前完成")), (2, Cell("县民政局")))
        rows = (row, row[1:]) * (size // 2)
        grid = Grid(tuple(enumerate(map(Cell, "甲乙丙"))), rows, (40.0, 76.0, 40.0))
        made = sheet("prose")
        write_word(made._replace(sections=(made.sections[0]._replace(flow=(grid,)),)))

    assert_grows(written, 600, 4_800)
