"""What rules look at beyond the notice itself: upstream items, differences, links, table rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hegao.dsl.document import Task
from hegao.dsl.model import Block
from hegao.grammar.source import Span
from hegao.linter.finding import Elsewhere
from hegao.linter.nodes import TaskNode
from hegao.linter.whole import Whole

if TYPE_CHECKING:
    from hegao.dsl.breakdown.breakdown import RowChange
    from hegao.dsl.upstream.comparison import Outcome
    from hegao.dsl.upstream.difference import Difference
    from hegao.dsl.upstream.statements import Source, Stated
    from hegao.linter.subjects import Subjects


class UpstreamFileNode(NamedTuple):
    """A line of the draft that names an upstream."""

    source: Source
    outcomes: Sequence[Outcome]
    block: Block
    span: Span
    whole: Whole


class UpstreamItemNode(NamedTuple):
    """An upstream item; the block is the line of the draft that names the upstream."""

    outcome: Outcome
    block: Block
    span: Span
    whole: Whole

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """Where the item stands."""
        return (_place(self.outcome),)


class DifferenceNode(NamedTuple):
    """Where a task asks something else than the upstream item that it carries out."""

    difference: Difference
    outcome: Outcome
    task: TaskNode
    block: Block
    span: Span
    whole: Whole

    @property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """Where the upstream item stands."""
        return (_place(self.outcome),)


class LinkNode(NamedTuple):
    """What the draft says of one upstream item."""

    stated: Stated
    block: Block
    span: Span
    whole: Whole


class InferredNode(NamedTuple):
    """A task that carries out upstream items without saying so."""

    text: str
    """The links as the draft would state them."""
    task: TaskNode
    block: Block
    span: Span
    whole: Whole


class RowChangeNode(NamedTuple):
    """A row of a breakdown table that words the prose otherwise."""

    changes: Sequence[RowChange]
    task: TaskNode
    block: Block
    span: Span
    whole: Whole


def upstream_files(whole: Whole) -> list[UpstreamFileNode]:
    """The lines that name upstreams, each with what the draft does with its items."""
    if not whole.speaks_of_upstreams:
        return []
    comparison = whole.comparison
    return [
        UpstreamFileNode(
            source, [each for each in comparison.outcomes if each.source is source],
            source.element.block, source.element.span, whole,
        )
        for source in comparison.sources
        if source.element is not None and not source.above
    ]  # fmt: skip


def upstream_items(whole: Whole) -> list[UpstreamItemNode]:
    """All items of all upstreams."""
    if not whole.speaks_of_upstreams:
        return []
    return [
        UpstreamItemNode(outcome, *named_at(outcome.source, whole), whole)
        for outcome in whole.comparison.outcomes
    ]


def named_at(source: Source, whole: Whole) -> tuple[Block, Span]:
    """Where the draft names an upstream; its title where it does not."""
    if source.element is not None:
        return source.element.block, source.element.span
    return whole.block, whole.head


def differences(whole: Whole) -> list[DifferenceNode]:
    """All differences that have a place in the draft."""
    if not whole.speaks_of_upstreams:
        return []
    tasks = whole.document.tasks
    return [
        DifferenceNode(
            each, outcome, TaskNode(tasks[each.where.task], each.where.block, whole),
            each.where.block, each.where.span, whole,
        )
        for outcome in whole.comparison.outcomes
        for each in outcome.differences
        if each.where is not None
    ]  # fmt: skip


def links(whole: Whole) -> list[LinkNode]:
    """All that the draft says of upstream items."""
    if not whole.speaks_of_upstreams:
        return []
    from hegao.dsl.upstream.links import block_of

    text = whole.document.text
    return [
        LinkNode(
            stated, block_of(stated.link.line, text),
            Span(
                stated.link.span.start - stated.link.line.start,
                stated.link.span.end - stated.link.line.start,
            ),
            whole,
        )
        for stated in whole.comparison.statements.stated
    ]  # fmt: skip


def inferred(whole: Whole) -> list[InferredNode]:
    """Tasks of the prose, or of a table where there is no prose, with links to be stated."""
    if not whole.speaks_of_upstreams:
        return []
    from hegao.dsl.upstream.links import written

    document = whole.document
    found: dict[int, list[str]] = {}
    for outcome in whole.comparison.outcomes:
        if outcome.linked or outcome.source.above or outcome.state not in ("covered", "weakened"):
            continue
        for task in outcome.tasks:
            found.setdefault(task, []).append(written(outcome.source.alias, outcome.item))
    return [
        InferredNode("；".join(found[number]), node, node.block, node.task.mark_span, whole)
        for number, task in enumerate(document.tasks)
        if number in found and not task.in_table
        for node in (TaskNode(task, task.block, whole),)
    ]


def row_changes(subjects: Subjects) -> list[RowChangeNode]:
    """The rows that word the prose otherwise, each once."""
    if not subjects.whole.has_rows:
        return []
    return list(_row_changes(subjects.whole, subjects.document.tasks))


def _row_changes(whole: Whole, tasks: Sequence[Task]) -> Iterator[RowChangeNode]:
    for task in tasks:
        if task.in_table and (found := whole.breakdown.changes(task)):
            node = TaskNode(task, task.block, whole)
            yield RowChangeNode(found, node, task.block, found[0].span, whole)


def _place(outcome: Outcome) -> Elsewhere:
    upstream = outcome.source.upstream
    assert upstream is not None
    task = outcome.item.task
    line, column = upstream.lines.position(task.block.offset(task.mark_span.start))
    return Elsewhere(outcome.source.file, line, column, f"{outcome.item.ref}在这里")
