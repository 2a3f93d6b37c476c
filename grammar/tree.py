"""The syntax tree of a notice: which lines stand under which. It knows nothing of meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hegao.grammar.lines import Line


class Item(NamedTuple):
    """A numbered line with what stands under it, in order."""

    line: Line
    children: tuple[Line | Item, ...]


class Notice(NamedTuple):
    """A whole text."""

    children: tuple[Line | Item, ...]


def lines(node: Notice | Item) -> Iterator[Line]:
    """All lines of a node, in the order of the text."""
    if isinstance(node, Item):
        yield node.line
    for child in node.children:
        if isinstance(child, Line):
            yield child
        elif child.children:
            yield from lines(child)
        else:
            yield child.line


def unparse(notice: Notice) -> str:
    """The text a tree was parsed from, character by character."""
    return "".join(line.raw for line in lines(notice))
