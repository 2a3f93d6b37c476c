"""Classes of recipients (各乡镇人民政府，县直各部门) and the units that their words hold."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from hegao.dsl.characters import full_brackets
from hegao.dsl.recipient_words import (
    ANYBODY,
    BODIES,
    CENTRAL_BANK,
    ENTERPRISE,
    ENTERPRISE_KIND,
    FOREIGN,
    LOWER,
    PARTY,
    PARTY_CLASS,
    VERTICAL,
    VERTICAL_KIND,
    Tier,
    department_level,
    is_class,
    tiers_of,
)
from hegao.dsl.unit_words import BLANKET, PREFIX, VAGUE

_BRACKET: Final = re.compile(r"（([^（）]*)）")
_SHORTER: Final = (("管理委员会", "管委会"), ("人民", ""), ("中共", ""))
_SHORTEST = 3
"""The characters of a name that may stand for a longer one: 公安局 for 县公安局."""


class UnitSigns(NamedTuple):
    """What a unit's name shows of it; `kind` (类别) of the units list speaks first."""

    name: str
    kind: str
    vague: bool
    departments: str | None
    """The level of a class of departments: 县 of 县直各部门; None when it is no such class."""
    tiers: frozenset[Tier]
    """Of a place, of its government, or of a class of them."""
    home: frozenset[Tier]
    """Of the place that an organ's name begins with: 示例区 of 示例区教育局."""
    head: str
    foreign: bool
    enterprise: bool
    vertical: bool
    party: bool


class Addressee(NamedTuple):
    """What a recipient's name means: one organ, or a class."""

    name: str
    scope: Literal["anybody", "departments", "places", "bodies", "one"]
    level: str = ""
    """Of departments: 县 of 县直各部门."""
    tiers: frozenset[Tier] = frozenset()
    bodies: re.Pattern[str] | None = None
    party: bool = False
    """Of departments: those of the party alone."""

    def takes(self, unit: UnitSigns) -> bool:
        """Whether its words hold a unit."""
        if unit.vague or self.scope == "anybody":
            return True
        if unit.kind and unit.kind in self.name:
            return True
        match self.scope:
            case "departments":
                return self._takes_of_level(unit)
            case "places":
                return bool(self.tiers & (unit.tiers | unit.home))
            case "bodies":
                return self.bodies is not None and self.bodies.search(unit.name) is not None
            case _:
                return self._stands_for(unit)

    def _takes_of_level(self, unit: UnitSigns) -> bool:
        """Whether a unit is one of the departments, or a class of departments like these."""
        if unit.departments is not None:
            return unit.departments in ("", self.level) or not self.level
        if unit.enterprise or (unit.tiers and not unit.name.startswith(self.level or "国")):
            return False
        if not self.level:
            return True
        if self.party:
            return unit.party
        return self._is_home_of(unit) and (not unit.vertical or "单位" in self.name)

    def _is_home_of(self, unit: UnitSigns) -> bool:
        """Whether a unit is of the level: by its first word, or because no word says otherwise."""
        if unit.foreign:
            return self.level in unit.name
        if not unit.head:
            return True
        return unit.head.endswith(self.level) or unit.name.startswith(self.level)

    def _stands_for(self, unit: UnitSigns) -> bool:
        """Whether one organ shows that a class is thought of: a town that of 各乡镇."""
        if unit.departments is not None:
            return bool(unit.departments) and self.name.startswith(unit.departments)
        return bool(self.tiers & unit.tiers) and BLANKET.search(unit.name) is not None


@lru_cache(maxsize=1024)
def read_addressee(name: str) -> Addressee:
    """What a recipient's name means."""
    flat = full_brackets(name)
    if ANYBODY.search(flat):
        return Addressee(flat, "anybody")
    for form, bodies in BODIES:
        if form.search(flat) and is_class(flat):
            return Addressee(flat, "bodies", bodies=bodies)
    level = department_level(flat)
    if level is not None:
        party = "政府" not in flat and PARTY_CLASS.search(flat) is not None
        return Addressee(flat, "departments", level, party=party)
    tiers = tiers_of(flat)
    if not is_class(flat):
        return Addressee(flat, "one", tiers=tiers)
    below = frozenset(lower for tier in tiers for lower in LOWER[tier])
    return Addressee(flat, "places", tiers=below)


@lru_cache(maxsize=8192)
def read_signs(name: str, kind: str = "") -> UnitSigns:
    """What a unit's name shows of it."""
    flat = full_brackets(name).removeprefix("中共")
    prefix = PREFIX.match(flat)
    head = (prefix[1] or "") if prefix else ""
    enterprise, vertical = ENTERPRISE.search(flat) is not None, VERTICAL.search(flat) is not None
    if kind:
        enterprise = ENTERPRISE_KIND.search(kind) is not None
        vertical = VERTICAL_KIND.search(kind) is not None
    return UnitSigns(
        flat,
        kind,
        vague=VAGUE.search(flat) is not None,
        departments=department_level(flat),
        tiers=tiers_of(flat),
        home=tiers_of(head) if len(head) > 1 else frozenset(),
        head=head,
        foreign=FOREIGN.match(flat) is not None,
        enterprise=enterprise and not CENTRAL_BANK.match(flat),
        vertical=vertical,
        party=PARTY.search(flat) is not None,
    )


@lru_cache(maxsize=8192)
def same_unit(one: str, other: str) -> bool:
    """Whether two names seem to mean one unit: equal but for 人民, the place, a bracket."""
    for a in _plain_names(one):
        for b in _plain_names(other):
            if a == b or (a.endswith(b) and len(b) >= _SHORTEST):
                return True
            if b.endswith(a) and len(a) >= _SHORTEST:
                return True
    return False


@lru_cache(maxsize=8192)
def _plain_names(name: str) -> tuple[str, ...]:
    """A name, and the other one in its brackets, without words that are often left out."""
    flat = full_brackets(name)
    for long, short in _SHORTER:
        flat = flat.replace(long, short)
    names = (_BRACKET.sub("", flat), *_BRACKET.findall(flat)) if "（" in flat else (flat,)
    return tuple(each.removesuffix("管委会") for each in names if len(each) > 1)
