"""A compiled rule: what it looks at, when it fires, and what it says then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from hegao.grammar.source import Span
from hegao.linter.finding import Severity, Stage, Tier
from hegao.linter.keywords import Keywords

Node = Any
"""A node of the subjects, as the kind of the rule says."""


class RuleFix(NamedTuple):
    """How a hit is mended; `text` makes the new text from the node and the count of hits."""

    tier: Tier
    action: str
    text: Callable[[Node, int], str]


class Search(NamedTuple):
    """What a rule on words looks for: a pattern, or the words of a list."""

    pattern: str
    needs: tuple[str, ...]
    """Words of which a text must hold one to be worth searching; empty when none is sure."""
    words: tuple[str, ...] = ()
    corrections: dict[str, str] = {}
    """Of a word list with corrections: the wrong word to the right one."""
    keywords: Keywords | None = None
    """What all searches need, if it is looked for at once."""
    place: int = 0
    """The place of this search among them."""


class Layer(NamedTuple):
    """What a later file changed of a rule, and why."""

    file: str
    levels: dict[Stage, Severity | None]
    reason: str


class Rule(NamedTuple):
    """One rule, ready to run."""

    code: str
    title: str
    kind: str
    levels: dict[Stage, Severity | None]
    source: str
    strict: str
    """Why it is an error although its source only recommends."""
    local: bool
    """Whether it looks at nothing beyond one block."""
    find: Search | None
    blocks: tuple[str, ...]
    """Codes of the rules that say nothing where this one fires; 全部 for every other."""
    select: Callable[[Iterable[Node], Any], list[Node]]
    """The nodes that the rule fires on."""
    anchor: Callable[[Node], Span]
    message: Callable[[Node, int], str]
    hint: Callable[[Node, int], str]
    fix: RuleFix | None
    merge: str
    """全文 or 同文: hits that are told as one finding."""
    bad: tuple[str, ...]
    good: tuple[str, ...]
    fixed: tuple[str, ...]
    line: int
    """Where it begins in its file, from 1."""
    note: str
    """What its manual page says besides."""
    file: str = ""
    layers: tuple[Layer, ...] = ()


Hit = tuple[Node, Span]
"""A node that a rule fires on, and where."""
