"""Translated rules files to rules, and to bytes and back. Needs no parser, so starts at once."""

from __future__ import annotations

import marshal
import re
from datetime import date
from types import CodeType
from typing import Any, NamedTuple

from hegao.linter.finding import STAGES, Severity, Stage
from hegao.linter.primitives import NAMESPACE
from hegao.linter.rule import Rule, RuleFix
from hegao.linter.rule_file import RuleProblem, WordList


class Translation(NamedTuple):
    """A rules file as Python code with the plain data that goes with it."""

    facts: tuple[dict[str, Any], ...]
    code: CodeType
    problems: tuple[RuleProblem, ...]
    lists: tuple[WordList, ...]


def load(translation: Translation) -> list[Rule]:
    """The rules of a translation."""
    names: dict[str, Any] = NAMESPACE | {"search": re.search, "chinese_date": chinese_date}
    exec(translation.code, names)  # noqa: S102 - our own code, made by `translate`
    return [_load_rule(fact, index, names) for index, fact in enumerate(translation.facts)]


def dump(translation: Translation) -> bytes:
    """A translation as bytes, for a cache."""
    problems = [(p.line, p.column, p.message, p.hint) for p in translation.problems]
    lists = [(each.name, each.words, each.corrections) for each in translation.lists]
    return marshal.dumps((translation.facts, translation.code, problems, lists))


def restore(data: bytes) -> Translation:
    """What `dump` made. Raises ValueError, EOFError or TypeError on other bytes."""
    facts, code, problems, lists = marshal.loads(data)
    return Translation(
        facts, code, tuple(RuleProblem(*each) for each in problems),
        tuple(WordList(*each) for each in lists),
    )  # fmt: skip


def chinese_date(day: date | None) -> str:
    """2026年6月2日; empty for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _load_rule(fact: dict[str, Any], index: int, names: dict[str, Any]) -> Rule:
    fix = RuleFix(fact["tier"], fact["action"], names[f"edit{index}"]) if fact["action"] else None
    levels: dict[Stage, Severity | None] = {s: fact["levels"].get(s) for s in STAGES}
    return Rule(
        fact["code"], fact["title"], fact["kind"], levels, fact["source"], fact["strict"],
        fact["local"], fact["find"], fact["corrections"], names[f"select{index}"],
        names[f"anchor{index}"], names[f"message{index}"], names[f"hint{index}"], fix,
        fact["merge"], fact["bad"], fact["good"], fact["fixed"], fact["line"],
    )  # fmt: skip
