"""Rows to tables: repeated headers, merged and shifted cells, the columns that matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import filterfalse
from typing import NamedTuple

from hegao.dsl.document import Cell, Row, Table
from hegao.dsl.model import Block, Role
from hegao.dsl.unit_words import LABEL_ROLES, SUPPORT_WORD
from hegao.grammar.blocks import HAN_NUMBER, MARKS, SEPARATOR
from hegao.grammar.lines import Line
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import TASK_FIELDS

TAG = re.compile(r"</?[a-zA-Z]+>")
NUMBERED = re.compile(r"\s*(?P<mark>\d{1,3}(?:[.．](?!\d(?!\d{3}年))|、))\s*")
NUMBER_ALONE = re.compile(rf"(?:{'|'.join(MARKS.values())}|\d{{1,3}}|{HAN_NUMBER})\Z")
TASK_WORDS = (
    "具体要求", "具体任务", "工作任务", "重点任务", "主要任务", "任务内容", "工作内容", "工作要求",
    "主要内容", "具体措施", "工作举措", "任务名称", "工作事项", "工作目标任务", "目标任务",
    "具体举措", "主要举措", "主要措施", "重点举措", "重点措施", "推进举措", "推进措施", "落实措施",
    "改革举措", "任务举措", "工作措施", "整改措施", "具体内容", "具体工作", "建设内容", "任务要求",
    "工作要点", "重点工作", "任务", "事项", "要求", "内容", "措施", "任务分工", "工作分工",
    "职责分工",
)  # fmt: skip
"""What the column of tasks is called; of two such columns the one named first here."""
DEADLINE_WORDS = (
    "完成时限", *TASK_FIELDS["完成时限"], "时限", "时限要求", "时间节点", "时间安排", "进度安排",
)  # fmt: skip
NUMBER_WORDS = ("序号", "编号")
WITHIN_ORGANS = ("科室", "处室", "股室")
RULE_CELL = re.compile(r"[:\-—\s]+")
LONGEST_HEADING, LONGEST_NAME = 60, 12
NOISE = re.compile(r"[\s*]+|</?[a-zA-Z]+>")
BRACKET = re.compile(r"(?<=.)[（(〔\[【［][^）)〕\]】］]*[）)〕\]】］]")
PERSON = re.compile(r"[及和与、/／]?(?:(?:责任|负责|联系|牵头)人|(?:责任|分管|牵头|包联)领导)")
ALSO = re.compile(r"[及和、，,/／]+|(?<!参)与")


class UnitColumn(NamedTuple):
    """A column of units, and what its name says of them."""

    column: int
    role: Role


class Columns(NamedTuple):
    """Which column of a table holds what; None where none does."""

    task: int | None
    units: tuple[UnitColumn, ...]
    deadlines: tuple[int, ...]
    number: int | None
    width: int
    more_tasks: tuple[int, ...] = ()
    """Other columns called like one of tasks, the better name first."""


class Heading(NamedTuple):
    """The name of a column: 责任单位（部门）及完成时限 names 责任单位 and 完成时限."""

    parts: tuple[str, ...]
    role: Role | None
    """Of the units under it; None where it names none."""


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
    for row in filterfalse(_is_rule, map(row_of, lines)):
        if not is_header(row):
            rows.append(row)
        elif header is None or not _same(header, row):
            if rows or header:
                found.append(Table(header, tuple(rows)))
            header, rows = row, []
    if rows or header:
        found.append(Table(header, tuple(rows)))
    return found


def _is_rule(row: Row) -> bool:
    """Whether a row only draws a line, as Markdown does under a header."""
    filled = [cell.text for cell in row.cells if cell.text]
    return bool(filled) and all(RULE_CELL.fullmatch(text) for text in filled)


def _same(one: Row, other: Row) -> bool:
    return [cell.text for cell in one.cells] == [cell.text for cell in other.cells]


def continued(found: Sequence[Table]) -> list[Table]:
    """Tables with their header, one that goes on with the table before it joined to that."""
    made: list[Table] = []
    for table in found:
        if made and _goes_on(made[-1].header, table.header):
            made[-1] = Table(made[-1].header, (*made[-1].rows, *table.rows))
        else:
            made.append(table)
    return made


def _goes_on(above: Row | None, header: Row | None) -> bool:
    """Whether a table goes on with one above that has a header: it has none, or the same."""
    return above is not None and (header is None or _same(above, header))


def is_header(row: Row) -> bool:
    """Whether a row is a header: short cells without a number, one a known column name."""
    texts = [cell.text for cell in row.cells]
    if any(len(text) > LONGEST_HEADING or _is_numbered(text) for text in texts):
        return False
    headings = list(map(heading_of, texts))
    if any(sum(map(len, heading.parts)) > LONGEST_NAME for heading in headings):
        return False
    known = {*DEADLINE_WORDS, *NUMBER_WORDS}
    return any(heading.role or known.intersection(heading.parts) for heading in headings)


def _is_numbered(text: str) -> bool:
    return bool(NUMBERED.match(text) or NUMBER_ALONE.match(text))


def heading_of(text: str) -> Heading:
    """A column name without white space, brackets and persons."""
    name = NOISE.sub("", text)
    plain = PERSON.sub("", BRACKET.sub("", name))
    parts = tuple(filter(None, ALSO.split(plain)))
    role = LABEL_ROLES.get(plain) or _common_role(parts)
    mixed = role and any(SUPPORT_WORD.search(aside) for aside in BRACKET.findall(name))
    return Heading(parts, "unspecified" if mixed and role != "support" else role)


def _common_role(parts: Sequence[str]) -> Role | None:
    """The role of a name of several parts, the first of which names units: 牵头单位及配合单位."""
    roles = [LABEL_ROLES.get(part) for part in parts]
    if not roles or roles[0] is None:
        return None
    return roles[0] if {*roles} <= {roles[0], None} else "unspecified"


def columns_of(header: Row | None) -> Columns:
    """What the columns hold, by the words of the header."""
    headings = [heading_of(cell.text) for cell in header.cells] if header else []
    units = _unit_columns(headings)
    taken = {unit.column for unit in units}
    names = [h.parts[0] if h.parts and at not in taken else "" for at, h in enumerate(headings)]
    limits = (at for at, h in enumerate(headings) if {*DEADLINE_WORDS}.intersection(h.parts))

    def find(words: Sequence[str]) -> list[int]:
        return [names.index(word) for word in words if word in names]

    tasks, numbers = find(TASK_WORDS), find(NUMBER_WORDS)
    return Columns(
        tasks[0] if tasks else None, units, tuple(limits), numbers[0] if numbers else None,
        len(names), tuple(tasks[1:]),
    )  # fmt: skip


def _unit_columns(headings: Sequence[Heading]) -> tuple[UnitColumn, ...]:
    """The columns of units; beside one called 责任单位, 任务分工 and 责任科室 are none.

    A section of an organ (科室) carries out what its organ answers for.
    """
    found = [(UnitColumn(at, h.role), h.parts[0]) for at, h in enumerate(headings) if h.role]
    for lesser in ("分工", WITHIN_ORGANS):
        found = [each for each in found if not each[1].endswith(lesser)] or found
    return tuple(unit for unit, _ in found)


def cell_at(row: Row, column: int | None, count: int) -> Cell | None:
    """The cell of a column; a row that lost cells, and its number, lost the first ones."""
    if column is None:
        return None
    lost = max(count - len(row.cells), 0)
    index = column if NUMBER_ALONE.match(row.cells[0].text) else column - lost
    return row.cells[index] if 0 <= index < len(row.cells) else None
