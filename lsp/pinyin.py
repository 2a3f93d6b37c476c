"""Names typed in Latin letters: how Chinese text is read, and whether what is typed reads so."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hegao.lsp.pinyin_table import BESIDES, FIRST

_GROUP = re.compile(r"([a-z]+)([^a-z ]+)")


class Readings(NamedTuple):
    """A text in Latin letters; other characters than Chinese ones stay as they are."""

    initials: str
    """The first letter of each character: xsfj."""
    full: str
    """All letters: xiansifaju."""


def readings(text: str) -> Readings:
    """How a text is mostly read, in small letters."""
    read = [syllables(char)[0] for char in text]
    initials = (each[0] if char != each else each for char, each in zip(text, read, strict=True))
    return Readings("".join(initials), "".join(read))


def syllables(char: str) -> tuple[str, ...]:
    """The readings of a character, the usual one first; of any other the character itself."""
    return _table().get(char) or (char.lower(),)


def may_begin(char: str, letter: str) -> bool:
    """Whether what is typed may begin with a letter where it means this character."""
    return letter in _beginnings(char)


def reads_as(name: str, typed: str) -> bool:
    """Whether typed text begins a name: as it is written, by initials, in full or mixed.

    `xsfj`, `xiansifa`, `xiansf` and `县sfj` begin 县司法局; `typed` is in small letters.
    """
    reached = {0}
    for char in name:
        if len(typed) in reached:
            return True
        reached = {end for at in reached for end in _ends(char, typed, at)}
        if not reached:
            return False
    return len(typed) in reached


@cache
def _beginnings(char: str) -> frozenset[str]:
    return frozenset((char.lower(), *(syllable[0] for syllable in syllables(char))))


def _ends(char: str, typed: str, at: int) -> list[int]:
    """Where typed text may go on behind a character that it writes or reads from `at`."""
    ends = [at + 1] if typed.startswith(char.lower(), at) else []
    for syllable in _table().get(char, ()):
        for length in range(1, len(syllable) + 1):
            if not typed.startswith(syllable[:length], at):
                break
            ends.append(at + length)
    return ends


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for listed in (FIRST, BESIDES):
        for syllable, chars in _GROUP.findall(listed):
            for char in chars:
                table[char] = (*table.get(char, ()), syllable)
    return table
