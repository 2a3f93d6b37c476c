"""Coverage as a workbook: items and tasks side by side, differences, the draft's tasks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hegao.cli.coverage_tables import told
from hegao.dsl.coverage.entries import CoverageData, DifferenceEntry, ItemEntry, TaskEntry
from hegao.dsl.coverage.page_links import links_of
from hegao.dsl.coverage.page_words import ASPECTS, DIRECTIONS, STATES, bare, number_of
from hegao.linter.report.columns import printable, width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CHARACTERS = 32767
"""In a cell, for Excel."""
HEAD = "表头"
LINE = 13.5
MOST_HEIGHT = 409.0
"""Of a row in points, for Excel."""
FILLS = {
    "未落实": "F6C9C6", "有减弱": "FBE3BF", "待复核": "E2D6F2", "待确认": "D3E3F5",
    "已落实": "D5E9DB", "已转交": "E6E6E4", "不适用": "E6E6E4", "减弱": "FBE3BF", "更严": "D5E9DB",
    HEAD: "EDEDEB",
}  # fmt: skip

Row = tuple[str, ...]


class Column(NamedTuple):
    """A column's name and its width in characters of the narrow kind."""

    name: str
    width: int


COMPARED = (
    Column("上级文件", 9), Column("部分", 12), Column("条目", 11), Column("上级要求", 34),
    Column("上级责任单位", 15), Column("上级时限", 12), Column("状态", 8), Column("依据", 9),
    Column("本文任务", 7), Column("任务内容", 34), Column("本文责任单位", 15),
    Column("本文时限", 12), Column("差异和说明", 36),
)  # fmt: skip
DIFFERENT = (
    Column("条目", 18), Column("状态", 9), Column("方面", 10), Column("比较", 8),
    Column("说明", 50), Column("上级的写法", 34), Column("本文的写法", 34), Column("本文任务", 10),
)  # fmt: skip
DRAFTED = (
    Column("编号", 9), Column("部分", 18), Column("任务内容", 64), Column("责任单位", 28),
    Column("时限", 20), Column("截止日", 13), Column("上级依据", 30), Column("行", 7),
)  # fmt: skip


def write_sheet(data: CoverageData) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    _fill(book, "对照表", COMPARED, _compared(data))
    _fill(book, "差异", DIFFERENT, _different(data))
    _fill(book, "本文任务", DRAFTED, map(_drafted, data["tasks"]))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _compared(data: CoverageData) -> Iterator[Row]:
    """A row for each item and each of its tasks; unreadable upstreams come first."""
    for upstream in data["upstreams"]:
        if upstream["problem"]:
            yield (upstream["alias"], *("",) * 11, f"没有读成：{upstream['problem']}")
    links = links_of(data)
    for place, item in enumerate(data["upstream"]):
        yield from _rows(item, [data["tasks"][task] for task in links.tasks[place]])


def _rows(item: ItemEntry, tasks: Sequence[TaskEntry]) -> Iterator[Row]:
    asked = (
        item["upstream"], item["section"] or "", item["ref"], item["text"],
        "、".join(item["units"]), _limits(item), STATES[item["state"]],
    )  # fmt: skip
    known = {number_of(task) for task in tasks}
    for task in tasks:
        own = (number_of(task), task["text"], "、".join(task["units"]), _limits(task))
        yield (*asked, _basis(item), *own, _notes(item, number_of(task), known))
    if not tasks:
        numbers = "、".join(map(bare, item["tasks"]))
        yield (*asked, _basis(item), numbers, "", "", "", _notes(item, None, known))


def _notes(item: ItemEntry, number: str | None, known: set[str]) -> str:
    """The reason, and the differences of this task and those that are of no task shown."""
    mine: list[Callable[[DifferenceEntry], bool]] = [
        lambda each: bare(each["task"] or "") == number,
        lambda each: bare(each["task"] or "") not in known,
    ]
    shown = (each for each in item["differences"] if any(test(each) for test in mine))
    return "\n".join([*filter(None, [item["reason"]]), *map(told, shown)])


def _basis(item: ItemEntry) -> str:
    if item["linked"]:
        return "落实行写明"
    return f"推定（{item['score']:.0%}）" if item["tasks"] else ""


def _different(data: CoverageData) -> Iterator[Row]:
    for item in data["upstream"]:
        for each in item["differences"]:
            yield (
                item["ref"], STATES[item["state"]], ASPECTS[each["what"]],
                DIRECTIONS[each["direction"]], each["message"], each["upstream"], each["draft"],
                bare(each["task"] or ""),
            )  # fmt: skip


def _drafted(task: TaskEntry) -> Row:
    ends = (limit["end"] or "" for limit in task["deadlines"])
    return (
        number_of(task), task["section"] or "", task["text"], "、".join(task["units"]),
        _limits(task), "；".join(filter(None, ends)), "；".join(task["refs"]) or "无",
        str(task["line"]),
    )  # fmt: skip


def _limits(entry: ItemEntry | TaskEntry) -> str:
    return "；".join(limit["text"] for limit in entry["deadlines"])


def _fill(book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """A sheet with a header that stays, filters, and a page that prints."""
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(title)
    table = [tuple(column.name for column in columns), *rows]
    for line, row in enumerate(table, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(line, place)
            if text:
                cell.value = _text(text)
                # Text stays text, whatever it begins with: nothing of a draft is computed.
                cell.data_type = "s"
        sheet.row_dimensions[line].height = _height(row, columns)
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    _paint(sheet)
    _print(sheet, f"A1:{get_column_letter(len(columns))}{len(table)}")


def _height(row: Row, columns: Sequence[Column]) -> float:
    """Room for all lines of the fullest cell; not every program finds it out itself."""
    lines = max(
        sum(max(1, -(-width(part) // (column.width - 2))) for part in (text.split("\n")))
        for text, column in zip(row, columns, strict=True)
    )
    return min(lines * LINE + 3, MOST_HEIGHT)


def _paint(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin", color="BFBFBF")
    border = Border(left=side, right=side, top=side, bottom=side)
    wrapped = Alignment(wrap_text=True, vertical="top")
    font, bold = Font(name="宋体", size=10), Font(name="宋体", size=10, bold=True)
    fills = {name: PatternFill("solid", start_color=colour) for name, colour in FILLS.items()}
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment, cell.border = wrapped, border
            cell.font = bold if cell.row == 1 else font
            if fill := fills.get(HEAD if cell.row == 1 else str(cell.value)):
                cell.fill = fill


def _print(sheet: Worksheet, area: str) -> None:
    """A4 across, as wide as the page, the header on each."""
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = area
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if footer := sheet.HeaderFooter.oddFooter:
        footer.center.text = "第 &P 页，共 &N 页"


def _text(text: str) -> str:
    lines = "\n".join(map(printable, text.splitlines()))
    return lines[:MOST_CHARACTERS]
