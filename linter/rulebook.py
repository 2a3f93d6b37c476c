"""Rules files to one set of rules, kept translated between runs where a cache is given."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from hegao.linter.builtin import sources
from hegao.linter.kinds import KINDS
from hegao.linter.rule import Rule
from hegao.linter.rule_file import RuleProblem, WordList
from hegao.linter.translation import Translation, dump, load, restore

# To be raised when the compiler makes other code of the same rules and schema.
VERSION = 2


class Cache(Protocol):
    """Where translations are kept; losing one only costs time."""

    def get(self, key: str) -> bytes | None:
        """What was put under the key."""
        ...

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key."""
        ...


class FileProblem(NamedTuple):
    """A fault of a rules file, with the file's name."""

    file: str
    problem: RuleProblem


class Rulebook(NamedTuple):
    """The rules of some files, and what was wrong with the files."""

    rules: tuple[Rule, ...]
    problems: tuple[FileProblem, ...]


def read_rules(files: Sequence[tuple[str, str]] = (), cache: Cache | None = None) -> Rulebook:
    """The built-in rules and those of further files (name and text), in this order."""
    rules: dict[str, Rule] = {}
    owners: dict[str, str] = {}
    problems: list[FileProblem] = []
    lists: list[WordList] = []
    for name, text in (*sources(), *files):
        translation = _translated(text, lists, cache)
        lists.extend(translation.lists)
        problems.extend(FileProblem(name, problem) for problem in translation.problems)
        for rule in load(translation):
            if rule.code in rules:
                taken = f"代码{rule.code}已被{owners[rule.code]}使用，这条规则没有生效"
                problems.append(FileProblem(name, RuleProblem(rule.line, 1, taken, "换一个代码")))
                continue
            rules[rule.code] = rule
            owners[rule.code] = name
    return Rulebook(tuple(rules.values()), tuple(problems))


def _translated(text: str, lists: Sequence[WordList], cache: Cache | None) -> Translation:
    if cache is None:
        return _translate(text, lists)
    known = repr([(each.name, each.words) for each in lists])
    key = f"{zlib.crc32(f'{VERSION}{KINDS!r}{known}{text}'.encode()):08x}-{len(text)}"
    if (kept := cache.get(key)) is not None:
        try:
            return restore(kept)
        except (ValueError, EOFError, TypeError):
            pass  # Written by another Python, or cut off: translate anew.
    translation = _translate(text, lists)
    cache.put(key, dump(translation))
    return translation


def _translate(text: str, lists: Sequence[WordList]) -> Translation:
    # The compiler brings the parser of rules along, which most runs do without.
    from hegao.linter.rules_compiler import translate

    return translate(text, lists)
