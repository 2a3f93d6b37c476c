"""The work ledger as a workbook (.xlsx): one sheet, for screen, filter and A4 paper.

Every text of the notice is written as text: nothing of it is ever computed or followed. XlsxWriter
is an extra; it is imported when a workbook is made.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Document
from hegao.dsl.layout.formats import UnwritableError
from hegao.dsl.layout.text import width
from hegao.dsl.layout.work_ledger import LedgerLine, LedgerPart, ledger_parts
from hegao.dsl.layout.xml_text import xml_text
from hegao.dsl.ledger import issuer

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET: Final = "工作台账"
DRAFT: Final = "草稿"
MOST_CHARACTERS: Final = 32_767
"""In a cell, counted as UTF-16 does: Excel's limit."""
FIRST_DAY: Final = date(1900, 1, 1)
"""The first day that Excel knows; earlier ones are written as text."""
NO_DAY: Final = datetime(1980, 1, 1)
"""When a workbook was made whose notice bears no date: a fixed day, so that bytes do not differ."""
LINE_HEIGHT, MOST_HEIGHT = 15.0, 409.0
"""Of a line of 11 points, and the most that Excel allows a row, in points."""
TITLE_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2


class Column(NamedTuple):
    """A column's name and its width in characters of the narrow kind."""

    name: str
    width: int


COLUMNS: Final = (
    Column("序号", 6), Column("部分", 18), Column("任务", 64), Column("责任单位", 30),
    Column("完成时限", 18), Column("最后期限", 16), Column("原文编号", 11),
)  # fmt: skip
NUMBER, PART, TASK, UNITS, DEADLINES, LAST_DAY, ITEM = range(len(COLUMNS))


class _Formats(NamedTuple):
    """How cells look."""

    title: Format
    header: Format
    text: Format
    centred: Format
    day: Format


def write_spreadsheet(document: Document, *, draft: bool = False) -> bytes:
    """The bytes of the workbook; `draft` marks it as no final text. Same notice, same bytes.

    Raises UnwritableError for a text of more than 32,767 characters, as one cut in two would be
    counted, sorted and handed out as two tasks.
    """
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    title = "\n".join(filter(None, (document.value("标题"), f"{DRAFT}：" * draft + SHEET)))
    with Workbook(stream, options) as book:
        book.set_properties(_properties(document, title))
        formats = _formats(book)
        sheet = book.add_worksheet(SHEET)
        _write_head(sheet, formats, title)
        end = _write_parts(sheet, formats, ledger_parts(document))
        _set_page(sheet, end - 1)
    return stream.getvalue()


def _properties(document: Document, title: str) -> dict[str, str | datetime]:
    dates = find_dates(document.value("成文日期") or "")
    day = dates[0].value if dates else None
    return {
        "title": xml_text(title.replace("\n", "")),
        "author": xml_text(issuer(document) or ""),
        "subject": xml_text(document.value("发文字号") or ""),
        "created": datetime(day.year, day.month, day.day) if day else NO_DAY,
    }


def _formats(book: Workbook) -> _Formats:
    # The prefix keeps =… a text also when somebody edits its cell.
    cell = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "border": 1, "valign": "top"}
    text = {**cell, "quote_prefix": True}
    bold = {**text, "font_name": "黑体", "align": "center", "valign": "vcenter"}
    return _Formats(
        title=book.add_format({**bold, "font_size": 16, "border": 0}),
        header=book.add_format({**bold, "bg_color": "#EDEDEB"}),
        text=book.add_format(text),
        centred=book.add_format({**text, "align": "center"}),
        day=book.add_format({**cell, "align": "center", "num_format": 'yyyy"年"m"月"d"日"'}),
    )


def _write_head(sheet: Worksheet, formats: _Formats, title: str) -> None:
    """The title over all columns, and their names."""
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, len(COLUMNS) - 1, "", formats.title)
    _write_text(sheet, TITLE_ROW, 0, title, formats.title)
    scale = 16 / 11
    lines = _lines(title, int(sum(column.width for column in COLUMNS) / scale))
    sheet.set_row(TITLE_ROW, _height(lines, scale))
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADER_ROW, place, column.name, formats.header)


def _write_parts(sheet: Worksheet, formats: _Formats, parts: Sequence[LedgerPart]) -> int:
    """The rows of all parts, each part's label over its rows; returns the row behind them."""
    row = FIRST_ROW
    for part in parts:
        if len(part.lines) > 1:
            end = row + len(part.lines) - 1
            sheet.merge_range(row, PART, end, PART, "", formats.text)
        label_lines = -(-_lines(part.heading, COLUMNS[PART].width) // len(part.lines))
        for line in part.lines:
            # Below the first row the label is hidden, but a filter finds the row by it.
            _write_text(sheet, row, PART, part.heading, formats.text)
            _write_line(sheet, formats, row, line)
            sheet.set_row(row, _height(max(label_lines, *_counts(line))))
            row += 1
    return row


def _write_line(sheet: Worksheet, formats: _Formats, row: int, line: LedgerLine) -> None:
    sheet.write_number(row, NUMBER, row - FIRST_ROW + 1, formats.centred)
    _write_text(sheet, row, TASK, line.task, formats.text)
    _write_text(sheet, row, UNITS, line.units, formats.text)
    _write_text(sheet, row, DEADLINES, line.deadlines, formats.text)
    _write_text(sheet, row, ITEM, line.number, formats.centred)
    _write_day(sheet, row, line.last_day, formats)


def _write_day(sheet: Worksheet, row: int, day: date | None, formats: _Formats) -> None:
    if day is None:
        sheet.write_blank(row, LAST_DAY, None, formats.day)
    elif day < FIRST_DAY:
        sheet.write_string(row, LAST_DAY, day.isoformat(), formats.centred)
    else:
        sheet.write_datetime(row, LAST_DAY, day, formats.day)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """A text in a cell, whatever it looks like."""
    held = xml_text(text)
    if not held:
        sheet.write_blank(row, column, None, look)
        return
    if held.startswith("<r>"):
        # XlsxWriter takes <r>…</r> for its own markup and writes it as it is.
        held += " "
    if sheet.write_string(row, column, held, look):
        told = f"表格的一格最多放{MOST_CHARACTERS}个字，“{text[:20]}……”有{len(text)}个字"
        raise UnwritableError(f"{told}；请先改短，或者改用别的格式输出")


def _counts(line: LedgerLine) -> Iterator[int]:
    """How many lines the cells of a task take."""
    for place, text in ((TASK, line.task), (UNITS, line.units), (DEADLINES, line.deadlines)):
        yield _lines(text, COLUMNS[place].width)


def _lines(text: str, columns: int) -> int:
    """How many lines a text takes in a cell; a character may be lost at the end of each."""
    return sum(max(1, -(-width(part) // (columns - 2))) for part in text.split("\n"))


def _height(lines: int, scale: float = 1.0) -> float:
    """Of a row in points: not every program finds it out itself."""
    return min(lines * LINE_HEIGHT * scale + 4, MOST_HEIGHT)


def _set_page(sheet: Worksheet, last: int) -> None:
    """A4 across, as wide as the page, the names of the columns on each and above all rows."""
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.autofilter(HEADER_ROW, 0, last, len(COLUMNS) - 1)
    sheet.print_area(TITLE_ROW, 0, last, len(COLUMNS) - 1)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&C第 &P 页，共 &N 页")
