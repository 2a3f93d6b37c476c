"""One word that a rule may go on with."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol.types import CompletionItemKind

from hegao.grammar.source import Span
from hegao.lsp.rules.terms import Term


class Offer(NamedTuple):
    """A word, what it is, and what is written in place of what is typed of it."""

    word: str
    span: Span
    """What is typed of it so far; it is put in this place."""
    detail: str = ""
    help: tuple[str, ...] = ()
    """What is to be said of it, a line each."""
    kind: CompletionItemKind = CompletionItemKind.Keyword
    text: str = ""
    """What is written, where it is more than the word; $1 and ${1:…} in it are places to fill."""


def explained(term: Term) -> tuple[str, ...]:
    """A word of the language explained, a line each."""
    return term.meaning, *(f"例：{line}" for line in term.example.split("\n"))
