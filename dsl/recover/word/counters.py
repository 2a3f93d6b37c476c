"""The automatic numbers of a Word file, counted as Word counts them, in document order."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hegao.dsl.recover.word.lists import LEVELS, Level, List, Lists
from hegao.dsl.recover.word.numerals import numeral

_SLOT = re.compile(r"%([1-9])")
_CLAUSE = re.compile("第.+(?:[章节条款编篇]|部分)")
_MARKS: Final = "：:、"


class Number(NamedTuple):
    """What Word shows before a paragraph of a list."""

    text: str
    bullet: bool
    gap: bool
    """Whether a tab or space follows."""
    unknown: str
    """The form that is not known, for which Arabic digits stand."""

    def before(self, text: str) -> str:
        """The number as it is written before that text.

        The tab after it is left out, except where number and text would run into one: 1 2026年.
        第一条 is a number by the space behind it alone, so one stands there whatever Word shows.
        """
        if not self.text or not text:
            return self.text
        if _CLAUSE.fullmatch(self.text):
            parted = text[0].isspace() or text[0] in _MARKS
            return self.text if parted else f"{self.text}\u3000"
        if not self.gap:
            return self.text
        runs_in = self.text[-1].isalnum() or text.lstrip()[:1].isdecimal()
        return f"{self.text} " if runs_in and not text[0].isspace() else self.text


class Counters:
    """How far each list has counted."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, name: str, at: int) -> Number | None:
        """The number of the next paragraph of the list at that level, None where there is none."""
        found = self._lists.get(name)
        level = found.levels.get(at) if found else None
        if found is None or level is None:
            return None
        counts = self._counts.setdefault(found.key, {})
        _restart(counts, found, at)
        for higher in range(at):
            # Levels left out count as begun: after 1.1 comes 2.
            counts.setdefault(higher, _start(found, higher))
        # An own start of a list is taken once: it counts on from there.
        anew = at in found.starts and (name, at) not in self._started
        self._started.add((name, at))
        begun = at in counts and not anew
        counts[at] = counts[at] + 1 if begun else _start(found, at)
        if level.form == "bullet":
            return Number(level.pattern, True, level.gap, "")
        return _written(level, found, counts, at)


def _restart(counts: dict[int, int], found: List, at: int) -> None:
    """Lets the levels below begin anew, except those that do so after a higher level only."""
    for deeper in range(at + 1, LEVELS):
        level = found.levels.get(deeper)
        if deeper in counts and (level is None or level.restart is None or at < level.restart):
            del counts[deeper]


def _start(found: List, at: int) -> int:
    level = found.levels.get(at)
    return found.starts.get(at, level.start if level else 1)


def _written(level: Level, found: List, counts: dict[int, int], at: int) -> Number:
    unknown: list[str] = []

    def of_level(match: re.Match[str]) -> str:
        higher = int(match[1]) - 1
        if higher > at or higher not in found.levels:
            return ""
        form = found.levels[higher].form
        if level.arabic and form not in ("none", "bullet"):
            form = "decimal"
        count = counts[higher]
        text = numeral(count, form)
        if text is None:
            unknown.append(form)
        return str(count) if text is None else text

    text = _SLOT.sub(of_level, level.pattern)
    return Number(text, False, level.gap, unknown[0] if unknown else "")
