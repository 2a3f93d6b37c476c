"""What one member of a unit list says: a unit, its role words, a label, an open tail.

A member is read once and remembered, since a notice names the same units again and again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hegao.dsl.model import Role
from hegao.dsl.unit_asides import aside_of, without_asides
from hegao.dsl.unit_times import is_time, time_begins
from hegao.dsl.unit_words import (
    BLANKET,
    CONNECTIVE,
    FIELD,
    FIRST_LEADS,
    LABEL,
    LABEL_ROLES,
    LEAD_IN,
    LEAD_WORD,
    MARK_AFTER,
    MARK_BEFORE,
    NOTE,
    PARTY_ORGAN,
    PREFIX,
    ROLE_PHRASE,
    SHARES_PREFIX,
    SPECIAL,
    SUPPORT_WORD,
    TAIL,
    VAGUE,
    looks_like_unit,
)

__all__ = ["Part", "read_member"]

_SPACE = re.compile(r"\s+")
_LONGEST_MEMBER = 300
# What stands before a line break that cuts one name in two: 县委 + 办公室, 市政府 + 各部门.
_UNFINISHED = re.compile(r"(?:[省市县区州旗工党]委|政府|管委会)$")
_CONTINUES = re.compile(r"[分支大总]|.{0,2}$|.*(?:[支大中]队|分局|派出所)$")


class Part(NamedTuple):
    """What one member says: a unit, a label, role words, an open tail, or several of these.

    The unit comes first, its eight facts together.
    """

    begin: int
    """Of the unit's text, in the member."""
    end: int
    text: str
    """As it stands; empty where the part names no unit (a label, 等部门 on its own)."""
    bare: str
    """The text without white space."""
    blanket: bool = False
    vague: bool = False
    prefix: str = ""
    """The level or place the name begins with, for the members after it."""
    joint: str | None = None
    """What stands between a shared prefix and the name; None when it takes no prefix."""
    mark: Role | None = None
    """Role words that close the group before them; "unspecified" for 负责 and its like."""
    own: Role | None = None
    """A role given to this unit alone: （牵头）."""
    label: Role | None = None
    """Set where a label begins: 牵头单位：."""
    other: bool = False
    """A field that is not about units begins: 完成时限：."""
    time: bool = False
    """A time limit: 2026年10月底前完成, 持续推进, 完成时限：."""
    note: bool = False
    """A remark about the list: 下同, 列第一位者为牵头单位 (that one with mark "lead")."""
    tail: str | None = None
    plain: bool = False
    """A unit without role words, label or tail."""


@lru_cache(maxsize=4096)
def read_member(raw: str) -> tuple[Part, ...]:
    """Everything one member says; offsets count from its first character."""
    if SPECIAL.search(raw) is None or len(raw) > _LONGEST_MEMBER:
        return (_unit(raw.rstrip(), 0, None, None, None),)
    parts: list[Part] = []
    for offset, word in _words(raw):
        bare = _SPACE.sub("", word)
        places = [at for at, mark in enumerate(word, offset) if not mark.isspace()]
        for part in _clauses(bare):
            if part.text:
                begin, end = places[part.begin], places[part.end - 1] + 1
                part = part._replace(begin=begin, end=end, text=raw[begin:end])
            parts.append(part)
    return tuple(parts)


def _words(raw: str) -> list[tuple[int, str]]:
    """Cut at white space that parts two units; a break inside a name does not."""
    cuts = [0]
    for gap in _SPACE.finditer(raw):
        left, right = raw[cuts[-1] : gap.start()], raw[gap.end() :].split(None, 1)
        if right and _parts_units(_SPACE.sub("", left), right[0]):
            cuts.append(gap.end())
    return [(at, raw[at:to]) for at, to in zip(cuts, [*cuts[1:], len(raw)], strict=True)]


def _parts_units(left: str, right: str) -> bool:
    """Whether white space between these two stands for a mark between units."""
    if LABEL.match(right) and FIELD.match(right):
        return True
    if is_time(_SPACE.sub("", right)):
        return looks_like_unit(_ending(left)[0])
    if _UNFINISHED.search(left) and not PREFIX.match(right):
        return False
    head = _ending(left)[0]
    end = _ending(right)[0]
    return looks_like_unit(head) and not _CONTINUES.match(end) and looks_like_unit(end)


