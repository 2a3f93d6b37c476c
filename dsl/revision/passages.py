"""The text of a notice that asks nothing of anybody: paragraphs, aims, cells beside tasks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, chain
from typing import Final, NamedTuple, Protocol

from hegao.dsl.document import Document, Item, Row, Task
from hegao.dsl.line_spelling import plain
from hegao.dsl.model import Block
from hegao.dsl.row_cells import is_merged
from hegao.grammar.source import Span

ITEM: Final = "item"
PARAGRAPH: Final = "paragraph"
ROW: Final = "row"
CELL: Final = "cell"
REST: Final = "rest"
LABEL: Final = "label"
"""The kind of what only names a part: 【附表】…… in a draft, 附件1 in a finished text."""


class _Node(Protocol):
    """Whatever stands in a block."""

    @property
    def block(self) -> Block:
        """Where it stands."""


class Passage(NamedTuple):
    """A piece of text that asks nothing of anybody: a paragraph, an aim, a cell row."""

    number: str
    block: Block
    spans: tuple[Span, ...]
    kind: str

    @property
    def text(self) -> str:
        """Its own words."""
        return "\n".join(self.block.text[start:end] for start, end in self.spans)


def passages_of(
    document: Document, headings: Collection[int], titles: Collection[str]
) -> list[Passage]:
    """All that is no element, no heading of the first level and no task, in order.

    `headings` are the origins of the blocks of headings, `titles` what they say in a cell.
    """
    tasks = {task.block.origin: task for task in document.tasks}
    found = [
        *(
            _of_item(item, is_heading=item.block.origin in headings)
            for item in document.items
            if item.block.origin not in tasks
        ),
        *(_whole(paragraph.block, PARAGRAPH) for paragraph in document.paragraphs),
        *(Passage("", each.block, (each.span,), LABEL) for each in document.attachments),
        *_of_tables(document, tasks, titles),
        *_rest(document),
    ]
    return sorted((each for each in found if plain(each.text)), key=lambda e: e.block.offset(0))


def _of_tables(
    document: Document, tasks: dict[int, Task], titles: Collection[str]
) -> Iterator[Passage]:
    for table in document.tables:
        for row in (*filter(None, (table.header,)), *table.rows):
            if task := tasks.get(row.block.origin):
                yield from _other_cells(row, task, titles)
            else:
                spans = tuple(cell.span for cell in row.cells if cell.text)
                yield Passage("", row.block, spans, ROW)


def _other_cells(row: Row, task: Task, titles: Collection[str]) -> Iterator[Passage]:
    """The cells of a row that are no part of the task: groups of tasks, remarks."""
    told = {plain(limit.text) for limit in task.deadlines}
    own = (task.mark_span, *task.text_spans, *(field.span for field in task.unit_fields))
    for cell in row.cells:
        apart = not any(start < cell.span.end and cell.span.start < end for start, end in own)
        words = plain(cell.text)
        if apart and not is_merged(cell) and words not in told and words not in titles:
            yield Passage("", row.block, (cell.span,), CELL)


def _rest(document: Document) -> Iterator[Passage]:
    """The lines that no node holds: 不适用 in the header, a table header that is repeated."""
    held = sorted(_pieces(document))
    ends = list(accumulate((end for _, end in held), max))
    for line in document.lines:
        start, end = line.start + line.label, line.start + line.stop
        before = bisect_left(held, (end, 0))
        if start < end and (not before or ends[before - 1] <= start):
            yield _whole(Block(line.raw[line.label : line.stop], start), REST)


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    """Where the nodes of a notice stand in its text."""
    groups: tuple[Iterable[_Node], ...] = (
        document.elements, document.sections, document.items, document.paragraphs,
        document.attachments, document.directives, *(table.rows for table in document.tables),
        (table.header for table in document.tables if table.header),
    )  # fmt: skip
    for node in chain.from_iterable(groups):
        for text, origin in node.block.parts():
            yield origin, origin + len(text)


def _of_item(item: Item, *, is_heading: bool) -> Passage:
    """An item that is no task; of a heading of the first level only what stands under it."""
    spans = item.text_spans
    if is_heading and spans and item.heading:
        first = spans[0]
        end = min(first.start + len(item.heading), first.end)
        spans = (Span(end, first.end), *spans[1:]) if end < first.end else spans[1:]
    number = "" if is_heading else item.mark.text.strip()
    return Passage(number, item.block, spans, "item")


def _whole(block: Block, kind: str) -> Passage:
    return Passage("", block, (Span(0, len(block.text)),), kind)
