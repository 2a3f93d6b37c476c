"""What follows an item: its next number, the field lines that its neighbours have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hegao.dsl.document import Item
from hegao.grammar.labels import number_label


def next_mark(item: Item) -> str:
    """The number behind an item's, with the space that stands behind it; empty for none."""
    label = number_label(item.mark.level, (item.mark.number or 0) + 1)
    if not label or item.mark.number is None:
        return ""
    return f"{label} " if label.endswith(".") else label


def missing_fields(item: Item, others: Sequence[Item]) -> list[str]:
    """The labels of the field lines that most other items have and this one has not.

    In their usual order; units that stand in a bracket need no line.
    """
    counted: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for other in others:
        for field in other.fields:
            labels[field.name] = field.label
            counted[field.name] += 1
    written = {field.name for field in item.fields}
    if any(field.units for field in item.unit_fields):
        written.add("责任单位")
    usual = [name for name in counted if counted[name] * 2 > len(others)]
    return [labels[name] for name in usual if name not in written]
