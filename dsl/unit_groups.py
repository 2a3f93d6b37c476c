"""Groups of units (统称) in the units list: 各乡镇, 县直各部门, and who belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from hegao.dsl.registry_rows import Entry

_NOISE: Final = re.compile(r"[（(]单位[）)]|[（）()〔〕、，\s]|各|有关|相关|所有|全体|人民(?=政府)")


class Group(NamedTuple):
    """A group and its units."""

    entry: Entry
    members: tuple[Entry, ...]


def group_key(name: str) -> str:
    """A group's name without what does not tell it apart: 县直各有关部门（单位） is 县直部门."""
    return _NOISE.sub("", name)


def groups_by_key(entries: Sequence[Entry]) -> dict[str, Group]:
    """Each group, by the key of each of its names."""
    found: dict[str, Group] = {}
    for entry in entries:
        if entry.is_group:
            keys = frozenset(map(group_key, entry.names))
            members = tuple(each for each in entries if _belongs(each, entry, keys))
            found |= dict.fromkeys(keys, Group(entry, members))
    return found


def _belongs(unit: Entry, group: Entry, keys: frozenset[str]) -> bool:
    """Whether a unit's 上级 or 类别 names a group, or its 类别 a part of the group's name."""
    if unit.is_group or not (unit.kind or unit.superior):
        return False
    if unit.superior in group.names or unit.kind in group.names:
        return True
    kind = group_key(unit.kind)
    return bool(kind) and any(kind in key for key in keys)
