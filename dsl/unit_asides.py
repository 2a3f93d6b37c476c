"""Brackets behind a unit that say something of the list, not of the unit: （下同）.

县卫生健康局（排在第一位的为牵头单位）、县教育局 names two units; the bracket is a remark.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hegao.dsl.model import Role
from hegao.dsl.unit_words import FIRST_LEADS, MARK_AFTER, NOTE

__all__ = ["Aside", "aside_of", "without_asides"]

_ASIDE: Final = re.compile(
    r"(?<=.)[（(〔\[【［〈<]((?:[^（(〔\[【［〈<）)〕\]】］〉>]|[（(][^（()）]*[）)])+)[）)〕\]】］〉>]$"
)
_MARKS: Final = re.compile(r"[、，,；;。]+")
_SHORT_NAME: Final = re.compile(r"(?:以下)?(?:统一)?(?:简称|合称)")
_SHORTENED: Final = re.compile(r"(?<=.)[（(]以下(?:统一)?[简合]称[^（()）]*[）)]$")
_SAME_BELOW: Final = re.compile(r"[、，,；;](?:以)?下同(?=[）)〕\]】］〉>])")


class Aside(NamedTuple):
    """A bracket that remarks on the list of units."""

    start: int
    """Where it begins; the text before it names the unit."""
    lead: Role | None
    """`lead` where it says that the first unit leads."""
    own: str
    """The role words in it that speak of the unit, as a bracket: （牵头，下同） has （牵头）."""


def aside_of(bare: str) -> Aside | None:
    """The remark in brackets that ends a member without white space."""
    match = _ASIDE.search(bare)
    if match is None:
        return None
    told = [piece for piece in _MARKS.split(match[1]) if piece]
    rest = [piece for piece in told if not _remarks(piece)]
    own = f"（{rest[0]}）" if len(rest) == 1 else ""
    if len(rest) == len(told) or (rest and not MARK_AFTER.fullmatch(own)):
        return None
    return Aside(match.start(), "lead" if FIRST_LEADS.search(match[1]) else None, own)


def without_asides(name: str) -> str:
    """A name without what says how it is meant further on: （含开发区，下同）, （以下简称…）."""
    if "下" not in name:
        return name
    return _SHORTENED.sub("", _SAME_BELOW.sub("", name))


def _remarks(piece: str) -> bool:
    """Whether a piece of a bracket remarks on the list; a short name speaks of the unit."""
    return NOTE.search(piece) is not None and _SHORT_NAME.match(piece) is None
