"""What a rules file may go on with at a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lsprotocol.types import CompletionItemKind as Shown

from hegao.grammar.source import Span
from hegao.linter.comparisons import UNITS
from hegao.linter.kinds import KINDS
from hegao.linter.slots import COUNT_SLOTS
from hegao.lsp.rules import terms as terms
from hegao.lsp.rules.blocks import BARS, Block, Clause
from hegao.lsp.rules.explained import kind_help
from hegao.lsp.rules.heading_offers import codes, headings, line_starts
from hegao.lsp.rules.layers import RulesFile
from hegao.lsp.rules.name_offers import FILLS, Around, condition_offers, functions, names
from hegao.lsp.rules.offer import Offer, explained

HEADED = re.compile(r"(?:规则|调整|词表)[ \t\u3000]+\S*\Z")
BEGUN = re.compile(r"[\u4e00-\u9fffA-Za-z]*\Z")
LAST = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]*\Z")
SLOT = re.compile(r"[{｛](?P<inside>[^{}｛｝\r\n]*)\Z")
LIST: Final = "词表“"


def offers(file: RulesFile, offset: int) -> list[Offer]:
    """What may be written at a place."""
    start = max(file.text.rfind("\n", 0, offset), file.text.rfind("\r", 0, offset)) + 1
    before = file.text[start:offset]
    block = file.blocks.block_at(start)
    if before.startswith("#"):
        return []
    if before.startswith(BARS):
        return list(_directions(before, offset))
    if BEGUN.match(before):
        return list(line_starts(file, block, Span(start, offset)))
    if HEADED.match(before):
        return list(headings(file, before, offset))
    clause = _clause(block, offset) if block else None
    if block is None or clause is None or clause.name not in OFFERED:
        return []
    return list(OFFERED[clause.name](file, block, clause, offset))


def _clause(block: Block, offset: int) -> Clause | None:
    """The line of a rule that a place belongs to; it may be past its last word."""
    found = [each for each in block.clauses if each.label.end <= offset]
    return found[-1] if found and found[-1].value.start <= offset else None


def _typed(file: RulesFile, clause: Clause, offset: int) -> Span:
    """The place of the word that is being typed."""
    match = LAST.search(file.text[clause.value.start : offset])
    return Span(offset - len(match[0]) if match else offset, offset)


def _directions(before: str, offset: int) -> Iterator[Offer]:
    typed = before[1:]
    if "〔".startswith(typed[:1]) and len(typed) <= 1:
        at = Span(offset - len(typed), offset)
        for word, meaning in terms.DIRECTIONS.items():
            yield Offer(word, at, meaning, (), Shown.Snippet, word.replace("…", "$1"))


def _levels(file: RulesFile, _block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    at = _typed(file, clause, offset)
    for word, meaning in terms.LEVELS.items():
        yield Offer(word, at, meaning, (), Shown.EnumMember)
    for word, meaning in terms.STAGE_WORDS.items():
        if word not in file.text[clause.value.start : at.start]:
            yield Offer(word, at, meaning, (), Shown.EnumMember, f"{word} ")


def _kinds(file: RulesFile, _block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    at = _typed(file, clause, offset)
    for kind in KINDS:
        meaning = terms.KINDS.get(kind, terms.ELEMENT)
        yield Offer(kind, at, meaning, kind_help(kind), Shown.Class)


def _search(file: RulesFile, _block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    before = file.text[clause.value.start : offset]
    at = Span(clause.value.start, offset)
    if before.startswith("/"):
        return
    for name in file.book.lists:
        word = f"{LIST}{name}”"
        yield Offer(word, at, "词表", (), Shown.Enum)
    yield Offer("/…/", at, "正则", (), Shown.Snippet, "/$1/")


def _condition(file: RulesFile, block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    around = Around(tuple(file.book.lists), block.clause("继承") is not None)
    span = Span(clause.value.start, offset)
    yield from condition_offers(file.text, span, file.kind_of(block), around)


def _anchor(file: RulesFile, block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    """Names with a place of their own."""
    kind = file.kind_of(block)
    known = KINDS[kind].attributes if kind in KINDS else {}
    for offer in names(kind, _typed(file, clause, offset)):
        if offer.word in known and known[offer.word].span:
            yield offer


def _slot(file: RulesFile, block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    """What may be filled in between braces."""
    match = SLOT.search(file.text[clause.value.start : offset])
    if match is None:
        return
    span = Span(offset - len(match["inside"]), offset)
    kind = file.kind_of(block)
    if "." in match["inside"] or "（" in match["inside"]:
        yield from condition_offers(file.text, span, kind, Around((), inherits=False))
        return
    counts = COUNT_SLOTS if block.clause("合并") else ()
    yield from (Offer(word, span, "合成一条的各处有几处", (), Shown.Property) for word in counts)
    for offer in names(kind, span, (*FILLS, "list", "node")):
        attribute = KINDS[kind].attributes.get(offer.word) if kind in KINDS else None
        if attribute is None or attribute.type != "list" or attribute.of == UNITS:
            yield offer
    yield from functions(span)


def _fix(file: RulesFile, block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    if SLOT.search(file.text[clause.value.start : offset]):
        yield from _slot(file, block, clause, offset)
        return
    at = _typed(file, clause, offset)
    if not file.text[clause.value.start : at.start].strip():
        for word, term in terms.ACTIONS.items():
            yield Offer(word, at, term.meaning, explained(term))


def _scopes(file: RulesFile, _block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    at = _typed(file, clause, offset)
    for word, term in terms.SCOPES.items():
        yield Offer(word, at, term.meaning, explained(term), Shown.EnumMember)


def _source(file: RulesFile, _block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    """How binding the source is, which is noted at its end."""
    before = file.text[clause.value.start : offset]
    opened = before.endswith(("（", "("))
    if before.strip() and not before.rstrip().endswith(("）", ")")):
        at = Span(offset - opened, offset)
        for word, meaning in terms.FORCES.items():
            yield Offer(word, at, meaning, (), Shown.EnumMember)


def _codes(file: RulesFile, block: Block, clause: Clause, offset: int) -> Iterator[Offer]:
    at = _typed(file, clause, offset)
    named = file.text[clause.value.start : at.start] + file.blocks.code(block)
    if clause.name == "阻断" and not file.text[clause.value.start : at.start].strip():
        yield Offer("全部", at, "别的规则都不再报同一处", (), Shown.EnumMember)
    yield from (each for each in codes(file, at) if each.word not in named)


Source = Callable[[RulesFile, Block, Clause, int], Iterator[Offer]]
OFFERED: Final[dict[str, Source]] = {
    "继承": _codes, "阻断": _codes, "级别": _levels, "对象": _kinds, "查找": _search,
    "条件": _condition, "定位": _anchor, "提示": _slot, "建议": _slot, "修正": _fix,
    "合并": _scopes, "依据": _source,
}  # fmt: skip
