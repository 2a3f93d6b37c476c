"""The review sheet as a workbook (.xlsx): one sheet a file; XlsxWriter, an extra, writes it.

Every text is written as text: nothing of it is ever computed or followed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from hegao.dsl.layout.text import width
from hegao.dsl.layout.xml_text import xml_text
from hegao.linter.report.opinion import COLUMNS, NAME, SIGNED, Opinion, opinions
from hegao.linter.report.result import CheckResults

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTHS: Final = (6, 24, 40, 32, 32)
"""Of the columns, in characters of the narrow kind."""
LINE: Final = 15.0
"""The height of a line of 11 points, in points."""
MOST_HEIGHT: Final = 409.0
DAY: Final = datetime(2000, 1, 1)
"""The same findings give the same bytes."""


class _Looks(NamedTuple):
    """How cells look."""

    title: Format
    line: Format
    header: Format
    text: Format
    centred: Format


def write_opinion_xlsx(results: CheckResults) -> bytes:
    """The bytes of an .xlsx file: a sheet for each file, room for name and day below its rows."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, options) as book:
        book.set_properties({"title": NAME, "created": DAY})
        looks = _looks(book)
        # A workbook without a sheet cannot be opened.
        for number, opinion in enumerate(opinions(results) or (Opinion("", "", "", (), ""),), 1):
            name = f"{NAME}{number if len(results.files) > 1 else ''}"
            _write(book.add_worksheet(name), looks, opinion)
    return stream.getvalue()


def _looks(book: Workbook) -> _Looks:
    # The prefix keeps =… a text also when somebody edits its cell.
    plain = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "quote_prefix": True}
    cell = {**plain, "border": 1, "valign": "vcenter"}
    return _Looks(
        title=book.add_format({**plain, "font_name": "黑体", "font_size": 16, "align": "center"}),
        line=book.add_format(plain),
        header=book.add_format({**cell, "font_name": "黑体", "align": "center"}),
        text=book.add_format(cell),
        centred=book.add_format({**cell, "align": "center"}),
    )


def _write(sheet: Worksheet, looks: _Looks, opinion: Opinion) -> None:
    for column, each in enumerate(WIDTHS):
        sheet.set_column(column, column, each)
    _across(sheet, 0, NAME, looks.title, 26)
    _across(sheet, 1, f"文件：{opinion.title}", looks.line, 20)
    _across(sheet, 2, f"核稿结果：{opinion.counts}", looks.line, 20)
    sheet.write_row(3, 0, COLUMNS, looks.header)
    for number, row in enumerate(opinion.rows, 1):
        sheet.write_number(3 + number, 0, number, looks.centred)
        for column, text in enumerate(row, 1):
            _put(sheet, 3 + number, column, text, looks.text)
        sheet.set_row(3 + number, min(LINE * max(_lines(row)) + 4, MOST_HEIGHT))
    end = 4 + len(opinion.rows)
    for at, text in enumerate(filter(None, (opinion.more, *SIGNED))):
        _across(sheet, end + at, text, looks.line, 30)
    _set_page(sheet)


def _across(sheet: Worksheet, row: int, text: str, look: Format, height: float) -> None:
    sheet.merge_range(row, 0, row, len(COLUMNS) - 1, "", look)
    _put(sheet, row, 0, text, look)
    sheet.set_row(row, height)


def _put(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """A text in a cell, whatever it looks like."""
    held = xml_text(text)
    # XlsxWriter takes <r>…</r> for its own markup and writes it as it is.
    held = f"{held} " if held.startswith("<r>") else held
    sheet.write_string(row, column, held, look)


def _lines(row: tuple[str, ...]) -> Iterator[int]:
    """How many lines each cell takes; a character may be lost at the end of each."""
    for text, columns in zip(row, WIDTHS[1:], strict=True):
        yield sum(max(1, -(-width(part) // (columns - 2))) for part in text.split("\n"))


def _set_page(sheet: Worksheet) -> None:
    """A4 across, as wide as the page, the names of the columns on each."""
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")
