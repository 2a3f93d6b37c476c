"""Excel workbooks (.xlsx, .xlsm) as paragraphs and tables."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from hegao.dsl.recover.archive import open_archive
from hegao.dsl.recover.finished import Block, Finished, Note, Passage, UnreadableError
from hegao.dsl.recover.sheet.blocks import sheet_blocks
from hegao.dsl.recover.sheet.grid import Grid, read_grid
from hegao.dsl.recover.sheet.parts import SheetPart, drawn_notes, scan_sheets

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MISSING: Final = "读 Excel 要先安装 openpyxl：pip install 'hegao[xlsx]'"
DAMAGED: Final = "表格文件已损坏或者不是 .xlsx，请用 Excel 或 WPS 打开后另存为 .xlsx 再试"
EMPTY: Final = "表格里没有内容"
HIDDEN_SHEET: Final = "隐藏的工作表，没有读入，请对照"
SHEET_NAME: Final = "工作表名，不属于正文"
SHEET_NAMES: Final = "有几张工作表，工作表名写在各表前面"
CHART_SHEET: Final = "这是只有图表的工作表，读不出来"
PAGE_EDGE: Final = "打印时的页眉页脚，不属于正文"
ANY_NAME: Final = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)
LOST_COMMENT: Final = re.compile("Cell '(.*)':([A-Z]+[0-9]+) is part of a merged range")
COVERED_COMMENT: Final = "合并的单元格里有批注，读不出来，请对照表格核对"
UNSCANNED: Final = SheetPart(frozenset(), ())


def read_sheet(data: bytes) -> Finished:
    """What the sheets of a workbook show; what is hidden or lies over them is told in notes.

    Raises UnreadableError where openpyxl is missing or the file is no workbook.
    """
    archive = open_archive(data)
    parts = scan_sheets(archive)
    try:
        book, lost = _load(data)
        blocks, notes = _read(book, parts)
    except UnreadableError:
        raise
    # What openpyxl raises on damaged files is not told anywhere.
    except Exception as error:
        raise UnreadableError(DAMAGED) from error
    if not blocks and not notes:
        raise UnreadableError(EMPTY)
    return Finished(tuple(blocks), (*notes, *lost, *drawn_notes(archive)))


def _load(data: bytes) -> tuple[Workbook, list[Note]]:
    """The workbook, and notes on the comments that openpyxl cannot keep."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise UnreadableError(MISSING) from error
    # Most warnings speak of what openpyxl could not write back.
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        book = load_workbook(io.BytesIO(data), data_only=True)
    lost = [LOST_COMMENT.search(str(warning.message)) for warning in told]
    return book, [
        Note("unsure", COVERED_COMMENT, f"工作表“{found[1]}”{found[2]}") for found in lost if found
    ]


def _read(book: Workbook, parts: Mapping[str, SheetPart]) -> tuple[list[Block], list[Note]]:
    blocks: list[Block] = []
    notes: list[Note] = []
    grids = [(sheet, _grid(sheet, parts)) for sheet in book.worksheets]
    several = sum(_is_seen(sheet) and bool(grid.rows) for sheet, grid in grids) > 1
    for sheet, grid in grids:
        place = _place(sheet)
        notes += _edges(sheet, place)
        if not _is_seen(sheet):
            notes += _hidden(grid, place)
            continue
        if found := list(sheet_blocks(grid, place)):
            if several:
                # Without it the tables of two sheets would run together.
                blocks.append(Passage(sheet.title, place))
            notes += _named(sheet, several=several)
        blocks += found
        notes += grid.notes
    notes += [Note("unsure", CHART_SHEET, f"工作表“{sheet.title}”") for sheet in book.chartsheets]
    return blocks, notes


def _place(sheet: Worksheet) -> str:
    return f"工作表“{sheet.title}”"


def _grid(sheet: Worksheet, parts: Mapping[str, SheetPart]) -> Grid:
    return read_grid(sheet, parts.get(sheet.title, UNSCANNED), _place(sheet))


def _is_seen(sheet: Worksheet) -> bool:
    return bool(sheet.sheet_state == "visible")


def _named(sheet: Worksheet, *, several: bool) -> Iterator[Note]:
    """What becomes of the name of a sheet; one that a program gave says nothing on its own."""
    if several:
        yield Note("inferred", SHEET_NAMES, _place(sheet), sheet.title)
    elif not ANY_NAME.fullmatch(sheet.title):
        yield Note("removed", SHEET_NAME, _place(sheet), sheet.title)


def _hidden(grid: Grid, place: str) -> Iterator[Note]:
    """A sheet that is not seen, with all that stands in it."""
    spots = [spot for row in grid.rows for spot in row.spots.values() if spot.filled]
    texts = [text for spot in spots for text in (spot.text, *(r.text for r in spot.remarks))]
    if texts:
        yield Note("unsure", HIDDEN_SHEET, place, "\n".join(filter(None, texts)))
    yield from grid.notes


def _edges(sheet: Worksheet, place: str) -> Iterator[Note]:
    """What is printed above and below the pages of a sheet."""
    names = ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter")
    edges = [getattr(sheet, name) for name in names]
    texts = [getattr(edge, side).text for edge in edges for side in ("left", "center", "right")]
    text = "\n".join(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
    if text:
        yield Note("removed", PAGE_EDGE, place, text)
