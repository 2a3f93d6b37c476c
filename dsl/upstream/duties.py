"""Responsible units of the upstream against those of the draft, and who leads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from hegao.dsl.align.clauses import held_in
from hegao.dsl.align.sentences import plain_words
from hegao.dsl.document import Task
from hegao.dsl.model import Unit
from hegao.dsl.upstream.difference import Asked, Difference, Where, at, whole
from hegao.dsl.upstream.unit_counterparts import LIKE, Counterparts, likeness
from hegao.grammar.source import Span

HALF = 0.5
COPIED = 0.6
_DOER = re.compile(r"由(?P<name>[^，。；、由]{2,14}?)(?:负责|牵头|组织|承担|实施|会同)")
_HEAD = re.compile(r"主要负责(?:同志|人)|主要领导|党政[“]?一把手[”]?|一把手")
_DEPUTY = re.compile(
    r"分管(?:负责(?:同志|人)|领导|同志)?|班子成员|有关负责(?:同志|人)|相关负责(?:同志|人)|工作人员|专人"
)


def compare_units(
    asked: Sequence[Unit], tasks: Sequence[tuple[int, Task]], counterparts: Counterparts
) -> Iterator[Difference]:
    """Units of an upstream item against those of all tasks that carry it out."""
    given = [unit for _, task in tasks for unit in task.units]
    named = [unit for unit in given if not unit.blanket and not unit.vague]
    wanted = [unit for unit in asked if not unit.blanket and not unit.vague]
    if not wanted or not tasks or not any(task.units for _, task in tasks):
        return
    where = _where(tasks)
    answers = {unit: counterparts.of(unit.name, [each.name for each in named]) for unit in wanted}
    taken = {name for name in answers.values() if name}
    spare = [each for each in named if each.name not in taken]
    covered = any(unit.blanket and counterparts.takes_in_all(unit.name) for unit in given)
    for unit, answer in answers.items():
        if answer or covered:
            continue
        yield _missing(unit, spare, given, counterparts, where)
    yield from _leads(wanted, named, answers, where)


def compare_doers(asked: Asked) -> Iterator[Difference]:
    """由……负责 in the sentence above, and nobody named here."""
    if not asked.given or _DOER.search(asked.given_text):
        return
    said = "".join(each.sentence.plain for each in asked.given)
    # In other words the duty may have gone to the units; out of a copied sentence it is gone.
    copied = held_in(asked.sentence.plain, said) >= COPIED
    units = [unit.name for _, task in asked.tasks for unit in task.units if not copied]
    for match in _DOER.finditer(asked.sentence.text):
        name = plain_words(match["name"], asked.place)
        kept = held_in(name, said) >= HALF or any(likeness(name, each) >= LIKE for each in units)
        if not kept:
            yield Difference("缺责任单位", match[0], "", whole(asked.given[0]))


def compare_persons(asked: Asked) -> Iterator[Difference]:
    """主要负责同志 above and 分管负责同志 here."""
    head = _HEAD.search(asked.sentence.text)
    if head is None or _HEAD.search(asked.given_text):
        return
    for each in asked.given:
        if match := _DEPUTY.search(each.sentence.text):
            yield Difference("责任人改变", head[0], match[0], at(each, Span(*match.span())))
            return


def _missing(
    unit: Unit, spare: list[Unit], given: Sequence[Unit], counterparts: Counterparts, where: Where
) -> Difference:
    """A unit of the upstream that none of the draft's units stands for."""
    if any(each.vague for each in given):
        return Difference("单位变笼统", unit.text, _names([e for e in given if e.vague]), where)
    if counterparts.known(unit.name):
        return Difference("缺责任单位", unit.text, _names(spare) or _names(given), where)
    if spare:
        return Difference("责任单位待核", unit.text, _names(spare), where)
    return Difference("缺责任单位", unit.text, _names(given), where)


def _leads(
    wanted: Sequence[Unit], named: Sequence[Unit], answers: dict[Unit, str], where: Where
) -> Iterator[Difference]:
    """Who leads above must lead here, as far as the draft names leads at all."""
    asked = [unit for unit in wanted if unit.role == "lead"]
    leading = _roles(named, "lead")
    if not asked or all(answers[unit] in leading for unit in asked):
        return
    own = [unit for unit in asked if answers[unit] and answers[unit] not in leading]
    if own and leading:
        yield Difference("牵头改变", own[0].text, "、".join(sorted(leading)), where)
    elif own and len(named) > 1:
        yield Difference("未写牵头", own[0].text, answers[own[0]], where)


def _roles(units: Collection[Unit], role: str) -> set[str]:
    return {unit.name for unit in units if unit.role == role}


def _names(units: Sequence[Unit]) -> str:
    return "、".join(dict.fromkeys(unit.text for unit in units))


def _where(tasks: Sequence[tuple[int, Task]]) -> Where:
    """The first place that names units among the tasks."""
    number, task = next(pair for pair in tasks if pair[1].units)
    fields = [field for field in task.unit_fields if field.units]
    return Where(number, task.block, fields[0].span if fields else task.mark_span)
