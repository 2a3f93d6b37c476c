"""Where tasks stand in two versions: under another heading, in another order, in a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hegao.dsl.revision.change import Change
from hegao.dsl.revision.order import moved
from hegao.dsl.revision.pairing import Pairs
from hegao.dsl.revision.version import Version

OUTSIDE = "各部分之外"
FORMS = {False: "正文", True: "表格"}


class Places:
    """The places of the tasks that both versions have."""

    def __init__(self, old: Version, new: Version, tasks: Pairs, headings: Pairs) -> None:
        self._old = old
        self._new = new
        self._tasks = tasks
        self._headings = headings
        self._moved = self._out_of_order()

    def changes(self, number: int) -> Iterator[Change]:
        """What changed in where a task of the old version stands."""
        old, new = self._old.tasks[number], self._new.tasks[self._tasks[number]]
        if old.in_table != new.in_table:
            yield Change("form_changed", FORMS[old.in_table], FORMS[new.in_table])
            return
        if not self._stays(number):
            yield Change(
                "section_changed",
                _called(self._old, self._old.heading_of(old)),
                _called(self._new, self._new.heading_of(new)),
            )
        elif number in self._moved:
            yield Change("order_changed", *(f"第{place}项" for place in self._moved[number]))

    def _stays(self, number: int) -> bool:
        """Whether a task stands under the same heading."""
        here = self._old.heading_of(self._old.tasks[number])
        there = self._new.heading_of(self._new.tasks[self._tasks[number]])
        if here is None or there is None:
            return here == there
        return self._headings.get(here) == there

    def _out_of_order(self) -> dict[int, tuple[int, int]]:
        """The tasks that changed their order under one heading, with their old and new places."""
        found: dict[int, tuple[int, int]] = {}
        old, new = self._ranks(self._old), self._ranks(self._new)
        staying = [
            i
            for i, j in self._tasks.items()
            if self._old.tasks[i].in_table == self._new.tasks[j].in_table and self._stays(i)
        ]
        for _, under in groupby(sorted(staying, key=self._group), key=self._group):
            numbers = sorted(under)
            for at in moved([self._tasks[i] for i in numbers]):
                i = numbers[at]
                found[i] = old[i], new[self._tasks[i]]
        return found

    def _group(self, number: int) -> tuple[int, bool]:
        task = self._old.tasks[number]
        heading = self._old.heading_of(task)
        return -1 if heading is None else heading, task.in_table

    def _ranks(self, version: Version) -> list[int]:
        """Which task, from 1, each is under its heading."""
        counts: dict[tuple[int | None, bool], int] = {}
        found: list[int] = []
        for task in version.tasks:
            key = version.heading_of(task), task.in_table
            counts[key] = counts.get(key, 0) + 1
            found.append(counts[key])
        return found


def _called(version: Version, heading: int | None) -> str:
    if heading is None:
        return OUTSIDE
    return f"“{version.headings[heading].number}{version.headings[heading].title}”"
