"""The words of a rules file that are coloured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hegao.grammar.source import Span
from hegao.lsp.rules.blocks import EXAMPLES, HEADINGS, Block, Clause, RulesText
from hegao.lsp.rules.named import expressions, mentions
from hegao.lsp.rules.terms import ACTIONS, LEVELS, SCOPES, STAGE_WORDS
from hegao.lsp.rules.words import WordType, words_of
from hegao.lsp.tokens.token_kinds import DECLARED, TokenKind
from hegao.lsp.tokens.token_list import Token

MARKED = re.compile("⟦[^⟦⟧\r\n]*⟧|〔[^〕\r\n]*〕")
KEYWORDS: Final = {"级别": (*LEVELS, *STAGE_WORDS), "修正": tuple(ACTIONS), "合并": tuple(SCOPES)}
COLOURS: Final[dict[WordType, TokenKind]] = {
    "name": "name", "own": "name", "function": "function", "text": "text", "pattern": "pattern",
    "number": "number", "day": "number", "operator": "operator", "empty": "operator",
    "quantifier": "keyword", "join": "keyword", "not": "keyword", "chosen": "keyword",
    "keyed": "keyword", "every": "keyword", "inherited": "keyword", "list": "keyword",
}  # fmt: skip


def coloured(file: RulesText) -> Iterator[Token]:
    """The words, in no order; some may lie in others."""
    for mention in mentions(file.text):
        kind: TokenKind = "code" if mention.what == "rule" else "name"
        yield Token(mention.span, kind, DECLARED if mention.declares else 0)
    yield from (Token(span, "comment") for span in file.comments)
    for block in file.blocks:
        yield from _block(file, block)


def _block(file: RulesText, block: Block) -> Iterator[Token]:
    start = block.heading.start
    if block.kind in HEADINGS:
        yield Token(Span(start, start + len(block.kind)), "keyword")
    if block.kind == "规则":
        yield Token(block.title, "title")
    for clause in block.clauses if block.kind != "词表" else ():
        yield Token(clause.label, "field")
        yield from _clause(file, clause)


def _clause(file: RulesText, clause: Clause) -> Iterator[Token]:
    for span in expressions(file, clause):
        for word in words_of(file.text, span):
            if colour := COLOURS.get(word.type):
                yield from _word(file, word.span, colour)
    if clause.name in KEYWORDS:
        pattern = "|".join(sorted(KEYWORDS[clause.name], key=len, reverse=True))
        for match in re.finditer(pattern, file.said(clause.value)):
            start = clause.value.start + match.start()
            yield Token(Span(start, start + len(match[0])), "keyword")
            if clause.name == "修正":
                break  # What follows is the text that is put there.
    if clause.name == "对象":
        yield Token(clause.value, "unit")
    if clause.name in EXAMPLES:
        for match in MARKED.finditer(file.text, *clause.value):
            yield Token(Span(*match.span()), "mark" if match[0][0] == "⟦" else "directive")


def _word(file: RulesText, span: Span, colour: TokenKind) -> Iterator[Token]:
    """A word; of the name of a list only the quotes, as the name has a colour of its own."""
    names = [m.span for m in mentions(file.text) if span.start < m.span.start < span.end]
    if names:
        return
    yield Token(span, colour)
