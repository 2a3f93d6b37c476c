"""The characters that a regular expression cannot match without.

A notice that lacks one of them need not be searched: of a hundred patterns most are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hegao.linter.patterns import parser

# A set of more characters than this is in nearly every text.
MOST = 40


def needed(pattern: str) -> str:
    """Characters of which a text must hold one; empty when there is no such set.

    The pattern is one that `re` reads. Of several sets the smallest: it is the one most texts lack.
    """
    return min(_sets(parser.parse(pattern)), key=len, default="")


def _sets(nodes: Sequence[Any]) -> Iterator[str]:
    for operator, argument in nodes:
        match str(operator), argument:
            case "LITERAL", code:
                yield chr(code)
            case "IN", items:
                if characters := _characters(items):
                    yield characters
            case "BRANCH", (_, branches):
                if characters := _of_each(branches):
                    yield characters
            case "SUBPATTERN", (*_, inner):
                yield from _sets(inner)
            case "ATOMIC_GROUP", inner:
                yield from _sets(inner)
            case (("MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT"), (low, _, inner)) if low:
                yield from _sets(inner)
            case "ASSERT", (_, inner):
                yield from _sets(inner)
            case _:
                continue


def _characters(items: Sequence[Any]) -> str:
    """The characters of a class, when they are few."""
    found: list[str] = []
    for operator, argument in items:
        match str(operator), argument:
            case "LITERAL", code:
                found.append(chr(code))
            case "RANGE", (low, high) if high - low < MOST:
                found += map(chr, range(low, high + 1))
            case _:
                return ""
    return "".join(found) if len(found) <= MOST else ""


def _of_each(branches: Sequence[Any]) -> str:
    """One set of each alternative, together; none when an alternative needs nothing."""
    chosen = [min(_sets(branch), key=len, default="") for branch in branches]
    together = "".join(dict.fromkeys("".join(chosen)))
    return together if all(chosen) and len(together) <= MOST else ""
