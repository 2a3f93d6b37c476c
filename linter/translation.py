"""Translated rules files to rules, and to bytes and back. Needs no parser, so starts at once."""

from __future__ import annotations

import marshal
from types import CodeType
from typing import Any, NamedTuple

from hegao.linter.finding import STAGES, Severity, Stage
from hegao.linter.namespace import NAMESPACE
from hegao.linter.rule import Rule, RuleFix, Search
from hegao.linter.rule_file import RuleProblem, WordList


class Translation(NamedTuple):
    """A rules file as Python code with the plain data that goes with it."""

    facts: tuple[dict[str, Any], ...]
    code: CodeType
    problems: tuple[RuleProblem, ...]
    adjustments: tuple[dict[str, Any], ...]


def load(translation: Translation, lists: dict[str, WordList]) -> list[Rule]:
    """The rules of a translation, which read the words of the lists as they are now."""
    names: dict[str, Any] = NAMESPACE | {"lists": lists}
    exec(translation.code, names)  # noqa: S102 - our own code, made by `translate`
    return [_load_rule(fact, index, names) for index, fact in enumerate(translation.facts)]


def dump(translation: Translation) -> bytes:
    """A translation as bytes, for a cache."""
    problems = [tuple(problem) for problem in translation.problems]
    return marshal.dumps((translation.facts, translation.code, problems, translation.adjustments))


def restore(data: bytes) -> Translation:
    """What `dump` made. Raises ValueError, EOFError or TypeError on other bytes."""
    facts, code, problems, adjustments = marshal.loads(data)
    return Translation(facts, code, tuple(RuleProblem(*each) for each in problems), adjustments)


def _search(fact: dict[str, Any], lists: dict[str, WordList]) -> Search | None:
    """What a rule on words looks for."""
    if fact["find"]:
        return Search(fact["find"], fact["needs"])
    if not fact["words"]:
        return None
    words = lists[fact["words"]]
    return Search("", words.words, words.words, words.corrections)


def _load_rule(fact: dict[str, Any], index: int, names: dict[str, Any]) -> Rule:
    fix = RuleFix(fact["tier"], fact["action"], names[f"edit{index}"]) if fact["action"] else None
    levels: dict[Stage, Severity | None] = {s: fact["levels"].get(s) for s in STAGES}
    return Rule(
        fact["code"], fact["title"], fact["kind"], levels, fact["source"], fact["strict"],
        fact["local"], _search(fact, names["lists"]), fact["blocks"], names[f"select{index}"],
        names[f"anchor{index}"], names[f"message{index}"], names[f"hint{index}"], fix,
        fact["merge"], fact["bad"], fact["good"], fact["fixed"], fact["line"], fact["note"],
    )  # fmt: skip
