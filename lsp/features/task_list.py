"""The tasks of a draft and the items of its upstreams as lists, for editors that show them beside
the text (`hegao/tasks`)."""

from __future__ import annotations

from typing import Any, Final

from hegao.dsl.coverage.coverage import ref_of
from hegao.dsl.coverage.page_words import STATES
from hegao.dsl.document import Task
from hegao.dsl.upstream.comparison import Outcome
from hegao.grammar.source import Span
from hegao.lsp.explained.upstream_items import item_note, overview
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.outline.task_words import cut, name_of
from hegao.lsp.places.upstream_items import head_span
from hegao.lsp.snapshot import Snapshot

TASKS: Final = "hegao/tasks"


def task_list(draft: Snapshot, _around: Surroundings, _params: object) -> dict[str, Any]:
    """The tasks in the order of the text, and how the draft stands to its upstreams."""
    return {
        "tasks": [_task(task, draft) for task in draft.notice.tasks],
        "upstream": _upstream(draft) if draft.basis.upstreams else None,
    }


def _task(task: Task, draft: Snapshot) -> dict[str, Any]:
    section = task.section
    return {
        **_place(task, draft),
        "name": name_of(task),
        "text": task.text,
        "section": f"{section.mark.text}{section.title}" if section else "",
        "units": [{"name": draft.whole.name_of(unit), "role": unit.role} for unit in task.units],
        "deadlines": [
            {"text": each.text, "kind": each.kind, "end": each.end and each.end.isoformat()}
            for each in task.deadlines
        ],
    }


def _upstream(draft: Snapshot) -> dict[str, Any]:
    """The upstreams in short, and their items, those first that have to be looked at first."""
    outcomes = draft.whole.comparison.outcomes
    order = list(STATES)
    items = sorted(outcomes, key=lambda each: order.index(each.state))
    return {"told": overview(outcomes), "items": [_item(each, draft) for each in items]}


def _item(outcome: Outcome, draft: Snapshot) -> dict[str, Any]:
    task = outcome.item.task
    return {
        "ref": ref_of(outcome),
        "name": cut(task.heading or task.text),
        "state": outcome.state,
        "told": STATES[outcome.state],
        "note": "\n".join(item_note(outcome, Span(0, 0)).lines),
        "tasks": [_carrying(draft.notice.tasks[number], draft) for number in outcome.tasks],
    }


def _carrying(task: Task, draft: Snapshot) -> dict[str, Any]:
    return {**_place(task, draft), "name": name_of(task)}


def _place(task: Task, draft: Snapshot) -> dict[str, int]:
    line, character = draft.text.place(head_span(task).start)
    return {"line": line, "character": character}


FEATURES = (DraftFeature(TASKS, task_list),)
