"""The work ledger as a workbook: read back with another library, cell by cell."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from cpu import assert_grows
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from test_formatter import NOTICES

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.layout.formats import UnwritableError
from hegao.dsl.layout.spreadsheet import COLUMNS, SHEET, write_spreadsheet
from hegao.dsl.layout.work_ledger import ledger_parts
from material import DATA, EXAMPLES, read, shared

FIRST = 3
"""The row of the first task, below title and header."""


def sheet(document: Document) -> Worksheet:
    book = load_workbook(io.BytesIO(write_spreadsheet(document)))
    assert book.sheetnames == [SHEET]
    return book[SHEET]


def rows(text: str) -> list[tuple[object, ...]]:
    return list(sheet(build_notice(text)).iter_rows(min_row=FIRST, values_only=True))


def raw(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(write_spreadsheet(document))) as archive:
        return archive.read(name).decode("utf-8")


def assert_says_the_model(document: Document) -> None:
    made = sheet(document)
    merged, first, lines = {"A1:G1"}, FIRST, []
    for heading, under in ledger_parts(document):
        assert made.cell(first, 2).value == (heading or None)
        if len(under) > 1:
            merged.add(f"B{first}:B{first + len(under) - 1}")
        first += len(under)
        lines += under
    assert {str(each) for each in made.merged_cells.ranges} == merged
    assert made.max_row == first - 1
    for number, line in enumerate(lines, 1):
        day = line.last_day and datetime.combine(line.last_day, datetime.min.time())
        shown = [made.cell(FIRST - 1 + number, place).value or "" for place in (1, 3, 4, 5, 6, 7)]
        assert shown == [number, line.task, line.units, line.deadlines, day or "", line.number]
        assert made.cell(FIRST - 1 + number, 6).is_date
    assert_no_formula(made)


def assert_loses_no_task(document: Document) -> None:
    """Every task is a line; one that a breakdown table says again is as many as its rows."""
    lines = [line for part in ledger_parts(document) for line in part.lines]
    tasks = [task for task in document.tasks if task.in_table or task.units]
    said = "\n".join(plain(line.task) for line in lines)
    texts = (re.sub("【见：办事指南】", "第3项", task.text) for task in tasks)
    assert all(plain(text) in said for text in texts)
    assert len(tasks) <= len(lines) <= len(document.tasks)
    units = "\n".join(plain(line.units) for line in lines)
    assert all(plain(unit.text) in units for task in tasks for unit in task.units)


def plain(text: str) -> str:
    """Without the spaces and widths that spelling puts right."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def assert_no_formula(made: Worksheet) -> None:
    for row in made.iter_rows():
        for cell in row:
            assert cell.data_type in "snd"
            assert cell.hyperlink is None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    assert_says_the_model(build_notice(read(path)))
    assert_loses_no_task(build_notice(read(path)))


def test_real_notices() -> None:
    for path in shared("seeds/*.txt"):
        assert_says_the_model(build_notice(read(path)))
        assert_loses_no_task(build_notice(read(path)))


@settings(max_examples=60)
@given(NOTICES)
def test_any_notice_has_a_workbook(text: str) -> None:
    assert_says_the_model(build_notice(text))


def test_every_kind_of_notice() -> None:
    made = rows(read(DATA / "every_kind.notice"))
    assert [row[0] for row in made] == [1, 2, 3, 4, 5]
    assert made[0][1] == "一、重点任务，包括以下两项"
    assert made[0][2] == "编制目录。年内召开会议不少于2次，从速公开，尽快办结（含附件。"
    assert made[0][3] == "民政局（牵头）、县财政局（牵头）、县民政科（配合）"
    assert made[1][4:] == (
        "今年8月底前；印发之日起30日内；2026年9月底前",
        datetime(2026, 9, 30),
        "（二）",
    )


BROKEN_DOWN = """一、基础工作
（一）编制目录。按季度编制目录。6月底前公布目录。
（二）检查目录。每月检查一次目录。
二、工作要求
（三）加强领导。定期研究工作。
附件
任务分解表
任务｜具体措施｜责任单位
（一）编制目录｜1. 按季度编制目录。｜县民政局
｜2. 6月底前公布目录。｜县财政局
（二）检查目录｜3. 每月检查一次目录。｜县司法局
"""


def test_what_a_breakdown_table_says_again_stands_once() -> None:
    parts = ledger_parts(build_notice(BROKEN_DOWN))
    said = [(part.heading, line.task, line.units) for part in parts for line in part.lines]
    assert said == [
        ("二、工作要求", "加强领导。定期研究工作。", ""),
        ("一、基础工作", "按季度编制目录。", "县民政局"),
        ("一、基础工作", "6月底前公布目录。", "县财政局"),
        ("一、基础工作", "每月检查一次目录。", "县司法局"),
    ]


def test_who_leads_stands_first() -> None:
    made = rows("1. 公开信息。（责任单位：县民政局、县财政局等部门，县司法局牵头）\n")
    assert made[0][3] == "县司法局（牵头）、县民政局、县财政局等部门"


def test_references_are_numbers_and_remarks_are_left_out() -> None:
    text = "1. 编制目录。\n标识：目录\n2. 按【见：目录】的要求公布【批注：再核】目录。\n"
    assert rows(text)[1][2] == "按第1项的要求公布目录。"


