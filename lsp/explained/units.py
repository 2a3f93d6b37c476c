"""What a unit of a draft is: its full name, its history, its tasks in this draft."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.model import Unit
from hegao.dsl.unit_ledger import UnitTasks, unit_ledger
from hegao.grammar.source import Span
from hegao.linter.whole import Whole
from hegao.lsp.explained.note import Note
from hegao.lsp.explained.unit_history import listed


def unit_note(unit: Unit, span: Span, whole: Whole) -> Note:
    """What a unit is, and what this draft asks of it."""
    if unit.vague:
        return Note(span, unit.text, ("没有写明是哪家单位，任务落不到人头上",))
    return Note(span, whole.name_of(unit), tuple(_lines(unit, whole)))


def _lines(unit: Unit, whole: Whole) -> Iterator[str]:
    if unit.name != unit.text and whole.name_of(unit) != unit.text:
        yield f"这里写的是“{unit.text}”，按“{unit.name}”理解"
    if whole.registry.full:
        name = unit.name if whole.registry.knows(unit.name) else unit.text
        yield from listed(name, whole.registry, whole.issued)
    elif unit.blanket:
        yield "统称，指一类单位"
    else:
        yield "没有机构名录，名称对不对没有核对"
    full = whole.name_of(unit)
    ledger = unit_ledger(whole.document, whole.registry)
    told = next((_tasks(each) for each in ledger if each.name == full), "")
    if told or not unit.blanket:
        yield told or "本文没有给它派任务"


def _tasks(unit: UnitTasks) -> str:
    """How many tasks a unit has, and in which part."""
    total, led, supported = len(unit.shares), unit.led, unit.supported
    if not led and not supported:
        return f"本文有它的任务{total}项，没有分牵头、配合"
    parts = [f"牵头{led}项"] if led else []
    parts += [f"配合{supported}项"] if supported else []
    if other := total - led - supported:
        parts.append(f"{other}项没有分牵头、配合")
    return f"本文有它的任务{total}项：{'，'.join(parts)}"
