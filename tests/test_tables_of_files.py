"""Tables as files have them: merged cells and headers of two rows, as rows of a manuscript."""

from __future__ import annotations

import pytest

from hegao.dsl.recover.finished import Cell, Finished, Row, Table
from hegao.dsl.recover.manuscript import manuscript_of

# In a row | parts cells, ^ is merged with the cell above, < with the one to the left.
CASES = {
    "limit merged downwards": (
        "任务|责任单位|完成时限\n1. 建立台账。|县民政局|9月底前\n2. 更新台账。|县财政局|^",
        "｜任务｜责任单位｜完成时限｜\n｜1. 建立台账。｜县民政局｜9月底前｜\n｜2. 更新台账。｜县财政局｜同上｜",
    ),
    "units merged to the right": (
        "任务|牵头单位|配合单位\n1. 建立台账。|县民政局|县财政局\n2. 更新台账。|县教育局|<",
        "｜任务｜牵头单位｜配合单位｜\n｜1. 建立台账。｜县民政局｜县财政局｜\n｜2. 更新台账。｜县教育局｜—｜",
    ),
    "empty cells stay empty": (
        "任务|责任单位|完成时限\n1. 建立台账。|县民政局|9月底前\n2. 更新台账。|^|",
        "｜任务｜责任单位｜完成时限｜\n｜1. 建立台账。｜县民政局｜9月底前｜\n｜2. 更新台账。｜｜｜",
    ),
    "header of two rows": (
        "序号|任务|责任单位|<|完成时限\n^|^|牵头|配合|^\n1|建立台账|县民政局|县财政局|9月底前",
        "｜序号｜任务｜牵头单位｜配合单位｜完成时限｜\n｜1｜建立台账｜县民政局｜县财政局｜9月底前｜",
    ),
    "two rows that are no header": (
        "任务|责任单位\n1. 建立台账。|县民政局\n2. 更新台账。|^",
        "｜任务｜责任单位｜\n｜1. 建立台账。｜县民政局｜\n｜2. 更新台账。｜｜",
    ),
    "numbers under the name of the next column": (
        "重点任务|具体举措|<|责任单位\n登记|1|建立台账|县民政局\n^|2|更新台账|县财政局",
        "｜重点任务｜序号｜具体举措｜责任单位｜\n｜登记｜1｜建立台账｜县民政局｜\n｜｜2｜更新台账｜县财政局｜",
    ),
    "strokes and lines in cells": (
        "任务|责任单位\n1. 甲｜乙。\\n又。|县民政局\\n县财政局",
        "｜任务｜责任单位｜\n｜1. 甲∣乙。 又。｜县民政局 县财政局｜",
    ),
}


def cell(text: str) -> Cell:
    match text:
        case "^":
            return Cell("", "above")
        case "<":
            return Cell("", "left")
        case _:
            return Cell(text.replace("\\n", "\n"))


@pytest.mark.parametrize("name", CASES)
def test_rows(name: str) -> None:
    given, wanted = CASES[name]
    rows = tuple(
        Row(tuple(map(cell, line.split("|"))), f"表1第{number}行")
        for number, line in enumerate(given.split("\n"), 1)
    )
    read = manuscript_of(Finished((Table(rows, "表1"),)))
    assert read.text.rstrip("\n") == wanted
    assert read.source == read.text
    told = {note.place for note in read.notes}
    assert told <= {row.place for row in rows}
