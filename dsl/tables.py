"""Rows to tables: repeated headers, merged and shifted cells, the columns that matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hegao.dsl.document import Cell, Row, Table
from hegao.dsl.model import Block
from hegao.grammar.blocks import SEPARATOR
from hegao.grammar.lines import Line
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import UNIT_FIELDS

TAG = re.compile(r"</?[a-zA-Z]+>")
WHITE = re.compile(r"\s+")
NUMBERED = re.compile(r"\s*(?P<mark>\d{1,3}(?:[.．](?!\d)|、))\s*")
MERGED = ("同上", "〃", "″")
UNIT_WORDS = tuple(word for name, more in UNIT_FIELDS.items() for word in (name, *more))
TASK_WORDS = (
    "具体要求", "具体任务", "工作任务", "重点任务", "主要任务", "任务内容", "工作内容", "工作要求",
    "主要内容", "具体措施", "工作举措", "任务", "事项", "要求", "内容", "措施",
)  # fmt: skip
DEADLINE_WORDS = ("完成时限", "完成时间", "时间要求", "时限", "时间节点", "进度安排")
NUMBER_WORDS = ("序号", "编号")
RULE_CELL = re.compile(r"[:\-—\s]+")


class Columns(NamedTuple):
    """Which column of a table holds what; None where none does."""

    task: int | None
    unit: int | None
    deadline: int | None
    number: int | None
    width: int


def row_of(line: Line) -> Row:
    """The cells of a row line, trimmed, without HTML tags at their edges."""
    raw = line.raw[: line.stop]
    start = len(raw) - len(raw.lstrip(" \u3000\ufeff"))
    text = raw[start:]
    cells: list[Cell] = []
    at = 0
    for separator in SEPARATOR.finditer(text):
        cells.append(_cell(text, at, separator.start()))
        at = separator.end()
    cells.append(_cell(text, at, len(text)))
    if text[:1] in ("｜", "|") and len(cells) > 2 and not cells[-1].text:
        cells = cells[1:-1]  # Strokes on both sides are a border, not empty cells.
    return Row(tuple(cells), Block(text, line.start + start))


def _cell(text: str, start: int, end: int) -> Cell:
    value = text[start:end]
    left = len(value) - len(value.lstrip())
    right = len(value.rstrip())
    if "<" in value:
        while match := TAG.match(value, left):
            left = match.end()
        while (closing := value.rfind("<", left, right)) > -1 and TAG.fullmatch(
            value, closing, right
        ):
            right = closing
    if right <= left:
        return Cell("", Span(start, start))
    return Cell(value[left:right], Span(start + left, start + right))


def tables_of(lines: Sequence[Line]) -> list[Table]:
    """The tables that some row lines make. A new header with other words begins a new table."""
    found: list[Table] = []
    header: Row | None = None
    rows: list[Row] = []
    for line in lines:
        row = row_of(line)
        if all(RULE_CELL.fullmatch(cell.text) for cell in row.cells if cell.text) and any(
            cell.text for cell in row.cells
        ):
            continue
        if not is_header(row):
            rows.append(row)
        elif header is None or [c.text for c in row.cells] != [c.text for c in header.cells]:
            if rows or header:
                found.append(Table(header, tuple(rows)))
            header, rows = row, []
    if rows or header:
        found.append(Table(header, tuple(rows)))
    return found


def is_header(row: Row) -> bool:
    """Whether a row is a header: short cells, one of them a known column name."""
    names = [WHITE.sub("", cell.text) for cell in row.cells]
    if any(len(name) > 12 for name in names):
        return False
    known = (*UNIT_WORDS, *DEADLINE_WORDS, *NUMBER_WORDS)
    return any(name in known for name in names)


def columns_of(header: Row | None) -> Columns:
    """What the columns hold, by the words of the header."""
    if header is None:
        return Columns(None, None, None, None, 0)
    names = [WHITE.sub("", cell.text) for cell in header.cells]

    def find(words: Sequence[str]) -> int | None:
        return next((names.index(word) for word in words if word in names), None)

    return Columns(
        find(TASK_WORDS), find(UNIT_WORDS), find(DEADLINE_WORDS), find(NUMBER_WORDS), len(names)
    )


def cell_at(row: Row, column: int | None, count: int) -> Cell | None:
    """The cell of a column; a row that lost its first cells is aligned at its end."""
    if column is None:
        return None
    index = column - max(count - len(row.cells), 0)
    return row.cells[index] if 0 <= index < len(row.cells) else None


def task_cell(row: Row, columns: Columns) -> Cell | None:
    """The cell that holds the task: the numbered one, else that of the task column."""
    for cell in row.cells:
        if NUMBERED.match(cell.text):
            return cell
    listed = cell_at(row, columns.task, columns.width)
    return listed if listed and listed.text else None


def continued(found: Sequence[Table]) -> list[Table]:
    """Tables with their header; one without a header goes on with the one before it."""
    made: list[Table] = []
    for table in found:
        if (
            table.header is None
            and made
            and made[-1].header is not None
            or made
            and table.header
            and made[-1].header
            and _same(made[-1], table)
        ):
            made[-1] = Table(made[-1].header, (*made[-1].rows, *table.rows))
        else:
            made.append(table)
    return made


def _same(one: Table, other: Table) -> bool:
    assert one.header is not None
    assert other.header is not None
    return [c.text for c in one.header.cells] == [c.text for c in other.header.cells]
