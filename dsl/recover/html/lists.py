"""The numbers of lists on web pages, as a browser writes them before the items."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hegao.dsl.recover.html.tree import Element, Page
from hegao.grammar.numerals import to_chinese

STYLE: Final = re.compile(
    r"list-style(?:-type)?\s*:[^;]{0,60}?([a-z-]{0,20}(?:none|decimal|alpha|latin|roman"
    r"|ideographic|chinese-[a-z]+))",
    re.IGNORECASE,
)
ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
"""What a number is made of, the greatest first."""
LARGEST: Final = 3999
# What a drafter numbers by hand; a list's own number before it would be a second one.
NUMBERED: Final = re.compile(
    r"[一二三四五六七八九十]{1,4}、|[（(](?:[一二三四五六七八九十]{1,4}|\d{1,3})[）)]"
    r"|\d{1,3}[.．、]|[①-⑳]|第[一二三四五六七八九十百]{1,5}[章节条]"
)


@dataclass(slots=True)
class Count:
    """A list that is being read; `next` is the number of its next item."""

    style: str
    next: int
    step: int

    def take(self, item: Element) -> str:
        """The label of the next item, with what parts it from the text; may be empty."""
        number = _integer(item.attribute("value"), self.next)
        self.next = number + self.step
        return _label(_style(item, self.style), number)


def begin_list(page: Page, element: Element) -> Count:
    """The count of a list; one of <ul> gives no labels."""
    if element.tag != "ol":
        return Count("none", 1, 1)
    style = _style(element, "1")
    if "reversed" not in element.attributes:
        return Count(style, _integer(element.attribute("start"), 1), 1)
    size = sum(child.tag == "li" for child in page.children(element))
    return Count(style, _integer(element.attribute("start"), size), -1)


def _integer(value: str, otherwise: int) -> int:
    found = re.fullmatch(r"\s*([+-]?\d{1,6})\s*", value, re.ASCII)
    return int(found[1]) if found else otherwise


def _style(element: Element, inherited: str) -> str:
    found = STYLE.search(element.attribute("style"))
    return found[1].lower() if found else element.attribute("type") or inherited


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    written = ""
    for value, numeral in ROMAN:
        written += numeral * (number // value)
        number %= value
    return written


WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "a": lambda number: f"{_letters(number)}. ",
    "A": lambda number: f"{_letters(number).upper()}. ",
    "i": lambda number: f"{_roman(number)}. ",
    "I": lambda number: f"{_roman(number).upper()}. ",
    "一": lambda number: f"{to_chinese(number)}、",
}
NAMES: Final = (
    ("upper-roman", "I"), ("roman", "i"), ("upper-alpha", "A"), ("upper-latin", "A"),
    ("alpha", "a"), ("latin", "a"), ("ideographic", "一"), ("chinese", "一"),
)  # fmt: skip


def _label(style: str, number: int) -> str:
    if style in ("none", "disc", "circle", "square"):
        return ""
    key = next((key for name, key in NAMES if name in style), style)
    write = WRITERS.get(key)
    # Like a browser: what a style cannot write is written as a decimal number.
    if write is None or not 0 < number <= LARGEST:
        return f"{number}. "
    return write(number)
