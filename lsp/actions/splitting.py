"""A task that asks several things, as so many numbered items; each keeps the units.

Numbers behind it that go on with its count move on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lsprotocol import types

from hegao.dsl.build import build_notice
from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Document, Item, Task
from hegao.dsl.quantities import find_quantities
from hegao.grammar.labels import number_label
from hegao.grammar.lines import LEVELS
from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.linter.fix import apply_edits
from hegao.lsp.actions.meaning import notice_said
from hegao.lsp.actions.numbering import relabelled
from hegao.lsp.actions.offer import Offer, Scene, ends_line, extent, item_at, refused, task_of
from hegao.lsp.actions.task_parts import Parts, parts_of, why_inseparable

SPLIT: Final = f"{types.CodeActionKind.RefactorRewrite.value}.hegao.split"
TITLE: Final = "这项任务拆成几项"
COPIED: Final = frozenset(("责任单位", "牵头单位", "配合单位", "完成时限", "落实"))


def splitting(scene: Scene) -> Iterator[Offer]:
    """The task under the cursor as several."""
    item = item_at(scene)
    task = task_of(item, scene) if item else None
    if item is None or task is None:
        return
    parts = parts_of(item)
    if parts is None or len(parts.sentences) < 2 or (len(task.units) < 2 > len(task.deadlines)):
        return
    if reason := _obstacle(parts, item, task, scene.draft.notice):
        yield refused(TITLE, SPLIT, reason)
        return
    count = len(parts.sentences)
    title = f"这项任务拆成{count}项" + ("，每项都带上责任单位" if task.units else "")
    notice = scene.draft.notice

    def make() -> tuple[Edit, ...]:
        edits = _edits(parts, item, notice)
        return edits if _only_splits(edits, task, count, notice) else ()

    yield Offer(title, SPLIT, make, review=True, later=True)


def _obstacle(parts: Parts, item: Item, task: Task, notice: Document) -> str:
    """Why a task cannot be cut up; empty where it can."""
    if reason := why_inseparable(parts):
        return reason
    if any(field.name not in COPIED for field in item.fields):
        return "这一项下面有“标识”等只能写一次的字段"
    if len(item.unit_fields) > 1 and any(each.form == "bracket" for each in item.unit_fields):
        return "责任单位写在几个地方，拆开前先并到一处"
    if _next(item, notice, 1) is not None and _is_below(item, notice):
        return "这一项下面已经有分项"
    if parts.heading and not _may_have_points(item, notice):
        return "这一层下面的编号要全文接着数，请手工拆"
    start, end = extent(item.block)
    if not ends_line(end, notice.text):
        return "这一项后面同一行还有别的项，请先另起一行"
    if any(each.in_table for each in notice.tasks):
        return "表格里的任务也要跟着改，请手工拆"
    if _lines(notice.text[start:end]) != _lines(item.block.text):
        return "这一项中间夹着批注或核稿意见"
    return "" if task.item is not None and item.mark.number is not None else "这一项没有数字编号"


def _lines(text: str) -> str:
    return "".join(text.split())


def _next(item: Item, notice: Document, by: int) -> Item | None:
    at = notice.items.index(item) + by
    return notice.items[at] if at < len(notice.items) else None


def _is_below(item: Item, notice: Document) -> bool:
    after = _next(item, notice, 1)
    return after is not None and after.depth > item.depth


def _may_have_points(item: Item, notice: Document) -> bool:
    """Whether points under the item may be numbered from 1."""
    if item.mark.level not in ("LEVEL2", "LEVEL3"):
        return False
    level = LEVELS[LEVELS.index(item.mark.level) + 1]
    through = (notice.value("编号方式") or "").startswith("全文")
    return not (through and any(each.mark.level == level for each in notice.items))


def _edits(parts: Parts, item: Item, notice: Document) -> tuple[Edit, ...]:
    start, end = extent(item.block)
    text = item.block.text
    gap = "\n\n" if re.match(r"[^\n]*\n\s*\n", notice.text[end:].replace("\r\n", "\n")) else "\n"
    space = text[item.mark.span.end : item.text_spans[0].start]
    bracket = next((text[slice(*f.span)] for f in item.unit_fields if f.form == "bracket"), "")
    fields = "".join(f"\n{field.label}{field.value}" for field in item.fields)
    bodies = [f"{sentence}。{bracket}{fields}" for sentence in parts.sentences]
    level = LEVELS[LEVELS.index(item.mark.level) + 1] if parts.heading else item.mark.level
    if parts.heading:
        labels = [number_label(level, n) or "" for n in range(1, len(bodies) + 1)]
        lines = [f"{label}{' ' if label.endswith('.') else ''}" for label in labels]
        head = text[: item.text_spans[0].start] + parts.heading + "\n"
        made = head + gap.join(map("".join, zip(lines, bodies, strict=True)))
        return (Edit(Span(start, end), made),)
    first = item.mark.number or 0
    labels = [relabelled(item, first + n) for n in range(len(bodies))]
    made = gap.join(f"{label}{space}{body}" for label, body in zip(labels, bodies, strict=True))
    return (Edit(Span(start, end), made), *_moved_on(item, len(bodies) - 1, notice))


def _moved_on(item: Item, by: int, notice: Document) -> Iterator[Edit]:
    """The items behind that go on with the item's count, so many numbers later."""
    last = item.mark.number or 0
    for other in notice.items[notice.items.index(item) + 1 :]:
        if other.part != item.part or other.mark.level < item.mark.level and last == 0:
            return
        if other.mark.level != item.mark.level:
            continue
        if other.mark.number != last + 1:
            return
        last += 1
        yield Edit(other.block.locate(other.mark.span), relabelled(other, last + by))


def _only_splits(edits: Sequence[Edit], task: Task, count: int, notice: Document) -> bool:
    """Whether what comes out is the same tasks with this one in pieces."""
    made = build_notice(apply_edits(notice.text, edits))
    at = notice.tasks.index(task)
    pieces, rest = made.tasks[at : at + count], (*made.tasks[:at], *made.tasks[at + count :])
    others = (*notice.tasks[:at], *notice.tasks[at + 1 :])
    said = [each[1:] for each in notice_said(made._replace(tasks=rest))]
    if said != [each[1:] for each in notice_said(notice._replace(tasks=others))]:
        return False
    same_units = all(_named(each) == _named(task) for each in pieces)
    return same_units and _measured(pieces) == _measured((task,))


def _named(task: Task) -> list[tuple[str, str]]:
    return [(unit.name, unit.role) for unit in task.units]


def _measured(tasks: Sequence[Task]) -> list[str]:
    """The limits and quantities in the words of tasks."""
    words = [task.text for task in tasks]
    found = [limit.text for text in words for limit in find_deadlines(text)]
    return [*found, *(amount.text for text in words for amount in find_quantities(text))]
