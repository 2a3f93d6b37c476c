"""Which items ask something of somebody: a table of evidence, and the tasks made from it.

What a drafter states (【任务】, 【段】) decides. Then units decide: whoever is named has a task.
Then structure: what has numbered sub-items only gathers them. Then the heading above: aims,
principles and scope are numbered but ask nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Item, Task, UnitField
from hegao.dsl.items import LIST_LEVELS
from hegao.dsl.model import Deadline, Unit
from hegao.dsl.quantities import find_quantities
from hegao.grammar.vocabulary import PARAGRAPH_MARK, TASK_MARK

ASKS_NOTHING = re.compile(
    "总体要求|指导思想|基本原则|总体目标|工作目标|主要目标|发展目标|目标任务|总体思路|工作思路|核心定位"
    "|适用范围|适用对象|支持对象|支持范围|核心定义|基本概念|重点领域|重点方向|重点区域|主体$|职责$"
    "|工作原则|申报条件|支持条件|名词解释|附则|其他事项|有效期"
)
SENTENCE = re.compile("[。；：;:]")
AIMS_AND_TASKS = re.compile("任务|措施|举措|工作要求")


def is_aim(title: str) -> bool:
    """Whether a heading announces aims, principles or scope, under which nothing is asked."""
    if len(title) > 16 or ("信息公开" in title):
        return False
    return ASKS_NOTHING.search(title) is not None and not (
        AIMS_AND_TASKS.search(title) and "目标" not in title
    )


class Evidence(NamedTuple):
    """What speaks for and against an item's being a task."""

    item: Item
    subs: tuple[Item, ...]
    """The items right under it."""
    units_below: bool
    """Some item under it, at any depth, names units."""
    under_aim: bool
    """It or a heading above announces aims, principles or scope."""
    under_task: bool
    """The item it stands under is a task."""
    flat: bool
    """The notice has no second level, so that first-level items are no headings."""


# The first line that holds decides.
TABLE: tuple[tuple[Callable[[Evidence], bool], bool], ...] = (
    (lambda e: TASK_MARK in e.item.mark.text, True),
    (lambda e: PARAGRAPH_MARK in e.item.mark.text, False),
    (lambda e: e.units_below, False),
    (lambda e: bool(e.item.unit_fields), True),
    (lambda e: e.under_aim, False),
    (lambda e: e.under_task and e.item.mark.level in LIST_LEVELS, False),
    (lambda e: any(sub.mark.level not in LIST_LEVELS for sub in e.subs), False),
    (lambda e: bool(e.subs) and _is_bare_title(e.item), False),
    (lambda e: e.item.mark.level in ("LEVEL0", "LEVEL1"), False),
    (lambda e: bool(e.item.text.strip()), True),
)


def asks(evidence: Evidence) -> bool:
    """Whether an item is a task."""
    if evidence.flat and evidence.item.mark.level == "LEVEL1" and not evidence.under_aim:
        return bool(evidence.item.unit_fields) or _has_title_and_prose(evidence.item)
    return next((verdict for test, verdict in TABLE if test(evidence)), False)


def choose(items: Sequence[Item], parents: Sequence[int | None]) -> list[bool]:
    """For each item (with the index of the item it stands under) whether it is a task."""
    children: dict[int, list[Item]] = {}
    for item, parent in zip(items, parents, strict=True):
        if parent is not None:
            children.setdefault(parent, []).append(item)
    flat = all(item.mark.level == "LEVEL1" for item in items)
    below = _units_below(items, parents)
    aims = [is_aim(item.heading or "") for item in items]
    verdicts: list[bool] = []
    for index, item in enumerate(items):
        parent = parents[index]
        aims[index] = aims[index] or (parent is not None and aims[parent])
        under_task = parent is not None and verdicts[parent]
        subs = tuple(children.get(index, ()))
        verdicts.append(asks(Evidence(item, subs, below[index], aims[index], under_task, flat)))
    return verdicts


def _units_below(items: Sequence[Item], parents: Sequence[int | None]) -> list[bool]:
    below = [False] * len(items)
    for index in range(len(items) - 1, -1, -1):
        parent = parents[index]
        if parent is not None and (items[index].unit_fields or below[index]):
            below[parent] = True
    return below


def _is_bare_title(item: Item) -> bool:
    """Whether an item is a title over its points, and no sentence that they go on with."""
    return not SENTENCE.search(item.text)


def _has_title_and_prose(item: Item) -> bool:
    return item.heading is not None and "。" in item.text


def task_of(item: Item, issued: date | None, year: int | None) -> Task:
    """The task that an item is."""
    fields = item.unit_fields
    tail = next((field.tail for field in fields if field.tail), None)
    return Task(
        item.mark.text or None,
        item.mark.span,
        item.section,
        item.heading,
        item.block,
        item.text_spans,
        tuple(unit for field in fields for unit in field.units),
        fields,
        tail,
        tuple(_deadlines(item, issued, year)),
        find_quantities(item.block.text),
        item.fields,
        item,
    )


def _deadlines(item: Item, issued: date | None, year: int | None) -> Iterator[Deadline]:
    # A bracket may name deadlines among its units; only the names are none.
    outside = [unit.span for field in item.unit_fields for unit in field.units]
    # The number is no part of what a limit counts from.
    label = item.text_spans[0].start if item.text_spans else item.mark.span.end
    text = "。" * label + item.block.text[label:]
    for found in find_deadlines(text, issued, year):
        if not any(span.start <= found.span.start < span.end for span in outside):
            yield found


def inherit(units: Sequence[Unit], field: UnitField) -> tuple[Unit, ...]:
    """The units of a merged cell above, as an empty cell has them."""
    return tuple(unit._replace(inherited=True, span=field.span) for unit in units)
