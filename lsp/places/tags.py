"""The tags that tasks give themselves (标识：名), and the references to them (【见：名】)."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.references import find_references
from hegao.grammar.source import Span
from hegao.lsp.places.naming import Naming, Thing
from hegao.lsp.snapshot import Snapshot

FIELD = "标识"


def tags_named(draft: Snapshot) -> Iterator[Naming]:
    """The tags of a draft, where they are given and where they are used."""
    for item in draft.notice.items:
        for field in item.fields:
            if field.name == FIELD and field.value:
                thing = Thing("tag", field.value, draft.uri)
                yield Naming(thing, item.block.locate(field.span), declares=True)
    for reference in find_references(draft.source):
        if reference.text.startswith("【") and reference.name:
            start = reference.span.start + reference.text.rindex(reference.name)
            thing = Thing("tag", reference.name, draft.uri)
            yield Naming(thing, Span(start, start + len(reference.name)))
