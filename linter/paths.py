"""Paths of names (所在任务.编号) to Python source."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from hegao.grammar.rule_tree import Path, RuleSyntaxError
from hegao.linter.kinds import KINDS
from hegao.linter.schema import EMPTY, Attribute, Kind


class NotPlainError(Exception):
    """What is asked of the members of a list needs more than their own values."""


class Way(NamedTuple):
    """Where a path leads: the last attribute, the source of what has it, and what may be none."""

    kind: Kind
    """What it starts from."""
    attribute: Attribute
    owner: str
    guarded: tuple[str, ...]
    wide: bool
    """It leads beyond the block it starts in."""

    def over_plain_values(self, path: Path) -> Way:
        """The same way from a value of the model. Raises NotPlainError when it needs a node."""
        plain = self.kind.plain(path.names[0])
        if not plain or len(path.names) > 1:
            raise NotPlainError
        return self._replace(attribute=self.attribute._replace(value=plain))

    def source(self, template: str) -> str:
        """The source of an expression over the owner; empty where a node on the way is none."""
        source, empty = template.format(self.owner), EMPTY[self.attribute.type]
        for place in range(len(self.guarded), 0, -1):
            node = self.guarded[place - 1]
            source = f"({source} if (p{place} := {node}) is not None else {empty})"
        return source

    def apart(self, template: str) -> str:
        """The same where Python takes no `:=`, as behind the `in` of a generator."""
        source, empty = template.format(self.owner), EMPTY[self.attribute.type]
        for place in range(len(self.guarded), 0, -1):
            body = f"{source} if p{place} is not None else {empty}"
            source = f"(lambda p{place}: {body})({self.guarded[place - 1]})"
        return source


def lead(path: Path, kind: str, owner: str) -> Way:
    """Follow a path from an object of a kind. Raises RuleSyntaxError where a name is not there."""
    start = KINDS[kind]
    attribute = _attribute(kind, path.names[0], path.offset)
    guarded: list[str] = []
    wide = attribute.wide
    for before, name in pairwise(path.names):
        if attribute.type != "node":
            raise RuleSyntaxError(
                f"“{before}”后面不能再接“{name}”", path.offset,
                "列表用 每个…都、有的… 或 数量（…）",
            )  # fmt: skip
        owner, kind = attribute.value.format(owner), attribute.of
        if attribute.optional:
            guarded.append(owner)
            owner = f"p{len(guarded)}"
        attribute = _attribute(kind, name, path.offset)
        wide = wide or attribute.wide
    return Way(start, attribute, owner, tuple(guarded), wide)


def _attribute(kind: str, name: str, offset: int) -> Attribute:
    known = KINDS[kind].attributes
    if name in known:
        return known[name]
    raise RuleSyntaxError(f"“{kind}”没有“{name}”", offset, _owner(name))


def _owner(name: str) -> str:
    """Where a name belongs that the kind at hand does not have."""
    owners = [kind for kind, shape in KINDS.items() if name in shape.attributes]
    return f"它是“{'”“'.join(owners[:3])}”的名称；对象改成这一种，或写“有的 {owners[0]} {name} …”"
