"""Words of the upstream that the draft lost: clauses, members of a list, named objects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hegao.dsl.align.clauses import Clause, clauses_of, held_in, same_clause
from hegao.dsl.align.places import OWN, Place, localised
from hegao.dsl.align.sentences import plain_words
from hegao.dsl.align.wording import Change, changes, sameness, wording
from hegao.dsl.model import Deadline, Quantity
from hegao.dsl.upstream.difference import Asked, Counterpart, Difference, Where, at, whole
from hegao.grammar.source import Span

NEAR: Final = 0.45
"""A sentence that shares so much was copied: what is not there was taken out."""
GONE: Final = 0.8
"""So much of a clause must be gone for it to be lost."""
KEPT: Final = 0.5
"""So much of it elsewhere in the draft, and it is kept there."""
LAST_MEMBER: Final = 6
"""The characters of the last member of a list, where it is nothing but a member."""
SPOKEN: Final = 0.7
"""So many of its characters within one clause of the draft, and it is said in other words."""
SHORTEST: Final = 5
_MEMBER = re.compile(r"(?:[^、和与及（(]|[（(][^）)]*[）)])+")
_LIGHT = re.compile(
    r"开展|进行|组织|实施|做好|抓好|加强|发生|完成|要|应当?|至少|不得|严禁|禁止|如有"
    r"|行政(?:主管)?部门|主管部门|[的在于]"
)
_JOINED = re.compile(r"(?:、|和|与|及|以及)(?P<member>[^，。；：、]{3,12})")
_NO_MEMBER = re.compile(r"\A[各每]|[（()）]")
_LIST_EDGE = re.compile(r".*(?:的|了|等|对|在|和|与|及|以及)(?=[^的了等]{2,8}\Z)")
_OPENING = re.compile(r"\A(?:各|由|县|市|省|区|为|按照|根据|围绕|结合|参照|依托|通过)")
_HEADS = (
    "门户网站|网站|服务网|官网|信息平台|服务平台|平台|信息系统|系统|公众号|小程序|客户端|专栏|专区|热线"
    "|公报|公告栏|公示栏|公开栏|台账|内网|工作群|微信群|报刊|报纸"
)
_OBJECT = re.compile(rf"(?P<name>[^\W的在于至到向由从和与及，、“”《》]{{0,10}}?)(?P<head>{_HEADS})")
_TITLE = re.compile(r"《(?P<name>[^》]{2,40})》")
_LEVELS_ONLY = re.compile(r"(?:国家|[省市县区乡镇村级直两]|街道|社区|部门|单位)+")
_LEVEL_WORD = re.compile(rf"国家|[省市县区乡镇村](?!场|民)|街道|社区|{OWN}|本级|上级")


def compare_words(asked: Asked) -> Iterator[Difference]:
    """What the sentences that answer to one of the upstream left out or put in its place."""
    if not asked.given:
        return
    yield from _lost_clauses(asked)
    yield from _other_objects(asked)
    yield from _other_titles(asked)


def _lost_clauses(asked: Asked) -> Iterator[Difference]:
    """Clauses, and members of lists, that a copied sentence has no more."""
    best = max(asked.given, key=lambda each: each.score)
    one = wording(asked.sentence.text, asked.place)
    other = wording(best.sentence.text, asked.given_place)
    if sameness(one, other) < NEAR and _kept_share(asked) < NEAR:
        return
    gone = [change for change in changes(one, other) if _is_taken_out(change)]
    kept = _kept_words(asked)
    for change in gone:
        member = _JOINED.fullmatch(one.text[slice(*_with_joint(one.text, change.asked_span))])
        if member and not change.given and plain_words(member["member"]) not in kept:
            yield Difference("列举减少", member["member"], "", whole(best))
            return
    for clause in clauses_of(asked.sentence.text, asked.place):
        share = _share(clause.span, gone)
        if share >= GONE or (share > 0 and _was_cut(clause, asked)):
            if _is_said(clause, asked) and not _is_kept(clause, kept, asked):
                yield Difference("漏了分句", clause.text.strip(), "", whole(best))
        elif share > 0:
            yield from _lost_members(clause, gone, kept, best)


def _with_joint(text: str, span: Span) -> Span:
    """A span with the mark 、 right before it."""
    return Span(span.start - (text[span.start - 1 : span.start] == "、"), span.end)


def _kept_share(asked: Asked) -> float:
    """The share of the sentence that all sentences of the draft that answer to it hold together."""
    return held_in(asked.sentence.plain, "".join(each.sentence.plain for each in asked.given))


def _kept_words(asked: Asked) -> str:
    """All that the tasks say which carry the item out."""
    texts = [each.sentence.plain for each in asked.given]
    return "\n".join([*texts, *(plain_words(t.text, asked.given_place) for _, t in asked.tasks)])


def _is_taken_out(change: Change) -> bool:
    """Whether nothing, or next to nothing, stands in its place."""
    return len(plain_words(change.given)) * 3 <= len(plain_words(change.asked))


def _was_cut(clause: Clause, asked: Asked) -> bool:
    """Whether no clause of the draft says the same, and the draft has fewer of them."""
    own = clauses_of(asked.sentence.text, asked.place)
    given = [
        each
        for counterpart in asked.given
        for each in clauses_of(counterpart.sentence.text, asked.given_place)
    ]
    return len(given) < len(own) and same_clause(clause, given) is None


def _share(span: Span, gone: Sequence[Change]) -> float:
    lost = sum(
        max(0, min(span.end, each.asked_span.end) - max(span.start, each.asked_span.start))
        for each in gone
    )
    return lost / (span.end - span.start)


def _is_said(clause: Clause, asked: Asked) -> bool:
    """Whether a clause asks something: long enough, no mere opening, and not only a limit."""
    limits = sum(len(each.text) for each in asked.task.deadlines if each.text in clause.text)
    long_enough = len(clause.plain) - limits >= SHORTEST
    return long_enough and not _OPENING.match(clause.text)


def _is_kept(clause: Clause, kept: str, asked: Asked) -> bool:
    """Whether the draft says it elsewhere, or in other words within one clause."""
    if held_in(clause.plain, kept) >= KEPT:
        return True
    values: tuple[Quantity | Deadline, ...] = (*asked.task.quantities, *asked.task.deadlines)
    said = clause.text
    for text in sorted((value.text for value in values), key=len, reverse=True):
        said = said.replace(text, "")
    bare = plain_words(_LIGHT.sub("", said), asked.place)
    return any(
        _characters_in(bare, window) >= SPOKEN
        for each in asked.given
        for window in _windows(each, asked)
    )


def _windows(each: Counterpart, asked: Asked) -> Iterator[str]:
    """Each two clauses that stand together."""
    clauses = [clause.plain for clause in clauses_of(each.sentence.text, asked.given_place)]
    yield from map("".join, zip(clauses, [*clauses[1:], ""], strict=True))


def _characters_in(part: str, whole: str) -> float:
    """The share of a clause's characters that another has, in whatever order."""
    return (Counter(part) & Counter(whole)).total() / (len(part) or 1)


