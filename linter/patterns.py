"""The regular expressions of rules, bounded: none of them can hang or crash a run.

Every repeat gets an upper bound, and a pattern is refused when a backtracking matcher could need
too many steps from one place of a text. The steps are an over-estimate, worked out from the right.
A digit is one of those that notices are written with, 0 to 9 of half and full width.
"""

from __future__ import annotations

import re
import warnings
from itertools import accumulate
from typing import Any

from hegao.linter.pattern_cost import CEILING, END, sequence, size
from hegao.linter.pattern_errors import PatternError, refused, too_often

# `re._parser` has been there since Python 3.11, and so have the names of what it makes.
parser: Any = getattr(re, "_parser", None)
REACH = 120
"""How far a repeat without an upper bound goes."""
LONGEST, DEEPEST = 1_000, 20
BUDGET = 60_000
"""Two free repeats, 120 × 120 × what is tried at each place, and not three."""
MOST_ELEMENTS = 100_000
"""How many elements there may be when repeats of groups are written out."""
DIGITS = "0-9０-９"
ESCAPE = re.compile(r"\\.", re.DOTALL)
TOKEN = re.compile(
    r"(?P<kept>\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\))|(?P<open>\(\??)|(?P<close>\))"
    r"|(?P<repeat>[*+?]|\{(?=[0-9,])(?P<low>[0-9]*)(?P<comma>,?)(?P<high>[0-9]*)\})(?P<manner>[?+]?)|.",
    re.DOTALL,
)


def bounded(pattern: str) -> str:
    """The pattern as it is to be compiled; raises PatternError when it is refused."""
    if len(pattern) > LONGEST:
        raise PatternError(
            f"正则太长（{len(pattern):,}个字）", f"最多{LONGEST:,}个字，分成几条规则"
        )
    if _depth(pattern) > DEEPEST:
        raise PatternError("正则里的括号套得太深", f"最多套{DEEPEST}层")
    _read(parser.parse, pattern)  # What is wrong with it is told of it as it is written.
    made = TOKEN.sub(_bound, pattern)
    steps = cost(made)
    if steps > BUDGET:
        told = "一万亿次以上" if steps >= CEILING else f"约{steps:,}次"
        raise PatternError(
            f"这条正则最坏要试太多次（{told}）",
            "把“.*”写成“[^。]{0,20}”这样有界限、且不与后面重叠的写法；括号里外不要都有“*”“+”",
        )
    _read(re.compile, made)
    return made


def cost(pattern: str) -> int:
    """At least the steps that matching a bounded pattern takes from any place of any text."""
    tree = _read(parser.parse, pattern)
    if tree.state.flags != re.UNICODE:
        raise refused("global flags")
    elements = size(tree)
    return elements if elements > MOST_ELEMENTS else sequence(tree, END).cost


def _bound(token: re.Match[str]) -> str:
    if kept := token["kept"]:
        return _plain_digits(kept)
    match token["repeat"]:
        case "*":
            return f"{{0,{REACH}}}{token['manner']}"
        case "+":
            return f"{{1,{REACH}}}{token['manner']}"
        case str() if token["comma"] and not token["high"]:
            low = int(token["low"] or 0)
            return f"{{{low},{max(low, REACH)}}}{token['manner']}"
        case _:
            return token[0]


def _plain_digits(kept: str) -> str:
    """An escape or a class, in which \\d is told in full."""
    match kept:
        case r"\d":
            return f"[{DIGITS}]"
        case r"\D":
            return f"[^{DIGITS}]"
        case _ if kept.startswith("["):
            return ESCAPE.sub(_plain_digits_of_class, kept)
        case _:
            return kept


def _plain_digits_of_class(escape: re.Match[str]) -> str:
    match escape[0]:
        case r"\d":
            return DIGITS
        case r"\D":
            raise PatternError("正则的“[]”里不能写“\\D”", "写不是数字的字用“[^\\d]”")
        case other:
            return other


def _depth(pattern: str) -> int:
    steps = (bool(each["open"]) - bool(each["close"]) for each in TOKEN.finditer(pattern))
    return max(accumulate(steps), default=0)


def _read(reader: Any, pattern: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return reader(pattern)
    except re.error as error:
        raise refused(error.msg) from None
    except OverflowError:
        raise too_often() from None
    except Warning:
        raise PatternError(
            "“[]”里的“[”“--”“&&”“||”“~~”会有歧义", "在这些符号前面加“\\”，如“[\\[【]”"
        ) from None
