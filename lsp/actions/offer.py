"""A mending that can be offered, and the place of the draft that it is offered for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from hegao.dsl.document import Item, Task
from hegao.dsl.model import Block
from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Finding
from hegao.lsp.feature import Surroundings
from hegao.lsp.snapshot import Snapshot

LINE_REST: Final = re.compile(r"[^\S\r\n]*(?=[\r\n]|\Z)")
Making = Callable[[], Sequence[Edit]]
"""Makes the edits when they are wanted; none where the draft would come to mean something else."""


class Scene(NamedTuple):
    """Where the cursor or the selection stands."""

    draft: Snapshot
    around: Surroundings
    place: Span


class Offer(NamedTuple):
    """Something that the editor may do to the draft when the drafter wants it."""

    title: str
    kind: str
    make: Making
    finding: Finding | None = None
    """What it mends."""
    preferred: bool = False
    review: bool = False
    """Its edits are shown before they are made, where the editor can."""
    later: bool = False
    """Making its edits takes work, which is put off until the editor wants them."""
    typing: int | None = None
    """Where in its one insertion the drafter goes on writing."""
    refusal: str = ""
    """Why it cannot be done here; told only to who asks for this very kind."""


def refused(title: str, kind: str, reason: str) -> Offer:
    """A mending that cannot be done here."""
    return Offer(title, kind, tuple, refusal=reason)


def item_at(scene: Scene) -> Item | None:
    """The item that the cursor stands in, with its field lines."""
    for item in scene.draft.notice.items:
        start, end = extent(item.block)
        if start <= scene.place.start <= end:
            return item
    return None


def task_of(item: Item, scene: Scene) -> Task | None:
    """The task that an item is; None where it asks nothing."""
    return next((task for task in scene.draft.notice.tasks if task.item is item), None)


def extent(block: Block) -> Span:
    """The characters from the first of a block to its last."""
    return block.locate(Span(0, len(block.text)))


def in_source(edits: Sequence[Edit], block: Block, source: str) -> tuple[Edit, ...]:
    """Edits of a block's text as edits of the draft.

    None at all where they would take away what stands between its lines, as a 批注.
    """
    located = tuple(Edit(_located(edit.span, block), edit.text) for edit in edits)
    for edit, there in zip(edits, located, strict=True):
        taken = source[there.span.start : there.span.end]
        if "".join(taken.split()) != "".join(block.text[slice(*edit.span)].split()):
            return ()
    return located


def ends_line(at: int, source: str) -> bool:
    """Whether nothing but white space stands between a place and the end of its line.

    An item may go on into the next one on the same line; no line can be put in between.
    """
    return LINE_REST.match(source, at) is not None


def _located(span: Span, block: Block) -> Span:
    """As `Block.locate`; what is put in behind a line stands right behind it."""
    if span.end > span.start or span.start == 0:
        return block.locate(span)
    end = block.offset(span.start - 1) + 1
    return Span(end, end)
