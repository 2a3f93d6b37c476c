"""Text to syntax tree, for notices and for rules. The only module that knows Lark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from hegao.grammar.near_miss import repair
from hegao.grammar.rule_tree import RuleSyntax, RuleSyntaxError, Value
from hegao.grammar.tree import Item, Notice
from hegao.grammar.vocabulary import longest_first
from lark import Lark
from lark.exceptions import UnexpectedInput, VisitError
from lark.lexer import Lexer, Token

# Lark reads positions off the last token, so that one must be of its own kind.
END = Token("_END", "", 0, 1, 1, 1, 1, 0)


class LineLexer(Lexer):
    """Feeds lines to Lark as they are: a line has the `type` that a token needs."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, text: Any) -> Iterator[Any]:  # type: ignore[override]
        """The lines, which are already there."""
        return iter(text)


class TreeBuilder:
    """What Lark calls for each rule of the grammar, bottom up."""

    def notice(self, children: list[Any]) -> Notice:
        """The whole text."""
        return Notice(tuple(children))

    def _item(self, children: list[Any]) -> Item:
        return Item(children[0], tuple(children[1:]))

    item0 = item1 = item2 = item3 = item4 = item5 = _item


def parse(text: str) -> Notice:
    """The syntax tree of any text. Never raises; `unparse` gives the text back."""
    notice: Notice = _notice_parser().parse([*repair(text), END])
    return notice


def parse_rule(text: str, names: tuple[str, ...], kinds: tuple[str, ...]) -> RuleSyntax:
    """One rule of the rules language; `names` and `kinds` are what it may name.

    Raises RuleSyntaxError.
    """
    rule: RuleSyntax = _parse_part(text, "rule", names, kinds)
    return rule


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
        raise unreadable(text, min(offset, len(text)), names, kinds) from None


@cache
def _notice_parser() -> Any:
    return Lark(
        _grammar("notice.lark"), start="notice", parser="lalr", lexer=LineLexer,
        transformer=TreeBuilder(),
    )  # fmt: skip


@cache
def _rule_parser(names: tuple[str, ...], kinds: tuple[str, ...]) -> Any:
    from hegao.grammar.rule_builder import RuleBuilder

    # A name goes before an operator it begins with, and after a longer one: priority 1 of 0 to 2.
    terminals = f"\nNAME.1 : /{longest_first(names)}/\nKIND.1 : /{longest_first(kinds)}/\n"
    return Lark(
        _grammar("rules.lark") + terminals, start=["rule", "slot"], parser="lalr",
        lexer="contextual", transformer=RuleBuilder(),
    )  # fmt: skip


def unreadable(
    text: str, offset: int, names: tuple[str, ...], kinds: tuple[str, ...]
) -> RuleSyntaxError:
    """The error for a place in a rule where nothing that may stand there stands."""
    from hegao.grammar.rule_errors import explain

    return explain(text, offset, names, kinds)


def _grammar(name: str) -> str:
    return files("hegao.grammar").joinpath(name).read_text("utf-8")
