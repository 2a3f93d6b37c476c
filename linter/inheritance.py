"""A rule that takes after another (继承): what it does not say is what the other says."""

from __future__ import annotations

from dataclasses import fields, replace

from hegao.grammar.rule_tree import (
    And,
    Expression,
    Inherited,
    Not,
    Or,
    RuleSyntax,
    RuleSyntaxError,
)

# Examples show what a rule itself does, so each rule has its own.
OWN = frozenset(("code", "title", "parent", "condition", "bad", "good", "fixed"))


def completed(own: RuleSyntax, base: RuleSyntax) -> RuleSyntax:
    """A rule with what it inherits from another. Raises RuleSyntaxError."""
    if own.kind and own.kind != base.kind:
        raise RuleSyntaxError(
            f"继承{base.code}的规则不能换对象", 0, f"删去“对象”这一行，它是“{base.kind}”"
        )
    taken = {
        each.name: getattr(base, each.name)
        for each in fields(RuleSyntax)
        if each.name not in OWN and not getattr(own, each.name)
    }
    if base.condition is None:
        return replace(own, **taken)  # 原条件, if it stands there, is told as a fault.
    condition = _with_base(own.condition or Inherited(0), base.condition)
    return replace(own, **taken, condition=condition)


def _with_base(condition: Expression, base: Expression) -> Expression:
    """A condition with 原条件 told what it is."""
    match condition:
        case Inherited(offset):
            return Inherited(offset, base)
        case And(operands):
            return And(tuple(_with_base(each, base) for each in operands))
        case Or(operands):
            return Or(tuple(_with_base(each, base) for each in operands))
        case Not(operand):
            return Not(_with_base(operand, base))
        case _:
            return condition