def _lost_members(
    clause: Clause, gone: Sequence[Change], kept: str, best: Counterpart
) -> Iterator[Difference]:
    """Members of a list with 、 that are gone while others of the list stand."""
    members = [Span(*match.span()) for match in _MEMBER.finditer(clause.text)]
    if len(members) < 2 or "、" not in clause.text:
        return
    lost: list[str] = []
    for member in members:
        text = _LIST_EDGE.sub("", clause.text[member.start : member.end])
        end = clause.span.start + member.end
        span = Span(end - len(text), end)
        if member is members[-1] and len(text) > LAST_MEMBER:
            continue  # Behind the last one the sentence goes on, and where is not known.
        if len(text) < 2 or _NO_MEMBER.search(text) or _LEVELS_ONLY.fullmatch(text):
            continue
        if _share(span, gone) >= GONE and plain_words(text) not in kept:
            lost.append(text)
    if lost and len(lost) < len(members):
        yield Difference("列举减少", "、".join(lost), "", whole(best))


def _other_objects(asked: Asked) -> Iterator[Difference]:
    """A website, platform or column of the upstream that is another one in the draft."""
    own = _objects(localised(asked.sentence.text, asked.place))
    here = [found for each in asked.given for found in _found(each, asked.given_place)]
    names = [found.named for found in here]
    for name, head in own:
        if any(_family(other) == _family(head) and _is_same(name, given) for given, other in names):
            continue
        new = [found for found in here if found.named not in own]
        same = [found for found in new if _family(found.named[1]) == _family(head)]
        instead = next(iter(same or new), None)
        if instead is None or (not same and any(_family(h) == _family(head) for _, h in names)):
            continue
        sure = not same or _names_another(name, instead.named[0])
        told = f"{name}{head}".replace(OWN, "本级")
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


def _objects(text: str) -> list[tuple[str, str]]:
    return [(match["name"], match["head"]) for match in _OBJECT.finditer(text)]


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
    own = [match["name"] for match in _TITLE.finditer(localised(asked.sentence.text, asked.place))]
    if not own:
        return
    for each in asked.given:
        cited = list(_TITLE.finditer(each.sentence.text))
        names = [localised(match["name"], asked.given_place) for match in cited]
        lost = [name for name in own if not any(_same_title(name, other) for other in names)]
        new = [
            match
            for match, name in zip(cited, names, strict=True)
            if not any(_same_title(name, other) for other in own)
        ]
        if lost and new:
            told = f"《{lost[0]}》".replace(OWN, "")
            yield Difference("对象待核", told, new[0][0], at(each, Span(*new[0].span())))


def _same_title(one: str, other: str) -> bool:
    return one in other or other in one or held_in(one, other) > KEPT
