"""Radicals and compatibility forms that PDF files have in the place of ordinary characters."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

# Radicals that are characters of their own; Unicode does not fold them into these.
RADICALS = str.maketrans(
    "⺒⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
    "巳民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
)
FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


class Folded(NamedTuple):
    """A text in ordinary characters, and those that were replaced."""

    text: str
    replaced: str


def fold(text: str) -> Folded:
    """A text with ordinary characters only."""
    if text.isascii() or not FORMS.search(text):
        return Folded(text, "")
    replaced: list[str] = []

    def ordinary(found: re.Match[str]) -> str:
        character = normalize("NFKC", found[0].translate(RADICALS))
        if character != found[0]:
            replaced.append(found[0])
        return character

    return Folded(FORMS.sub(ordinary, text), "".join(replaced))
