"""What a draft is made of, as a tree: header, parts that it carries, sections, items, tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from hegao.dsl.document import Document, Element, Item, Table, Task
from hegao.dsl.header import BACK, CLOSING, FRONT
from hegao.dsl.model import Block
from hegao.grammar.source import Span

EntryKind = Literal["header", "element", "part", "item", "table", "row"]
CARRIED: Final = "印发件"
PARTS: Final = (CARRIED, "附表", "附件")
LEAVES: Final = ("header", "table")
"""Nothing that comes after them stands under them."""
OUTER, FIRST_LEVEL, INNER = 0, 1, 100


class Entry(NamedTuple):
    """One thing of the tree."""

    kind: EntryKind
    name: str
    span: Span
    """All of it with what stands under it, white space at the end left out."""
    head: Span
    """Its number and title, or its first line."""
    rank: int
    """It stands under the last entry before it that has a lower one."""
    children: tuple[Entry, ...] = ()
    task: Task | None = None
    """The task that an item or a row is."""
    item: Item | None = None


def contents(notice: Document) -> tuple[Entry, ...]:
    """The tree of a notice; empty for an empty one."""
    tasks = {task.block.origin: task for task in notice.tasks}
    found = [*_headers(notice), *_parts(notice)]
    found += (_item(item, tasks.get(item.block.origin)) for item in notice.items)
    found += (_table(table, tasks) for table in notice.tables if table.header or table.rows)
    found.sort(key=lambda each: (each.span.start, each.rank))
    return _nested(found, 0, len(found), len(notice.text), notice.text)


def all_entries(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Every entry of a tree, each before those under it."""
    for entry in entries:
        yield entry
        yield from all_entries(entry.children)


def _nested(
    found: Sequence[Entry], first: int, last: int, end: int, text: str
) -> tuple[Entry, ...]:
    """The entries from `first` to before `last` as a tree; `end` is where the text of them ends."""
    made: list[Entry] = []
    while first < last:
        entry = found[first]
        rest = range(first + 1, last)
        after = next((at for at in rest if found[at].rank <= entry.rank), last)
        if entry.kind in LEAVES:
            after = first + 1
        else:
            stop = found[after].span.start if after < last else end
            stop = max(_before_white_space(text, entry.span.start, stop), entry.span.end)
            below = _nested(found, first + 1, after, stop, text)
            entry = entry._replace(span=Span(entry.span.start, stop), children=below)
        made.append(entry)
        first = after
    return tuple(made)


def _before_white_space(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _headers(notice: Document) -> Iterator[Entry]:
    """Header and back matter: elements with no item, paragraph or carried text between them."""
    breaks = [item.block.origin for item in notice.items]
    breaks += (each.block.offset(0) for each in notice.paragraphs)
    breaks += (each.block.offset(0) for each in notice.directives if each.name in PARTS)
    runs: dict[int, list[Element]] = {}
    starts = sorted(breaks)
    for element in notice.elements:
        if element.name != CARRIED:
            before = bisect_right(starts, element.block.offset(0))
            runs.setdefault(before, []).append(element)
    for before, run in runs.items():
        if before == 0 or any(each.name in (*FRONT, *CLOSING, *BACK) for each in run):
            yield _header(run)


def _header(run: Sequence[Element]) -> Entry:
    """A run of elements, called after what stands in it."""
    names = {each.name for each in run}
    front = names & {*FRONT, "发文机关"}
    name = (
        "版头" if front else "版记" if names & {*BACK} else "落款" if names & {*CLOSING} else "版头"
    )
    children = tuple(sorted((_element(each) for each in run), key=lambda each: each.span))
    start, end = children[0].span.start, max(each.span.end for each in children)
    return Entry("header", name, Span(start, end), children[0].head, OUTER, children)


def _element(element: Element) -> Entry:
    span = _whole(element.block)
    return Entry("element", element.name, span, element.block.locate(element.span), INNER)


def _parts(notice: Document) -> Iterator[Entry]:
    """What the notice carries (印发件) and attaches, each once."""
    found: dict[int, Entry] = {}
    for directive in notice.directives:
        if directive.name in PARTS:
            span = _whole(directive.block)
            name = directive.value or directive.name
            found[span.start] = Entry("part", name, span, span, OUTER)
    for attachment in notice.attachments:
        span = _whole(attachment.block)
        name = attachment.name or "附件"
        found.setdefault(span.start, Entry("part", name, span, span, OUTER))
    yield from found.values()


def _item(item: Item, task: Task | None) -> Entry:
    block = item.block
    first = block.locate(Span(0, len(block.text.split("\n", 1)[0].rstrip())))
    name = f"{item.mark.text}{item.heading or ' '.join(item.text.split())}"
    rank = FIRST_LEVEL + item.depth
    return Entry("item", name, _whole(block), first, rank, (), task, item)


def _table(table: Table, tasks: dict[int, Task]) -> Entry:
    rows = table.rows if table.header is None else (table.header, *table.rows)
    start, end = _whole(rows[0].block).start, _whole(rows[-1].block).end
    name = "、".join(cell.text for cell in rows[0].cells if cell.text) or "表格"
    named = ((row, tasks[row.block.origin]) for row in rows if row.block.origin in tasks)
    children = tuple(_row(_whole(row.block), task) for row, task in named)
    return Entry("table", name, Span(start, end), _whole(rows[0].block), INNER, children)


def _row(span: Span, task: Task) -> Entry:
    name = f"{task.number or ''}{' '.join(task.text.split())}"
    return Entry("row", name, span, span, INNER, (), task)


def _whole(block: Block) -> Span:
    """A block without the white space at its end."""
    return block.locate(Span(0, len(block.text.rstrip())))
