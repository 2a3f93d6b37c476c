"""【核稿：不查 代码；理由：…】: one rule silenced on one node, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hegao.dsl.document import Document
from hegao.grammar.source import Span
from hegao.linter.nodes import DirectiveNode
from hegao.linter.primitives import reason, silenced
from hegao.linter.rule import Node, Rule


class Hit(NamedTuple):
    """A node that a rule fires on, and where."""

    rule: Rule
    node: Node
    span: Span


def apply_suppressions(
    hits: Sequence[Hit], document: Document, running: set[str], known: set[str]
) -> tuple[list[Hit], list[DirectiveNode]]:
    """The hits that stay, and each suppression with what came of it.

    A suppression without a reason silences nothing. `running` are the codes of the rules that
    run at this stage: one that does not run cannot show that its suppression is needed.
    """
    nodes = [DirectiveNode(each, each.block) for each in document.directives if each.name == "核稿"]
    codes = [tuple(code for code in silenced(node).split("、") if code) for node in nodes]
    working = [bool(reason(node)) for node in nodes]
    used: list[set[str]] = [set() for _ in nodes]
    kept: list[Hit] = []
    for hit in hits:
        by = [
            index
            for index, node in enumerate(nodes)
            if working[index] and hit.rule.code in codes[index] and _covers(node, hit.span)
        ]
        for index in by:
            used[index].add(hit.rule.code)
        if not by:
            kept.append(hit)
    judged = [
        _judge(node, named, seen, running, known)
        for node, named, seen in zip(nodes, codes, used, strict=True)
    ]
    return kept, judged


def _covers(node: DirectiveNode, span: Span) -> bool:
    """Whether a directive speaks of a place; one in the header speaks of the whole notice."""
    target = node.directive.target
    return target is None or target.start <= span.start <= target.end


def _judge(
    node: DirectiveNode, named: tuple[str, ...], used: set[str], running: set[str], known: set[str]
) -> DirectiveNode:
    unknown = "、".join(code for code in named if code not in known)
    idle = "、".join(code for code in named if code in running and code not in used)
    return node._replace(unknown=unknown, idle=idle, needed=bool(used))
