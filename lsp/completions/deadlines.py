"""Time limits as ready phrases: the coming ends of months, quarters and the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from hegao.dsl.dates import last_day, months_later
from hegao.dsl.header import day_of
from hegao.grammar.lines import LEVELS
from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.proposal import Proposal
from hegao.lsp.completions.unit_lists import cell_at_cursor

FIELDS: Final = ("完成时限", "要求时限")
STANDING: Final = (
    "印发之日起10个工作日内", "印发之日起30个工作日内", "每月", "每季度", "每半年", "每年",
    "长期坚持",
)  # fmt: skip
IN_PROSE: Final = re.compile(r"(?:^|[，,。；;于在\s])(?P<typed>[0-9年月日底前a-zA-Z]*)\Z")
MONTHS_AHEAD: Final = 12


def deadlines(cursor: Cursor, today: date) -> Iterator[Proposal]:
    """Limits in the field or cell for them; in the text of a task those with a date.

    They follow the 成文日期; a draft without one is taken to be written `today`.
    """
    start = _place(cursor)
    in_prose = start is None
    if start is None and (cursor.by_mark or (start := _in_prose(cursor)) is None):
        return
    day = day_of(cursor.draft.notice.elements, "成文日期") or today
    for text, end in _ends(day):
        detail = f"最后一天{end.year}年{end.month}月{end.day}日"
        short = text.removeprefix(str(end.year)) if end.month == 12 else text.partition("年")[2]
        yield Proposal(text, start, "", (short,), detail, kind="time")
    if not in_prose:
        yield from (Proposal(text, start, kind="time") for text in STANDING)


def _place(cursor: Cursor) -> int | None:
    """The column where a limit begins that has a field or a cell of its own."""
    if (field := cursor.field) is not None:
        return field.start if field.name in FIELDS else None
    cell = cell_at_cursor(cursor)
    return cell.start if cell and cell.column in cell.columns.deadlines else None


def _in_prose(cursor: Cursor) -> int | None:
    """The column where a limit may begin in the words of an item."""
    line = cursor.line
    match = IN_PROSE.search(cursor.before)
    if line is None or match is None or line.type not in LEVELS:
        return None
    return match.start("typed") if match.start("typed") >= line.body else None


def _ends(day: date) -> list[tuple[str, date]]:
    """The coming ends: first of quarters, then of the other months; 2026年底 for December."""
    found: list[tuple[str, date]] = []
    for ahead in range(MONTHS_AHEAD + 1):
        month = months_later(day.replace(day=1), ahead)
        end = last_day(month.year, month.month) if month else None
        if end and end > day:
            text = f"{end.year}年底前" if end.month == 12 else f"{end.year}年{end.month}月底前"
            found.append((text, end))
    return sorted(found, key=lambda each: (each[1].month % 3 > 0, each[1]))
