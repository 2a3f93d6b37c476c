"""Workbooks give the paragraphs and tables that their sheets show."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from cpu import assert_grows, cpu
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from hegao.dsl.recover.finished import Finished, Passage, Table, UnreadableError
from hegao.dsl.recover.sheet.reader import read_sheet
from material import DATA, read

BOOKS = sorted((DATA / "sheet").glob("*.xlsx"))
MARKS = {"above": "↑", "left": "←"}
BUSY = "xl/worksheets/sheet1.xml"


def told(finished: Finished) -> list[str]:
    """What a workbook holds as text: paragraphs, rows, and what is told about the rest."""
    lines: list[str] = []
    for block in finished.blocks:
        if isinstance(block, Passage):
            lines.append(f"{block.place} {block.text}")
        else:
            lines += [f"{row.place} {rows(block)[at]}" for at, row in enumerate(block.rows)]
    lines += [f"{note.kind} {note.place} {note.message}：{note.text}" for note in finished.notes]
    return [line.replace("\n", "⏎").replace("工作表“Sheet”", "") for line in lines]


def rows(table: Table) -> list[str]:
    return [
        f"| {' | '.join(MARKS.get(cell.merged) or cell.text for cell in row.cells)} |"
        for row in table.rows
    ]


def sheet(*values: Sequence[object]) -> Worksheet:
    made = Workbook().active
    assert isinstance(made, Worksheet)
    for row in values:
        made.append(row)
    return made


def saved(made: Worksheet) -> bytes:
    assert made.parent is not None
    file = io.BytesIO()
    made.parent.save(file)
    return file.getvalue()


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part written anew."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return file.getvalue()


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_books_of_another_program(path: Path) -> None:
    found = "\n".join(told(read_sheet(path.read_bytes()))) + "\n"
    assert found == read(path.with_suffix(".txt"))


PLAN = [
    ["示例县任务表"],
    ["单位：万元"],
    ["序号", "任务", "投资"],
    [1, "建水厂", 5],
    [2, "修路", 6],
]


def test_titles_and_notes_around_a_table() -> None:
    made = sheet(*PLAN, ["注：含续建。"], [], ["联系人：张三"])
    made.merge_cells("A1:C1")
    assert told(read_sheet(saved(made))) == [
        "第1行 示例县任务表",
        "第2行 单位：万元",
        "第3行 | 序号 | 任务 | 投资 |",
        "第4行 | 1 | 建水厂 | 5 |",
        "第5行 | 2 | 修路 | 6 |",
        "第6行 注：含续建。",
        "第8行 联系人：张三",
    ]


def test_rows_of_one_text_inside_a_table() -> None:
    made = sheet(["任务", "单位"], ["一、重点工作"], ["修路", "交通局"], ["植树"])
    made.merge_cells("A2:B2")
    assert told(read_sheet(saved(made))) == [
        "第1行 | 任务 | 单位 |",
        "第2行 | 一、重点工作 | ← |",
        "第3行 | 修路 | 交通局 |",
        "第4行 | 植树 |  |",
    ]


def test_merged_cells() -> None:
    made = sheet(["任务", "时限", None], [None, "开始", "完成"], ["修路", "3月", "9月"])
    made.merge_cells("A1:A2")
    made.merge_cells("B1:C1")
    made.merge_cells("B3:C4")
    made["A4"] = "植树"
    assert told(read_sheet(saved(made)))[:4] == [
        "第1行 | 任务 | 时限 | ← |",
        "第2行 | ↑ | 开始 | 完成 |",
        "第3行 | 修路 | 3月 | ← |",
        "第4行 | 植树 | ↑ | ← |",
    ]


def test_what_merged_cells_cover() -> None:
    made = sheet(["任务", "单位"], ["修路", "交通局"], ["植树", "林业局"])
    data = changed(
        saved(made),
        BUSY,
        lambda part: part.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>',
        ),
    )
    assert told(read_sheet(data)) == [
        "第1行 | 任务 | 单位 |",
        "第2行 | 修路 | ← |",
        "第3行 | 植树 | 林业局 |",
        "removed B2 合并的单元格下面还压着内容，没有放进正文：交通局",
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "wanted"),
    [
        (0.04, "0%", "4%"), (0.045, "0.0%", "4.5%"), (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0.3"), (1234567.891, "#,##0.00", "1,234,567.89"),
        (12, "000", "012"), (5, '"第"0"条"', "第5条"), (5, "0元", "5元"), (2.5, "0", "3"),
        (-3, "#,##0_);(#,##0)", "(3)"), (-3, "0.0", "-3.0"), (-0.2, "0", "0"),
        (1500, "[$¥-804]#,##0.00", "¥1,500.00"), (3, "0.##", "3"), (True, "General", "TRUE"),
        (0, '#,##0;-#,##0;"-"', "-"), (10**14, "General", "1" + "0" * 14),
        (datetime.date(2026, 4, 28), "yyyy-mm-dd", "2026年4月28日"),
        (datetime.date(2026, 4, 28), "mm-dd-yy", "2026年4月28日"),
        (datetime.date(2026, 4, 28), 'yyyy"年"m"月";@', "2026年4月"),
        (datetime.date(2026, 4, 28), 'm"月"d"日"', "4月28日"),
        (datetime.date(2026, 4, 28), "[$-804]aaaa", "星期二"),
        (datetime.datetime(2026, 4, 28, 9, 5), "yyyy/m/d h:mm", "2026年4月28日 9:05"),
        (datetime.time(9, 5), "h:mm", "9:05"), (datetime.timedelta(hours=26), "[h]:mm", "26:00"),
        ("001", "@", "001"), ("甲\r\n 乙", "General", "甲\n乙"), ("#REF!", "General", "#REF!"),
    ],
)  # fmt: skip
def test_what_cells_show(value: object, number_format: str, wanted: str) -> None:
    made = sheet([value, "旁"])
    made["A1"].number_format = number_format
    finished = read_sheet(saved(made))
    assert isinstance(finished.blocks[0], Table)
    assert finished.blocks[0].rows[0].cells[0].text == wanted
    assert not finished.notes


@pytest.mark.parametrize("number_format", ["[DBNum1]General", "0.00E+00", "# ?/?", "0,", "0-0"])
def test_formats_that_are_not_known(number_format: str) -> None:
    made = sheet([12, "旁"])
    made["A1"].number_format = number_format
    finished = read_sheet(saved(made))
    assert told(finished)[0] == "第1行 | 12 | 旁 |"
    assert [note.kind for note in finished.notes] == ["unsure"]


@pytest.mark.parametrize(
    ("number", "wanted"), [(31, "2026年4月28日"), (57, "2026年4月"), (58, "4月28日")]
)
def test_formats_of_chinese_programs(number: int, wanted: str) -> None:
    made = sheet([46140, "旁"])
    made["A1"].number_format = "0.00"
    data = changed(
        saved(made),
        "xl/styles.xml",
        lambda part: part.replace(b'numFmtId="2"', f'numFmtId="{number}"'.encode()),
    )
    assert told(read_sheet(data)) == [f"第1行 | {wanted} | 旁 |"]


def test_what_is_hidden() -> None:
    made = sheet(["任务", "内部", "单位"], ["修路", "甲", "交通局"], ["植树", "乙", "林业局"])
    made.column_dimensions["B"].hidden = True
    made.row_dimensions[2].hidden = True
    made.oddFooter.center.text = "内部资料"
    assert made.parent is not None
    other = made.parent.create_sheet("底稿")
    other["A1"] = "草稿"
    other.sheet_state = "hidden"
    assert told(read_sheet(saved(made))) == [
        "第1行 | 任务 | 单位 |",
        "第3行 | 植树 | 林业局 |",
        "removed  打印时的页眉页脚，不属于正文：内部资料",
        "unsure 第1行 隐藏的列，没有读入，请对照：内部⏎乙",
        "unsure 第2行 隐藏的行，没有读入，请对照：修路⏎甲⏎交通局",
        "unsure 工作表“底稿” 隐藏的工作表，没有读入，请对照：草稿",
    ]


def test_a_merged_cell_whose_first_row_is_hidden() -> None:
    made = sheet(["任务", "单位"], ["修路", "交通局"], [None, "住建局"])
    made.merge_cells("A2:A3")
    made.row_dimensions[2].hidden = True
    assert told(read_sheet(saved(made)))[1] == "第3行 | 修路 | 住建局 |"


def test_comments_and_rich_text() -> None:
    made = sheet(["任务表"], ["任务", "单位"], ["修路", "交通局"])
    made["A3"] = CellRichText("修", TextBlock(InlineFont(b=True), "公路"))
    made["A3"].comment = Comment("张三:\n请核对", "张三")
    made["A1"].comment = Comment("改名", "李四")
    title, table = read_sheet(saved(made)).blocks
    assert isinstance(title, Passage)
    assert isinstance(table, Table)
    assert title.remarks == (("李四的批注", "改名"),)
    assert table.rows[1].cells[0] == ("修公路", "", (("张三的批注", "请核对"),))


def test_formulas_without_their_results() -> None:
    made = sheet(["合计", "=SUM(1,2)", "旁"], ["小计", "=1+1", "旁"])
    assert told(read_sheet(saved(made)))[-1].startswith("unsure 第1行（B1）等2处 公式没有存下结果")


def test_charts_are_told() -> None:
    made = sheet(["县", "数"], ["甲", 1])
    chart = BarChart()
    chart.title = "造林图"
    chart.add_data(Reference(made, min_col=2, min_row=1, max_row=2))
    made.add_chart(chart, "D1")
    assert "这里有图表" in told(read_sheet(saved(made)))[-1]
    assert "造林图" in told(read_sheet(saved(made)))[-1]


def test_several_sheets() -> None:
    made = sheet(["甲", "乙"])
    assert made.parent is not None
    made.parent.create_sheet("空表")
    made.parent.create_sheet("附表").append(["丙", "丁"])
    assert told(read_sheet(saved(made))) == [
        " Sheet",
        "第1行 | 甲 | 乙 |",
        "工作表“附表” 附表",
        "工作表“附表”第1行 | 丙 | 丁 |",
        "inferred  有几张工作表，工作表名写在各表前面：Sheet",
        "inferred 工作表“附表” 有几张工作表，工作表名写在各表前面：附表",
    ]


@pytest.mark.parametrize(
    ("title", "notes"),
    [("Sheet1", []), ("附表", ["removed 工作表“附表” 工作表名，不属于正文：附表"])],
)
def test_one_sheet_among_empty_and_hidden_ones(title: str, notes: list[str]) -> None:
    made = sheet(["甲", "乙"])
    assert made.parent is not None
    made.title = title
    made.parent.create_sheet("空表")
    made.parent.create_sheet("藏")["A1"] = "丙"
    made.parent["藏"].sheet_state = "hidden"
    hidden = "unsure 工作表“藏” 隐藏的工作表，没有读入，请对照：丙"
    assert told(read_sheet(saved(made)))[1:] == [*notes, hidden]


def test_who_filled_the_table() -> None:
    """Rows of labels above the header and below the last row are no rows of the table."""
    made = sheet(
        ["填报单位：县民政局", None, "日期：", datetime.date(2026, 2, 1)],
        ["任务：", "甲", "乙", "丙"],
        ["序号", "任务", "单位：", "时限"],
        [1, "修路", "牵头：县交通局", "3月"],
        ["填表人：", "张三", "联系电话：0000-1234567"],
    )
    made["D1"].number_format = "yyyy-mm-dd"
    assert told(read_sheet(saved(made))) == [
        "第1行 填报单位：县民政局　　日期：　　2026年2月1日",
        "第2行 | 任务： | 甲 | 乙 | 丙 |",
        "第3行 | 序号 | 任务 | 单位： | 时限 |",
        "第4行 | 1 | 修路 | 牵头：县交通局 | 3月 |",
        "第5行 填表人：　　张三　　联系电话：0000-1234567",
    ]


def test_a_header_of_two_rows() -> None:
    made = sheet(
        ["任务", "单位", None, "时限"], [None, "牵头", "配合"], ["修路", "甲局", "乙局", "3月"]
    )
    for area in ("A1:A2", "B1:C1", "D1:D2"):
        made.merge_cells(area)
    made["A3"] = "修\n路"
    assert told(read_sheet(saved(made))) == [
        "第1行 | 任务 | 单位 | ← | 时限 |",
        "第2行 | ↑ | 牵头 | 配合 | ↑ |",
        "第3行 | 修⏎路 | 甲局 | 乙局 | 3月 |",
    ]


def test_a_sheet_that_says_it_is_huge() -> None:
    made = sheet(["甲", "乙"])
    made["XFD1048576"] = "丙"
    made["D5"].number_format = "0.00"
    lying = changed(
        saved(made),
        BUSY,
        lambda part: re.sub(b"<dimension[^>]*>", b'<dimension ref="A1:XFD1048576"/>', part),
    )
    assert told(read_sheet(lying))[:2] == ["第1行 | 甲 | 乙 |", "第1048576行 丙"]
    assert cpu(lambda: read_sheet(lying)) < 8 * cpu(
        lambda: read_sheet(saved(sheet(*[["甲"]] * 100)))
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        (b"<sheetData>", b"<sheetData>" + b"<row>" + b'<c s="0"/>' * 1_000_001 + b"</row>"),
        (b"<sheetData>", b"<sheetData><row>"),
    ],
    ids=["merged", "cells", "broken"],
)
def test_refusals(old: bytes, new: bytes) -> None:
    data = changed(saved(sheet(["甲"])), BUSY, lambda part: part.replace(old, new))
    with pytest.raises(UnreadableError, match="[请没]"):
        read_sheet(data)


def test_an_empty_book() -> None:
    with pytest.raises(UnreadableError, match="没有内容"):
        read_sheet(saved(sheet()))


def test_without_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(sheet(["甲"]))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UnreadableError, match="pip install 'hegao\\[xlsx\\]'"):
        read_sheet(data)


VALUES = st.one_of(
    st.none(), st.text("甲乙丙丁注：一、1", min_size=1, max_size=4), st.integers(-99, 99)
)
AREAS = st.tuples(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2), st.integers(0, 2))


@settings(max_examples=60)
@given(
    st.lists(st.lists(VALUES, max_size=5), max_size=7),
    st.lists(AREAS, max_size=2),
    st.sets(st.integers(1, 6), max_size=2),
)
def test_nothing_is_lost(
    values: list[list[object]], areas: list[tuple[int, int, int, int]], hidden: set[int]
) -> None:
    made = sheet(*values)
    taken: set[tuple[int, int]] = set()
    for top, left, down, right in areas:
        places = {(top + y, left + x) for y in range(down + 1) for x in range(right + 1)}
        if len(places) > 1 and not places & taken:
            taken |= places
            made.merge_cells(None, top, left, top + down, left + right)
    for row in hidden:
        made.row_dimensions[row].hidden = True
    data = saved(made)
    wanted = "".join(str(cell.value) for row in made for cell in row if cell.value is not None)
    found = "".join(told(read_sheet(data))) if wanted else ""
    for letter in set(wanted):
        assert found.count(letter) >= wanted.count(letter)


@settings(max_examples=60)
@given(st.sampled_from(BOOKS), st.data())
def test_damaged_books(path: Path, data: st.DataObject) -> None:
    """Any other error than the one that says what to do fails the test."""
    book = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        name = data.draw(st.sampled_from(archive.namelist()))

    def damage(part: bytes) -> bytes:
        whole = bytearray(part)
        for _ in range(data.draw(st.integers(0, 5))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(32, 126))
        return bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])

    with suppress(UnreadableError):
        read_sheet(changed(book, name, damage))
    with suppress(UnreadableError):
        read_sheet(book[: data.draw(st.integers(0, len(book)))])


@pytest.mark.parametrize(
    "row", [["甲", 1, "乙"], ["甲"], ["甲"] * 50], ids=["table", "text", "wide"]
)
def test_growth(row: list[object]) -> None:
    books = {count: saved(sheet(*[row] * count)) for count in (100, 800)}
    assert_grows(lambda count: read_sheet(books[count]), 100, 800)
