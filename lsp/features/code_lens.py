"""Lines over the text: how a draft stands to its upstreams, who has tasks, what a section has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lsprotocol import types

from hegao.dsl.document import Section, Task
from hegao.dsl.unit_ledger import unit_ledger
from hegao.grammar.source import Span
from hegao.linter.whole import section_key
from hegao.lsp.convert import range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.outline.units_above import units_above
from hegao.lsp.snapshot import Snapshot

COVERAGE: Final = "hegao.coverage"
LEDGER: Final = "hegao.ledger"
NOTHING: Final = ""
"""The command of a line that only tells something."""


def code_lenses(
    draft: Snapshot, _around: Surroundings, _params: types.CodeLensParams
) -> list[types.CodeLens]:
    """Those of the title, which are worked out when shown, and those of the sections."""
    lenses: list[types.CodeLens] = []
    title = range_of(draft.whole.head, draft.text)
    if draft.basis.upstreams:
        lenses.append(types.CodeLens(title, data={"uri": draft.uri, "command": COVERAGE}))
    if draft.notice.tasks:
        lenses.append(types.CodeLens(title, data={"uri": draft.uri, "command": LEDGER}))
    return lenses + list(_section_lenses(draft))


def resolved(draft: Snapshot, _around: Surroundings, lens: types.CodeLens) -> types.CodeLens:
    """A line of the title with what it says of the draft as it is now."""
    data: Any = lens.data
    command = data.get("command") if isinstance(data, dict) else None
    title = _coverage(draft) if command == COVERAGE else _ledger(draft)
    if command in (COVERAGE, LEDGER):
        lens.command = types.Command(title, command, arguments=[draft.uri])
    return lens


def _coverage(draft: Snapshot) -> str:
    from hegao.lsp.explained.upstream_items import overview

    found = overview(draft.whole.comparison.outcomes)
    return f"对照上级文件：{found or '没有读到上级的任务'}"


def _ledger(draft: Snapshot) -> str:
    units = unit_ledger(draft.notice, draft.whole.registry)
    named = sum(not unit.vague for unit in units)
    told = f"{named}个单位、" if named else ""
    return f"{told}{len(draft.notice.tasks)}项任务：查看台账"


def _section_lenses(draft: Snapshot) -> Iterator[types.CodeLens]:
    """How many tasks each section has, and how many of them lack units or limits."""
    tasks: dict[int, list[Task]] = {}
    for task in draft.notice.tasks:
        tasks.setdefault(section_key(task), []).append(task)
    held = {each.task.block.origin for each in units_above(draft.notice)}
    for section in draft.notice.sections:
        if own := tasks.get(section.block.origin):
            unnamed = [each for each in own if not each.units and each.block.origin not in held]
            in_table = draft.whole.table_has_units
            told = _told(own, 0 if in_table else len(unnamed))
            yield types.CodeLens(_heading(section, draft), types.Command(told, NOTHING))


def _told(tasks: list[Task], unnamed: int) -> str:
    undated = sum(not task.deadlines for task in tasks)
    parts = [f"{len(tasks)}项任务"]
    parts += [f"{unnamed}项没有写责任单位"] if unnamed else []
    parts += [f"{undated}项没有写时限"] if undated else []
    return "，".join(parts)


def _heading(section: Section, draft: Snapshot) -> types.Range:
    start = section.block.offset(section.mark.span.start)
    return range_of(Span(start, section.block.locate(section.span).end), draft.text)


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_CODE_LENS, code_lenses, types.CodeLensOptions(resolve_provider=True)
    ),
    DraftFeature(types.CODE_LENS_RESOLVE, resolved),
)
