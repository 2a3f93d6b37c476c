"""How running text is spelled: full-width marks between Han characters, no spaces in them.

Numbers, Latin words and addresses keep their half-width marks, and the single spaces between
them. Nothing but marks and white space is ever changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hegao.dsl.characters import TO_FULL

HAN: Final = (
    "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
WIDE_MARKS: Final = (
    "\u3001-\u3004\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’"
)
WIDE = re.compile(f"[{HAN}{WIDE_MARKS}]")
HALF = re.compile("[,:;?!()]")
STOPS: Final = frozenset(",:;?!")
OPENING: Final = frozenset("(（")
CLOSING: Final = frozenset(")）")
SPACE = re.compile(r"\s+")
# Letters set apart: 通 知. Between longer words a space may part names (张三 李四) and stays.
SPREAD = re.compile(rf"(?<![{HAN}])[{HAN}](?:\s[{HAN}])+(?![{HAN}])")
GAP = re.compile(
    rf"(?<=[{HAN}])\s+(?=\d)|(?<=\d)\s+(?=[{HAN}])"
    rf"|(?<=[{WIDE_MARKS}])\s+|\s+(?=[{WIDE_MARKS}])"
)
ADDRESS = re.compile(
    r"(?:[a-z]+://|www\.)[\w./%&=~#?+:@-]*[\w/]|[\w.+-]+@[\w-]+\.[\w.-]*\w",
    re.ASCII | re.IGNORECASE,
)


def spell(text: str) -> str:
    """A run of text in its one spelling; indentation and trailing white space go."""
    spaced = GAP.sub("", SPACE.sub(" ", full_marks(text))).strip()
    return SPREAD.sub(lambda match: match.group().replace(" ", ""), spaced)


def space_out(text: str) -> str:
    """The same with one half-width space kept wherever white space stands: it parts words."""
    return SPACE.sub(" ", full_marks(text)).strip()


def full_marks(text: str) -> str:
    """The text with `,` `:` `;` `?` `!` and round brackets made full width next to Han characters.

    A bracket takes the width of its partner; one that became full width makes its neighbours so.
    """
    while HALF.search(text):
        changed = _widen(text)
        if changed == text:
            break
        text = changed
    return text


def _widen(text: str) -> str:
    chars = list(text)
    kept = {at for match in ADDRESS.finditer(text) for at in range(*match.span())}
    for match in HALF.finditer(text):
        at = match.start()
        if match.group() in STOPS and at not in kept and _touches(text, at, at):
            chars[at] = match.group().translate(TO_FULL)
    for opening, closing in _pairs(text):
        if kept.isdisjoint((opening, closing)) and _is_wide_pair(text, opening, closing):
            for at in {opening, closing} - {-1}:
                chars[at] = chars[at].translate(TO_FULL)
    return "".join(chars)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where the round brackets open and close; -1 for a half that has no partner."""
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in OPENING:
            stack.append(at)
        elif char in CLOSING:
            yield (stack.pop() if stack else -1), at
    for at in stack:
        yield at, -1


def _is_wide_pair(text: str, opening: int, closing: int) -> bool:
    """Whether a pair is to be of full width: one half is, or what is in it or before it is Han.

    A bracket right behind a Latin word or a number belongs to it: f(x), App(iOS).
    """
    if opening < 0 or closing < 0:
        return _touches(text, max(opening, closing), max(opening, closing))
    if text[opening] == "（" or text[closing] == "）" or WIDE.search(text, opening + 1, closing):
        return True
    before = text[:opening].rstrip()[-1:]
    return _is_wide(before) or (not before.isalnum() and _touches(text, opening, closing))


def _touches(text: str, start: int, end: int) -> bool:
    """Whether a Han character or full-width mark stands next to some characters."""
    after = text[end + 1 : end + 40].lstrip()[:1]
    return _is_wide(text[max(0, start - 40) : start].rstrip()[-1:]) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return WIDE.match(char) is not None
