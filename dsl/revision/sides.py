"""Tasks, headings, passages and changes as plain data."""

from __future__ import annotations

from collections.abc import Iterable

from hegao.dsl.document import Task
from hegao.dsl.revision.change import Change
from hegao.dsl.revision.entries import DifferenceEntry, SideEntry, TaskSideEntry
from hegao.dsl.revision.passages import Passage
from hegao.dsl.revision.unit_changes import told
from hegao.dsl.revision.version import Heading, Version, number_of
from hegao.dsl.revision.words import marks_in
from hegao.grammar.source import Span

LONGEST_NAME = 20


def difference(change: Change) -> DifferenceEntry:
    """A change."""
    return {
        "what": change.aspect,
        "kind": change.kind,
        "message": change.told,
        "old": change.old,
        "new": change.new,
    }


def task_side(version: Version, task: Task, places: Iterable[Span]) -> TaskSideEntry:
    """A task; `places` are where it differs, in its block."""
    heading = version.heading_of(task)
    above = None if heading is None else version.headings[heading]
    return {
        "number": number_of(task),
        "title": task.heading or "",
        "text": task.text,
        "marks": marks_in(task.text_spans, list(places)),
        "units": [told(unit) for unit in task.units],
        "line": version.line(task.block, task.mark_span.start),
        "section": f"{above.number}{above.title}" if above else "",
        "deadlines": [limit.text for limit in task.deadlines],
        "in_table": task.in_table,
    }


def heading_side(version: Version, heading: Heading, marks: list[tuple[int, int]]) -> SideEntry:
    """A heading; `marks` are where its title differs."""
    return {
        "number": heading.number,
        "title": heading.title,
        "text": heading.title,
        "marks": marks,
        "units": [],
        "line": version.line(heading.block, heading.at),
    }


def passage_side(version: Version, passage: Passage, places: Iterable[Span]) -> SideEntry:
    """A passage; `places` are where it differs, in its block."""
    return {
        "number": passage.number,
        "title": "",
        "text": passage.text,
        "marks": marks_in(passage.spans, list(places)),
        "units": [],
        "line": version.line(passage.block, passage.spans[0].start),
    }


def called(task: Task) -> str:
    """A task as a person calls it: （三）公开服务清单."""
    name = " ".join((task.heading or task.text).split())
    short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    return (task.number or "").strip() + short
