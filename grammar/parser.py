"""Text to syntax tree. This module and `rule_parser` are the only ones that know Lark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pkgutil import get_data
from typing import Any

from lark import Lark
from lark.lexer import Lexer, Token

from hegao.grammar.lines import LEVELS
from hegao.grammar.near_miss import repair
from hegao.grammar.source import make
from hegao.grammar.tree import Item, Notice

# Lark reads positions off the last token, so that one must be of its own kind.
END = Token("_END", "", 0, 1, 1, 1, 1, 0)
NUMBERED = frozenset(LEVELS)


_tables: str | bool = False


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
        return Notice(tuple(children[0]))

    def inside(self, children: list[Any]) -> list[Any]:
        """What stands in something, as far as it has been read: a list that is added to."""
        if not children:
            return children
        opened, child = children
        if type(child) is list:
            child = make(Item, (child[0], tuple(child[1:])))
        elif child.type in NUMBERED:
            child = make(Item, (child, ()))
        if type(opened) is not list:
            return [opened, child]
        opened.append(child)
        return opened

    body0 = body1 = body2 = body3 = body4 = body5 = inside


def parse(text: str) -> Notice:
    """The syntax tree of any text. Never raises; `unparse` gives the text back."""
    notice: Notice = _notice_parser().parse([*repair(text), END])
    return notice


def keep_tables_in(path: str) -> None:
    """Let Lark keep the parse tables in a file, which spares each start making them anew."""
    global _tables
    _tables = path


@cache
def _notice_parser() -> Any:
    return Lark(
        grammar_text("notice.lark"), start="notice", parser="lalr", lexer=LineLexer,
        transformer=TreeBuilder(), cache=_tables,
    )  # fmt: skip


def grammar_text(name: str) -> str:
    """A grammar file of this package."""
    return (get_data("hegao.grammar", name) or b"").decode("utf-8")
