"""Brackets that name responsible units: （责任单位：县司法局）, （财政部、商务部负责）."""

from __future__ import annotations

import re

from hegao.dsl.document import UnitField
from hegao.dsl.unit_words import (
    LABEL_ROLES,
    UNIT_LABELS,
    looks_like_place,
    looks_like_unit,
)
from hegao.dsl.units import Member, build_units, read_members
from hegao.grammar.source import Span, make

__all__ = ["UNIT_LABELS", "find_unit_brackets"]

_OPEN = r"（(〔\[【［"
_CLOSE = r"）)〕\]】］"
_FLAT = rf"[^{_OPEN}{_CLOSE}]"
_DEEPEST = rf"[{_OPEN}]{_FLAT}*+[{_CLOSE}]"
_DEEP = rf"[{_OPEN}](?:{_FLAT}++|{_DEEPEST})*[{_CLOSE}]"
# A bracket, any mark closing any; or (group 1) a mark that nothing closes. One class in front
# lets `re` skip to it.
_BRACKET = re.compile(rf"[{_OPEN}](?:{_FLAT}*+(?:{_DEEP}{_FLAT}*+)*[{_CLOSE}]|())")
_CLOSERS = frozenset("）)〕]】］")
_LONGEST = 2000
_SPARE = 5  # A colon, and white space in a label that page breaks cut.
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+$")
_SENTENCE_ENDS = frozenset(["", "。", "；", "！", "？", ";"])
_SPLIT_LABEL = "|".join(r"\s*".join(word) for word in UNIT_LABELS)
# A label that page breaks cut, or that does not begin the bracket: （完成时限：长期；责任单位：…）.
_LATER_LABEL = re.compile(rf"(?:^|[；;，,。\s])\s*({_SPLIT_LABEL})\s*[：:]")
_NO_COLON = re.compile(rf"\s*({_SPLIT_LABEL})(?:\s+|为|是|；|;|，)?")
_LABEL_STARTS = frozenset(word[0] for word in UNIT_LABELS)
# Words that prose uses too: （工作分工：张某负责联络）. Only organs may follow them.
_WEAK_LABELS = frozenset(word for word in UNIT_LABELS if word.endswith(("分工", "责任"))) | {
    "牵头",
    "配合",
}
_LAST_OF_UNITS = frozenset(
    "局委会办室厅部院心司团行府处门位构关安协联工妇社署馆所站队班组区县市镇乡村道方面业校学旗州地"
    "责头合同实落与加持导助施进等下出。.）)〕]〉”、，；"
    # A time limit may stand last: 2026年10月底前完成, 6月底前, 持续推进.
    "成前内底末月旬日年期续动展结位改送报布开台行效标用新化"
)


def find_unit_brackets(text: str) -> tuple[UnitField, ...]:
    """The brackets of a task's text that name responsible units, in order.

    Labels are without white space; `span` is that of the whole bracket, its marks included, and
    `closing` is empty when it is not closed.
    """
    found: list[UnitField] = []
    for match in _BRACKET.finditer(text):
        begin, end = match.span()
        end = end - 1 if match[1] is None else len(text)
        if found and begin < found[-1].span.end or end - begin > _LONGEST:
            continue
        bracket = _read_bracket(text, begin, end)
        if bracket is not None:
            found.append(bracket)
    return tuple(found)


def _read_bracket(text: str, begin: int, end: int) -> UnitField | None:
    """The bracket of `text[begin]` and `text[end]` as units, or None."""
    label, size = _label(text[begin + 1 : end])
    inside = begin + 1 + size
    if end == len(text):
        end = _close(text, inside)
    if label is None and not _could_be_units(text, begin, end):
        return None
    members = read_members(text[inside:end])
    if label is None:
        if not _all_organs(members) or not _stands_right(text, begin, end, members):
            return None
    elif not _may_follow(label, size, members, text[end : end + 1]):
        return None
    role = "unspecified" if label is None else LABEL_ROLES[label]
    closing = text[end] if text[end : end + 1] in _CLOSERS else ""
    units, tail = build_units(members, inside, role)
    span = make(Span, (begin, end + len(closing)))
    return make(UnitField, ("bracket", label, units, tail, span, text[begin], closing))


def _may_follow(label: str, size: int, members: list[Member], closing: str) -> bool:
    """Whether a bracket with this label is one of units: not prose, not a mark left open."""
    if closing not in _CLOSERS and size > len(label) + _SPARE:
        return False
    return label not in _WEAK_LABELS or _all_organs(members)


def _label(inner: str) -> tuple[str | None, int]:
    """The label of a bracket and where its units begin."""
    for colon in "：:":
        at = inner.find(colon, 0, 12)
        if at > 0 and inner[:at] in LABEL_ROLES:
            return inner[:at], at + 1
    if "：" in inner or ":" in inner:
        later = _LATER_LABEL.search(inner)
        return (None, 0) if later is None else (_SPACE.sub("", later.group(1)), later.end())
    if inner.lstrip()[:1] not in _LABEL_STARTS:
        return None, 0
    bare = _NO_COLON.match(inner)
    if bare is not None and _all_organs(read_members(inner[bare.end() :])):
        return _SPACE.sub("", bare.group(1)), bare.end()
    return None, 0


def _close(text: str, begin: int) -> int:
    """Where a bracket that is never closed has to end: at its sentence's end."""
    end = text.find("。", begin)
    return len(text.rstrip()) if end < 0 else end


def _could_be_units(text: str, begin: int, end: int) -> bool:
    """Whether it is worth reading a bracket without a label: how it ends, and where it stands."""
    last = text[end - 1]
    if last not in _LAST_OF_UNITS and not last.isspace():
        return False
    after = text[end + 1 : end + 20].lstrip()[:1]
    return after in _SENTENCE_ENDS or _after_sentence(text, begin)


def _after_sentence(text: str, begin: int) -> bool:
    """Whether a bracket follows the end of a sentence."""
    before = text[max(0, begin - 20) : begin].rstrip().rstrip('”’"」』')
    return before[-1:] in _SENTENCE_ENDS


def _stands_right(text: str, begin: int, end: int, members: list[Member]) -> bool:
    """Whether organs in a bracket are responsible for the sentence, not an explanation."""
    before = text[max(0, begin - 16) : begin].strip()
    told = any(part.mark or part.time for _, _, part in members)
    if told or (before and _after_sentence(text, begin)):
        return True
    word = _WORD.search(before)
    if word is None:
        return bool(before) or len(members) > 1
    if text[end + 1 :].strip() or looks_like_unit(word.group()[-4:]):
        return False
    first = members[0][2]
    return len(members) > 1 or first.blanket or bool(first.prefix)


def _all_organs(members: list[Member]) -> bool:
    """Whether every unit reads as an organ; bare places may stand among them."""
    names = [part.bare for _, _, part in members if part.text]
    organs = [looks_like_unit(name) for name in names]
    return any(organs) and all(
        organ or looks_like_place(name) for organ, name in zip(organs, names, strict=True)
    )
