"""Selecting more and more: a value, a clause, a sentence, a task, its section, everything."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from lsprotocol import types

from hegao.dsl.document import Document, Item, Task
from hegao.grammar.source import Span
from hegao.lsp.convert import offset_of, range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.outline.contents import Entry, contents
from hegao.lsp.places.unit_places import unit_places
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import TextDocument

CLAUSE: Final = re.compile(r"[^，、。；：！？（）()\s｜]+")
SENTENCE: Final = re.compile(r"[^。；！？\r\n\t｜]*[^。；！？\s｜][^。；！？\r\n\t｜]*[。；！？]?")


def selection_ranges(
    draft: Snapshot, _around: Surroundings, params: types.SelectionRangeParams
) -> list[types.SelectionRange]:
    """For each place what holds it, the narrowest first."""
    entries = contents(draft.notice)
    offsets = [offset_of(position, draft.text) for position in params.positions]
    return [_chain(_spans(draft.notice, entries, offset), offset, draft.text) for offset in offsets]


def _chain(spans: Iterable[Span], offset: int, text: TextDocument) -> types.SelectionRange:
    """Spans that hold a place as ranges, each in the next; those that cross others left out."""
    nested: list[Span] = []
    holding = {span for span in spans if span.start <= offset <= span.end}
    for span in sorted(holding, key=lambda each: (each.end - each.start, each.start)):
        last = nested[-1] if nested else Span(offset, offset)
        if span.start <= last.start and last.end <= span.end:
            nested.append(span)
    chosen: types.SelectionRange | None = None
    for span in reversed(nested):
        chosen = types.SelectionRange(range_of(span, text), chosen)
    return chosen or types.SelectionRange(range_of(Span(offset, offset), text))


def _spans(notice: Document, entries: Iterable[Entry], offset: int) -> Iterator[Span]:
    yield Span(0, len(notice.text))
    yield from _of_line(notice, offset)
    for entry in _around(entries, offset):
        yield entry.span
        yield entry.head
        if entry.task:
            yield from _values(entry.task)
        if entry.item:
            yield from _of_item(entry.item)
    yield from (place.span for place in unit_places(notice))


def _of_line(notice: Document, offset: int) -> Iterator[Span]:
    """The line at a place; its label, or the sentence and the clause behind the label."""
    lines = notice.lines
    at = bisect_right(lines, offset, key=lambda line: line.start) - 1
    if at < 0:
        return
    line = lines[at]
    start, body, stop = (line.start + each for each in (line.label, line.body, line.stop))
    yield Span(start, stop)
    if offset < body:
        yield _trimmed(notice.text, (start, body))
        return
    yield Span(body, stop)
    for pattern in (SENTENCE, CLAUSE):
        found = pattern.finditer(notice.text, body, stop)
        yield from (_trimmed(notice.text, each.span()) for each in found)


def _trimmed(text: str, span: tuple[int, int]) -> Span:
    start, end = span
    words = text[start:end]
    head = len(words) - len(words.lstrip())
    return Span(start + head, start + max(len(words.rstrip()), head))


def _around(entries: Iterable[Entry], offset: int) -> Iterator[Entry]:
    """The entries that hold a place."""
    for entry in entries:
        if entry.span.start <= offset <= entry.span.end:
            yield entry
            yield from _around(entry.children, offset)


def _values(task: Task) -> Iterator[Span]:
    spans = [each.span for each in task.deadlines]
    spans += (each.span for each in task.quantities)
    spans += (each.span for each in task.unit_fields)
    yield from map(task.block.locate, spans)
    yield from map(task.block.locate, task.text_spans)


def _of_item(item: Item) -> Iterator[Span]:
    yield item.block.locate(Span(0, len(item.block.text.rstrip())))
    yield from map(item.block.locate, item.text_spans)
    yield from (item.block.locate(field.span) for field in item.fields)


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_SELECTION_RANGE, selection_ranges),)
