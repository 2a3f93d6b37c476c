"""What the units list says of a unit: its names, its past, what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from hegao.dsl.registry import Entry, Registry
from hegao.dsl.validity import Validity
from hegao.linter.quoting import chinese_date

MOST: Final = 12
"""So many members of a group are named."""


def listed(name: str, registry: Registry, on: date | None) -> Iterator[str]:
    """What the list says of a name on a day, in lines."""
    status = registry.current(name, on)
    entry = registry.find(name)
    if entry is None:
        nearest = registry.nearest(name)
        yield "机构名录里没有" + (f"；名称相近的是“{nearest}”" if nearest else "")
        return
    if status.state != "现行":
        yield f"“{name}”{_when(on)}：{status.told()}"
    if entry.is_group:
        yield _members(registry.members(name))
        return
    yield from _facts(entry)


def _when(on: date | None) -> str:
    return f"在成文日期{chinese_date(on)}" if on else "按机构名录最后的情形"


def _facts(entry: Entry) -> Iterator[str]:
    if entry.aliases:
        yield f"简称：{'、'.join(entry.aliases)}"
    if entry.former:
        names = (f"{each.name}{_days(each.validity)}" for each in entry.former)
        yield f"曾用名：{'、'.join(names)}"
    if days := _days(entry.validity):
        yield f"有效期{days}"
    if entry.kind:
        yield f"类别：{entry.kind}"
    if entry.superior:
        yield f"上级：{entry.superior}"
    if entry.counterparts:
        yield f"对口上级：{'、'.join(entry.counterparts)}"


def _days(validity: Validity) -> str:
    """（2019年3月1日起）, （至2024年10月31日）; empty where there is no limit."""
    begins, ends = chinese_date(validity.begins), chinese_date(validity.ends)
    if begins and ends:
        return f"（{begins}至{ends}）"
    if ends:
        return f"（至{ends}）"
    return f"（{begins}起）" if begins else ""


def _members(members: tuple[Entry, ...]) -> str:
    if not members:
        return "统称；机构名录里没有写它包括哪些单位"
    named = "、".join(each.name for each in members[:MOST])
    more = "等" if len(members) > MOST else ""
    return f"统称，机构名录里有{len(members)}家：{named}{more}"
