"""Why a rule fires at a place or does not: each clause of its condition, with what it looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from hegao.grammar.rule_tree import (
    And,
    Comparison,
    Emptiness,
    Expression,
    Inherited,
    Not,
    Or,
    Path,
    RuleSyntax,
    Truth,
    Value,
)
from hegao.grammar.rule_wording import condition_text, value_text
from hegao.grammar.source import Span
from hegao.linter.comparisons import UNITS, Code
from hegao.linter.expressions import Compiler
from hegao.linter.namespace import NAMESPACE
from hegao.linter.quoting import brief, chinese_date
from hegao.linter.rule import Node, Rule
from hegao.linter.run import nodes_of
from hegao.linter.schedule import SUPPRESSIONS
from hegao.linter.subjects import Subjects
from hegao.linter.word_lists import WordLists


class Clause(NamedTuple):
    """A clause of a condition: whether it holds, and the value it looked at, in words."""

    depth: int
    text: str
    holds: bool
    value: str


class Explanation(NamedTuple):
    """What a rule makes of one object."""

    span: Span
    holds: bool
    clauses: tuple[Clause, ...]


def explain(
    rule: Rule, syntax: RuleSyntax, subjects: Subjects, lists: WordLists, line: Span
) -> list[Explanation]:
    """What a rule makes of the objects in a line: those that stand there, else those around."""
    if rule.kind == SUPPRESSIONS:
        return []  # What they are about is known only when all other rules have run.
    found = [(node, _place(rule, node)) for node in nodes_of(rule, subjects)]
    beginning = [each for each in found if line.start <= _anchor(rule, each[0]).start < line.end]
    around = [each for each in found if each[1].start < line.end and line.start < each[1].end]
    return [
        _Witness(subjects, lists, node, syntax).explain(_anchor(rule, node))
        for node, _ in beginning or around
    ]


def _place(rule: Rule, node: Node) -> Span:
    """Where the text of a node stands; of words that were looked for, just these."""
    if rule.find is not None:
        return _anchor(rule, node)
    span: Span = node.block.locate(Span(0, max(len(node.block.text), 1)))
    return span


def _anchor(rule: Rule, node: Node) -> Span:
    try:
        return rule.anchor(node)
    except (AttributeError, IndexError, TypeError):
        return Span(0, 0)  # What an anchor takes for granted may be missing where it is silent.


class _Witness:
    """Asks the clauses of one rule about one node."""

    def __init__(
        self, subjects: Subjects, lists: WordLists, node: Node, syntax: RuleSyntax
    ) -> None:
        self._syntax = syntax
        self._names = NAMESPACE | {"lists": lists, "n": node, "s": subjects}
        self._compiler = Compiler(syntax.kind, frozenset(lists))

    def explain(self, span: Span) -> Explanation:
        """What the condition comes to. Raises AllowanceError."""
        self._names["s"].allowance.renew()
        condition = self._syntax.condition
        if condition is None:
            return Explanation(span, holds=True, clauses=())
        return Explanation(span, self._holds(condition), tuple(self._clauses(condition, 0)))

    def _clauses(self, node: Expression, depth: int) -> Iterator[Clause]:
        match node:
            case Inherited(_, base) if base is not None:
                yield from self._clauses(base, depth)
            case And(operands) | Or(operands) if depth == 0:
                for operand in operands:
                    yield from self._clauses(operand, 1)
            case And(operands) | Or(operands):
                yield Clause(depth, condition_text(node), self._holds(node), "")
                for operand in operands:
                    yield from self._clauses(operand, depth + 1)
            case _:
                value = "、".join(dict.fromkeys(self._values(node)))
                yield Clause(max(depth, 1), condition_text(node), self._holds(node), value)

    def _values(self, node: Expression) -> Iterator[str]:
        """What a clause looked at, in words."""
        match node:
            case Not(operand):
                yield from self._values(operand)
            case Emptiness(value, _) | Truth(value):
                yield from self._value(value)
            case Comparison(left, _, right, _):
                yield from self._value(left)
                yield from self._value(right)
            case _:
                return

    def _value(self, node: Value) -> Iterator[str]:
        if isinstance(node, Path):
            code = self._compiler.value(node)
            yield f"{value_text(node)}是{_said(code, self._evaluate(code.source))}"

    def _holds(self, node: Expression) -> bool:
        return bool(self._evaluate(self._compiler.condition(node)))

    def _evaluate(self, source: str) -> Any:
        return eval(source, self._names)  # noqa: S307 - our own code, made by the compiler


def _said(code: Code, value: Any) -> str:
    """A value in words."""
    match code.type:
        case "text":
            return f"“{brief(value)}”" if value else "空的"
        case "truth":
            return "“是”" if value else "“否”"
        case "date":
            return chinese_date(value) or "空的"
        case "number":
            return format(value, "g")
        case "list" if code.of == UNITS and value:
            return f"“{'、'.join(each.text for each in value)}”"
        case "list":
            return f"{len(value)}个" if value else "空的"
        case _:
            return "有的" if value is not None else "没有的"
