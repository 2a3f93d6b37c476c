"""Which unit of the draft's place does what a unit of the upper level does there.

省司法厅 is 县司法局 here. The units list of an office says it outright in its column 对口上级;
else the names tell, level and rank taken off: 人力资源社会保障 in 人力资源和社会保障, 人社.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Final

from hegao.dsl.registry import Registry

_RANK: Final = re.compile(
    r"(?:办公[厅室]|委员会|管理局|监督局|总局|分局|[厅局委办部处科室]|中心|总队|支队|大队|公司)+\Z"
)
_LEVEL: Final = re.compile(
    r"\A(?:[^省市县区旗州盟\W]{1,8}?(?:省|自治区|市(?!场)|自治州|自治县|县|区|旗))*(?:[省市县区州旗](?!场))?"
)
_FILLERS: Final = re.compile(r"[和与及、]|管理|监督|行政|事务|工作|保障(?=\Z)")
_SHORT_OF: Final[dict[str, str]] = {
    "发改": "发展改革", "工信": "工业信息化", "人社": "人力资源社会保障", "住建": "住房城乡建设",
    "卫健": "卫生健康", "文旅": "文化旅游", "教体": "教育体育", "市监": "市场监管",
    "医保": "医疗保障", "网信": "网络安全信息化", "经信": "经济信息化", "科工": "科技工业信息化",
    "自规": "自然资源规划", "城管": "城市管理", "文广旅": "文化广电旅游",
    "文广旅体": "文化广电旅游体育", "文旅体": "文化旅游体育",
}  # fmt: skip
_PROPER: Final = (
    ("市场监督管理", "市场监管"), ("应急管理", "应急"), ("科学技术", "科技"), ("人民政府", "政府"),
    ("水务", "水利"), ("团省委", "共青团"), ("团市委", "共青团"), ("团县委", "共青团"),
    ("团区委", "共青团"),
)  # fmt: skip
LIKE: Final = 0.6
"""So much of the shorter core in order in the longer, and two names are of one line of work."""


class Counterparts:
    """Finds the draft's unit for one of the upstream."""

    def __init__(self, registry: Registry | None, names: Iterable[str]) -> None:
        self._registry = registry
        listed = [entry.name for entry in registry.entries()] if registry else []
        self._all = tuple(dict.fromkeys((*names, *listed)))

    def of(self, unit: str, among: Sequence[str]) -> str:
        """The one of some names that stands for a unit of the upstream; empty when none does."""
        if unit in among:
            return unit
        told = self._told(unit)
        if told:
            return next((name for name in among if self._full(name) in told), "")
        return _nearest(unit, among)

    def known(self, unit: str) -> str:
        """The name of its counterpart anywhere in the draft or in the units list; else empty."""
        told = self._told(unit)
        return next(iter(sorted(told)), "") if told else _nearest(unit, self._all)

    def takes_in_all(self, group: str) -> bool:
        """Whether a group stands for the departments as a whole: 县直各部门, 各有关部门."""
        return re.search(r"部门|单位|各级", group) is not None

    def _full(self, name: str) -> str:
        return self._registry.full_name(name) if self._registry else name

    def _told(self, unit: str) -> frozenset[str]:
        """The units that the list says to answer to one above."""
        if not self._registry:
            return frozenset()
        return frozenset(
            entry.name for entry in self._registry.entries() if unit in entry.counterparts
        )


def _nearest(unit: str, among: Collection[str]) -> str:
    best = max(among, key=lambda name: likeness(unit, name), default="")
    return best if best and likeness(unit, best) >= LIKE else ""


@lru_cache(maxsize=8192)
def likeness(one: str, other: str) -> float:
    """How far two units have one line of work, 0 to 1, by their names."""
    first, second = core(one), core(other)
    if not first or not second:
        return float(first == second and _rank(one) == _rank(other))
    if len(first) > len(second):
        first, second = second, first
    if first in second:
        return 1.0 if len(first) > 1 else 0.5
    return _in_order(first, second) / len(first)


def _in_order(short: str, long: str) -> int:
    """How many characters of the shorter name stand in the longer in the same order."""
    before = [0] * (len(long) + 1)
    for char in short:
        row = [0]
        for at, other in enumerate(long):
            row.append(before[at] + 1 if char == other else max(row[at], before[at + 1]))
        before = row
    return before[-1]


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """What a unit is about: 司法 of 省司法厅, 发展改革 of 县发改局."""
    found = name
    for long, short in _PROPER:
        found = found.replace(long, short)
    found = _LEVEL.sub("", found)
    found = _RANK.sub("", found) or found
    found = _SHORT_OF.get(found, found)
    return _FILLERS.sub("", found) or found


def _rank(name: str) -> str:
    match = _RANK.search(name)
    return match[0] if match else ""
