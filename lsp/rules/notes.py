"""What is to be said of the words of a rules file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.grammar.source import Span
from hegao.linter.kinds import KINDS
from hegao.linter.manual import levels_text
from hegao.linter.rulebook import Rulebook
from hegao.lsp.explained.note import Note
from hegao.lsp.rules import terms as terms
from hegao.lsp.rules.blocks import HEADINGS, Block, Clause
from hegao.lsp.rules.explained import attribute_help, kind_help
from hegao.lsp.rules.layers import RulesFile
from hegao.lsp.rules.name_offers import term_of
from hegao.lsp.rules.named import Mention, expressions, mention_at
from hegao.lsp.rules.offer import explained
from hegao.lsp.rules.scope import Scope
from hegao.lsp.rules.trials import outcome
from hegao.lsp.rules.words import Word, words_of

MOST_WORDS: Final = 60
PLAIN: Final = {
    "级别": terms.LEVELS | terms.STAGE_WORDS,
    "修正": {word: term.meaning for word, term in terms.ACTIONS.items()},
    "合并": {word: term.meaning for word, term in terms.SCOPES.items()},
    "依据": terms.FORCES,
}
"""Words that mean something in one kind of line only."""


def note_at(file: RulesFile, offset: int) -> Note | None:
    """What is to be said of the word at a place; None of a word that is the author's own."""
    block = file.blocks.block_at(offset)
    if block is None or offset > block.span.end:
        return None
    if mention := mention_at(file.text, offset):
        return _mentioned(file, block, mention)
    return next(_notes(file, block, offset), None)


def _notes(file: RulesFile, block: Block, offset: int) -> Iterator[Note]:
    start = block.heading.start
    heading = Span(start, start + len(block.kind))
    if block.kind in HEADINGS and _holds(heading, offset):
        yield Note(heading, block.kind, explained(terms.LINES[block.kind]))
    for clause in block.clauses:
        if _holds(clause.label, offset):
            yield Note(clause.label, clause.name, explained(terms.LINES[clause.name]))
        if _holds(clause.value, offset):
            yield from _in_clause(file, block, clause, offset)


def _in_clause(file: RulesFile, block: Block, clause: Clause, offset: int) -> Iterator[Note]:
    for span in expressions(file.blocks, clause):
        if _holds(span, offset):
            yield from _in_expression(file, block, span, offset)
    for word, meaning in PLAIN.get(clause.name, {}).items():
        at = file.text.find(word, max(offset - len(word), clause.value.start), clause.value.end)
        if at >= 0 and _holds(Span(at, at + len(word)), offset):
            yield Note(Span(at, at + len(word)), word, (meaning,))
    if clause.name == "对象":
        kind = file.blocks.said(clause.value).strip()
        if kind in KINDS:
            yield Note(clause.value, kind, kind_help(kind))


def _in_expression(file: RulesFile, block: Block, span: Span, offset: int) -> Iterator[Note]:
    scope = Scope(file.kind_of(block))
    for word in words_of(file.text, span):
        scope.take((word,))
        if word.span.start <= offset < word.span.end and (lines := _word(word, scope)):
            yield Note(word.span, word.text, lines)


def _word(word: Word, scope: Scope) -> tuple[str, ...]:
    """What a word is in a condition; nothing of texts and numbers."""
    match word.type:
        case "name":
            asked = scope.asked[-1]
            return attribute_help(asked.kind, word.text) if asked.attribute else ()
        case "operator" | "empty":
            return explained(term_of(word.text))
        case "function":
            return explained(terms.FUNCTIONS[word.text])
        case _:
            term = terms.WORDS.get(word.text)
            return explained(term) if term else ()


def _mentioned(file: RulesFile, block: Block, mention: Mention) -> Note | None:
    if mention.what == "list":
        lines = list_lines(file.book, mention.name)
        return Note(mention.span, f"词表“{mention.name}”", lines) if lines else None
    rule = file.rules.get(mention.name)
    if rule is None:
        return None
    own = file.own.get(rule.code) if mention.declares else None
    lines = (
        f"级别：{levels_text(rule.levels)}",
        f"对象：{rule.kind}",
        f"依据：{rule.source}",
        f"例子：{outcome(file, block)}" if own else f"写在：{rule.file}",
    )
    return Note(mention.span, f"{rule.code} {rule.title}", lines)


def list_lines(book: Rulebook, name: str) -> tuple[str, ...]:
    """The words of a list as all layers make it, and how many; nothing where there is none."""
    words = book.lists.get(name)
    if words is None:
        return ()
    said = [
        f"{word}→{words.corrections[word]}" if word in words.corrections else word
        for word in words.words[:MOST_WORDS]
    ]
    more = "……" if len(words.words) > MOST_WORDS else ""
    return f"共{len(words.words)}个词", f"{'、'.join(said)}{more}"


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end
