"""The review sheet: whatever the findings say, its files are whole and say it."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from cpu import assert_grows
from hypothesis import given, settings
from reports import HOSTILE, any_results, finding, hostile_results, results

from hegao.dsl.layout.xml_text import xml_text
from hegao.linter.report.opinion import MOST_FINDINGS, opinions
from hegao.linter.report.opinion_sheet import write_opinion_xlsx
from hegao.linter.report.opinion_word import write_opinion_docx
from hegao.linter.report.result import CheckResults

WRITERS = (write_opinion_docx, write_opinion_xlsx)


def docx_rows(data: bytes) -> list[list[str]]:
    tables = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]


def xlsx_rows(data: bytes) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = (
        row for sheet in book.worksheets for row in sheet.iter_rows(min_row=5, values_only=True)
    )
    return [[str(cell or "") for cell in row] for row in rows if isinstance(row[0], int)]


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_texts(said: str) -> None:
    made = hostile_results(said)
    wanted = [
        [str(number), *(xml_text(text).replace("_x", "_x") for text in row)]
        for each in opinions(made)
        for number, row in enumerate(each.rows, 1)
    ]
    assert docx_rows(write_opinion_docx(made)) == wanted
    assert [row[0] for row in xlsx_rows(write_opinion_xlsx(made))] == [row[0] for row in wanted]


@given(any_results())
@settings(max_examples=25)
def test_any_findings(made: CheckResults) -> None:
    for write in WRITERS:
        data = write(made)
        assert data == write(made)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                ElementTree.fromstring(archive.read(name))


def test_nothing_found() -> None:
    made = results(text="标题：关于检查的通知\n")
    (opinion,) = opinions(made)
    assert (opinion.title, opinion.counts, opinion.rows) == ("关于检查的通知", "没有发现问题", ())
    document = docx.Document(io.BytesIO(write_opinion_docx(made)))
    assert not document.tables
    assert "没有发现问题" in "".join(each.text for each in document.paragraphs)


def test_findings_that_are_too_many_are_counted() -> None:
    (opinion,) = opinions(results(*[finding(0, 2)] * (MOST_FINDINGS + 3)))
    assert (len(opinion.rows), opinion.more) == (MOST_FINDINGS, "另有3处没有列出")
    assert opinion.counts == f"错误{MOST_FINDINGS + 3}处"


@pytest.mark.parametrize("write", WRITERS)
def test_cost(write: object) -> None:
    assert_grows(lambda size: write(results(*[finding(0, 2)] * size)), 100, 400)  # type: ignore[operator]
