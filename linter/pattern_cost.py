"""At least the steps that a backtracking matcher takes from one place, whatever the text.

Worked out on the tree that `re` parses, from the right: what is still to be matched is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import accumulate
from typing import Any, NamedTuple

from hegao.linter.character_sets import Chars, apart, characters_of, union
from hegao.linter.pattern_errors import MOST, PatternError, refused, too_often

CEILING = 10**12
SINGLE = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


class Rest(NamedTuple):
    """What is still to be matched: the steps it takes at most, whatever the text."""

    cost: int
    miss: int
    """The steps when the next character is not in `first`, or the text ends."""
    first: Chars
    """At least the characters that it can read first."""
    tail: Rest | None = None
    """When it begins with one certain character: what follows it."""


END = Rest(1, 1, ())


def size(items: Iterable[Any]) -> int:
    """How many elements there are when repeats of groups are written out."""
    return sum(_element_size(str(op), value) for op, value in items)


def _element_size(op: str, value: Any) -> int:
    match op:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return 1 + (1 if _is_single(value[2]) else value[1] * size(value[2]))
        case "BRANCH":
            return 1 + sum(map(size, value[1]))
        case "SUBPATTERN" | "ASSERT" | "ASSERT_NOT":
            return 1 + size(value[-1])
        case "ATOMIC_GROUP":
            return 1 + size(value)
        case _:
            return 1


def sequence(items: Iterable[Any], rest: Rest) -> Rest:
    """What some elements cost with all that follows them."""
    return reduce(lambda after, item: _element(str(item[0]), item[1], after), [*items][::-1], rest)


def _element(op: str, value: Any, rest: Rest) -> Rest:
    match op:
        case "LITERAL":
            return Rest(1 + rest.cost, 1, characters_of(op, value), rest)
        case "NOT_LITERAL" | "ANY" | "IN":
            return Rest(1 + rest.cost, 1, characters_of(op, value))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeat(value, rest, kept=op == "POSSESSIVE_REPEAT")
        case "BRANCH":
            return _choice([sequence(branch, rest) for branch in value[1]])
        case "SUBPATTERN" if not value[1] and not value[2]:
            return sequence(value[-1], rest)
        case "SUBPATTERN":
            raise refused("global flags")
        case "ATOMIC_GROUP":
            return _alone(sequence(value, END), rest)
        case "ASSERT" | "ASSERT_NOT":
            return _look(sequence(value[1], END), rest, ahead=value[0] == 1)
        case "AT":
            return _anchor(str(value), rest)
        case "FAILURE":
            return Rest(1, 1, ())
        case "GROUPREF" | "GROUPREF_EXISTS":
            raise refused("invalid group ref")
        case _:
            raise PatternError("正则里有不支持的写法", "换一种写法")


def _anchor(place: str, rest: Rest) -> Rest:
    match place:
        case "AT_END_STRING":
            return Rest(1 + rest.miss, 1 + rest.miss, ())
        case "AT_END":
            return Rest(1 + rest.cost, 1 + rest.miss, ((10, 10),))
        case _:
            return Rest(1 + rest.cost, 1 + rest.miss, rest.first)


def _look(inside: Rest, rest: Rest, *, ahead: bool) -> Rest:
    if ahead:
        inside = inside._replace(cost=1 + inside.cost, miss=1 + inside.miss)
        return _alone(inside, rest)
    return Rest(1 + inside.cost + rest.cost, 1 + inside.cost + rest.miss, rest.first)


def _alone(inside: Rest, rest: Rest) -> Rest:
    """What gives nothing back: `rest` is tried once."""
    first = union(inside.first, rest.first)
    return Rest(inside.cost + rest.cost, inside.miss + rest.miss, first)


def _repeat(value: Any, rest: Rest, *, kept: bool) -> Rest:
    low, high, body = value
    if high > MOST:
        raise too_often()
    if _is_single(body):
        return _run(characters_of(str(body[0][0]), body[0][1]), low, high, rest, kept=kept)
    if kept:
        return _alone(_unrolled(low, high, body, END), rest)
    return _unrolled(low, high, body, rest)


def _is_single(body: Any) -> bool:
    return len(body) == 1 and str(body[0][0]) in SINGLE


def _run(chars: Chars, low: int, high: int, rest: Rest, *, kept: bool) -> Rest:
    """A repeat of one character: where another of them follows, `rest` may be sure to miss."""
    ends = 1 if kept else high - low + 1
    before = rest.miss if apart(chars, rest.first) else rest.cost
    steps = min(high + 1 + (ends - 1) * before + rest.cost, CEILING)
    if low:
        return Rest(steps, 1, chars)
    return Rest(steps, min(1 + rest.miss, CEILING), union(chars, rest.first))


def _unrolled(low: int, high: int, body: Any, rest: Rest) -> Rest:
    """A repeat of a group: one more of it, or the rest; and so on."""
    more = rest
    for _ in range(high - low):
        more = _choice([sequence(body, more), rest])
    for _ in range(low):
        more = sequence(body, more)
    return more


def _choice(branches: Iterable[Rest], depth: int = 20) -> Rest:
    """Every branch misses, but those that some one character can begin."""
    branches = [*_joined(branches, depth)] if depth else [*branches]
    misses = 1 + sum(branch.miss for branch in branches)
    edges = sorted(edge for branch in branches for edge in _edges(branch))
    steps = misses + max(accumulate(extra for _, extra in edges), default=0)
    first = union(*(branch.first for branch in branches))
    return Rest(min(steps, CEILING), min(misses, CEILING), first)


def _joined(branches: Iterable[Rest], depth: int) -> Iterator[Rest]:
    """Branches that begin with the same character are a choice after it."""
    tails: dict[Chars, list[Rest]] = defaultdict(list)
    for branch in branches:
        if branch.tail is None:
            yield branch
        else:
            tails[branch.first].append(branch.tail)
    for first, rests in tails.items():
        rest = _choice(rests, depth - 1) if len(rests) > 1 else rests[0]
        yield Rest(len(rests) + rest.cost, len(rests), first)


def _edges(branch: Rest) -> Iterator[tuple[int, int]]:
    """Where the steps beyond a miss begin, and where they end."""
    for low, high in branch.first:
        yield low, branch.cost - branch.miss
        yield high + 1, branch.miss - branch.cost
