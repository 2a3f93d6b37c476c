"""The places of a draft that name units: brackets, field lines, table cells, 主送 and 抄送."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.document import Document
from hegao.dsl.model import Block, Unit
from hegao.dsl.units import parse_units
from hegao.grammar.source import Span
from hegao.lsp.places.naming import Naming, Thing
from hegao.lsp.snapshot import Snapshot

RECIPIENTS: Final = ("主送", "抄送")
ENDS: Final = " \t\r\n\u3000：:。"


class UnitPlace(NamedTuple):
    """A unit, and where its name stands in the text."""

    unit: Unit
    span: Span


def unit_places(notice: Document) -> list[UnitPlace]:
    """All places that name units, in the order of the text.

    A cell that is empty or says 同上 names none of its own.
    """
    found: dict[int, UnitPlace] = {}
    for block, unit in _units(notice):
        span = block.locate(unit.span)
        if not unit.inherited and span.end > span.start:
            found.setdefault(span.start, UnitPlace(unit, span))
    return sorted(found.values(), key=lambda place: place.span)


def _units(notice: Document) -> Iterator[tuple[Block, Unit]]:
    for item in notice.items:
        for field in item.unit_fields:
            yield from ((item.block, unit) for unit in field.units)
    for task in notice.tasks:
        yield from ((task.block, unit) for unit in task.units)
    for element in notice.elements:
        if element.name in RECIPIENTS:
            text = element.block.text[slice(*element.span)].rstrip(ENDS)
            units = parse_units(text, element.span.start).units
            yield from ((element.block, unit) for unit in units)


def units_named(draft: Snapshot) -> Iterator[Naming]:
    """The units of a draft under their full names; 有关部门 is nobody in particular."""
    for unit, span in unit_places(draft.notice):
        if not unit.vague:
            yield Naming(Thing("unit", draft.whole.name_of(unit)), span)
