"""What stands under the cursor, and where else drafts name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hegao.lsp.feature import Surroundings
from hegao.lsp.places.header_files import files_named
from hegao.lsp.places.naming import Kind, Naming, Thing
from hegao.lsp.places.rule_codes import rules_named
from hegao.lsp.places.tags import tags_named
from hegao.lsp.places.unit_places import units_named
from hegao.lsp.places.upstream_places import aliases_named, items_named
from hegao.lsp.snapshot import Snapshot

PLACES: Final[dict[Kind, Callable[[Snapshot], Iterator[Naming]]]] = {
    "unit": units_named,
    "tag": tags_named,
    "alias": aliases_named,
    "item": items_named,
    "file": files_named,
    "rule": rules_named,
}


def naming_at(draft: Snapshot, offset: int) -> Naming | None:
    """The narrowest name at a place of the text; the cursor may stand right behind it."""
    there = [
        naming
        for find in PLACES.values()
        for naming in find(draft)
        if naming.span.start <= offset <= naming.span.end
    ]
    return min(
        there,
        key=lambda each: (each.span.end == offset, each.span.end - each.span.start),
        default=None,
    )


def namings_of(thing: Thing, draft: Snapshot) -> list[Naming]:
    """The places of one draft that name a thing, in the order of the text."""
    found = (naming for naming in PLACES[thing.kind](draft) if naming.thing == thing)
    return sorted(found, key=lambda naming: naming.span)


def drafts_naming(
    thing: Thing, draft: Snapshot, around: Surroundings
) -> Iterator[tuple[Snapshot, list[Naming]]]:
    """The drafts of the workspace that name a thing, this one first, each with the places."""
    others = (each for each in around.notices.drafts() if each.uri != draft.uri)
    for each in (draft, *(() if thing.home == draft.uri else others)):
        if found := namings_of(thing, each):
            yield each, found
