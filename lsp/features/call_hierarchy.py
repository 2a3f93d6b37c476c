"""Tasks and the upstream items that they carry out, level by level, as a call hierarchy.

A task calls the upstream items that it carries out; an item is called by the tasks below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from hegao.dsl.document import Task
from hegao.grammar.source import Span
from hegao.linter.primitives import called
from hegao.lsp.convert import offset_of, range_of, uri_of
from hegao.lsp.feature import DraftFeature, Surroundings, WorkspaceFeature
from hegao.lsp.files.upstream_files import DRAFT
from hegao.lsp.places.destinations import TOP
from hegao.lsp.places.upstream_items import (
    CarriedOut,
    carried_out,
    carrying_out,
    head_span,
    item_in,
    item_of,
    task_at,
    whole_span,
)
from hegao.lsp.snapshot import Snapshot

LONGEST = 24
"""The characters of a task's own words that its name shows."""


def prepare(
    draft: Snapshot, _around: Surroundings, params: types.CallHierarchyPrepareParams
) -> list[types.CallHierarchyItem] | None:
    """The task under the cursor; None between tasks."""
    number = task_at(draft, offset_of(params.position, draft.text))
    return None if number is None else [_task_item(number, draft)]


def incoming(
    around: Surroundings, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall]:
    """The tasks of other drafts that carry an item out."""
    found = _task_of(params.item, around)
    thing = item_of(found[1], found[0]) if found else None
    return [
        types.CallHierarchyIncomingCall(_task_item(each.task, draft), _ranges(each.spans, draft))
        for draft, each in (carrying_out(thing, around) if thing else ())
    ]


def outgoing(
    around: Surroundings, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall]:
    """The upstream items that a task carries out."""
    found = _task_of(params.item, around)
    if found is None:
        return []
    draft, number = found
    return [
        types.CallHierarchyOutgoingCall(_upper_item(each, around), _ranges(each.spans, draft))
        for each in carried_out(draft)
        if each.task == number
    ]


def _task_of(item: types.CallHierarchyItem, around: Surroundings) -> tuple[Snapshot, int] | None:
    """The task that an item stands for, in its document as that is now."""
    draft, path = around.notices.opened.get(item.uri), Path(to_fs_path(item.uri) or "")
    if draft is None and path.suffix == DRAFT:
        draft = around.notices.at(path)
    if draft is None:
        return None
    number = task_at(draft, offset_of(item.selection_range.start, draft.text))
    return None if number is None else (draft, number)


def _upper_item(carried: CarriedOut, around: Surroundings) -> types.CallHierarchyItem:
    """An upstream item; at the top of its file where that is no draft."""
    if found := item_in(carried.item, around):
        upstream, task = found
        return _task_item(upstream.notice.tasks.index(task), upstream)
    item = carried.outcome.item
    file = Path(carried.item.home)
    return types.CallHierarchyItem(
        _name(item.task), types.SymbolKind.Function, uri_of(file), TOP, TOP, detail=file.name
    )


def _task_item(number: int, draft: Snapshot) -> types.CallHierarchyItem:
    task = draft.notice.tasks[number]
    return types.CallHierarchyItem(
        _name(task),
        types.SymbolKind.Function,
        draft.uri,
        range_of(whole_span(task), draft.text),
        range_of(head_span(task), draft.text),
        detail=draft.path.name if draft.path else "没有保存的草稿",
    )


def _name(task: Task) -> str:
    """Its number and first words: 第（三）项 编制养老服务目录."""
    words = "".join((task.heading or task.text).split()).rstrip("。：；")
    short = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return f"{called(task)} {short}" if task.number else short


def _ranges(spans: Iterable[Span], draft: Snapshot) -> list[types.Range]:
    return [range_of(span, draft.text) for span in spans]


FEATURES = (
    DraftFeature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, prepare, types.CallHierarchyOptions()),
    WorkspaceFeature(types.CALL_HIERARCHY_INCOMING_CALLS, incoming),
    WorkspaceFeature(types.CALL_HIERARCHY_OUTGOING_CALLS, outgoing),
)
