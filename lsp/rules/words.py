"""The words of a condition, a path or a slot with their places, finished or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, cast

from hegao.grammar.rule_errors import OPERATORS
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import longest_first
from hegao.linter.expressions import FUNCTIONS, QUANTIFIERS
from hegao.linter.kinds import NAMES

WordType = Literal[
    "day", "number", "text", "pattern", "function", "name", "own", "operator", "empty",
    "quantifier", "join", "not", "chosen", "keyed", "every", "inherited", "list",
    "dot", "open", "close", "unknown",
]  # fmt: skip
EMPTY: Final = ("为空", "不为空")
WORDS: Final[dict[str, WordType]] = {
    **dict.fromkeys(NAMES, "name"),
    **dict.fromkeys(OPERATORS, "operator"),
    **dict.fromkeys(EMPTY, "empty"),
    **dict.fromkeys(QUANTIFIERS, "quantifier"),
    "且": "join", "或": "join", "非": "not", "其中": "chosen", "按": "keyed", "都": "every",
    "原条件": "inherited", "词表": "list", "本项": "own",
}  # fmt: skip
WORD = re.compile(
    r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)"
    r"|(?P<number>\d+(?:\.\d+)?(?:个?工作日|个?自然日|个?小时|个?月|分钟|日|天|周|年|万元|亿元"
    r"|元|人次|人|次|场|期|项|家|份|个百分点|个|%|％)?)"
    r"|(?P<text>“[^”\r\n]*”?|\"[^\"\r\n]*\"?)"
    r"|(?P<pattern>/(?:\\.|[^/\\\r\n])*/?)"
    rf"|(?P<function>(?:{longest_first(tuple(FUNCTIONS))})(?=[ \t\u3000]*[（(]))"
    rf"|(?P<word>{longest_first(tuple(WORDS))})"
    r"|(?P<dot>[.．的])|(?P<open>[（(])|(?P<close>[）)])"
    r"|(?P<unknown>[A-Za-z]+|[^\s])"
)


class Word(NamedTuple):
    """One word and what it is."""

    type: WordType
    text: str
    span: Span
    """In the whole text."""


def words_of(text: str, span: Span) -> Iterator[Word]:
    """The words of a part of a text; what follows no rule comes as unknown, a piece at a time."""
    for match in WORD.finditer(text, span.start, span.end):
        group = str(match.lastgroup)
        found = WORDS[match[0]] if group == "word" else cast("WordType", group)
        yield Word(found, match[0], Span(*match.span()))


def is_open(word: Word) -> bool:
    """Whether a quoted text or a pattern still wants its end."""
    ends = {"“": "”", '"': '"', "/": "/"}
    return len(word.text) < 2 or word.text[-1] != ends.get(word.text[0], "")
