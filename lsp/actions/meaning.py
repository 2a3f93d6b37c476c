"""Whether a draft, or an item of it, means the same when it is written otherwise."""

from __future__ import annotations

from typing import TypeAlias

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document, Task
from hegao.dsl.line_spelling import deadlines_said, plain, quantities_said, units_said
from hegao.dsl.tasks import task_of
from hegao.grammar.vocabulary import UNIT_FIELDS

Said: TypeAlias = tuple[object, ...]
PRINTED = frozenset((*UNIT_FIELDS, "完成时限"))


def item_said(text: str) -> Said | None:
    """What an item standing alone says; None where the text is not just one item."""
    notice = build_notice(text)
    if len(notice.items) != 1 or notice.paragraphs or notice.elements or notice.tables:
        return None
    return task_said(task_of(notice.items[0], None, None))


def task_said(task: Task) -> Said:
    """What a task asks of whom by when, wherever its units and limits are written."""
    return (
        task.number and plain(task.number),
        plain(task.text).rstrip("。；;"),
        units_said(task.units),
        task.unit_tail and plain(task.unit_tail),
        deadlines_said(task.deadlines),
        quantities_said(task.quantities),
        tuple((each.name, plain(each.value)) for each in task.fields if each.name not in PRINTED),
    )


def notice_said(notice: Document) -> tuple[Said, ...]:
    """What all tasks of a notice ask."""
    return tuple(map(task_said, notice.tasks))
