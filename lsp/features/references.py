"""All places of the workspace that name the thing under the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.lsp.convert import location_of, offset_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.places.destinations import destinations, unit_rows
from hegao.lsp.places.named_things import drafts_naming, naming_at
from hegao.lsp.places.naming import Thing
from hegao.lsp.places.upstream_items import carrying_out, item_of, task_at
from hegao.lsp.snapshot import Snapshot


def references(
    draft: Snapshot, around: Surroundings, params: types.ReferenceParams
) -> list[types.Location]:
    """The places, in this draft first; those that declare the thing only if asked for."""
    thing = _thing(draft, offset_of(params.position, draft.text))
    if thing is None:
        return []
    places = list(_places(thing, draft, around))
    found = [location_of(span, each) for each, span, declares in places if not declares]
    if not params.context.include_declaration:
        return found
    declared = [location_of(span, each) for each, span, declares in places if declares]
    return [*declared, *_elsewhere(thing, draft, around), *found]


def _thing(draft: Snapshot, offset: int) -> Thing | None:
    """What is named at a place; else the task that stands there, which other drafts may name."""
    if naming := naming_at(draft, offset):
        return naming.thing
    task = task_at(draft, offset)
    return None if task is None else item_of(task, draft)


def _places(
    thing: Thing, draft: Snapshot, around: Surroundings
) -> Iterator[tuple[Snapshot, Span, bool]]:
    """The places that name a thing; of an upstream item also the tasks that carry it out."""
    seen: set[tuple[str, Span]] = set()
    for each, namings in drafts_naming(thing, draft, around):
        for naming in namings:
            seen.add((each.uri, naming.span))
            yield each, naming.span, naming.declares
    for each, carried in carrying_out(thing, around) if thing.kind == "item" else ():
        for span in carried.spans:
            if (each.uri, span) not in seen:
                yield each, span, False


def _elsewhere(thing: Thing, draft: Snapshot, around: Surroundings) -> list[types.Location]:
    """Where a thing is declared that no draft declares."""
    if thing.kind == "unit":
        return list(unit_rows(thing, draft, around))
    return destinations(thing, draft, around) if thing.kind in ("item", "rule") else []


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_REFERENCES, references),)
