"""A sheet as the cells that are seen, with what is hidden told in notes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, cast

from hegao.dsl.recover.finished import Note, Remark, UnreadableError
from hegao.dsl.recover.sheet.formats import (
    CHINESE_FORMATS,
    GENERAL,
    Shown,
    is_date_format,
    shown_date,
    shown_duration,
    shown_number,
    shown_time,
)
from hegao.dsl.recover.sheet.parts import SheetPart

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
HIDDEN_ROWS: Final = "隐藏的行，没有读入，请对照"
HIDDEN_COLUMNS: Final = "隐藏的列，没有读入，请对照"
COVERED: Final = "合并的单元格下面还压着内容，没有放进正文"
UNCOMPUTED: Final = "公式没有存下结果，请用 Excel 或 WPS 打开后保存再试"
ODD_FORMAT: Final = "数字的显示格式特殊，写成了数字本身，请对照表格核对"


class Spot(NamedTuple):
    """A cell that is seen."""

    text: str
    merged: Literal["", "above", "left"] = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether something stands in it."""
        return bool(self.text or self.remarks)


class GridRow(NamedTuple):
    """A row that is seen, by column; its number is the one at the edge of the sheet."""

    number: int
    spots: dict[int, Spot]


class Grid(NamedTuple):
    """The rows of a sheet that hold something, and what is to be said about the others."""

    rows: tuple[GridRow, ...]
    hidden_rows: frozenset[int]
    notes: tuple[Note, ...]


def read_grid(sheet: Worksheet, part: SheetPart, place: str) -> Grid:
    """What is seen of a sheet; `place` is how its rows are called before their number."""
    from openpyxl.cell.cell import MergedCell

    reading = _Reading(sheet, part, place, _hidden_rows(sheet), _hidden_columns(sheet))
    for (row, column), cell in sorted(sheet._cells.items()):
        if not isinstance(cell, MergedCell):
            reading.add(row, column, cell)
    reading.merge()
    rows = tuple(GridRow(row, spots) for row, spots in sorted(reading.rows.items()) if spots)
    columns = {column for row in rows for column in row.spots}
    if len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        raise UnreadableError(
            f"工作表超过{MOST_ROWS}行或{MOST_COLUMNS}列，读不了，请只留下要用的部分"
        )
    return Grid(rows, reading.hidden_rows, tuple(reading.told()))


def _hidden_rows(sheet: Worksheet) -> frozenset[int]:
    dimensions = sheet.row_dimensions.items()
    return frozenset(int(row) for row, size in dimensions if size.hidden or size.height == 0)


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """The columns that are not seen; one entry of the file may speak of several."""
    found: set[int] = set()
    for size in sheet.column_dimensions.values():
        size.reindex()
        if (size.hidden or size.width == 0) and size.min and size.max:
            found |= set(range(size.min, min(size.max, 16_384) + 1))
    return frozenset(found)