def _clauses(bare: str) -> list[Part]:
    """The parts of a member without white space: its label, then its units."""
    begin = 0
    parts: list[Part] = []
    field = FIELD.match(bare)
    label = LABEL.match(bare)
    if label is not None and _introduces(label, field):
        begin = label.end()
        parts.append(Part(0, 0, "", "", label=LABEL_ROLES[label[1]]))
    elif field is not None:
        return [Part(0, 0, "", "", other=True, time=is_time(bare))]
    elif is_time(bare):
        return [Part(0, 0, "", "", time=True)]
    return [*parts, *_named(bare, begin)]


def _named(bare: str, begin: int) -> list[Part]:
    """What stands after the label: units, a remark about them, a time limit."""
    if aside := aside_of(bare):
        named = _linked(bare[: aside.start], begin)
        if aside.own and named:
            named[-1] = named[-1]._replace(own=_role_of(aside.own), plain=False)
        return [*named, Part(0, 0, "", "", mark=aside.lead, note=True)]
    if NOTE.search(bare, begin):
        lead: Role | None = "lead" if FIRST_LEADS.search(bare) else None
        return [Part(0, 0, "", "", mark=lead, note=True)]
    at = time_begins(bare)
    if at is not None and at > begin and looks_like_unit(_ending(bare[begin:at])[0]):
        return [*_linked(bare[:at], begin), Part(0, 0, "", "", time=True)]
    return _linked(bare, begin)


def _linked(bare: str, begin: int) -> list[Part]:
    """The units that 和, 及, 会同 link."""
    parts: list[Part] = []
    for link in CONNECTIVE.finditer(bare, begin):
        parts.append(_clause(bare, begin, link.start()))
        begin = link.end()
    if begin < len(bare):
        parts.append(_clause(bare, begin, len(bare)))
    return parts


def _introduces(label: re.Match[str], field: re.Match[str] | None) -> bool:
    """Whether a label is one: it has a colon, or an organ stands right after it."""
    if field is not None:
        return label.end() == field.end()
    return looks_like_unit(_ending(label.string[label.end() :])[0])


def _clause(bare: str, begin: int, end: int) -> Part:
    """One unit with the role words and the open tail around it."""
    own: Role | None = None
    lead_in = LEAD_IN.match(bare, begin, end)
    if lead_in is not None:
        begin = lead_in.end()
        own = "lead" if lead_in.group(1) else None
    before = MARK_BEFORE.match(bare, begin, end)
    if before is not None:
        begin, own = before.end(), _role_of(before.group())
    text, mark, tail, after = _ending(bare[begin:end])
    return _unit(text, begin, mark, tail, own or after)


def _ending(text: str) -> tuple[str, Role | None, str | None, Role | None]:
    """A text without its ending, the role words' role, the tail, and the role in brackets."""
    text = text.rstrip(".．*＊ ")
    mark: Role | None = None
    own: Role | None = None
    tail: str | None = None
    phrase = ROLE_PHRASE.search(text, max(0, len(text) - 40))
    if phrase is not None:
        text, mark = text[: phrase.start()], _role_of(phrase.group())
    after = MARK_AFTER.search(text, max(0, len(text) - 12))
    if after is not None:
        text, own = text[: after.start()], _role_of(after.group())
        if "均" in after.group():
            mark, own = own, None
    open_tail = TAIL.search(text, max(0, len(text) - 40))
    if open_tail is not None:
        text, tail = text[: open_tail.start()], open_tail.group()
    return text, mark, tail, own


def _role_of(words: str) -> Role:
    """What role words say: 牵头 leads, 配合 supports, 负责 neither."""
    if LEAD_WORD.search(words):
        return "lead"
    return "support" if SUPPORT_WORD.search(words) else "unspecified"


def _unit(text: str, begin: int, mark: Role | None, tail: str | None, own: Role | None) -> Part:
    """A part that names the unit `text` (which may be empty)."""
    if not text:
        return Part(begin, begin, "", "", mark=mark, own=own, tail=tail)
    prefix = PREFIX.match(text)
    blanket = BLANKET.search(text) is not None
    vague = VAGUE.search(text) is not None
    joint: str | None = None
    if prefix is None and not blanket and not vague and SHARES_PREFIX.match(text):
        joint = "委" if PARTY_ORGAN.match(text) else ""
    return Part(
        begin,
        begin + len(text),
        text,
        without_asides(text),
        mark=mark,
        own=own,
        tail=tail,
        blanket=blanket,
        vague=vague,
        prefix="" if prefix is None or blanket or vague else prefix.group(1) or "",
        joint=joint,
        plain=mark is None and own is None and tail is None,
    )
