"""Words of the upstream that the draft lost: clauses, and members of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.align.clauses import Clause, clauses_of, held_in, same_clause
from hegao.dsl.align.sentences import plain_words
from hegao.dsl.align.wording import Change, changes, sameness, wording
from hegao.dsl.model import Deadline, Quantity
from hegao.dsl.upstream.difference import Asked, Counterpart, Difference, whole
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
_LEVELS_ONLY = re.compile(r"(?:国家|[省市县区乡镇村级直两]|街道|社区|部门|单位)+")
_LIST_EDGE = re.compile(r".*(?:的|了|等|对|在|和|与|及|以及)(?=[^的了等]{2,8}\Z)")
_OPENING = re.compile(r"\A(?:各|由|县|市|省|区|为|按照|根据|围绕|结合|参照|依托|通过)")


def compare_clauses(asked: Asked) -> Iterator[Difference]:
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