@dataclass(slots=True)
class _Reading:
    """What has been read of a sheet."""

    sheet: Worksheet
    part: SheetPart
    place: str
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    rows: dict[int, dict[int, Spot]] = field(default_factory=dict[int, dict[int, "Spot"]])
    hidden: dict[tuple[int, int], Spot] = field(default_factory=dict[tuple[int, int], "Spot"])
    odd: list[Note] = field(default_factory=list["Note"])

    def add(self, row: int, column: int, cell: SheetCell) -> None:
        """Takes a cell, if anything stands in it."""
        shown = shown_cell(cell)
        spot = Spot(shown.text, "", tuple(_remarks(cell)))
        if not shown.sure:
            self.odd.append(Note("unsure", ODD_FORMAT, self._at(row), shown.text))
        if not shown.text and cell.coordinate in self.part.uncomputed:
            self.odd.append(Note("unsure", UNCOMPUTED, f"{self._at(row)}（{cell.coordinate}）"))
        if not spot.filled:
            return
        if row in self.hidden_rows or column in self.hidden_columns:
            self.hidden[row, column] = spot
        else:
            self.rows.setdefault(row, {})[column] = spot

    def merge(self) -> None:
        """Lays merged cells over the places that they cover and that are seen."""
        for area in self.sheet.merged_cells.ranges:
            rows = [row for row in range(area.min_row, area.max_row + 1) if self._seen_row(row)]
            columns = [
                column
                for column in range(area.min_col, area.max_col + 1)
                if column not in self.hidden_columns
            ]
            spot = self._take(area.min_row, area.min_col) if rows and columns else None
            if spot is not None:
                self._lay(spot, rows, columns)

    def _seen_row(self, row: int) -> bool:
        return row not in self.hidden_rows

    def _take(self, row: int, column: int) -> Spot | None:
        """The spot a merged cell begins at; it is seen even where its first row is hidden."""
        hidden = self.hidden.pop((row, column), None)
        return hidden or self.rows.get(row, {}).get(column)

    def _lay(self, spot: Spot, rows: list[int], columns: list[int]) -> None:
        for row in rows:
            for column in columns:
                merged: Literal["above", "left"] = "above" if column == columns[0] else "left"
                self.rows.setdefault(row, {})[column] = Spot("", merged)
        self.rows[rows[0]][columns[0]] = spot

    def _at(self, row: int) -> str:
        return f"{self.place}第{row}行"

    def told(self) -> Iterator[Note]:
        """The notes on what is hidden, covered and not sure, each kind together."""
        yield from self._hidden()
        for reference, text in self.part.covered:
            yield Note("removed", COVERED, f"{self.place}{reference}", text)
        for message, notes in groupby(sorted(self.odd, key=_message), key=_message):
            first, *others = notes
            text = "、".join(filter(None, (note.text for note in (first, *others))))
            more = f"等{len(others) + 1}处" if others else ""
            yield Note("unsure", message, first.place + more, text)

    def _hidden(self) -> Iterator[Note]:
        def key(found: tuple[tuple[int, int], Spot]) -> str:
            return HIDDEN_ROWS if found[0][0] in self.hidden_rows else HIDDEN_COLUMNS

        for message, found in groupby(sorted(self.hidden.items(), key=key), key=key):
            cells = list(found)
            text = "\n".join(_all_text(spot) for _, spot in cells)
            yield Note("unsure", message, self._at(cells[0][0][0]), text)


def _message(note: Note) -> str:
    return note.message


def _all_text(spot: Spot) -> str:
    return "\n".join(filter(None, (spot.text, *(remark.text for remark in spot.remarks))))


def _remarks(cell: SheetCell) -> Iterator[Remark]:
    comment = cell.comment
    text = (comment.text or "").strip() if comment else ""
    if comment and text:
        author = (comment.author or "").strip()
        # Excel begins a comment with the name of who wrote it.
        for colon in ":：":
            text = text.removeprefix(f"{author}{colon}").strip() if author else text
        yield Remark(f"{author}的批注" if author else "批注", text)


def shown_cell(cell: SheetCell) -> Shown:
    """What a cell shows of the value that has been saved in it."""
    value, number_format = cell.value, _format(cell)
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        if is_date_format(number_format):
            return _shown_serial(value, number_format)
        return shown_number(value, number_format)
    if isinstance(value, datetime.datetime):
        return Shown(shown_date(value, number_format))
    if isinstance(value, datetime.date):
        return Shown(shown_date(datetime.datetime(*value.timetuple()[:3]), number_format))
    if isinstance(value, datetime.time):
        return Shown(shown_time(value, number_format))
    if isinstance(value, datetime.timedelta):
        return Shown(shown_duration(value, number_format))
    return Shown("" if value is None else _text(str(value)))


def _format(cell: SheetCell) -> str:
    """The number format; some that Chinese programs use openpyxl takes for General."""
    style = cast("Any", cell)._style
    number = style.numFmtId if cell.number_format == GENERAL and cell.has_style else 0
    return CHINESE_FORMATS.get(number, cell.number_format)


def _shown_serial(value: float, number_format: str) -> Shown:
    """A day that openpyxl has left as the number it is saved as."""
    from openpyxl.utils.datetime import from_excel

    try:
        found = from_excel(value)
    except (ValueError, OverflowError):
        return Shown(str(value), sure=False)
    if isinstance(found, datetime.datetime):
        return Shown(shown_date(found, number_format))
    return Shown(shown_time(found, number_format) if isinstance(found, datetime.time) else "")


def _text(value: str) -> str:
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(filter(None, (line.strip() for line in lines)))
