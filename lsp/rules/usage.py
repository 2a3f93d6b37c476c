"""How the built-in rules use each name: in which conditions, and against which texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hegao.linter.builtin import sources
from hegao.lsp.rules.blocks import Block, RulesText, read_blocks
from hegao.lsp.rules.scope import Scope
from hegao.lsp.rules.words import words_of

CHOICES = ("等于", "不等于", "属于", "不属于")


class Use(NamedTuple):
    """A built-in rule that asks for a name in its condition."""

    code: str
    condition: str


class Usage(NamedTuple):
    """What the built-in rules do with the names, by kind and name."""

    uses: dict[tuple[str, str], list[Use]]
    values: dict[tuple[str, str], list[str]]
    """The texts that a name is held against as one of a choice."""


@cache
def usage() -> Usage:
    """The names in all conditions of the built-in rules."""
    found = Usage({}, {})
    for file, block in _rules():
        _take(file, block, found)
    return found


def _rules() -> Iterator[tuple[RulesText, Block]]:
    for _, text in sources():
        file = read_blocks(text)
        yield from ((file, block) for block in file.blocks if block.kind == "规则")


def _take(file: RulesText, block: Block, found: Usage) -> None:
    kind, condition = block.clause("对象"), block.clause("条件")
    if kind is None or condition is None:
        return
    scope = Scope(file.said(kind.value).strip())
    for word in words_of(file.text, condition.value):
        if word.type == "text" and scope.before in CHOICES and scope.last:
            key = scope.last.kind, scope.last.word.text
            known = found.values.setdefault(key, [])
            known += (each for each in word.text[1:-1].split("、") if each not in known)
        scope.take((word,))
    use = Use(file.code(block), " ".join(file.said(condition.value).split()))
    for asked in dict.fromkeys((each.kind, each.word.text) for each in scope.asked):
        found.uses.setdefault(asked, []).append(use)
