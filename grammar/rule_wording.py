"""Conditions of rules back to words, as one would write them."""

from __future__ import annotations

from hegao.grammar.rule_tree import (
    And,
    Call,
    Chosen,
    Comparison,
    Day,
    Emptiness,
    Expression,
    Inherited,
    Keyed,
    Measured,
    Not,
    Number,
    Or,
    Path,
    Pattern,
    Quantified,
    Text,
    Truth,
    Value,
    WordListName,
)


def condition_text(node: Expression) -> str:
    """A condition in words: 责任单位为空 且 非 在表中."""
    match node:
        case And(operands):
            return " 且 ".join(map(_operand_text, operands))
        case Or(operands):
            return " 或 ".join(map(_operand_text, operands))
        case Not(operand):
            return f"非 {_operand_text(operand)}"
        case Emptiness(value, empty):
            return f"{value_text(value)}{'为空' if empty else '不为空'}"
        case Truth(value):
            return value_text(value)
        case Comparison(left, operator, right, _):
            return f"{value_text(left)} {operator} {value_text(right)}"
        case Quantified(quantifier, path, condition):
            every = " 都" if quantifier == "每个" else ""
            return f"{quantifier} {value_text(path)}{every} {_operand_text(condition)}"
        case Inherited(_, base):
            return condition_text(base) if base else "原条件"


def value_text(node: Value | Chosen | Keyed) -> str:
    """A value in words: 所在任务.编号."""
    match node:
        case Path(names, _, own):
            return ("本项." if own else "") + ".".join(names)
        case Text(value):
            return f"“{value}”"
        case Number(value):
            return format(value, "g")
        case Measured(value, measure):
            return f"{value:g}{measure}"
        case Day(value):
            return f"{value.year}年{value.month}月{value.day}日"
        case Pattern(value, _):
            return f"/{value.replace('/', chr(92) + '/')}/"
        case WordListName(name, _):
            return f"词表“{name}”"
        case Call(function, argument, _):
            return f"{function}（{value_text(argument)}）"
        case Chosen(path, condition):
            return f"{value_text(path)} 其中 {condition_text(condition)}"
        case Keyed(path, key):
            return f"{value_text(path)} 按 {value_text(key)}"


def _operand_text(node: Expression) -> str:
    """A part of a longer condition, in brackets where it is made of parts itself."""
    text = condition_text(node)
    inner = node.condition if isinstance(node, Inherited) else node
    return f"（{text}）" if isinstance(inner, And | Or) else text
