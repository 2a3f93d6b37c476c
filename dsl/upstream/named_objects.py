"""Named objects of the upstream that are others in the draft: websites, platforms, documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hegao.dsl.align.clauses import held_in
from hegao.dsl.align.places import OWN, Place, localised
from hegao.dsl.upstream.difference import Asked, Counterpart, Difference, Where, at
from hegao.grammar.source import Span

ALIKE = 0.5
"""So much of one title in another, and they are of one document."""
_HEADS = (
    "门户网站|网站|服务网|官网|信息平台|服务平台|平台|信息系统|系统|公众号|小程序|客户端|专栏|专区|热线"
    "|公报|公告栏|公示栏|公开栏|台账|内网|工作群|微信群|报刊|报纸"
)
_OBJECT = re.compile(rf"(?P<name>[^\W的在于至到向由从和与及，、“”《》]{{0,10}}?)(?P<head>{_HEADS})")
_PUBLIC = re.compile(r"向社会(?:公开|公布|公示|发布)?|公开|公布|公示|公告")
_INSIDE = re.compile(r"(?:系统|单位|机关)?内部[^，。]{0,6}|系统内[^，。]{0,6}")
_TITLE = re.compile(r"《(?P<name>[^》]{2,40})》")
_LEVEL_WORD = re.compile(rf"国家|[省市县区乡镇村](?!场|民)|街道|社区|{OWN}|本级|上级")


def compare_objects(asked: Asked) -> Iterator[Difference]:
    """What the draft names in the place of what the upstream names."""
    yield from _other_objects(asked)
    yield from _other_titles(asked)
    yield from _hidden(asked)


def _hidden(asked: Asked) -> Iterator[Difference]:
    """What is to be made public above, and only known inside here."""
    public = _PUBLIC.search(asked.sentence.text)
    if public is None or _PUBLIC.search(asked.given_text):
        return
    for each in asked.given:
        if match := _INSIDE.search(each.sentence.text):
            yield Difference("对象改变", public[0], match[0], at(each, Span(*match.span())))
            return


def _other_objects(asked: Asked) -> Iterator[Difference]:
    """A website, platform or column of the upstream that is another one in the draft."""
    own = list(_objects(asked.sentence.text, asked.place))
    here = [found for each in asked.given for found in _found(each, asked.given_place)]
    names = [found.named for found in here]
    owned = [named for named, _ in own]
    for (name, head), told in own:
        if any(_family(other) == _family(head) and _is_same(name, given) for given, other in names):
            continue
        new = [found for found in here if found.named not in owned]
        same = [found for found in new if _family(found.named[1]) == _family(head)]
        instead = next(iter(same or new), None)
        if instead is None or (not same and any(_family(h) == _family(head) for _, h in names)):
            continue
        sure = not same or _names_another(name, instead.named[0])
        yield Difference("对象改变" if sure else "对象待核", told, instead.text, instead.where)


class _Found(NamedTuple):
    """A named object of the draft."""

    named: tuple[str, str]
    text: str
    where: Where


def _found(each: Counterpart, place: Place) -> Iterator[_Found]:
    for match in _OBJECT.finditer(each.sentence.text):
        span = Span(*match.span())
        yield _Found(_named(localised(match[0], place)), match[0], at(each, span))


def _objects(text: str, place: Place) -> Iterator[tuple[tuple[str, str], str]]:
    """What a sentence names: name and head, and as it stands with the place before it."""
    for match in _OBJECT.finditer(text):
        yield _named(localised(match[0], place)), match[0]


def _named(text: str) -> tuple[str, str]:
    match = _OBJECT.search(text)
    return (match["name"], match["head"]) if match else ("", "")


def _family(head: str) -> str:
    """网站 and 门户网站 are one kind of thing."""
    return head[-2:]


def _is_same(one: str, other: str) -> bool:
    """Whether two names mean one thing: alike, or one of them says no more than what it is."""
    if one == other or not one or not other:
        return True
    levels = set(_LEVEL_WORD.findall(one)), set(_LEVEL_WORD.findall(other))
    if levels[0] != levels[1]:
        return False
    return bool(set(one) & set(other)) or one in other or other in one


def _names_another(one: str, other: str) -> bool:
    """Whether both names say whose it is, and say otherwise."""
    first, second = set(_LEVEL_WORD.findall(one)), set(_LEVEL_WORD.findall(other))
    return bool(first and second and first != second) or not set(one) & set(other)


def _other_titles(asked: Asked) -> Iterator[Difference]:
    """A cited document 《…》 of the upstream in whose place another is cited."""
    cited_above = [match["name"] for match in _TITLE.finditer(asked.sentence.text)]
    own = [localised(name, asked.place) for name in cited_above]
    if not own:
        return
    for each in asked.given:
        cited = list(_TITLE.finditer(each.sentence.text))
        names = [localised(match["name"], asked.given_place) for match in cited]
        lost = [
            told
            for told, name in zip(cited_above, own, strict=True)
            if not any(_same_title(name, other) for other in names)
        ]
        new = [
            match
            for match, name in zip(cited, names, strict=True)
            if not any(_same_title(name, other) for other in own)
        ]
        if lost and new:
            yield Difference(
                "对象待核", f"《{lost[0]}》", new[0][0], at(each, Span(*new[0].span()))
            )


def _same_title(one: str, other: str) -> bool:
    return one in other or other in one or held_in(one, other) > ALIKE
