"""The changes between two versions as rows that a person reads, whatever they are written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from hegao.dsl.revision.change import Aspect
from hegao.dsl.revision.entries import (
    DifferenceEntry,
    PieceEntry,
    RevisionData,
    SideEntry,
    State,
    TaskEntry,
)

Group = Literal["版头", "章节", "任务", "其他文字"]

GROUPS: Final[dict[Group, str]] = {"版头": "处", "章节": "处", "任务": "项", "其他文字": "处"}
"""The groups in their order, and what is counted in each."""
ASPECTS: Final[dict[Aspect, str]] = {
    "place": "移动", "number": "编号", "parts": "拆并", "unit": "责任单位", "deadline": "时限",
    "quantity": "数量", "force": "力度", "field": "字段", "words": "文字",
}  # fmt: skip
STATES: Final[dict[State, str]] = {"added": "增加", "removed": "去掉", "changed": "改动"}
NOTHING: Final = "没有变化：任务和文字都一样"
MOVED: Final = "移动：换了位置"


class Row(NamedTuple):
    """One element, heading, task or passage that is not as it was."""

    group: Group
    state: State
    name: str
    """How it is called in the new version, or in the old where it is gone."""
    old: SideEntry | None
    new: SideEntry | None
    told: tuple[str, ...]
    """What changed, a line each: 时限：“6月底前”推迟到“9月底前”."""
    renumbered: bool = False
    """Nothing but its number changed."""


def rows(data: RevisionData) -> list[Row]:
    """All that changed, group by group."""
    return [
        *(_piece("版头", each) for each in data["header"]),
        *(_piece("章节", each) for each in data["sections"]),
        *map(_task, data["tasks"]),
        *(_piece("其他文字", each) for each in data["passages"]),
    ]


def headline(found: Sequence[Row]) -> str:
    """One line about all of it."""
    if not found:
        return NOTHING
    return "；".join(_counted(group, found) for group in GROUPS if _of(group, found))


def lines(row: Row) -> str:
    """Where it stands in the two versions: 第3行→第5行; once where that is the same."""
    places = [f"第{side['line']}行" for side in (row.old, row.new) if side]
    return "→".join(dict.fromkeys(places))


def renumbered(found: Sequence[Row]) -> str:
    """The tasks of which only the number changed, in a line; empty where there are none."""
    return "、".join(
        f"{row.old['number']}→{row.new['number']}（{lines(row)}）"
        for row in found
        if row.renumbered and row.old and row.new
    )


def units_of(side: SideEntry, other: SideEntry | None) -> list[tuple[str, bool]]:
    """The units of a task, each with whether the other version of it has it not so."""
    known = side["units"] if other is None else other["units"]
    return [(unit, unit not in known) for unit in side["units"]]


def _of(group: Group, found: Sequence[Row]) -> list[Row]:
    return [row for row in found if row.group == group]


def _counted(group: Group, found: Sequence[Row]) -> str:
    own, measure = _of(group, found), GROUPS[group]
    states = Counter(row.state for row in own if not row.renumbered)
    told = [f"{word}{states[each]}{measure}" for each, word in STATES.items() if states[each]]
    if count := sum(row.renumbered for row in own):
        told.append(f"只改编号{count}{measure}")
    return f"{group}{'、'.join(told)}"


def _piece(group: Group, piece: PieceEntry) -> Row:
    side = piece["new"] or piece["old"]
    assert side is not None
    name = piece["name"] or side["number"] + side["title"]
    told = [*([MOVED] if piece["moved"] else []), *map(_told, piece["differences"])]
    return Row(group, piece["state"], name, piece["old"], piece["new"], tuple(told))


def _task(task: TaskEntry) -> Row:
    side = task["new"] or task["old"]
    assert side is not None
    only_number = [each["what"] for each in task["differences"]] == ["number"]
    told = tuple(_told_of(task))
    return Row("任务", task["state"], _name(side), task["old"], task["new"], told, only_number)


def _name(side: SideEntry) -> str:
    """A task as it is called: 3.公开清单, （三）公开清单."""
    return side["number"] + "." * side["number"].isdigit() + side["title"]


def _told_of(task: TaskEntry) -> Iterator[str]:
    if task["part_of"] and task["new"]:
        yield f"拆并：从原来的{task['part_of']}拆出"
    elif task["part_of"]:
        yield f"拆并：并入{task['part_of']}"
    yield from map(_told, task["differences"])


def _told(difference: DifferenceEntry) -> str:
    return f"{ASPECTS[difference['what']]}：{difference['message']}"
