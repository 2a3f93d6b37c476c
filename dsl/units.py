"""Lists of responsible units (责任单位): split, roles, shared prefixes, open tails.

A list is cut into members at the marks between them, each member is read, then the roles are
spread over the groups.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from hegao.dsl.model import Role, Unit, UnitList
from hegao.dsl.unit_members import Part, read_member
from hegao.dsl.unit_words import looks_like_unit
from hegao.grammar.source import Span, make

__all__ = ["Member", "build_units", "looks_like_unit", "parse_units", "read_members"]

_OPEN = r"（(〔\[【［〈<"
_CLOSE = r"）)〕\]】］〉>"
_SEPARATORS = r"、，,；;。"
_FLAT = rf"[^{_OPEN}{_CLOSE}]"
_NESTED = rf"[{_OPEN}](?:{_FLAT}++|[{_OPEN}]{_FLAT}*+[{_CLOSE}])*[{_CLOSE}]"
# 各区、县（市）政府: one class of organs, written with 、 inside.
_LEVEL = r"(?:自治[区州县]|直辖市|[省市区县旗盟州乡镇]|街道)"
_CLASS = (
    rf"各{_LEVEL}(?:{_NESTED})?(?:、{_LEVEL}(?:{_NESTED})?)+"
    r"(?=(?:人民)?政府(?![办各有直研外国金口])|管委会|党委)"
)
_OTHER = rf"[^{_SEPARATORS}{_OPEN}{_CLOSE}]"
# Most members are nothing but other characters; brackets may stand in one, or begin it.
_BRACKETED = rf"(?:{_NESTED}|[{_OPEN}{_CLOSE}])(?:{_OTHER}++|{_NESTED}|[{_OPEN}{_CLOSE}])*+"
_MEMBER = re.compile(rf"(?:{_CLASS}|)(?:(?!\s){_OTHER}++(?:{_BRACKETED}|)|{_BRACKETED})")
_ZONES = ("示范区", "开发区", "高新区", "经开区", "新区", "试验区", "度假区")

Member: TypeAlias = tuple[int, bool, Part]
"""Where a member stands in the list, whether a new group begins (no 、 before it), a part of it."""


def parse_units(text: str, start: int = 0, role: Role = "unspecified") -> UnitList:
    """Read a unit list without its label; `role` is what the label said."""
    return build_units(read_members(text), start, role)


def read_members(text: str) -> list[Member]:
    """Cut a list at its marks and read each member, in order."""
    found: list[Member] = []
    noted = timed = False
    past = 0
    for match in _MEMBER.finditer(text):
        at, end = match.span()
        marks = text[past:at]
        past = end
        parts = read_member(match[0])
        fresh = "、" not in marks
        if parts[0].plain and len(parts) == 1 and not (noted or timed or "。" in marks):
            found.append((at, fresh, parts[0]))
            continue
        if noted or ("。" in marks and found):
            parts = _after_list(parts) if not noted else _after_note(parts)
        if timed:
            parts = _after_time(parts)
        if not parts:
            continue
        timed = (timed and parts[0].label is None) or parts[-1].time
        for part in parts:
            found.append((at, fresh, part))
            fresh = fresh and not part.text
        # A remark in brackets ends with them; any other goes on.
        noted = parts[-1].note and not any(part.text for part in parts)
    return found


def build_units(found: list[Member], start: int, role: Role = "unspecified") -> UnitList:
    """The units of a list that has been read; `start` is where the list begins."""
    roles: list[Role] | None = None
    tail: str | None = None
    for _, _, part in found:
        if not part.plain:
            found, roles, tail = _spread_roles(found, role)
            break
    units: list[Unit] = []
    prefix = ""
    leading = True
    for index, (at, fresh, part) in enumerate(found):
        begin, end, text, name, blanket, vague, level, joint = part[:8]
        if fresh or leading:
            prefix = level or prefix
            leading = blanket or vague
        if prefix and joint is not None:
            name = _full_name(prefix, joint, name)
        at += start
        place = make(Span, (at + begin, at + end))
        given = role if roles is None else roles[index]
        units.append(make(Unit, (text, name, given, place, blanket, vague, False)))
    return make(UnitList, (tuple(units), tail))


def _spread_roles(found: list[Member], role: Role) -> tuple[list[Member], list[Role], str | None]:
    """The members that name units, the role of each, and the open tail."""
    spread = _Spread(role)
    for member in found:
        spread.add(member)
    return spread.named, spread.roles, spread.tail


class _Spread:
    """The units of a list, its roles and its open tail, while the members come in."""

    def __init__(self, role: Role) -> None:
        self.named: list[Member] = []
        self.roles: list[Role] = []
        self.tail: str | None = None
        self._role: Role = role
        self._group = self._clause = 0
        self._listening = True
        self._led = False

    def add(self, member: Member) -> None:
        """Take the next member of the list."""
        _, fresh, part = member
        if fresh:
            self._group = len(self.named)
        if part.label is not None:
            self._role, self._listening = part.label, True
        elif part.other:
            self._listening = False
        if not self._listening:
            return
        if part.text:
            self.named.append(member)
            self.roles.append(part.own or self._role)
            self._led = self._led or part.own == "lead"
        self.tail = self.tail or part.tail
        if part.note:
            self._give(0, 1, part.mark)
        elif part.mark is not None:
            self._close(part.mark)

    def _close(self, mark: Role) -> None:
        """Role words end a group: 牵头 takes the 、-group, 配合 all since the last role words."""
        first = self._clause if self._led and mark == "support" else self._group
        self._give(first, len(self.roles), mark)
        self._led = self._led or mark == "lead"
        self._group = self._clause = len(self.named)

    def _give(self, first: int, last: int, role: Role | None) -> None:
        """Give a role to the units of a group that have none yet."""
        for index in range(first, min(last, len(self.roles))):
            if role is not None and self.roles[index] == "unspecified":
                self.roles[index] = role


def _full_name(prefix: str, joint: str, name: str) -> str:
    """The name with the prefix it shares: 宣传部 after 市 is 市委宣传部."""
    return prefix + name if prefix.endswith(_ZONES) else prefix + joint + name


def _after_list(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What still belongs to a list after a full stop: a field, a remark, organs."""
    kept = all(looks_like_unit(part.bare) for part in parts if part.text)
    return parts if kept or any(_is_field(part) for part in parts) else ()


def _after_time(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What still belongs to a list after a time limit: organs, and all that a label introduces."""
    if not parts or parts[0].label is not None:
        return parts
    return tuple(part for part in parts if not part.text or looks_like_unit(part.bare))


def _after_note(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """What still belongs to a list after a remark: a field; the rest goes on remarking."""
    return parts if any(_is_field(part) for part in parts) else (Part(0, 0, "", "", note=True),)


def _is_field(part: Part) -> bool:
    """Whether a part begins a field, or is a remark itself."""
    return part.note or part.other or part.label is not None
