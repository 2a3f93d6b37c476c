"""What the text leaves to be worked out, shown in it: days, right numbers, units from above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lsprotocol import types

from hegao.dsl.document import Task
from hegao.dsl.model import ROLE_NOTES, Deadline, Unit
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import EXPLICIT_LEVELS
from hegao.linter.quoting import chinese_date
from hegao.lsp.convert import range_of, span_of
from hegao.lsp.explained.calendar_days import distance
from hegao.lsp.explained.limits import ISSUED, reckoning
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.outline.task_words import cut
from hegao.lsp.outline.units_above import units_above
from hegao.lsp.snapshot import Snapshot


class Hint(NamedTuple):
    """A word to be shown at a place of the text, and how it came about."""

    offset: int
    label: str
    told: str


def inlay_hints(
    draft: Snapshot, _around: Surroundings, params: types.InlayHintParams
) -> list[types.InlayHint]:
    """The hints of the part that the editor shows."""
    start, end = span_of(params.range, draft.text)
    hints = {*_days(draft), *_numbers(draft), *_row_numbers(draft), *_merged(draft), *_above(draft)}
    wanted = sorted(hint for hint in hints if start <= hint.offset <= end)
    return [_shown(hint, draft) for hint in wanted]


def _shown(hint: Hint, draft: Snapshot) -> types.InlayHint:
    place = range_of(Span(hint.offset, hint.offset), draft.text).start
    return types.InlayHint(place, hint.label, tooltip=hint.told, padding_left=True)


def _days(draft: Snapshot) -> Iterator[Hint]:
    """The last days that do not stand in the text: 年底前, 印发之日起30日内, 同上."""
    issued = draft.whole.issued
    for task in draft.notice.tasks:
        for deadline in task.deadlines:
            start, end = task.block.locate(deadline.span)
            how = reckoning(deadline, issued)
            if how and deadline.end:
                yield Hint(end, f"即{chinese_date(deadline.end)}", _reckoned(how, deadline, issued))
            elif task.in_table and draft.source[start:end].strip() == "同上":
                yield Hint(end, f"即{cut(deadline.text)}", "时限同上面一行")


def _reckoned(how: str, deadline: Deadline, issued: date | None) -> str:
    if issued is None or deadline.end is None:
        return how
    told = distance(deadline.end, issued, ISSUED)
    return told if deadline.kind == "relative" else f"{how}；{told}"


def _numbers(draft: Snapshot) -> Iterator[Hint]:
    """The numbers that items should have; 【一级】 is a level, not a number."""
    for node in draft.subjects.items:
        mark = node.item.mark
        if node.numbered.label and mark.text.strip("【】") not in EXPLICIT_LEVELS:
            end = node.block.offset(mark.span.end)
            yield Hint(end, f"应为{node.numbered.label}", "接着前面的编号数，这里应当是这个编号")


def _row_numbers(draft: Snapshot) -> Iterator[Hint]:
    facts = draft.whole.row_facts
    for task in draft.notice.tasks:
        known = facts.get(task.block.origin) if task.in_table else None
        if known and known.expected:
            end = task.block.offset(task.mark_span.end)
            yield Hint(end, f"应为{known.expected}", "接着上面各行的编号数，这里应当是这个编号")


def _merged(draft: Snapshot) -> Iterator[Hint]:
    """The units of merged cells: those of the row above."""
    for task in draft.notice.tasks:
        cells: dict[Span, list[Unit]] = {}
        for unit in task.units if task.in_table else ():
            if unit.inherited:
                cells.setdefault(unit.span, []).append(unit)
        for span, units in cells.items():
            yield Hint(task.block.locate(span).end, named(units), _merged_told(task, span))


def _merged_told(task: Task, span: Span) -> str:
    written = task.block.text[span.start : span.end].strip()
    return f"这一格写着“{written}”，单位同上面一行" if written else "这一格空着，单位同上面一行"


def _above(draft: Snapshot) -> Iterator[Hint]:
    """The units of the item above, where a task names none."""
    for task, item, units in units_above(draft.notice):
        end = task.block.locate(task.mark_span).end
        told = f"这一项没有写责任单位，上面的{item.mark.text}写了"
        yield Hint(end, f"上级条目：{named(units)}", told)


def named(units: Iterable[Unit]) -> str:
    """Units with their roles: 县民政局（牵头）、县财政局（配合）."""
    return cut("、".join(dict.fromkeys(f"{unit.text}{ROLE_NOTES[unit.role]}" for unit in units)))


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_INLAY_HINT, inlay_hints, types.InlayHintOptions()),)
