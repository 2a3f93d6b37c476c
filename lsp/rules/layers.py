"""The rules that hold where a rules file is written: those below it, its own, those above."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from hegao.linter.rule import Rule
from hegao.linter.rule_file import RuleProblem, parts
from hegao.linter.rulebook import Rulebook, read_rules
from hegao.lsp.rules.blocks import Block, RulesText, read_blocks

if TYPE_CHECKING:
    from hegao.grammar.rule_tree import RuleSyntax
    from hegao.lsp.snapshot import Snapshot

MOST_KEPT: Final = 300


class Kept:
    """Translations of rules files while the server runs, so that an edit translates one file."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """What was put under the key."""
        return self._kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key; too many, and all are let go."""
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = data


KEPT: Final = Kept()


class RulesFile:
    """A rules file among the layers that it belongs to."""

    def __init__(self, name: str, layers: tuple[tuple[str, str], ...]) -> None:
        self.name = name
        self.text = dict(layers)[name]
        self.book: Rulebook = read_rules(layers, KEPT)

    @property
    def blocks(self) -> RulesText:
        """Its blocks as its author sees them."""
        return read_blocks(self.text)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules of all layers, by code."""
        return {rule.code: rule for rule in self.book.rules}

    @cached_property
    def own(self) -> dict[str, Rule]:
        """The rules of this file that can run, by code."""
        return {code: rule for code, rule in self.rules.items() if rule.file == self.name}

    @property
    def problems(self) -> list[RuleProblem]:
        """What is wrong with this file."""
        return [each.problem for each in self.book.problems if each.file == self.name]

    @cached_property
    def below(self) -> tuple[tuple[str, str], ...]:
        """The layers under this file, the nearest last."""
        names = [name for name, _ in self.book.files]
        return self.book.files[: names.index(self.name)]

    def kind_of(self, block: Block) -> str:
        """The kind of object that a rule looks at, of its own or inherited; empty if unknown."""
        return _kind(self, block, frozenset())

    def syntax(self, rule: Rule) -> RuleSyntax:
        """A rule as it is read, with what it inherits."""
        # The compiler brings the parser of rules along, which a server of notices does without.
        from hegao.linter.rules_compiler import syntax_of

        texts = self.book.texts()
        return syntax_of(texts[rule.code], texts)

    def text_of(self, code: str) -> str:
        """A rule of any layer as it is written; empty when there is none."""
        rule = self.rules.get(code)
        layers = (text for name, text in self.book.files if rule and name == rule.file)
        found = (part.text for text in layers for part in parts(text) if part.code == code)
        return next((text for text in found if text.startswith("规则")), "")


def _kind(file: RulesFile, block: Block, seen: frozenset[str]) -> str:
    if kind := block.clause("对象"):
        return file.blocks.said(kind.value).strip()
    parent = block.clause("继承")
    code = file.blocks.said(parent.value).strip() if parent else ""
    if code in file.rules:
        return file.rules[code].kind
    above = file.blocks.rule(code)
    return _kind(file, above, seen | {code}) if above and code not in seen else ""


def rules_file(draft: Snapshot) -> RulesFile:
    """An open rules file among the layers of its office."""
    layers = draft.files.rule_layers(draft.path, draft.source)
    return _file(str(draft.path or "本文件"), tuple(layers))


_file = lru_cache(maxsize=4)(RulesFile)
