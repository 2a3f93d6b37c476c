"""Which form is being filled in at a place of a rules file: a rule's lines, a function, a list."""

from __future__ import annotations

from typing import Final, NamedTuple

from hegao.grammar.source import Span
from hegao.lsp.rules.blocks import Block, Clause
from hegao.lsp.rules.layers import RulesFile
from hegao.lsp.rules.named import expressions
from hegao.lsp.rules.scope import Scope
from hegao.lsp.rules.terms import ADJUSTED, FUNCTIONS, LINES, NEEDED, ORDER, WORDS
from hegao.lsp.rules.words import Word, words_of

ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    "数量": ("列表", "其中 条件"),
    "重复": ("列表", "按 名称"),
}
MEMBERS: Final[dict[str, tuple[str, ...]]] = {
    "每个": ("列表", "都 条件"),
    "有的": ("列表", "条件"),
    "没有": ("列表", "条件"),
}


class Part(NamedTuple):
    """One part of a form, and what goes there."""

    label: str
    meaning: str = ""


class Form(NamedTuple):
    """What is being filled in, its parts, and the one at the place."""

    label: str
    parts: tuple[Part, ...]
    active: int | None
    told: str
    """What else there is to say, such as which lines are still missing."""


def form_at(file: RulesFile, offset: int) -> Form | None:
    """The innermost form at a place; None outside of rules and adjustments."""
    block = file.blocks.block_at(offset)
    if block is None or block.kind not in ("规则", "调整") or offset <= block.heading.start:
        return None
    clause = _clause(block, offset)
    if clause and clause.value.start <= offset:
        for span in expressions(file.blocks, clause):
            if span.start <= offset <= span.end and (form := _inner(file, block, span, offset)):
                return form
    return _lines(file, block, clause)


def _clause(block: Block, offset: int) -> Clause | None:
    """The line that a place stands in; None on the heading."""
    begun = [each for each in block.clauses if each.label.start <= offset]
    return begun[-1] if begun else None


def _lines(file: RulesFile, block: Block, clause: Clause | None) -> Form:
    """The lines of a rule or an adjustment, the needed ones among them told when missing."""
    names = ADJUSTED if block.kind == "调整" else ORDER
    parts = tuple(Part(name, LINES[name].meaning) for name in names)
    active = names.index(clause.name) if clause and clause.name in names else None
    label = f"{block.kind} {file.blocks.code(block) or '代码'}：{'、'.join(names)}"
    written = [each.name for each in block.clauses]
    needed: tuple[str, ...] = ADJUSTED if block.kind == "调整" else NEEDED
    if "继承" in written:
        needed = ("应报",)
    missing = "、".join(name for name in needed if name not in written)
    told = f"还要写：{missing}" if missing else "必写的各行都有了"
    return Form(label, parts, active, told)


def _inner(file: RulesFile, block: Block, span: Span, offset: int) -> Form | None:
    """A function or a condition on a list at a place of a condition."""
    words = list(words_of(file.text, Span(span.start, offset)))
    scope = Scope(file.kind_of(block)).take(words)
    if scope.function:
        term = FUNCTIONS[scope.function]
        names = ARGUMENTS.get(scope.function, ("文字",))
        label = f"{scope.function}（{' '.join(names)}）"
        active = int(len(names) > 1 and _has(words, ("chosen", "keyed")))
        return Form(label, tuple(map(Part, names)), active, f"{term.meaning}。例：{term.example}")
    quantifier = _quantifier(words)
    if quantifier is None:
        return None
    names, term = MEMBERS[quantifier], WORDS[quantifier]
    label, named = (
        f"{quantifier} {' '.join(names)}",
        bool(not scope.over and scope.wanted != "list"),
    )
    return Form(label, tuple(map(Part, names)), int(named), f"{term.meaning}。例：{term.example}")


def _has(words: list[Word], types: tuple[str, ...]) -> bool:
    """Whether the innermost open bracket holds such a word."""
    for word in reversed(words):
        if word.type == "open":
            return False
        if word.type in types:
            return True
    return False


def _quantifier(words: list[Word]) -> str | None:
    """每个, 有的 or 没有, whose condition the end of the words belongs to."""
    for word in reversed(words):
        if word.type in ("join", "open", "close"):
            return None
        if word.type == "quantifier":
            return word.text
    return None
