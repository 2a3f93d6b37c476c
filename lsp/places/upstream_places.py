"""The places of a draft that name upstream notices by their alias, and items of them."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.upstream.links import Link, find_links, named_upstream
from hegao.dsl.upstream.sources import FIELD
from hegao.grammar.source import Span
from hegao.lsp.places.naming import Naming, Thing
from hegao.lsp.places.upstream_items import item_thing
from hegao.lsp.snapshot import Snapshot


def items_named(draft: Snapshot) -> Iterator[Naming]:
    """The upstream items that lines 落实, 不适用, 转交 speak of, as far as they are found."""
    if not draft.whole.speaks_of_upstreams:
        return
    for stated in draft.whole.comparison.statements.stated:
        if stated.source and stated.item and stated.link.ref:
            yield Naming(item_thing(stated.item, stated.source.file), stated.link.span)


def aliases_named(draft: Snapshot) -> Iterator[Naming]:
    """The aliases of upstreams: in the header, where they are given, and in the lines."""
    given = list(_given(draft))
    yield from given
    names = {naming.thing.name for naming in given}
    seen: set[Span] = set()
    for link in find_links(draft.notice) if names else ():
        span = _alias_span(link, draft.source)
        if link.alias in names and span and span not in seen:
            seen.add(span)
            yield Naming(Thing("alias", link.alias, draft.uri), span)


def _given(draft: Snapshot) -> Iterator[Naming]:
    """The aliases in the header; a title that stands for one is none."""
    for element in draft.notice.elements:
        text = element.block.text[slice(*element.span)]
        alias = named_upstream(text).alias if element.name == FIELD else ""
        if alias and text.removeprefix(alias).lstrip()[:1] in ("＝", "="):
            span = Span(element.span.start, element.span.start + len(alias))
            thing = Thing("alias", alias, draft.uri)
            yield Naming(thing, element.block.locate(span), declares=True)


def _alias_span(link: Link, text: str) -> Span | None:
    """Where a line names the upstream: before the item, or alone."""
    end = link.span.start if link.ref else link.span.end
    start = text.rfind(link.alias, link.line.start, end) if link.alias else -1
    return Span(start, start + len(link.alias)) if start >= 0 else None
