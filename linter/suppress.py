"""【核稿：不查 代码；理由：…】: one rule silenced on one node, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hegao.grammar.source import Span
from hegao.linter.finding import Finding
from hegao.linter.nodes import DirectiveNode
from hegao.linter.primitives import reason, silenced
from hegao.linter.subjects import Subjects


class _Suppression(NamedTuple):
    node: DirectiveNode
    codes: tuple[str, ...]
    target: Span | None
    """None silences the rule in the whole notice: a directive in the header."""

    def covers(self, finding: Finding) -> bool:
        if finding.code not in self.codes:
            return False
        return self.target is None or self.target.start <= finding.span.start <= self.target.end


def apply_suppressions(
    findings: Sequence[Finding], subjects: Subjects, codes: set[str]
) -> tuple[list[Finding], list[DirectiveNode]]:
    """The findings that stay, and each suppression with its state.

    A suppression without a reason silences nothing.
    """
    suppressions = [_read(each) for each in _directives(subjects)]
    working = [each for each in suppressions if reason(each.node)]
    used: set[int] = set()
    kept: list[Finding] = []
    for finding in findings:
        by = [index for index, each in enumerate(working) if each.covers(finding)]
        used.update(by)
        if not by:
            kept.append(finding)
    states = {id(working[index].node): "已用" for index in used}
    return kept, [_with_state(each, states, codes) for each in suppressions]


def _directives(subjects: Subjects) -> list[DirectiveNode]:
    return [
        DirectiveNode(directive, directive.block)
        for directive in subjects.document.directives
        if directive.name == "核稿"
    ]


def _read(node: DirectiveNode) -> _Suppression:
    named = tuple(code for code in silenced(node).split("、") if code)
    return _Suppression(node, named, node.directive.target)


def _with_state(each: _Suppression, states: dict[int, str], codes: set[str]) -> DirectiveNode:
    state = states.get(id(each.node), "未用")
    if any(code not in codes for code in each.codes):
        state = "无此规则"
    return DirectiveNode(each.node.directive, each.node.block, state)
