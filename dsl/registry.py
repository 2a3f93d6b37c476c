"""The units list (机构名录): which names an office knows, whose they are, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from hegao.dsl.name_holders import Holder, Status, chief, holders_by_name, quarrel, status
from hegao.dsl.registry_rows import Entry, RegistryError, RegistryProblem, read_entries
from hegao.dsl.unit_groups import Group, group_key, groups_by_key

__all__ = ["Entry", "Registry", "RegistryError", "RegistryProblem", "Status", "read_registry"]


class Registry(NamedTuple):
    """The names of a units list; `full` maps every name to the unit's full name."""

    full: Mapping[str, str]
    holders: Mapping[str, tuple[Holder, ...]] = {}
    """All that have or had a name, by name."""
    groups: Mapping[str, Group] = {}
    """The groups, by the key of each of their names."""
    problems: tuple[RegistryProblem, ...] = ()
    """What is wrong with some rows; the others hold."""

    @classmethod
    def of_names(cls, names: Iterable[str]) -> Registry:
        """A registry of units that have one name each."""
        return cls({name: name for name in names})

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> Registry:
        """The registry of some entries."""
        listed = tuple(entries)
        holders = holders_by_name(listed)
        full = {name: chief(each).entry.name for name, each in holders.items()}
        return cls(full, holders, groups_by_key(listed))

    def entries(self) -> Iterator[Entry]:
        """All entries, each once, in the order of the list."""
        listed = {each.entry.name: each.entry for them in self.holders.values() for each in them}
        yield from listed.values() if listed else map(Entry, dict.fromkeys(self.full.values()))

    def knows(self, name: str) -> bool:
        """Whether a name is listed; an empty list knows every name."""
        return not self.full or name in self.full or self._group(name) is not None

    def nearest(self, name: str) -> str:
        """The present listed name most like an unknown one, or an empty string."""
        from difflib import get_close_matches

        present = [each for each in self.full if self._is_present(each)]
        return next(iter(get_close_matches(name, present, n=1, cutoff=0.6)), "")

    def _is_present(self, name: str) -> bool:
        holders = self.holders.get(name)
        return not holders or any(not each.former for each in holders)

    def find(self, name: str) -> Entry | None:
        """The entry that has a name, or had it once."""
        if name in self.holders:
            return chief(self.holders[name]).entry
        if name in self.full:
            return Entry(self.full[name])
        group = self._group(name)
        return group.entry if group else None

    def full_name(self, name: str) -> str:
        """The present full name of a listed unit, else the name itself."""
        if name in self.full:
            return self.full[name]
        group = self._group(name)
        return group.entry.name if group else name

    def current(self, name: str, on: date | None) -> Status:
        """What the list says of a name on a day; without one, how things stand in the end."""
        if name in self.holders:
            return status(self.holders[name], on)
        return Status("现行" if self.knows(name) else "名录中没有")

    def members(self, name: str) -> tuple[Entry, ...]:
        """The units of a group (县直各部门), by any of its names; none when it is unknown."""
        group = self._group(name)
        return group.members if group else ()

    def covers(self, addressees: Iterable[str], name: str) -> bool:
        """Whether a unit is among some names: itself, by another name, or through a group."""
        if not self.full:
            return name in addressees
        full = self.full_name(name)
        return any(
            full == self.full_name(each) or any(full == unit.name for unit in self.members(each))
            for each in addressees
        )

    def _group(self, name: str) -> Group | None:
        return self.groups.get(group_key(name)) if self.groups else None


def read_registry(text: str) -> Registry:
    """The registry a CSV text lists. Raises RegistryError without a column 全称."""
    entries, problems = read_entries(text)
    registry = Registry.of_entries(entries)
    problems += [*_shared_names(registry), *_lost_superiors(registry)]
    return registry._replace(problems=tuple(sorted(problems)))


def merge(registries: Iterable[Registry]) -> Registry:
    """Several lists as one; of a unit that two of them list, the first one's row holds."""
    entries: dict[str, Entry] = {}
    for registry in registries:
        for entry in registry.entries():
            entries.setdefault(entry.name, entry)
    return Registry.of_entries(entries.values())


def _shared_names(registry: Registry) -> Iterator[RegistryProblem]:
    """Names that two units have at the same time."""
    for name, holders in registry.holders.items():
        for index, each in enumerate(holders):
            other = next((first for first in holders[:index] if quarrel(first, each)), None)
            if other is not None:
                yield RegistryProblem(
                    each.entry.line,
                    f"“{name}”同时是“{other.entry.name}”（第{other.entry.line}行）"
                    f"和“{each.entry.name}”的名称；请只留一家，或者写清有效期",
                )


def _lost_superiors(registry: Registry) -> Iterator[RegistryProblem]:
    """Superiors that are not listed themselves, each told once."""
    lost: dict[str, list[int]] = {}
    for entry in registry.entries():
        if entry.superior and not registry.knows(entry.superior):
            lost.setdefault(entry.superior, []).append(entry.line)
    for superior, lines in lost.items():
        more = f"（共{len(lines)}行）" if len(lines) > 1 else ""
        message = f"上级“{superior}”不在名录里{more}；请补上这一家，或者把上级空着"
        yield RegistryProblem(lines[0], message)
