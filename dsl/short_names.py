"""Short names that a notice gives (以下简称“……”), and whether it uses them before or at all."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from hegao.dsl.model import Reference
from hegao.grammar.source import Span

GIVEN: Final = re.compile(
    r"以下(?:统|均)?简?称(?:为|作)?[：:]?\s*"
    r"[“《〈‘](?P<name>[^“”《》〈〉‘’，。；：（）()\n]{2,20})[”》〉’]"
)
CALLED: Final = re.compile(r"简称\s{0,4}[“《]?\s{0,4}[《“]?(?P<words>.{1,4})")
BEFORE: Final = 90
"""How far before its short name a full name may begin."""
MOST: Final = 200
"""So many are looked at; each is looked for in the whole text."""


def find_short_names(text: str) -> tuple[Reference, ...]:
    """The places that give a short name; the span is that of the name."""
    if "称" not in text:  # A single character is looked for far faster than two.
        return ()
    return tuple(
        Reference(match["name"], match["name"], Span(*match.span("name")))
        for match in islice(GIVEN.finditer(text), MOST)
    )


def announced(text: str) -> dict[str, int]:
    """The names of up to four characters behind 简称, each with the first place it is given."""
    found: dict[str, int] = {}
    if "简" not in text:
        return found
    for match in CALLED.finditer(text):
        for length in range(1, len(match["words"]) + 1):
            found.setdefault(match["words"][:length], match.start("words"))
    return found


def used_before(text: str, given: Reference, start: int) -> bool:
    """Whether a short name stands in the text, from `start` on, before the name it is short for."""
    return 0 <= text.find(given.name, start) < given.span.start - BEFORE


def used_after(text: str, given: Reference) -> bool:
    """Whether a short name is used once it is given."""
    return text.find(given.name, given.span.end) >= 0