def test_a_label_stands_once_and_a_filter_finds_all_its_rows() -> None:
    document = build_notice("一、基础工作\n1. 编制目录。\n2. 公布目录。\n")
    assert [row[1] for row in sheet(document).iter_rows(min_row=FIRST, values_only=True)] == [
        "一、基础工作",
        None,
    ]
    labels = re.findall(
        r'<c r="B[34]" s="\d+" t="s"><v>(\d+)</v>', raw(document, "xl/worksheets/sheet1.xml")
    )
    assert len(labels) == 2
    assert len(set(labels)) == 1


def test_screen_and_paper() -> None:
    made = sheet(build_notice("标题：关于公开信息的通知\n1. 编制目录。\n2. 公布目录。\n"))
    assert made["A1"].value == "关于公开信息的通知\n工作台账"
    assert [cell.value for cell in made[2]] == [column.name for column in COLUMNS]
    assert made.freeze_panes == "A3"
    assert made.auto_filter.ref == "A2:G4"
    assert made.print_title_rows == "$2:$2"
    assert made.page_setup.orientation == "landscape"
    assert made.page_setup.paperSize == 9
    assert (made.page_setup.fitToWidth or 1, made.page_setup.fitToHeight) == (1, 0)
    assert made.sheet_properties.pageSetUpPr is not None
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert all(cell.alignment.wrap_text for cell in made[3][1:5])
    assert made["F3"].number_format == 'yyyy"年"m"月"d"日"'


def test_a_draft_is_marked() -> None:
    book = load_workbook(io.BytesIO(write_spreadsheet(build_notice("1. 编制目录。\n"), draft=True)))
    assert book[SHEET]["A1"].value == "草稿：工作台账"


def test_nothing_to_do() -> None:
    made = sheet(build_notice(""))
    assert made.max_row == 2
    assert made.auto_filter.ref == "A2:G2"


# ---------------------------------------------------------------- hostile content

HOSTILE = [
    "=cmd|'/C calc'!A1", "=HYPERLINK(\"http://a\",\"b\")", "@SUM(A1:A9)", "+1+1", "-1+1",
    "{=1+1}", "https://example.com/", "mailto:a@b", "internal:Sheet1!A1", "<r><t>a</t></r>",
    "<r>a & b", "</t></si>", "_x0041_", "&lt;&amp;", "TRUE", "12", "1e9",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_content_is_text(text: str) -> None:
    document = build_notice(
        f"标题：{text}\n一、{text}\n1. {text}\n责任单位：县民政局\n（责任单位：{text}）\n"
    )
    made = sheet(document)
    assert_no_formula(made)
    assert plain(str(made["C3"].value)) == plain(document.tasks[0].text)
    assert "<f>" not in raw(document, "xl/worksheets/sheet1.xml")
    assert made["C3"].quotePrefix


@pytest.mark.parametrize("code", [0, 1, 8, 0xB, 0x1B, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_no_file_can_hold_is_left_out(code: int) -> None:
    document = build_notice(f"标题：通{chr(code)}知\n1. 编制{chr(code)}目录。\n")
    made = sheet(document)
    assert plain(str(made["C3"].value)) == "编制目录。"
    assert plain(str(made["A1"].value)) == "通知工作台账"


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    fits = build_notice(f"1. {'公' * 32_766}。\n")
    assert len(str(sheet(fits)["C3"].value)) == 32_767
    with pytest.raises(UnwritableError, match="一格最多放32767个字，“公{20}……”有32768个字"):
        write_spreadsheet(build_notice(f"1. {'公' * 32_767}。\n"))
    with pytest.raises(UnwritableError):
        write_spreadsheet(build_notice(f"标题：{'公' * 100_000}\n1. 编制目录。\n"))


def many(count: int) -> Document:
    tasks = (
        f"{place}. 公开第{place}批信息。（责任单位：县民政局）\n" for place in range(1, count + 1)
    )
    return build_notice("一、基础工作\n" + "".join(tasks))


def test_five_thousand_tasks() -> None:
    made = sheet(many(5_000))
    assert made.max_row == 5_002
    assert {str(each) for each in made.merged_cells.ranges} == {"A1:G1", "B3:B5002"}


def test_growth() -> None:
    documents = {count: many(count) for count in (250, 2_000)}
    assert_grows(lambda count: write_spreadsheet(documents[count]), 250, 2_000, times=2)


# ---------------------------------------------------------------- the file

DATED = "发文机关：示例县人民政府\n发文字号：示政发〔2026〕1号\n成文日期：2026年3月18日\n1. 编制目录。\n"


@pytest.mark.parametrize(("text", "year"), [(DATED, 2026), ("1. 编制目录。\n", 1980)])
def test_the_same_notice_is_the_same_file(text: str, year: int) -> None:
    first = write_spreadsheet(build_notice(text))
    assert first == write_spreadsheet(build_notice(text))
    book = load_workbook(io.BytesIO(first))
    assert book.properties.created is not None
    assert book.properties.created.year == year


def test_what_the_file_says_of_itself() -> None:
    said = load_workbook(io.BytesIO(write_spreadsheet(build_notice(DATED)))).properties
    assert (said.creator, said.subject) == ("示例县人民政府", "示政发〔2026〕1号")


def test_days_that_excel_does_not_know_are_text() -> None:
    assert rows("1. 1899年6月2日前编制目录。\n")[0][5] == "1899-06-02"
