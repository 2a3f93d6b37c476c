"""All clear counterparts of upstream items written down: 落实：省要点 第（三）项."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from hegao.dsl.upstream.links import written
from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.lsp.actions.offer import Offer, Scene, ends_line, extent
from hegao.lsp.snapshot import Snapshot

ACCEPT: Final = f"{types.CodeActionKind.Source.value}.acceptLinks.hegao"
CLEAR: Final = ("covered", "weakened")


def accept_links(scene: Scene) -> Iterator[Offer]:
    """A line 落实 under each task that clearly carries out items without saying so."""
    edits = tuple(_lines(scene.draft)) if scene.draft.basis.upstreams else ()
    if edits:
        title = f"把推定的对应写进{len(edits)}项任务，写完请逐条看过"
        yield Offer(title, ACCEPT, lambda: edits, review=True)


def _lines(draft: Snapshot) -> Iterator[Edit]:
    texts: dict[int, list[str]] = {}
    for outcome in draft.whole.comparison.outcomes:
        if outcome.linked or outcome.source.above or outcome.state not in CLEAR:
            continue
        for number in outcome.tasks:
            texts.setdefault(number, []).append(written(outcome.source.alias, outcome.item))
    for number, refs in sorted(texts.items()):
        task = draft.notice.tasks[number]
        end = extent(task.block).end
        if not task.in_table and ends_line(end, draft.source):
            yield Edit(Span(end, end), "\n落实：" + "；".join(refs))
