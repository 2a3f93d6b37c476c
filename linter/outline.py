"""How items stand to each other: over, under, beside."""

from __future__ import annotations

from collections.abc import Sequence

from hegao.dsl.document import Item
from hegao.dsl.numbering import Numbered
from hegao.grammar.lines import LEVELS
from hegao.grammar.source import make
from hegao.linter.nodes import ItemNode
from hegao.linter.whole import Whole


def item_nodes(items: Sequence[Item], counted: Sequence[Numbered], whole: Whole) -> list[ItemNode]:
    """The nodes of all items of a document, each with its place in the count."""
    found: list[ItemNode] = []
    over: list[ItemNode] = []
    depths = [item.depth for item in items]
    for place, (item, numbered, depth, deeper) in enumerate(
        zip(items, counted, depths, [*depths[1:], 0], strict=False)
    ):
        previous = over[depth] if depth < len(over) else None
        del over[depth:]
        node = make(ItemNode, (
            item, numbered, deeper > depth, item.block, whole, place, item.text,
            LEVELS.index(item.mark.level) or 1, over[-1] if over else None, previous,
        ))  # fmt: skip
        over.append(node)
        found.append(node)
    return found


class Outline:
    """The items of one document by the place of the item they stand under; -1 stands for none."""

    def __init__(self, items: Sequence[ItemNode]) -> None:
        self._groups: dict[int, list[ItemNode]] = {}
        self._places: list[int] = []
        for node in items:
            group = self._groups.setdefault(_over(node), [])
            self._places.append(len(group))
            group.append(node)

    def children(self, node: ItemNode) -> list[ItemNode]:
        """The items right under one."""
        return self._groups.get(node.place, [])

    def siblings(self, node: ItemNode) -> list[ItemNode]:
        """The other items under the same one."""
        return [each for each in self._groups[_over(node)] if each is not node]

    def next(self, node: ItemNode) -> ItemNode | None:
        """The sibling behind one."""
        group, place = self._groups[_over(node)], self._places[node.place] + 1
        return group[place] if place < len(group) else None


def _over(node: ItemNode) -> int:
    return -1 if node.parent is None else node.parent.place
