"""The days marked on the time line, and what ends on each in a few words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hegao.dsl.coverage.entries import CoverageData
from hegao.dsl.coverage.page_limits import WITHOUT, LimitPair, day_of
from hegao.dsl.coverage.page_links import Links
from hegao.dsl.coverage.page_words import number_of

MOST_NAMES = 2
ITEM = re.compile(r"(.*?) *第(.+)项")


class Mark(NamedTuple):
    """A day with what ends on it: items above, tasks below; what is late is named first."""

    day: date
    names: Sequence[str]
    items: frozenset[int]
    kind: str
    """`late`, or empty."""

    def label(self, before: str, base: int) -> str:
        """The day, with its year unless that is the base, and the first names."""
        year = f"{self.day.year}年" if self.day.year != base else ""
        more = f"等{len(self.names)}项" if len(self.names) > MOST_NAMES else ""
        names = "、".join(self.names[:MOST_NAMES]) + more
        return f"{year}{self.day.month}月{self.day.day}日 {before}{names}"


def asked_marks(data: CoverageData, pairs: Sequence[LimitPair]) -> list[Mark]:
    """The days of the upstream items."""
    alone = len({each["upstream"] for each in data["upstream"]}) == 1
    ending: defaultdict[date, list[LimitPair]] = defaultdict(list)
    for pair in pairs:
        if day := day_of(pair.asked):
            ending[day].append(pair)
    marks = []
    for day, here in sorted(ending.items()):
        here.sort(key=lambda pair: not pair.late)
        names = [_short(data["upstream"][p.item]["ref"], alone=alone) + _word(p) for p in here]
        kind = "late" if here[0].late else ""
        marks.append(Mark(day, [*dict.fromkeys(names)], frozenset(p.item for p in here), kind))
    return marks


def held_marks(data: CoverageData, links: Links, pairs: Sequence[LimitPair]) -> list[Mark]:
    """All days of the draft, those of its own tasks too."""
    ending: defaultdict[date, set[int]] = defaultdict(set)
    for place, task in enumerate(data["tasks"]):
        for day in filter(None, map(day_of, task["deadlines"])):
            ending[day].add(place)
    items: defaultdict[int, set[int]] = defaultdict(set)
    for item, tasks in enumerate(links.tasks):
        for place in tasks:
            items[place].add(item)
    late = {(day_of(p.held.limit), p.held.task) for p in pairs if p.held and p.standing == "later"}
    marks = []
    for day, here in sorted(ending.items()):
        names = [
            number_of(data["tasks"][place]) + ("晚" if (day, place) in late else "")
            for place in sorted(here, key=lambda place: ((day, place) not in late, place))
        ]
        kind = "late" if any((day, place) in late for place in here) else ""
        marks.append(Mark(day, names, frozenset(i for t in here for i in items[t]), kind))
    return marks


def _short(ref: str, *, alone: bool) -> str:
    """An item's name where room is scarce: 第（三）项 is （三） when there is one upstream."""
    found = ITEM.fullmatch(ref)
    if not found:
        return ref
    return found[2] if alone else found[1] + found[2]


def _word(pair: LimitPair) -> str:
    """What no line to the draft shows."""
    unjoined = pair.standing == "lost" or (pair.standing == "open" and pair.state in WITHOUT)
    return pair.told() if unjoined else ""
