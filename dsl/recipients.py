"""Who receives a notice: 主送 and 抄送 as names, and whether they reach a unit.

Addressing is in classes (各乡镇人民政府，县直各部门), and the units list may be missing or silent,
so that the classes are read off their words. In doubt a unit is reached: a unit that seems left
out is told to the drafter, and few of those tellings may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from hegao.dsl.document import Document
from hegao.dsl.recipient_classes import read_addressee, read_signs, same_unit
from hegao.dsl.registry import Registry
from hegao.dsl.unit_groups import group_key
from hegao.dsl.units import parse_units

Reach = Literal["addressed", "copied", "issuer", "neither", "unknown"]
"""How a notice comes to a unit; unknown when it names no recipients."""

ISSUERS = ("发文机关", "署名", "发文机关标志", "印发机关", "主办")


class Distribution(NamedTuple):
    """The names of all that have a notice in their hands."""

    addressed: tuple[str, ...]
    copied: tuple[str, ...]
    issuers: tuple[str, ...]

    def reach(self, name: str, registry: Registry) -> Reach:
        """How the notice comes to a unit."""
        if receives(name, self.addressed, registry):
            return "addressed"
        if self.copied and receives(name, self.copied, registry):
            return "copied"
        if registry.covers(self.issuers, name) or any(same_unit(e, name) for e in self.issuers):
            return "issuer"
        return "neither" if self.addressed else "unknown"


def distribution(document: Document) -> Distribution:
    """Who a notice is addressed and copied to, and who issues it."""
    named = {
        name: [each.value for each in document.elements if each.name == name and each.value]
        for name in ("主送", "抄送", *ISSUERS)
    }
    issuers = (value.removesuffix("文件") for name in ISSUERS for value in named[name])
    return Distribution(
        _together(named["主送"]), _together(named["抄送"]), tuple(dict.fromkeys(issuers))
    )


@lru_cache(maxsize=256)
def recipients(text: str) -> tuple[str, ...]:
    """The names in 主送 or 抄送: 各乡镇人民政府、街道办事处，县直各部门（单位） are three."""
    return tuple(unit.name for unit in parse_units(text.strip(" \t\u3000：:。")).units)


def receives(unit_name: str, recipients: Iterable[str], registry: Registry) -> bool:
    """Whether some recipients are, or hold, a unit; `unit_name` may be a class of units itself."""
    names = tuple(recipients)
    if not names:
        return False
    kind = ""
    if registry.full:
        if registry.covers(names, unit_name):
            return True
        entry = registry.find(unit_name)
        if entry and not entry.is_group:
            kind = group_key(entry.kind)
            if entry.kind or entry.superior:
                # The units list itself says who a group is, and this unit is not of it.
                names = tuple(each for each in names if not registry.members(each))
    signs = read_signs(unit_name, kind)
    addressees = map(read_addressee, names)
    return any(each.takes(signs) or same_unit(each.name, signs.name) for each in addressees)


def _together(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text in texts for name in recipients(text)))
