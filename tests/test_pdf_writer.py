"""A sheet as PDF, in tiny fonts that are built here: what it says, and that nothing stops it."""

from __future__ import annotations

import shutil
import string
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from cpu import assert_grows
from font_files import font
from hypothesis import HealthCheck, given, settings
from pypdfium2 import PdfDocument
from test_formatter import NOTICES

from hegao.dsl.build import build_notice
from hegao.dsl.layout.font_choice import Font
from hegao.dsl.layout.pdf.data import sheet_data
from hegao.dsl.layout.pdf.writer import NoFontError, Typesetter
from hegao.dsl.layout.profile import STRICT
from hegao.dsl.layout.sheet import Passage, Run, Section
from hegao.dsl.layout.styles import STYLES, Face
from hegao.dsl.layout.typeset import typeset

HEAD = "发文机关：示例县人民政府\n标题：关于开展检查的通知\n成文日期：2026年4月28日\n\n"
SHOWN = "".join(
    sorted(
        {*HEAD, *string.printable[:95], *"一二三四五、。（）—文件附件草稿序号任务责任单位正文"}
        - {"\n"}
    )
)
ACHIEVED, ARCHIVED = b"pdfuaid", b"pdfaid"
HOSTILE = (
    '#panic("x")',
    '#read("/etc/passwd")',
    "$x^2$ *a* _b_ `c` @d < e",
    "\\u{41} // f /* g */ ~ -- ... \"h\" 'i'",
    "[j](k) = l",
    "#set text(red)",
)


class Printer(NamedTuple):
    """Sets drafts in the fonts of a folder."""

    fonts: Mapping[Face, tuple[Font, ...]]
    folder: str
    empty: str

    def print(self, text: str, *, archive: bool = False) -> bytes:
        """The PDF of a draft."""
        return self.typesetter(text).write(archive=archive)

    def typesetter(self, text: str) -> Typesetter:
        sheet = typeset(build_notice(text), STRICT)
        return Typesetter(sheet, self.fonts, self.folder, self.empty)


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    folder, empty = tmp_path_factory.mktemp("fonts"), tmp_path_factory.mktemp("empty")
    path = folder / "tiny.ttf"
    path.write_bytes(font("Tiny", SHOWN))
    tiny = Font(
        path=str(path), number=0, family="Tiny", weight=400, told="Tiny", face=None,
        official=False, own=False, embeddable=True,
    )  # fmt: skip
    return Printer(dict.fromkeys(get_args(Face), (tiny,)), str(folder), str(empty))


def said(data: bytes) -> str:
    """The text of all pages, without spaces."""
    pages = (page.get_textpage().get_text_bounded() for page in PdfDocument(data))
    return "".join("".join(pages).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_no_markup(text: str, printer: Printer) -> None:
    assert "".join(text.split()) in said(printer.print(f"{HEAD}正文{text}\n"))
    assert "".join(text.split()) in said(
        printer.print(f"{HEAD}| 正文 | 正文 |\n|---|---|\n| {text} | 一 |\n")
    )


def test_two_are_alike(printer: Printer, tmp_path: Path) -> None:
    first = printer.print(f"{HEAD}正文\n")
    assert printer.print(f"{HEAD}正文\n") == first
    shutil.copy(printer.fonts["仿宋"][0].path, tmp_path / "other.ttf")
    assert printer._replace(folder=str(tmp_path)).print(f"{HEAD}正文\n") == first
    assert b"D:20260428" in first


def test_standards(printer: Printer) -> None:
    plain, archived = (printer.print(f"{HEAD}正文\n", archive=each) for each in (False, True))
    assert ACHIEVED in plain
    assert ARCHIVED not in plain
    assert ACHIEVED in archived
    assert ARCHIVED in archived


def test_a_character_without_a_glyph_takes_the_marks_away(printer: Printer) -> None:
    assert ACHIEVED not in printer.print(f"{HEAD}正文\U00020bb7\n", archive=True)


def test_a_face_without_a_font(printer: Printer) -> None:
    with pytest.raises(NoFontError, match="楷体"):
        printer._replace(fonts={**printer.fonts, "楷体": ()}).print(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "", "一", "\0\x01\x0b\x7f\ud800\ufffe", f"标题：{'一' * 20_000}\n\n正文\n",
        f"{HEAD}{'一' * 20_000}\n", f"{HEAD}{'a' * 3000}\n", "成文日期：1949年10月1日\n\n正文\n",
        "（一）二级\n\n（1）四级\n\n一、一级\n",
    ],
    ids=("nothing", "a letter", "control", "title", "paragraph", "word", "early", "levels"),
)  # fmt: skip
def test_anything_is_printed(text: str, printer: Printer) -> None:
    assert printer.print(text).startswith(b"%PDF-")


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(NOTICES)
def test_any_notice_is_printed(printer: Printer, text: str) -> None:
    assert printer.print(text).startswith(b"%PDF-")


def rows(count: int) -> str:
    """A draft that is a table; some of its cells are merged."""
    said = (f"| {at} | 一二三 | {'单位' if at % 7 == 1 else ''} |\n" for at in range(count))
    return f"{HEAD}| 序号 | 任务 | 责任单位 |\n|---|---|---|\n{''.join(said)}"


def test_many_rows(printer: Printer) -> None:
    pages = [
        page.get_textpage().get_text_bounded() for page in PdfDocument(printer.print(rows(500)))
    ]
    # Read by itself, each page has its header and says whose its first row is.
    for page in pages[1:]:
        assert {"序号", "任务", "责任单位", "单位"} <= set(page.split())
    assert "".join("".join(pages).split()).count("一二三") == 500


def test_the_time_of_rows_is_not_squared(printer: Printer) -> None:
    assert_grows(lambda count: printer.print(rows(count)), 200, 1200, times=1)


def test_levels_of_headings_have_no_gaps(printer: Printer) -> None:
    roles = ("heading_2", "heading_4", "heading_3", "heading_1", "heading_4")
    flow = tuple(Passage(role, STYLES[role], ((Run("一", "仿宋"),),)) for role in roles)
    sheet = typeset(build_notice(""), STRICT)._replace(sections=(Section(flow, landscape=False),))
    data = sheet_data(sheet, printer.fonts, archive=False)
    assert [each["level"] for each in data["sections"][0]["flow"]] == [1, 2, 2, 1, 2]


PRINTED = "印发机关：示例县人民政府\n印发日期：2026年4月29日\n"


@pytest.mark.parametrize(
    ("lines", "wide", "place"),
    [(1, False, "next"), (40, False, "same"), (44, False, "after blank"), (1, True, "after blank"), (40, True, "next")],
)  # fmt: skip
def test_where_the_back_matter_goes(printer: Printer, lines: int, wide: bool, place: str) -> None:  # noqa: FBT001
    """On the page of the end if that is even and has room, else on the next even one (7.4.1)."""
    text = PRINTED + "主送：一二三\n\n" + "".join(f"{at}. 任务。\n" for at in range(1, lines))
    if wide:
        cells = "｜".join("任务" * 20 for _ in range(7))
        text += "任务｜正文｜单位｜责任｜序号｜文件｜附件\n" + cells + "\n"
    assert printer.typesetter(text).back_page() == place
