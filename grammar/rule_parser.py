"""The text of a rule to its syntax. Lark trees and errors do not leave this module."""

from __future__ import annotations

from functools import cache
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedInput, VisitError

from hegao.grammar.parser import grammar_text
from hegao.grammar.rule_builder import RuleBuilder
from hegao.grammar.rule_errors import explain
from hegao.grammar.rule_tree import Adjustment, RuleSyntax, RuleSyntaxError, Value
from hegao.grammar.vocabulary import longest_first


def parse_rule(text: str, names: tuple[str, ...], kinds: tuple[str, ...]) -> RuleSyntax:
    """One rule of the rules language; `names` and `kinds` are what it may name.

    Raises RuleSyntaxError.
    """
    rule: RuleSyntax = _parse_part(text, "rule", names, kinds)
    return rule


def parse_adjustment(text: str, names: tuple[str, ...], kinds: tuple[str, ...]) -> Adjustment:
    """A block that begins with 调整. Raises RuleSyntaxError."""
    adjustment: Adjustment = _parse_part(text, "adjustment", names, kinds)
    return adjustment


def parse_slot(text: str, names: tuple[str, ...], kinds: tuple[str, ...]) -> Value:
    """What stands between the braces of a message: 编号, 所在任务.编号, 全角（内容）.

    Raises RuleSyntaxError, with offsets in the slot.
    """
    value: Value = _parse_part(text, "slot", names, kinds)
    return value


def _parse_part(text: str, start: str, names: tuple[str, ...], kinds: tuple[str, ...]) -> Any:
    try:
        return _rule_parser(names, kinds).parse(text, start=start)
    except VisitError as error:
        if isinstance(error.orig_exc, RuleSyntaxError):
            raise error.orig_exc from None
        raise
    except UnexpectedInput as error:
        offset = error.pos_in_stream if error.pos_in_stream is not None else len(text)
        raise explain(text, min(offset, len(text)), names, kinds) from None


@cache
def _rule_parser(names: tuple[str, ...], kinds: tuple[str, ...]) -> Any:
    # A name goes before an operator it begins with, and after a longer one: priority 1 of 0 to 2.
    terminals = f"\nNAME.1 : /{longest_first(names)}/\nKIND.1 : /{longest_first(kinds)}/\n"
    return Lark(
        grammar_text("rules.lark") + terminals, start=["rule", "adjustment", "slot"], parser="lalr",
        lexer="contextual", transformer=RuleBuilder(),
    )  # fmt: skip
