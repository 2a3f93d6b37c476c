"""The items of a notice that others carry out, and which tasks of a draft carry them out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hegao.dsl.document import Task
from hegao.dsl.upstream.comparison import Outcome
from hegao.dsl.upstream.template import Upstream, UpstreamItem
from hegao.grammar.source import Span
from hegao.lsp.feature import Surroundings
from hegao.lsp.files.upstream_files import DRAFT
from hegao.lsp.places.header_files import home_of
from hegao.lsp.places.naming import Thing
from hegao.lsp.snapshot import Snapshot

CARRIED_OUT: Final = ("covered", "weakened", "suspect")
"""States of an item that tasks carry out; of others they only may."""


class CarriedOut(NamedTuple):
    """A task of a draft that carries out an upstream item."""

    task: int
    """Its number among the tasks of the draft."""
    item: Thing
    outcome: Outcome
    spans: tuple[Span, ...]
    """The words of the draft that say so; of a task that does not say so its number."""


def item_thing(item: UpstreamItem, file: str | Path) -> Thing:
    """An upstream item as a thing that drafts name; one without number goes by its words."""
    return Thing("item", item.ref if item.task.number else item.fingerprint, home_of(file))


def item_in(thing: Thing, around: Surroundings) -> tuple[Snapshot, Task] | None:
    """An upstream item in its file as that is now; None where the file is no draft of ours."""
    path = Path(thing.home)
    upstream = around.notices.at(path) if path.suffix == DRAFT else None
    for item in Upstream(upstream.notice).items if upstream else ():
        if upstream and item_thing(item, path) == thing:
            return upstream, item.task
    return None


def item_of(task: int, draft: Snapshot) -> Thing | None:
    """What other drafts call a task of this one; None for a draft that was never saved."""
    for item in Upstream(draft.notice).items if draft.path else ():
        if draft.path and item.task.block == draft.notice.tasks[task].block:
            return item_thing(item, draft.path)
    return None


def task_at(draft: Snapshot, offset: int) -> int | None:
    """The number of the task that stands at a place of the text."""
    for number, task in enumerate(draft.notice.tasks):
        start, end = whole_span(task)
        if start <= offset <= end:
            return number
    return None


def carried_out(draft: Snapshot) -> Iterator[CarriedOut]:
    """All that the tasks of a draft carry out of its upstreams."""
    if not draft.basis.upstreams:
        return
    for outcome in draft.whole.comparison.outcomes:
        thing = item_thing(outcome.item, outcome.source.file)
        for task in outcome.tasks if outcome.state in CARRIED_OUT else ():
            yield CarriedOut(task, thing, outcome, _said(task, outcome, draft))


def carrying_out(thing: Thing, around: Surroundings) -> Iterator[tuple[Snapshot, CarriedOut]]:
    """The tasks of all drafts of the workspace that carry out an upstream item."""
    for draft in around.notices.drafts():
        if draft.path and home_of(draft.path) != thing.home:
            yield from ((draft, each) for each in carried_out(draft) if each.item == thing)


def whole_span(task: Task) -> Span:
    """All of a task, from its number to its last field line."""
    return task.block.locate(Span(0, len(task.block.text)))


def head_span(task: Task) -> Span:
    """Where a task is pointed at: its number, else its first words."""
    words = task.text_spans[0] if task.text_spans else Span(0, len(task.block.text))
    mark = task.mark_span
    return task.block.locate(mark if mark.end > mark.start else words)


def _said(number: int, outcome: Outcome, draft: Snapshot) -> tuple[Span, ...]:
    statements, task = draft.whole.comparison.statements, draft.notice.tasks[number]
    said = tuple(
        each.link.span
        for each in statements.stated
        if each.item is outcome.item and statements.task_of(each.link) == number
    )
    return said or (head_span(task),)
