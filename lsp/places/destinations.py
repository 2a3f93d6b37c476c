"""Where the things that drafts name are to be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from hegao.dsl.registry_rows import RegistryError, read_entries
from hegao.grammar.source import LineIndex, Span
from hegao.lsp.convert import location_of, uri_of
from hegao.lsp.feature import Surroundings
from hegao.lsp.places.header_files import units_lists
from hegao.lsp.places.named_things import namings_of
from hegao.lsp.places.naming import Thing
from hegao.lsp.places.upstream_items import head_span, item_in
from hegao.lsp.snapshot import Snapshot

TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


def destinations(thing: Thing, draft: Snapshot, around: Surroundings) -> list[types.Location]:
    """Where a thing that a draft names is declared; empty where that is nowhere."""
    match thing.kind:
        case "unit":
            return list(unit_rows(thing, draft, around)) or _first_place(thing, draft)
        case "item":
            return [_item(thing, around)]
        case "file":
            return [types.Location(uri_of(thing.name), TOP)]
        case "rule":
            return list(_rule(thing, draft, around))
        case "tag" | "alias":
            given = (each for each in namings_of(thing, draft) if each.declares)
            return [location_of(each.span, draft) for each in given]


def unit_rows(thing: Thing, draft: Snapshot, around: Surroundings) -> Iterator[types.Location]:
    """The rows of a unit in the units lists that hold for a draft."""
    for path in units_lists(draft):
        units_list = around.notices.at(path)
        if units_list and (span := _row(thing.name, units_list)):
            yield location_of(span, units_list)


def _row(name: str, units_list: Snapshot) -> Span | None:
    text = units_list.source
    try:
        entries, _ = read_entries(text)
    except RegistryError:
        return None
    line = next((each.line for each in entries if each.name == name), None)
    if line is None:
        return None
    row = LineIndex(text).offset(line, 1)
    start = text.find(name, row)
    return Span(start, start + len(name)) if start >= 0 else Span(row, row)


def _first_place(thing: Thing, draft: Snapshot) -> list[types.Location]:
    return [location_of(each.span, draft) for each in namings_of(thing, draft)[:1]]


def _item(thing: Thing, around: Surroundings) -> types.Location:
    """The item; the top of its file where that is no draft, so that its lines are not known."""
    if found := item_in(thing, around):
        upstream, task = found
        return location_of(head_span(task), upstream)
    return types.Location(uri_of(thing.home), TOP)


def _rule(thing: Thing, draft: Snapshot, around: Surroundings) -> Iterator[types.Location]:
    """The rule in the office's own file; the built-in rules are in no file of the office."""
    for rule in draft.basis.rules:
        path = Path(rule.file)
        if rule.code == thing.name and path.is_absolute() and (file := around.notices.at(path)):
            start = LineIndex(file.source).offset(rule.line, 1)
            end = file.source.find("\n", start)
            yield location_of(Span(start, end if end >= 0 else len(file.source)), file)
