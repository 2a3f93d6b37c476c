"""Two versions of a notice against each other, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from hegao.dsl.revision.change import Change
from hegao.dsl.revision.entries import RevisionData, TaskEntry, VersionEntry
from hegao.dsl.revision.headings import paired_headings
from hegao.dsl.revision.pairing import Pairs, paired
from hegao.dsl.revision.pieces import header_entries, passage_entries, section_entries
from hegao.dsl.revision.places import Places
from hegao.dsl.revision.sides import called, difference, task_side
from hegao.dsl.revision.splits import split_off
from hegao.dsl.revision.task_changes import task_changes
from hegao.dsl.revision.version import Version


class Revision:
    """An old and a new version; everything is found when first asked for."""

    def __init__(self, old: Version, new: Version) -> None:
        self.old = old
        self.new = new

    @cached_property
    def pairs(self) -> Pairs:
        """The tasks that both versions have, by their numbers from 0."""
        return paired(self.old.said, self.new.said)

    @cached_property
    def headings(self) -> Pairs:
        """The headings that both have."""
        return paired_headings(self.old, self.new, self.pairs)

    @cached_property
    def _places(self) -> Places:
        return Places(self.old, self.new, self.pairs, self.headings)

    @cached_property
    def _parts(self) -> Pairs:
        """New tasks that were split off, to the old ones that they were a part of."""
        return split_off(self.old.said, self.new.said, self.pairs)

    @cached_property
    def _merged(self) -> Pairs:
        """Old tasks that were merged, to the new ones that they are a part of."""
        back = {j: i for i, j in self.pairs.items()}
        return split_off(self.new.said, self.old.said, back)

    def data(self) -> RevisionData:
        """All that changed."""
        tasks = list(self._tasks())
        return {
            "old": _version(self.old),
            "new": _version(self.new),
            "header": list(header_entries(self.old, self.new)),
            "sections": list(section_entries(self.old, self.new, self.headings)),
            "tasks": tasks,
            "passages": list(passage_entries(self.old, self.new)),
            "summary": _summary(tasks),
        }

    def _tasks(self) -> Iterator[TaskEntry]:
        """Tasks that changed, in the order of the new version, removed ones where they were."""
        after: dict[int, list[int]] = {}
        last = -1
        for i in range(len(self.old.tasks)):
            last = self.pairs.get(i, last)
            if i not in self.pairs:
                after.setdefault(last, []).append(i)
        back = {j: i for i, j in self.pairs.items()}
        for j in range(-1, len(self.new.tasks)):
            if j in back:
                yield from self._changed(back[j], j)
            elif j >= 0:
                yield self._added(j)
            yield from map(self._removed, after.get(j, ()))

    def _changed(self, i: int, j: int) -> Iterator[TaskEntry]:
        old, new = self.old.tasks[i], self.new.tasks[j]
        reworded = task_changes(old, new, fields=self.old.is_like(self.new))
        parts = [part for part, whole in self._parts.items() if whole == i]
        merged = [part for part, whole in self._merged.items() if whole == j]
        changes: Sequence[Change] = (
            *(Change("split_off", "", called(self.new.tasks[part])) for part in parts),
            *(Change("merged_in", called(self.old.tasks[part]), "") for part in merged),
            *self._places.changes(i),
            *reworded.changes,
        )
        if changes:
            yield {
                "state": "changed",
                "old": task_side(self.old, old, [place.old for place in reworded.places]),
                "new": task_side(self.new, new, [place.new for place in reworded.places]),
                "part_of": "",
                "differences": list(map(difference, changes)),
            }

    def _added(self, j: int) -> TaskEntry:
        whole = self._parts.get(j)
        return {
            "state": "added",
            "old": None,
            "new": task_side(self.new, self.new.tasks[j], ()),
            "part_of": "" if whole is None else called(self.old.tasks[whole]),
            "differences": [],
        }

    def _removed(self, i: int) -> TaskEntry:
        whole = self._merged.get(i)
        return {
            "state": "removed",
            "old": task_side(self.old, self.old.tasks[i], ()),
            "new": None,
            "part_of": "" if whole is None else called(self.new.tasks[whole]),
            "differences": [],
        }


def _version(version: Version) -> VersionEntry:
    document = version.document
    title = document.value("标题") or document.value("印发件")
    return {"file": version.file, "title": title, "tasks": len(version.tasks)}


def _summary(tasks: Sequence[TaskEntry]) -> dict[str, int]:
    counts = Counter(
        about
        for task in tasks
        for about in {task["state"], *(each["what"] for each in task["differences"])}
    )
    return dict(sorted(counts.items()))
