"""What must hold of a notice for a condition to hold of anything in it.

Rules ask of every task what only few notices have: a table, a units list, a task that stands
twice. Where there is none, a rule is done without looking at any task.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, takewhile
from typing import Final

from hegao.grammar.rule_tree import (
    And,
    Call,
    Chosen,
    Comparison,
    Emptiness,
    Expression,
    Inherited,
    Not,
    Number,
    Path,
    Quantified,
    Text,
    Truth,
)
from hegao.linter.kinds import KINDS
from hegao.linter.schema import EMPTY, Attribute

LITERAL: Final = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
NODE: Final = re.compile(rf"{LITERAL}|(?P<node>\bn\b)")
WHOLE_OF_NODE: Final = re.compile(rf"{LITERAL}|\bn\.whole\b")


def premises(condition: Expression, kind: str) -> list[str]:
    """Sources over the subjects `s` that all hold where a condition holds of any object."""
    return list(dict.fromkeys(_premises(condition, kind)))


def clauses_of_notice(clauses: Sequence[str]) -> list[str]:
    """Those first clauses that are about the notice alone, as sources over its subjects.

    Later ones are asked only of the objects for which the first ones hold: they may be dear.
    """
    return list(takewhile(_is_of_notice, map(_over_subjects, clauses)))


def _over_subjects(clause: str) -> str:
    return WHOLE_OF_NODE.sub(lambda found: "s.whole" if found[0] == "n.whole" else found[0], clause)


def _is_of_notice(clause: str) -> bool:
    return not any(found["node"] for found in NODE.finditer(clause))


def _premises(node: Expression, kind: str) -> Iterator[str]:
    match node:
        case And(operands):
            yield from chain.from_iterable(_premises(each, kind) for each in operands)
        case Inherited(_, base) if base is not None:
            yield from _premises(base, kind)
        case Quantified("有的", path, condition) | Comparison(
            Call("数量", Chosen(path, condition), _), "多于", Number(), _
        ):
            for attribute in _attributes(path, kind):
                yield from _given(path, kind, lambda usual: usual == EMPTY["list"])
                yield from _premises(condition, attribute.of)
        case Emptiness(Path() as path, False):
            yield from _given(path, kind, lambda usual: usual in EMPTY.values())
        case Truth(Path() as path):
            yield from _given(path, kind, lambda usual: usual == "False")
        case Not(Truth(Path() as path)):
            yield from _given(path, kind, lambda usual: usual == "True")
        case Comparison(Path() as path, "等于", Text(value), _):
            yield from _given(path, kind, lambda usual: usual != repr(value))
        case _:
            return


def _given(path: Path, kind: str, fails: Callable[[str], bool]) -> Iterator[str]:
    """What a notice must have for an attribute to be other than usual, if that is asked for."""
    for attribute in _attributes(path, kind):
        if attribute.given and fails(attribute.otherwise):
            yield attribute.given


def _attributes(path: Path, kind: str) -> Iterator[Attribute]:
    """The attribute that a path of one name leads to."""
    if not path.own and len(path.names) == 1:
        yield KINDS[kind].attributes[path.names[0]]
