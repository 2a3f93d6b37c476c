"""Which rules run at a stage, and in what turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from hegao.linter.finding import Severity, Stage
from hegao.linter.kinds import KINDS
from hegao.linter.rule import Rule

SUPPRESSIONS: Final = "核稿指令"
WORDS: Final = "文字"


class Turn(NamedTuple):
    """Rules on one kind of object, with how severe they are at the stage."""

    kind: str
    rules: tuple[tuple[Rule, Severity], ...]


class Schedule(NamedTuple):
    """The rules that run at one stage."""

    turns: tuple[Turn, ...]
    """Kind by kind, so that the nodes of one can go before the next are made; those rules first
    that let no others speak."""
    last: Turn
    """On suppressions: what those were good for is known when all other rules have run."""
    running: frozenset[str]
    """The codes of all of them."""
    titles: dict[str, str]
    """Of all rules there are, by code."""


class _Book:
    """Rules, known by being the same tuple: to compare all of them would cost more."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Book) and other.rules is self.rules


def schedule(rules: Sequence[Rule], stage: Stage) -> Schedule:
    """The schedule of some rules; that of a tuple is kept, as one book checks many notices."""
    return _kept(_Book(rules), stage) if isinstance(rules, tuple) else _schedule(rules, stage)


@lru_cache(maxsize=4)
def _kept(book: _Book, stage: Stage) -> Schedule:
    return _schedule(book.rules, stage)


def _schedule(rules: Sequence[Rule], stage: Stage) -> Schedule:
    running = [(rule, severity) for rule in rules if (severity := rule.levels[stage])]
    last = tuple(each for each in running if each[0].kind == SUPPRESSIONS)
    codes = frozenset(rule.code for rule, _ in running)
    titles = {rule.code: rule.title for rule in rules}
    return Schedule(tuple(_turns(running)), Turn(SUPPRESSIONS, last), codes, titles)


def _turns(running: Sequence[tuple[Rule, Severity]]) -> Iterator[Turn]:
    for fatal in (True, False):
        groups: dict[str, list[tuple[Rule, Severity]]] = {kind: [] for kind in KINDS}
        for rule, severity in running:
            if rule.kind != SUPPRESSIONS and bool(rule.blocks) is fatal:
                groups[rule.kind].append((rule, severity))
        # Those that look for the same words come one after another.
        groups[WORDS].sort(key=lambda each: each[0].find.pattern if each[0].find else "")
        yield from (Turn(kind, tuple(some)) for kind, some in groups.items() if some)
