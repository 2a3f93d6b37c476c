"""How rules compare days, quantities, document numbers and units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from hegao.dsl.model import DocumentNumber, Quantity, Unit
from hegao.dsl.references import find_document_numbers
from hegao.linter.nodes import UnitNode
from hegao.linter.whole import Whole

Measure = tuple[float, str]
Ordered = date | Measure | Quantity | DocumentNumber | None

# What measures of one thing come to; a working day is no fixed number of days.
SCALES: Final[dict[str, Measure]] = {
    "分钟": (1, "分钟"), "小时": (60, "分钟"), "个小时": (60, "分钟"),
    "日": (1, "日"), "天": (1, "日"), "自然日": (1, "日"), "个自然日": (1, "日"), "周": (7, "日"),
    "工作日": (1, "工作日"), "个工作日": (1, "工作日"),
    "月": (1, "月"), "个月": (1, "月"), "年": (12, "月"),
    "元": (1, "元"), "万元": (10_000, "元"), "亿元": (100_000_000, "元"),
}  # fmt: skip


def order(left: Ordered, right: Ordered) -> int | None:
    """-1, 0 or 1 as the left one comes before, with or after the right; None beyond compare.

    Days in time; quantities by size, when both count the same thing; document numbers by year
    and serial, when both have the same code.
    """
    if left is None or right is None:
        return None
    match _scale(left), _scale(right):
        case (kind, one), (other, two) if kind == other:
            return int(one > two) - int(one < two)
        case _:
            return None


def _scale(value: Ordered) -> tuple[str, Any] | None:
    """What a value is comparable by, and its place there."""
    match value:
        case None:
            return None
        case date():
            return "日期", value
        case DocumentNumber(code=code, year=year, serial=serial):
            return code, (int(year) % 100 if len(year) == 2 else int(year), int(serial))
        case Quantity(value=amount, measure=measure) | (float(amount), str(measure)):
            factor, base = SCALES.get(measure, (1, measure))
            return base, amount * factor


def number_of(text: str) -> DocumentNumber | None:
    """The document number that a text is or holds."""
    return next(iter(find_document_numbers(text)), None)


def names(value: Any, whole: Whole) -> frozenset[str]:
    """The full names of a unit, of a name, or of the members of a list."""
    match value:
        case str():
            return frozenset((whole.registry.full_name(value),))
        case UnitNode(unit=unit):
            return frozenset((whole.name_of(unit),))
        case Unit():
            return frozenset((whole.name_of(value),))
        case _:
            return frozenset().union(*(names(each, whole) for each in value))


def alike(values: Sequence[str]) -> bool:
    """Whether one of some texts stands twice; empty ones are not counted."""
    filled = [value for value in values if value]
    return len(set(filled)) < len(filled)
