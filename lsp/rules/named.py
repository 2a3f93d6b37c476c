"""The places that name rules and word lists, in one rules file and across its layers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from hegao.grammar.source import Span
from hegao.linter.slots import SLOT
from hegao.lsp.feature import Surroundings
from hegao.lsp.places.rule_codes import rules_named
from hegao.lsp.rules.blocks import Block, Clause, RulesText, read_blocks
from hegao.lsp.snapshot import Snapshot

CODE = re.compile(r"[A-Z]{1,6}\d{3,4}")
LIST_NAMED = re.compile(r"词表[ \t\u3000]*[“\"](?P<name>[^”\"\r\n]+)[”\"]")
CHANGED = re.compile(r"[ \t\u3000]*[＋+－-]")
CONDITIONS = ("查找", "条件", "定位")
FILLED = ("提示", "建议", "修正")


class Mention(NamedTuple):
    """One place that names a rule or a word list."""

    what: Literal["rule", "list"]
    name: str
    span: Span
    declares: bool = False
    """Whether the rule or the list is written here."""


@lru_cache(maxsize=64)
def mentions(text: str) -> tuple[Mention, ...]:
    """All such places of a rules file, in the order of the text."""
    file = read_blocks(text)
    return tuple(each for block in file.blocks for each in _in_block(file, block))


def _in_block(file: RulesText, block: Block) -> Iterator[Mention]:
    name = file.code(block)
    if block.kind == "词表" and name:
        changed = CHANGED.match(file.text, block.name.end, block.heading.end)
        yield Mention("list", name, block.name, declares=not changed)
    elif CODE.fullmatch(name):
        yield Mention("rule", name, block.name, declares=block.kind == "规则")
    for clause in block.clauses:
        if clause.name in ("继承", "阻断"):
            for code in CODE.finditer(file.text, *clause.value):
                yield Mention("rule", code[0], Span(*code.span()))
        if clause.name in CONDITIONS:
            for found in LIST_NAMED.finditer(file.text, *clause.value):
                yield Mention("list", found["name"], Span(*found.span("name")))


def mention_at(text: str, offset: int) -> Mention | None:
    """What is named at a place; the cursor may stand right behind it."""
    return next((m for m in mentions(text) if m.span.start <= offset <= m.span.end), None)


def expressions(file: RulesText, clause: Clause) -> Iterator[Span]:
    """The parts of a line that are conditions, paths or slots."""
    if clause.name in CONDITIONS:
        yield clause.value
    elif clause.name in FILLED:
        for slot in SLOT.finditer(file.text, *clause.value):
            yield Span(*slot.span(1))


def files_naming(
    mention: Mention, draft: Snapshot, around: Surroundings
) -> Iterator[tuple[Snapshot, list[Mention]]]:
    """The rules files of the same layers that name a thing, this one first, with the places."""
    for each in (draft, *_of_same_layers(draft, around)):
        named = [m for m in mentions(each.source) if (m.what, m.name) == mention[:2]]
        if named:
            yield each, named


def drafts_naming(
    mention: Mention, draft: Snapshot, around: Surroundings
) -> Iterator[tuple[Snapshot, list[Span]]]:
    """The drafts with a directive 【核稿：不查 …】 that means this very rule, with the places."""
    if mention.what != "rule":
        return
    written = [
        file.path.resolve()
        for file, named in files_naming(mention, draft, around)
        if file.path and any(each.declares for each in named)
    ]
    for notice in around.notices.drafts():
        spans = [each.span for each in rules_named(notice) if each.thing.name == mention.name]
        rules = (each for each in notice.basis.rules if spans and each.code == mention.name)
        if any(Path(each.file).resolve() in written for each in rules):
            yield notice, spans


def _of_same_layers(draft: Snapshot, around: Surroundings) -> Iterator[Snapshot]:
    """The other rules files that hold together with one: it is above them or below."""
    if draft.path is None:
        return
    own = set(_layers(draft))
    for each in around.notices.all():
        other = each.is_rules and each.uri != draft.uri and each.path
        if other and (str(each.path) in own or str(draft.path) in _layers(each)):
            yield each


def _layers(draft: Snapshot) -> list[str]:
    return [name for name, _ in draft.files.rule_layers(draft.path, draft.source)]
