"""Rules files to one set of rules, kept translated between runs where a cache is given.

The files are layers: a later one may add rules, change the level of an earlier rule, add words
to a word list or take words away.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

from hegao.linter.blockades import ALL
from hegao.linter.builtin import shipped, sources
from hegao.linter.keywords import Keywords
from hegao.linter.kinds import KINDS
from hegao.linter.rule import Layer, Rule
from hegao.linter.rule_file import RuleProblem, list_parts, parts, rule_text
from hegao.linter.suggestion import suggestion
from hegao.linter.translation import Translation, dump, load, restore
from hegao.linter.word_lists import WordLists, lay_over

# To be raised when the compiler makes other code of the same rules and schema.
VERSION = 19
PARENT = re.compile(r"^继承[ \t\u3000]*[：:][ \t\u3000]*(\w+)", re.MULTILINE)


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
    files: tuple[tuple[str, str], ...]
    """Name and text of every file, in the order of the layers."""
    lists: WordLists

    def texts(self) -> dict[str, str]:
        """The text of every rule, by code."""
        blocks = {(name, part.line): part.text for name, text in self.files for part in parts(text)}
        return {rule.code: blocks[rule.file, rule.line] for rule in self.rules}


def read_rules(files: Sequence[tuple[str, str]] = (), cache: Cache | None = None) -> Rulebook:
    """The built-in rules and those of further files (name and text), in this order."""
    layers = (*sources(), *files)
    reader = _Reader(cache)
    known = [reader.lists_of(name, text) for name, text in layers]
    for place, (name, text) in enumerate(layers):
        # A file may name its own lists and those of the layers below, the built-in ones being one.
        lists = known[max(place, len(layers) - len(files) - 1)]
        reader.rules_of(name, text, lists, layers[:place])
    reader.look_at_blocks()
    order = {name: place for place, (name, _) in enumerate(layers)}
    problems = sorted(reader.problems, key=lambda each: (order[each.file], each.problem.line))
    rules = tuple(_with_keywords([*reader.rules.values()]))
    return Rulebook(rules, tuple(problems), layers, reader.lists)


class _Reader:
    """Reads files in the order of their layers."""

    def __init__(self, cache: Cache | None) -> None:
        self.cache = cache
        self.lists: WordLists = {}
        self.rules: dict[str, Rule] = {}
        self.problems: list[FileProblem] = []

    def lists_of(self, name: str, text: str) -> frozenset[str]:
        """Lay the word lists of a file over those before; the names of all so far."""
        for part in list_parts(text):
            if problem := lay_over(self.lists, part):
                self.problems.append(FileProblem(name, problem))
        return frozenset(self.lists)

    def rules_of(
        self, name: str, text: str, lists: frozenset[str], before: Sequence[tuple[str, str]]
    ) -> None:
        """Take the rules of a file, and what it changes of those before."""
        translation = _translated(text, lists, before, self.cache)
        self.problems.extend(FileProblem(name, problem) for problem in translation.problems)
        for rule in load(translation, self.lists):
            if rule.code in self.rules:
                taken = f"代码{rule.code}已被{self.rules[rule.code].file}使用，这条规则没有生效"
                hint = f"换一个代码；要改那条规则的级别，写“调整 {rule.code}”"
                self.problems.append(FileProblem(name, RuleProblem(rule.line, 1, taken, hint)))
                continue
            self.rules[rule.code] = rule._replace(file=name)
        for adjustment in translation.adjustments:
            self._adjust(name, adjustment)

    def look_at_blocks(self) -> None:
        """Codes in 阻断 that no rule has."""
        for rule in self.rules.values():
            for code in rule.blocks:
                if code != ALL and code not in self.rules:
                    hint = suggestion(code, self.rules, "用“hegao rules list”查代码")
                    problem = RuleProblem(rule.line, 1, f"阻断里没有规则{code}", hint)
                    self.problems.append(FileProblem(rule.file, problem))

    def _adjust(self, name: str, adjustment: dict[str, Any]) -> None:
        code = adjustment["code"]
        rule = self.rules.get(code)
        if rule is None:
            hint = suggestion(code, self.rules, "用“hegao rules list”查代码")
            problem = RuleProblem(adjustment["line"], 1, f"没有规则{code}可以调整", hint)
            self.problems.append(FileProblem(name, problem))
            return
        self.rules[code] = rule._replace(
            levels=rule.levels | adjustment["levels"],
            layers=(*rule.layers, Layer(name, adjustment["levels"], adjustment["reason"])),
        )


def _with_keywords(rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rules, those that search the text told what all of them need."""
    searches = [(rule.find.pattern, rule.find.needs) for rule in rules if rule.find]
    places = {search: place for place, search in enumerate(dict.fromkeys(searches))}
    keywords = Keywords([needs for _, needs in places])
    for rule in rules:
        if find := rule.find:
            place = places[find.pattern, find.needs]
            rule = rule._replace(find=find._replace(keywords=keywords, place=place))
        yield rule


def _translated(
    text: str, lists: frozenset[str], before: Sequence[tuple[str, str]], store: Cache | None
) -> Translation:
    bases = _bases(text, before)
    known = repr((sorted(lists), sorted(bases.items())))
    told = f"{known}{text}".encode("utf-8", "surrogatepass")
    key = f"{zlib.crc32(told, _schema()):08x}-{len(text)}"
    if kept := shipped().get(key) or (store and store.get(key)):
        try:
            return restore(kept)
        except (ValueError, EOFError, TypeError):
            pass  # Written by another Python, or cut off: translate anew.
    translation = _translate(text, lists, bases)
    if store is not None:
        store.put(key, dump(translation))
    return translation


def _bases(text: str, before: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The rules of earlier files that the rules of a text take after, and what those do."""
    found: dict[str, str] = {}
    wanted = PARENT.findall(text)
    while wanted:
        code = wanted.pop()
        for _, earlier in () if code in found else before:
            if base := rule_text(earlier, code):
                found[code] = base
                wanted += PARENT.findall(base)
                break
    return found


@cache
def _schema() -> int:
    """Stands for what rules may name and what they are compiled to."""
    return zlib.crc32(f"{VERSION}{KINDS!r}".encode())


def _translate(text: str, lists: frozenset[str], bases: dict[str, str]) -> Translation:
    # The compiler brings the parser of rules along, which most runs do without.
    from hegao.linter.rules_compiler import translate

    return translate(text, lists, bases)
