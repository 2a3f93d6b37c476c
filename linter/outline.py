"""How items stand to each other: over, under, beside."""

from __future__ import annotations

from collections.abc import Sequence

from hegao.linter.nodes import ItemNode


class Outline:
    """The items of one document by the item they stand under; -1 stands for none."""

    def __init__(self, items: Sequence[ItemNode]) -> None:
        self._items = items
        self._parents: list[int] = []
        self._groups: dict[int, list[int]] = {}
        self._places: list[int] = []
        open_items: list[int] = []
        for index, node in enumerate(items):
            del open_items[node.item.depth :]
            parent = open_items[-1] if open_items else -1
            open_items.append(index)
            group = self._groups.setdefault(parent, [])
            self._parents.append(parent)
            self._places.append(len(group))
            group.append(index)

    def parent(self, node: ItemNode) -> ItemNode | None:
        """The item that one stands under."""
        parent = self._parents[node.place]
        return self._items[parent] if parent >= 0 else None

    def children(self, node: ItemNode) -> list[ItemNode]:
        """The items right under one."""
        return [self._items[index] for index in self._groups.get(node.place, ())]

    def siblings(self, node: ItemNode) -> list[ItemNode]:
        """The other items under the same one."""
        group = self._groups[self._parents[node.place]]
        return [self._items[index] for index in group if index != node.place]

    def neighbour(self, node: ItemNode, step: int) -> ItemNode | None:
        """The sibling so many places behind one; before it when negative."""
        group = self._groups[self._parents[node.place]]
        place = self._places[node.place] + step
        return self._items[group[place]] if 0 <= place < len(group) else None
