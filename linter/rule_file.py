"""A file of rules to its parts: blocks of rules and word lists, with the line each begins in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

BLOCK = re.compile(r"^(?=规则[ \t\u3000]|词表[ \t\u3000])", re.MULTILINE)
COMMENT = re.compile(r"^#[^\r\n]*(?:\r?\n|\Z)", re.MULTILINE)
WORD_LIST = re.compile(
    r"词表[ \t\u3000]+(?P<name>[^：:\s]+)[ \t\u3000]*[：:](?P<words>.*)", re.DOTALL
)
WORD_SEPARATOR = re.compile(r"[、，,\s]+")
ARROW = re.compile("→|->")


class Part(NamedTuple):
    """A block of a rules file."""

    text: str
    line: int


class WordList(NamedTuple):
    """Words, and for a list of mistakes what each should be."""

    name: str
    words: tuple[str, ...]
    corrections: dict[str, str]


class RuleProblem(NamedTuple):
    """A fault of a rules file, for its author."""

    line: int
    column: int
    message: str
    hint: str


def parts(text: str) -> Iterator[Part]:
    """The blocks of a rules file; comments (lines that begin with #) are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    starts = [match.start() for match in BLOCK.finditer(text)]
    ends = [*starts[1:], len(text)]
    first = starts[0] if starts else len(text)
    if COMMENT.sub("", text[:first]).strip():
        yield Part(text[:first].rstrip() + "\n", 1)
    for start, end in zip(starts, ends, strict=False):
        block = COMMENT.sub("", text[start:end]).rstrip() + "\n"
        yield Part(block, text.count("\n", 0, start) + 1)


def word_list(part: Part) -> WordList | RuleProblem:
    """The word list of a block that begins with 词表."""
    match = WORD_LIST.match(part.text)
    if match is None:
        return RuleProblem(part.line, 1, "词表的写法不对", "写成“词表 名称：词一、词二”")
    words = [word for word in WORD_SEPARATOR.split(match["words"]) if word]
    pairs = [ARROW.split(word, maxsplit=1) for word in words]
    corrections = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    return WordList(match["name"], tuple(pair[0] for pair in pairs), corrections)
