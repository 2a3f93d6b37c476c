"""The nodes inside one task or item: its units, limits, quantities, field lines."""

from __future__ import annotations

from hegao.dsl.model import Role
from hegao.linter.nodes import (
    DeadlineNode,
    FieldNode,
    ItemNode,
    QuantityNode,
    TaskNode,
    UnitFieldNode,
    UnitNode,
)


def unit_field_nodes(node: TaskNode) -> list[UnitFieldNode]:
    """The places of a task that name units."""
    block, whole = node.block, node.whole
    return [UnitFieldNode(field, node, block, whole) for field in node.task.unit_fields]


def field_unit_nodes(node: UnitFieldNode) -> list[UnitNode]:
    """The units that one place names."""
    return [UnitNode(unit, node.field, node.task) for unit in node.field.units]


def unit_nodes(node: TaskNode, role: Role | None = None) -> list[UnitNode]:
    """The units of a task, or those of one role."""
    return [
        UnitNode(unit, field, node)
        for field in node.task.unit_fields
        for unit in field.units
        if role is None or unit.role == role
    ]


def deadline_nodes(node: TaskNode) -> list[DeadlineNode]:
    """The time limits of a task."""
    task, block, whole = node
    some = whole.has_limit_places
    return [
        DeadlineNode(
            deadline, node, block, whole, some and whole.is_limit_place(task, deadline.span)
        )
        for deadline in task.deadlines
    ]


def quantity_nodes(node: TaskNode) -> list[QuantityNode]:
    """The quantities of a task."""
    task, block, whole = node
    return [QuantityNode(quantity, node, block, whole) for quantity in task.quantities]


def field_nodes(node: TaskNode | ItemNode) -> list[FieldNode]:
    """The field lines under a task or an item."""
    owner = node.task if isinstance(node, TaskNode) else node.item
    return [FieldNode(field, node.block, node.whole) for field in owner.fields]
