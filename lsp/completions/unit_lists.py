"""Where units are listed: behind a label, in a bracket, in a column of units."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from hegao.dsl.document import Table
from hegao.dsl.tables import Columns, columns_of, row_of
from hegao.dsl.unit_words import LABEL
from hegao.dsl.units import parse_units
from hegao.grammar.blocks import SEPARATOR, cut
from hegao.grammar.vocabulary import UNIT_FIELDS
from hegao.lsp.completions.cursor import Cursor

Form = Literal["line", "bracket", "cell", "recipients"]
LISTS: Final = (*UNIT_FIELDS, "要求单位", "须落实")
RECIPIENTS: Final = ("主送", "抄送")
MARKS: Final = "、，,；;"
_FIRST: Final = re.compile(rf"[^{MARKS}）)｜|\t。]*")
_OPEN: Final = re.compile(r"[（(]")
_PASSED_ON: Final = re.compile(r".*[；;]\s*(?:转给|接收单位)\s*[：:]")


class UnitList(NamedTuple):
    """A list of units that the cursor stands in."""

    form: Form
    start: int
    """The column where the unit begins that is being typed."""
    typed: str
    others: tuple[str, ...]
    """The units that the list names already."""
    led: bool
    """Whether one of them leads."""


def unit_list(cursor: Cursor) -> UnitList | None:
    """The list that the cursor stands in; None where no units are named."""
    if begin := _bracket(cursor.before):
        return _list(cursor, "bracket", begin, re.compile(r"[）)]"))
    if (field := cursor.field) is not None:
        if field.name == "转交":
            passed = _PASSED_ON.match(field.text)
            start = field.start + passed.end() if passed else -1
            return _list(cursor, "line", start, None) if passed else None
        if field.name in LISTS:
            return _list(cursor, "line", field.start, None)
        return _list(cursor, "recipients", field.start, None) if field.name in RECIPIENTS else None
    cell = cell_at_cursor(cursor)
    if cell and cell.column in [unit.column for unit in cell.columns.units]:
        return _list(cursor, "cell", cell.start, SEPARATOR)
    return None


def _bracket(before: str) -> int:
    """The column behind the label of a bracket of units that is still open; 0 without one."""
    for match in reversed([*_OPEN.finditer(before)]):
        label = LABEL.match(before, match.end())
        if label and label[0][-1] in "：:":
            closed = before.count("（", match.start()) + before.count("(", match.start())
            closed -= before.count("）", match.start()) + before.count(")", match.start())
            return label.end() if closed > 0 else 0
    return 0


def _list(cursor: Cursor, form: Form, begin: int, end: re.Pattern[str] | None) -> UnitList:
    start = cursor.behind(MARKS, begin)
    listed, typed = cursor.before[begin:start], cursor.before[start:]
    after = cursor.after
    if end and (stop := end.search(after)):
        after = after[: stop.start()]
    first = _FIRST.match(after)
    rest = after[first.end() :] if first else after
    units = (*parse_units(listed).units, *parse_units(rest).units)
    led = any(unit.role == "lead" for unit in units)
    names = tuple(unit.name for unit in units)
    return UnitList(form, start, typed, names, led)


class TableCell(NamedTuple):
    """The cell of a table that the cursor stands in."""

    columns: Columns
    column: int
    start: int
    """The column of the line where its words begin."""


def cell_at_cursor(cursor: Cursor) -> TableCell | None:
    """The cell, and what the columns of its table hold; None outside tables with a header."""
    line = next(iter(cut(cursor.before + cursor.after)), None)
    table = _table(cursor) if line and line.type == "ROW" else None
    if line is None or table is None:
        return None
    columns = columns_of(table.header)
    marks = [match.end() for match in SEPARATOR.finditer(cursor.before)]
    row = row_of(line)
    bordered = len(row.cells) < len(SEPARATOR.findall(row.block.text))
    lost = 0 if bordered else max(columns.width - len(row.cells), 0)
    start = marks[-1] if marks else cursor.indent
    words = cursor.before[start:]
    start += len(words) - len(words.lstrip())
    return TableCell(columns, len(marks) - bordered + lost, start)


def _table(cursor: Cursor) -> Table | None:
    """The table that the line of the cursor is a row of."""
    start, end = cursor.line_start, cursor.line_start + cursor.column + len(cursor.after)
    for table in cursor.draft.notice.tables:
        if any(start <= row.block.origin <= end for row in table.rows):
            return table
    return None
