"""Text to syntax tree. This module and `rule_parser` are the only ones that know Lark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pkgutil import get_data
from typing import Any

from lark import Lark
from lark.lexer import Lexer, Token

from hegao.grammar.near_miss import repair
from hegao.grammar.source import make
from hegao.grammar.tree import Item, Notice

# Lark reads positions off the last token, so that one must be of its own kind.
END = Token("_END", "", 0, 1, 1, 1, 1, 0)


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
        """A list with what stands next in it; that of an item begins with its own line."""
        if len(children) < 2:
            return children
        opened: list[Any] = children[0]
        child = children[1]
        if type(child) is list:
            child = make(Item, (child[0], tuple(child[1:])))
        opened.append(child)
        return opened

    item0 = item1 = item2 = item3 = item4 = item5 = inside


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
