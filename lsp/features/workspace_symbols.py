"""Tasks, sections and units of all notices of the workspace, by name or by how it is read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.lsp.convert import location_of
from hegao.lsp.feature import Surroundings, WorkspaceFeature
from hegao.lsp.outline.task_words import cut, name_of
from hegao.lsp.pinyin import readings
from hegao.lsp.places.unit_places import unit_places
from hegao.lsp.places.upstream_items import head_span
from hegao.lsp.snapshot import Snapshot

MOST: Final = 500
"""So many are told; whoever gets as many types on."""


class Named(NamedTuple):
    """A task, section or unit of a draft."""

    name: str
    kind: types.SymbolKind
    span: Span


def workspace_symbols(
    around: Surroundings, params: types.WorkspaceSymbolParams
) -> list[types.SymbolInformation]:
    """All whose names hold the words that were typed; everything for none."""
    words = params.query.lower().split()
    return list(islice(_found(words, around), MOST))


def _found(words: list[str], around: Surroundings) -> Iterator[types.SymbolInformation]:
    for draft in around.notices.drafts():
        title = cut(draft.notice.value("标题") or draft.notice.value("印发件") or "")
        for each in _named(draft):
            read = [word for word in words if word not in each.name.lower()]
            if all(_reads(each.name, word) for word in read):
                # VS Code shows only what holds the typed letters: they are put behind the name.
                name = " ".join((each.name, *read))
                yield types.SymbolInformation(
                    location_of(each.span, draft), name, each.kind, container_name=title
                )


def _named(draft: Snapshot) -> Iterator[Named]:
    for section in draft.notice.sections:
        span = section.block.locate(Span(section.mark.span.start, section.span.end))
        name = cut(f"{section.mark.text}{section.title}")
        yield Named(name, types.SymbolKind.Module, span)
    for task in draft.notice.tasks:
        yield Named(name_of(task), types.SymbolKind.Method, head_span(task))
    first: dict[str, Span] = {}
    for unit, span in unit_places(draft.notice):
        if not unit.vague:
            first.setdefault(draft.whole.name_of(unit), span)
    for name, span in first.items():
        yield Named(name, types.SymbolKind.Class, span)


def _reads(name: str, word: str) -> bool:
    """Whether a word in Latin letters is part of how a name is read."""
    return word.isascii() and any(word in each for each in _read(name))


_read = lru_cache(maxsize=20_000)(readings)

FEATURES = (WorkspaceFeature(types.WORKSPACE_SYMBOL, workspace_symbols),)
