"""What is shown over words: what a limit, a unit, a quantity, a field, a link, a rule means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from lsprotocol import types

from hegao.dsl.document import Task
from hegao.grammar.source import Span
from hegao.lsp.convert import offset_of, range_of
from hegao.lsp.explained.labels import label_note
from hegao.lsp.explained.limits import limit_note
from hegao.lsp.explained.note import Note, shown
from hegao.lsp.explained.quantities import quantity_note
from hegao.lsp.explained.rule_notes import rule_note
from hegao.lsp.explained.units import unit_note
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.places.rule_codes import rules_named
from hegao.lsp.places.unit_places import unit_places
from hegao.lsp.places.upstream_items import head_span
from hegao.lsp.snapshot import Snapshot


def hover(draft: Snapshot, around: Surroundings, params: types.HoverParams) -> types.Hover | None:
    """What is to be said of the words at a place, and of the findings there."""
    offset = offset_of(params.position, draft.text)
    notes = list(islice(_word_notes(draft, offset), 1))
    notes += _upstream_notes(draft, offset)
    notes += _finding_notes(draft, offset)
    if not notes:
        return None
    once = list({(note.title, note.lines): note for note in notes}.values())
    content = shown(once, markdown=around.client.markdown)
    return types.Hover(content, range_of(once[0].span, draft.text))


def _word_notes(draft: Snapshot, offset: int) -> Iterator[Note]:
    """What the words themselves mean, the likeliest first."""
    for place in unit_places(draft.notice):
        if _holds(place.span, offset):
            yield unit_note(place.unit, place.span, draft.whole)
    for task in _tasks_at(draft, offset):
        yield from _value_notes(task, draft, offset)
    if label := _label(draft, offset):
        yield label


def _value_notes(task: Task, draft: Snapshot, offset: int) -> Iterator[Note]:
    for deadline in task.deadlines:
        if _holds(span := task.block.locate(deadline.span), offset):
            yield limit_note(deadline, span, draft.whole.issued)
    for quantity in task.quantities:
        if _holds(span := task.block.locate(quantity.span), offset):
            yield quantity_note(quantity, span)


def _label(draft: Snapshot, offset: int) -> Note | None:
    """What the label of the line is for, where it stands."""
    lines = draft.notice.lines
    at = bisect_right(lines, offset, key=lambda line: line.start) - 1
    note = label_note(lines[at]) if at >= 0 else None
    return note if note and _holds(note.span, offset) else None


def _upstream_notes(draft: Snapshot, offset: int) -> Iterator[Note]:
    """What upstreams ask, over a link, the number of a task, or the name of the upstream."""
    if not draft.whole.speaks_of_upstreams:
        return
    from hegao.lsp.explained.upstream_items import item_note, link_note, overview

    comparison = draft.whole.comparison
    for stated in comparison.statements.stated:
        if _holds(stated.link.span, offset):
            yield link_note(stated, comparison)
    for number, task in enumerate(draft.notice.tasks):
        if _holds(span := head_span(task), offset):
            told = (each for each in comparison.outcomes if number in each.tasks)
            yield from (item_note(outcome, span) for outcome in told)
    for source in comparison.sources:
        element = None if source.above else source.element
        if element and _holds(span := element.block.locate(element.span), offset):
            found = overview(each for each in comparison.outcomes if each.source is source)
            yield Note(span, source.title or source.alias, (found or source.problem or "没有任务",))


def _finding_notes(draft: Snapshot, offset: int) -> Iterator[Note]:
    """The rules that are named at a place, or told of it."""
    codes = [(code.thing.name, code.span) for code in rules_named(draft)]
    codes += (
        (finding.code, span)
        for finding in draft.findings
        for span in (finding.span, *finding.related)
    )
    rules = {rule.code: rule for rule in draft.basis.rules}
    for code, span in codes:
        if code in rules and _holds(span, offset):
            yield rule_note(rules[code], span)


def _tasks_at(draft: Snapshot, offset: int) -> Iterator[Task]:
    for task in draft.notice.tasks:
        if _holds(task.block.locate(Span(0, len(task.block.text))), offset):
            yield task


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_HOVER, hover, types.HoverOptions()),)
