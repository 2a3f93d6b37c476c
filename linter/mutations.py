"""Small changes to a rule that some example should notice: a clause dropped, a limit moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from hegao.grammar.rule_tree import (
    And,
    Call,
    Chosen,
    Comparison,
    Emptiness,
    Expression,
    Not,
    Or,
    Quantified,
    RuleSyntax,
)
from hegao.grammar.rule_wording import condition_text


class Mutant(NamedTuple):
    """A rule with one small change, and the change in words."""

    change: str
    syntax: RuleSyntax


LIMITS: Final = {
    "多于": "不少于", "不少于": "多于", "少于": "不多于", "不多于": "少于",
    "早于": "不晚于", "不晚于": "早于", "晚于": "不早于", "不早于": "晚于",
}  # fmt: skip
OTHER_QUANTIFIER: Final = {"每个": "有的", "有的": "每个"}


def mutants(syntax: RuleSyntax) -> Iterator[Mutant]:
    """The changed rules."""
    if syntax.condition is not None:
        yield Mutant("去掉整个条件", replace(syntax, condition=None))
        for change, condition in _changed(syntax.condition):
            yield Mutant(change, replace(syntax, condition=condition))
    if syntax.anchor is not None:
        yield Mutant(f"去掉定位“{syntax.anchor.names[-1]}”", replace(syntax, anchor=None))
    if syntax.merge:
        yield Mutant(f"去掉合并“{syntax.merge}”", replace(syntax, merge=""))
    if syntax.fix is not None:
        yield Mutant("去掉修正", replace(syntax, fix=None))


def _changed(node: Expression) -> Iterator[tuple[str, Expression]]:
    """A condition changed at one place, deeper places after the outer ones."""
    match node:
        case And(operands):
            yield from _without_one(node, operands, And)
        case Or(operands):
            yield from _without_one(node, operands, Or)
        case Not(operand):
            yield f"“{condition_text(node)}”去掉“非”", operand
            for change, inner in _changed(operand):
                yield change, Not(inner)
        case Comparison():
            yield from _moved(node)
        case Quantified():
            yield from _quantified(node)
        case Emptiness(value, empty):
            yield f"“{condition_text(node)}”反过来", Emptiness(value, not empty)
        case _:
            return


def _without_one(
    node: And | Or, operands: tuple[Expression, ...], join: type[And] | type[Or]
) -> Iterator[tuple[str, Expression]]:
    for place, operand in enumerate(operands):
        rest = (*operands[:place], *operands[place + 1 :])
        kept = rest[0] if len(rest) == 1 else join(rest)
        yield f"去掉“{condition_text(operand)}”", kept
        for change, inner in _changed(operand):
            yield change, replace(node, operands=(*operands[:place], inner, *operands[place + 1 :]))


def _moved(node: Comparison) -> Iterator[tuple[str, Expression]]:
    """A limit moved by one: 多于 to 不少于."""
    if node.operator in LIMITS:
        moved = replace(node, operator=LIMITS[node.operator])
        yield f"“{condition_text(node)}”改为“{moved.operator}”", moved
    if isinstance(node.left, Call) and isinstance(node.left.argument, Chosen):
        chosen = node.left.argument
        every = replace(node.left, argument=chosen.path)
        yield f"去掉“其中 {condition_text(chosen.condition)}”", replace(node, left=every)


def _quantified(node: Quantified) -> Iterator[tuple[str, Expression]]:
    if node.quantifier in OTHER_QUANTIFIER:
        other = OTHER_QUANTIFIER[node.quantifier]
        yield (
            f"“{condition_text(node)}”的“{node.quantifier}”改为“{other}”",
            replace(node, quantifier=other),
        )
    for change, inner in _changed(node.condition):
        yield change, replace(node, condition=inner)
