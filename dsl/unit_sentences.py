"""Units that a task names in its running text: in no bracket, and on no field line.

Behind a label at the end of a paragraph (……公开。责任单位：县司法局、县财政局。), or in a last
sentence that names organs and what they do, nothing else (县司法局、县财政局按职责分工负责。).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from hegao.dsl.document import UnitField
from hegao.dsl.unit_words import LABEL_ROLES, UNIT_LABELS, looks_like_place, looks_like_unit
from hegao.dsl.units import Member, build_units, read_members
from hegao.grammar.source import Span

__all__ = ["find_unit_sentence"]

COLON: Final = re.compile("[：:]")
LONGEST_LABEL: Final = 14
LABEL_ENDS: Final = frozenset(label[-1] for label in UNIT_LABELS) | frozenset("）) ")
LABEL: Final = re.compile(
    rf"(?:\A|(?<=[\s。；;！？!?）)】\]〕”\"]))({'|'.join(UNIT_LABELS)})(?:[（(](?:部门|单位)[）)])?\s?\Z"
)
# What goes on with a list behind its full stop: 配合单位：……, 完成时限：…….
NEXT_LABEL: Final = re.compile(r"\s*[^\s，。；：:]{2,8}[：:]")
STOP: Final = re.compile(r"[。\n]")
LONGEST_SENTENCE: Final = 300
ENDINGS: Final = ("负责", "落实", "牵头", "配合", "参与", "实施", "承办", "办理")
LAST: Final = frozenset(ending[-1] for ending in ENDINGS)
BY_DUTY: Final = re.compile(r"[按依根](?:照|据)?[^，。；、]{0,6}(?:职责|职能)[^，。；、]{0,8}\Z")
# In the name of an organ none of these stands: 经费由县财政局负责 names one, but is prose.
PROSE: Final = re.compile("[由对将把从向被让使所要应须的是有可]|按(?!摩)")


def find_unit_sentence(text: str) -> UnitField | None:
    """The units of a task's text that has them in no bracket and no field; None where none are.

    The span is that of the list with its label.
    """
    labelled = _labelled(text) if "：" in text or ":" in text else None
    if labelled is None and not LAST.isdisjoint(text[-2:]):
        return _last_sentence(text)
    return labelled


def _labelled(text: str) -> UnitField | None:
    end = 0
    for colon in COLON.finditer(text):
        at = colon.start()
        # What has been read as a list once is not read again, or time would grow squared.
        if at < end or text[at - 1 : at] not in LABEL_ENDS:
            continue
        label = LABEL.search(text[max(0, at - LONGEST_LABEL) : at])
        if label is None:
            continue
        end = _end_of_list(text, colon.end())
        members = read_members(text[colon.end() : end])
        if _all_organs(members):
            units, tail = build_units(members, colon.end(), LABEL_ROLES[label[1]])
            begin = at - len(label.string) + label.start()
            return UnitField("line", label[1], units, tail, Span(begin, end))
    return None


def _end_of_list(text: str, begin: int) -> int:
    """Where a list ends: at the first full stop that no other label follows."""
    while stop := STOP.search(text, begin):
        begin = stop.end()
        if NEXT_LABEL.match(text, begin) is None:
            return begin
    return len(text)


def _last_sentence(text: str) -> UnitField | None:
    body = text.rstrip("。.； \u3000")
    if not body.endswith(ENDINGS):
        return None
    begin = max(body.rfind(mark) for mark in "。！？\n") + 1
    sentence = body[begin:]
    own_line = text[begin - 1 : begin] == "\n"
    if not begin or len(sentence) > LONGEST_SENTENCE or not (own_line or BY_DUTY.search(sentence)):
        return None
    members = read_members(sentence)
    named = [part.bare for _, _, part in members if part.text]
    if not _all_organs(members) or any(map(PROSE.search, named)):
        return None
    return UnitField("line", None, *build_units(members, begin), Span(begin, len(text)))


def _all_organs(members: Sequence[Member]) -> bool:
    """Whether there are units, and every one reads as an organ, a class of organs or a place."""
    named = [part for _, _, part in members if part.text]
    return bool(named) and all(
        part.blanket or part.vague or looks_like_unit(part.bare) or looks_like_place(part.bare)
        for part in named
    )
