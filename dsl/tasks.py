"""Which items ask something of somebody: a table of evidence, and the tasks made from it.

What a drafter states (【任务】, 【段】) decides. Then units decide: whoever is named has a task.
Then structure: what has numbered sub-items only gathers them. Then the heading above: aims,
principles and scope are numbered but ask nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Item, Task, UnitField
from hegao.dsl.items import LIST_LEVELS
from hegao.dsl.model import Deadline, Unit
from hegao.dsl.quantities import find_quantities
from hegao.grammar.source import make
from hegao.grammar.vocabulary import PARAGRAPH_MARK, TASK_MARK

# Every branch begins with a plain character, which makes the search five times as fast.
ASKS_NOTHING = re.compile(
    "总体要求|指导思想|基本原则|总体目标|工作目标|主要目标|发展目标|目标任务|总体思路|工作思路|核心定位"
    "|范围(?<=(?:适用|支持|试点|实施|资助|扶持|奖补|补助|补贴|奖励|申报)范围)"
    "|对象(?<=(?:适用|支持|试点|实施|资助|扶持|奖补|补助|补贴|奖励|申报|服务)对象)|核心定义|基本概念"
    "|重点领域|重点方向|重点区域|职责$|主体$(?:(?<=^主体)|(?<=[类种大个]主体)"
    "|(?<=(?:支持|培育|实施|申报|适用|建设|责任)主体))"
    "|工作原则|申报条件|支持条件|名词解释|术语|附则|其他事项|有效期|解释权|施行(?:日期|时间|期限)"
    "|重[大要]意义(?<=^....)(?![^和与及、])|形势(?<=^(?:面临|基本)形势)"
)
# A title that begins so asks for something, whatever it names: 加强重点领域监管, 落实主体职责.
DEMANDS = re.compile(
    "加[强快大]|强化|推[进动行广]|深[化入]|突出|聚焦|抓[好实紧]|做[好实优强大]|落[实细]|履行|压[实紧]|细化|分解"
    "|拓[展宽]|优化|完善|健全|培育.{2,}主体|壮大|规范|提[升高]|建[立设]|构建|打造|开展|组织|严[格肃]|紧盯|梳理"
    "|统筹|促进|引导|扩大|巩固|保障|防范|整治|创新|理顺|厘清|明确.*职责|盯紧|攻坚|稳[步妥定]|有序|全[面力]|大力|积极"
)
# What an area is for asks nothing of anybody: 示例新区：侧重装备制造.
AREA = re.compile(
    r"\s*[^，。；：:]{2,16}(?:区|片区|组团|板块|城|镇|带|轴|走廊|园|基地)[：:]\s*"
    "(?:侧重|着重|定位|主要|重点|突出|承担|聚焦)"
)
SENTENCE = re.compile("[。；：;:]")
AIMS_AND_TASKS = re.compile("任务|措施|举措|工作要求")
# What a whole section asks for by a day or a month; a year may only be an aim.
DATED = ("date", "month")


def is_aim(title: str) -> bool:
    """Whether a heading announces aims, principles or scope, under which nothing is asked."""
    if len(title) > 16 or "信息公开" in title or ASKS_NOTHING.search(title) is None:
        return False
    if DEMANDS.match(title):
        return False
    return not (AIMS_AND_TASKS.search(title) and "目标" not in title)


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
    aside: bool
    """It stands below 附则, 填表说明 or the title of a form: it explains, or is to be filled in."""


# Where neither a mark nor units decide, the first line that holds does.
TABLE: tuple[tuple[Callable[[Evidence], bool], bool], ...] = (
    (lambda e: e.under_aim or e.aside, False),
    (lambda e: AREA.match(e.item.text) is not None, False),
    (lambda e: e.under_task and e.item.mark.level in LIST_LEVELS, False),
    (lambda e: any(sub.mark.level not in LIST_LEVELS for sub in e.subs), False),
    (lambda e: bool(e.subs) and _is_bare_title(e.item), False),
    (lambda e: not e.subs and _is_dated_section(e.item), True),
    (lambda e: e.item.mark.level in ("LEVEL0", "LEVEL1"), False),
    (lambda e: bool(e.item.text.strip()), True),
)


def asks(evidence: Evidence) -> bool:
    """Whether an item is a task."""
    item = evidence.item
    asked = not (evidence.under_aim or evidence.aside)
    if evidence.flat and item.mark.level == "LEVEL1" and asked:
        return bool(item.unit_fields) or _has_title_and_prose(item)
    stated = _stated(item)
    if stated is not None:
        return stated
    if evidence.units_below or item.unit_fields:
        return not evidence.units_below
    for test, verdict in TABLE:
        if test(evidence):
            return verdict
    return False


def _stated(item: Item) -> bool | None:
    """Whether an item is a task by its explicit mark: 【任务】, 【段】; None where it has none."""
    label = item.mark.text
    if "【" not in label:
        return None
    if TASK_MARK in label:
        return True
    return False if PARAGRAPH_MARK in label else None


def choose(
    items: Sequence[Item], parents: Sequence[int | None], asides: frozenset[int] = frozenset()
) -> list[bool]:
    """For each item (with the index of the item it stands under) whether it is a task.

    `asides` are the indexes of the items that stand below 附则, 填表说明 or the title of a form.
    """
    children: dict[int, list[Item]] = {}
    for item, parent in zip(items, parents, strict=True):
        if parent is not None:
            children.setdefault(parent, []).append(item)
    flat = all(item.mark.level == "LEVEL1" for item in items)
    below = _units_below(items, parents)
    aims = [item.heading is not None and is_aim(item.heading) for item in items]
    verdicts: list[bool] = []
    for index, item in enumerate(items):
        parent = parents[index]
        aims[index] = aims[index] or (parent is not None and aims[parent])
        under_task = parent is not None and verdicts[parent]
        subs = tuple(children.get(index, ()))
        told = (item, subs, below[index], aims[index], under_task, flat, index in asides)
        verdicts.append(asks(make(Evidence, told)))
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


def _is_dated_section(item: Item) -> bool:
    """Whether an item of the first level is a title and sentences that set a day or a month."""
    if item.mark.level != "LEVEL1" or not _has_title_and_prose(item) or "月" not in item.text:
        return False
    return any(limit.kind in DATED for limit in find_deadlines(item.text))


def _has_title_and_prose(item: Item) -> bool:
    return item.heading is not None and "。" in item.text


def task_of(item: Item, issued: date | None, year: int | None) -> Task:
    """The task that an item is."""
    mark, fields = item.mark, item.unit_fields
    units = fields[0].units if len(fields) == 1 else tuple([u for f in fields for u in f.units])
    told = (
        mark.text or None, mark.span, item.section, item.heading, item.block, item.text_spans,
        units, fields, tail_of(fields), _deadlines(item, issued, year),
        find_quantities(item.block.text), item.fields, item,
    )  # fmt: skip
    return make(Task, told)


def tail_of(fields: Sequence[UnitField]) -> str | None:
    """The open tail of the first of some places that has one."""
    for field in fields:
        if field.tail:
            return field.tail
    return None


def _deadlines(item: Item, issued: date | None, year: int | None) -> tuple[Deadline, ...]:
    # The number is no part of what a limit counts from.
    label = item.text_spans[0].start if item.text_spans else item.mark.span.end
    limits = find_deadlines("。" * label + item.block.text[label:], issued, year)
    if not limits:
        return ()
    # A bracket may name deadlines among its units; only the names are none.
    fields = item.unit_fields
    return tuple([limit for limit in limits if not _in_name(limit.span.start, fields)])


def _in_name(at: int, fields: Sequence[UnitField]) -> bool:
    """Whether an offset lies in the name of a unit."""
    around = [field for field in fields if field.span.start <= at < field.span.end]
    return any(unit.span.start <= at < unit.span.end for each in around for unit in each.units)


def inherit(units: Sequence[Unit], field: UnitField) -> tuple[Unit, ...]:
    """The units of a merged cell above, as an empty cell has them."""
    return tuple(unit._replace(inherited=True, span=field.span) for unit in units)
