"""Findings as plain data: one row a finding and one a notice, strings and numbers only."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hegao.dsl.document import Document
from hegao.grammar.source import LineIndex, Span
from hegao.linter.finding import Finding

LONGEST_QUOTE: Final = 200


class FindingRecord(NamedTuple):
    """One finding. Lines and columns count from 1, in characters; the end is exclusive."""

    file: str
    code: str
    name: str
    severity: str
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    """The marked words, at most LONGEST_QUOTE of their characters."""
    message: str
    hint: str
    source: str
    fix: str
    """How sure its fix is: safe, confirm, or empty without one."""
    task: str
    """The number of the task it stands in; empty outside of tasks."""


class NoticeRecord(NamedTuple):
    """One notice in figures, and what was found on it."""

    file: str
    title: str
    tasks: int
    units: int
    """How many different units are named."""
    deadlines: int
    errors: int
    warnings: int
    infos: int
    findings: tuple[FindingRecord, ...]
    problems: tuple[str, ...]
    """Why the check is incomplete, in Chinese: settings, rules and units lists with faults."""


def record(
    file: str, document: Document, findings: Sequence[Finding], problems: Sequence[str]
) -> NoticeRecord:
    """The record of a notice and of what was found on it."""
    tasks = document.tasks
    counts = Counter(each.severity for each in findings)
    return NoticeRecord(
        file=file,
        title=document.value("标题") or "",
        tasks=len(tasks),
        units=len({unit.name for task in tasks for unit in task.units}),
        deadlines=sum(len(task.deadlines) for task in tasks),
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
        findings=tuple(_rows(file, document, findings)),
        problems=tuple(dict.fromkeys(problems)),
    )


def _rows(file: str, document: Document, findings: Sequence[Finding]) -> Iterator[FindingRecord]:
    index = LineIndex(document.text)
    numbers = _TaskNumbers(document)
    for each in findings:
        start, end = index.position(each.span.start), index.position(each.span.end)
        yield FindingRecord(
            file, each.code, each.name, each.severity,
            start.line, start.column, end.line, end.column,
            document.text[each.span.start : each.span.end][:LONGEST_QUOTE],
            each.message, each.hint, each.source,
            each.fix.tier if each.fix else "", numbers.at(each.span.start),
        )  # fmt: skip


class _TaskNumbers:
    """Which task a place of the text belongs to."""

    def __init__(self, document: Document) -> None:
        blocks = ((task.block, task.number or "") for task in document.tasks)
        self._tasks = sorted(
            (*block.locate(Span(0, len(block.text))), number) for block, number in blocks
        )

    def at(self, offset: int) -> str:
        """The number of the task; empty where no task stands."""
        place = bisect_right(self._tasks, offset, key=lambda task: task[0]) - 1
        if place < 0 or offset >= self._tasks[place][1]:
            return ""
        return self._tasks[place][2]
