"""A line 完成时限 for a task that has no time limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from hegao.dsl.document import Item
from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.lsp.actions.offer import Offer, Scene, ends_line, extent, item_at, task_of

LIMIT: Final = f"{types.CodeActionKind.RefactorRewrite.value}.hegao.limit"
FIELD: Final = "完成时限"


def limits(scene: Scene) -> Iterator[Offer]:
    """The empty line, for the drafter to fill in."""
    item = item_at(scene)
    task = task_of(item, scene) if item else None
    if item is None or task is None or task.deadlines or _has_line(item):
        return
    line = f"\n{FIELD}："
    edit = line_below(item, line)
    if not ends_line(edit.span.end, scene.draft.source):
        return
    yield Offer(f"另起一行写“{FIELD}”", LIMIT, lambda: (edit,), typing=len(line))


def _has_line(item: Item) -> bool:
    return any(field.name == FIELD for field in item.fields)


def line_below(item: Item, line: str) -> Edit:
    """A field line behind the last line of an item, or behind its unit line."""
    end = extent(item.block).end
    units = [field for field in item.unit_fields if field.form == "line"]
    if units and any(field.span == units[-1].span for field in item.fields):
        end = item.block.locate(units[-1].span).end
    return Edit(Span(end, end), line)
