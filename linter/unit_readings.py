"""Readings of responsible units that compiled rules call."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.document import Task
from hegao.dsl.model import Unit
from hegao.dsl.recipient_classes import same_unit
from hegao.dsl.registry import Status
from hegao.dsl.unit_ledger import own_name
from hegao.dsl.unit_words import BLANKET, LABEL_ROLES, PREFIX, VAGUE, looks_like_unit
from hegao.linter.nodes import TaskNode, UnitFieldNode, UnitNode

# 由县民政局、县财政局牵头; 自由, 理由, 缘由 are words of their own.
_ACTING: Final = re.compile(
    r"由(?<![自理缘事].)(?P<names>[^，。；：、由（）()\s]{3,16}(?:、[^，。；：、由（）()\s]{3,16}){0,3}?)"
    r"(?:共同|分别|联合)?(?:牵头|负责)"
)


def relabelled(node: UnitFieldNode) -> str:
    """A place that names units, with the label that the notice uses most."""
    field, written = node.field, node.block.text[slice(*node.field.span)]
    usual = node.whole.usual_label
    if field.label is None:
        head = len(field.opening)
        return f"{written[:head]}{usual}：{written[head:]}"
    return written.replace(field.label, usual, 1)


def label_role(label: str) -> str:
    """What a label says of its units: lead, support, unspecified."""
    return LABEL_ROLES.get(label, "")


def status_of(node: UnitNode) -> Status:
    """What the units list says of a unit on the day of issue; classes are not looked up."""
    unit, whole = node.unit, node.whole
    if unit.blanket or unit.vague:
        return Status("现行")
    return whole.registry.current(own_name(unit, whole.registry), whole.sent)


def state_of(node: UnitNode) -> str:
    """In one word what it says; without a list every unit is a present one."""
    return status_of(node).state if node.whole.registry.holders else "现行"


def present_name(node: UnitNode) -> str:
    """The one present name of a unit that is named by a former one."""
    now = status_of(node).now
    return now[0] if len(now) == 1 else ""


def unclear_level(node: UnitNode) -> str:
    """The unit of another level that stands between a unit and the one whose prefix it shares.

    示例市教育局、范例县公安局、财政局: whose 财政局 it is cannot be told.
    """
    unit = node.unit
    if unit.name == unit.text or not unit.name.endswith(unit.text):
        return ""
    prefix = unit.name[: -len(unit.text)].removesuffix("委")
    units = node.field.units
    for other in reversed(units[: units.index(unit)]):
        if other.text.startswith(prefix):
            return ""
        if not other.blanket and not other.vague and _own_level(other):
            return other.text
    return ""


def _own_level(unit: Unit) -> str:
    match = PREFIX.match(unit.text) if unit.name == unit.text else None
    return (match[1] or "") if match else ""


def acting(node: TaskNode) -> str:
    """A unit that the sentence says leads, and that is not among the units of the task."""
    task = node.task
    if "由" not in node.block.text:
        return ""
    if not task.units or task.unit_tail or any(unit.blanket or unit.vague for unit in task.units):
        return ""
    for match in _ACTING.finditer(task.text):
        for name in match["names"].split("、"):
            if _is_particular(name) and not any(_means(unit, name) for unit in task.units):
                return name
    return ""


def _is_particular(name: str) -> bool:
    return looks_like_unit(name) and not BLANKET.search(name) and not VAGUE.search(name)


def _means(unit: Unit, name: str) -> bool:
    return same_unit(unit.name, name) or same_unit(unit.text, name)


def odd_mark(node: UnitNode) -> str:
    """The mark before a class of units where another one stands before it more often."""
    return node.whole.odd_marks.get((node.block.origin, node.unit.span), "")


def turned_pair(node: TaskNode) -> str:
    """Two units of a task that stand the other way round in other tasks, joined by 、."""
    turn = node.whole.unit_turns.get(node.block.origin)
    return "、".join(turn.pair) if turn else ""


def turned_elsewhere(node: TaskNode) -> Task | None:
    """The first task in which they stand the other way round."""
    turn = node.whole.unit_turns.get(node.block.origin)
    return turn.elsewhere if turn else None
