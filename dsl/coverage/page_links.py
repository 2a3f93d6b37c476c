"""Which tasks of the draft carry out which upstream items, by their places in the data."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from hegao.dsl.coverage.entries import CoverageData, ItemEntry
from hegao.dsl.coverage.page_words import bare


class Links(NamedTuple):
    """For each item the places of its tasks; for each ref and number the places it stands at."""

    tasks: list[list[int]]
    items: dict[str, int]
    numbers: dict[str, int]

    def task(self, number: str | None) -> int | None:
        """The place of the first task with a number."""
        return self.numbers.get(bare(number)) if number else None


def links_of(data: CoverageData) -> Links:
    """Links as tasks name items, then as items name tasks.

    Numbers may begin anew in each section; what a task says of itself is not in doubt.
    """
    items: dict[str, int] = {}
    for place, item in enumerate(data["upstream"]):
        items.setdefault(item["ref"], place)
    named: defaultdict[str, list[int]] = defaultdict(list)
    numbers: dict[str, int] = {}
    for place, task in enumerate(data["tasks"]):
        if task["number"]:
            numbers.setdefault(bare(task["number"]), place)
        for ref in dict.fromkeys(task["refs"]):
            named[ref].append(place)
    tasks = [_tasks(item, named[item["ref"]], numbers, data) for item in data["upstream"]]
    return Links(tasks, items, numbers)


def _tasks(
    item: ItemEntry, named: list[int], numbers: dict[str, int], data: CoverageData
) -> list[int]:
    told = {bare(data["tasks"][place]["number"] or "") for place in named}
    others = [number for number in map(bare, item["tasks"]) if number not in told]
    return sorted({*named, *(numbers[number] for number in others if number in numbers)})
