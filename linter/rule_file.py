"""A file of rules to its parts: blocks of rules and word lists, with the line each begins in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

# A heading that is only nearly right begins a block too, so that it spoils no other.
NEARLY = (
    r"(?!继承|阻断)[\u4e00-\u9fff]{1,3}[ \t\u3000]*[：: \t\u3000][ \t\u3000]*"
    r"[A-Za-z]{1,6}\d{2,4}[ \t\u3000]+\S"
)
BLOCK = re.compile(rf"^(?=(?:规则|词表|调整)[ \t\u3000]|{NEARLY})", re.MULTILINE)
LISTS = re.compile(
    r"^词表[ \t\u3000].*?(?=^(?:规则|词表|调整)[ \t\u3000]|\Z)", re.MULTILINE | re.DOTALL
)
COMMENT = re.compile(r"^#[^\r\n]*(?:\r?\n|\Z)", re.MULTILINE)
WORD_LIST = re.compile(
    r"词表[ \t\u3000]+(?P<name>[^：:\s+＋\-－]+)[ \t\u3000]*(?P<change>[+＋\-－])?[ \t\u3000]*[：:]"
    r"(?P<words>.*)",
    re.DOTALL,
)
HEADING = re.compile(r"(?:规则|调整)[ \t\u3000]+(?P<code>[A-Z]{1,6}\d{3,4})(?!\w)")
WORD_SEPARATOR = re.compile(r"[、，,\s]+")
FORM = "写成“词表 名称：词一、词二”；增加词写“词表 名称 ＋：…”，减去词写“词表 名称 －：…”"
MOST_WORDS = 5000
ARROW = re.compile("→|->")


class Part(NamedTuple):
    """A block of a rules file."""

    text: str
    line: int

    @property
    def code(self) -> str:
        """The code of a rule, or of the rule that is adjusted; empty for word lists."""
        match = HEADING.match(self.text)
        return match["code"] if match else ""


class WordList(NamedTuple):
    """Words, and for a list of mistakes what each should be."""

    name: str
    words: tuple[str, ...]
    corrections: dict[str, str]


class WordListPart(NamedTuple):
    """What one block says of a word list: its words, or words to add (+) or to leave out (-)."""

    words: WordList
    change: Literal["", "+", "-"]
    line: int


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
        block = COMMENT.sub("\n", text[start:end]).rstrip() + "\n"
        yield Part(block, text.count("\n", 0, start) + 1)


def list_parts(text: str) -> Iterator[Part]:
    """The blocks of a rules file that begin with 词表, without looking at the others."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for match in LISTS.finditer(text):
        yield Part(COMMENT.sub("\n", match[0]), text.count("\n", 0, match.start()) + 1)


def rule_text(text: str, code: str) -> str:
    """The block of one rule in a rules file, or an empty string."""
    match = re.search(rf"^规则[ \t\u3000]+{re.escape(code)}\b", text, re.MULTILINE)
    return next(parts(text[match.start() :])).text if match else ""


def word_list(part: Part) -> WordListPart | RuleProblem:
    """What a block that begins with 词表 says."""
    match = WORD_LIST.match(part.text)
    if match is None:
        return RuleProblem(part.line, 1, "词表的写法不对", FORM)
    words = [word for word in WORD_SEPARATOR.split(match["words"]) if word]
    if len(words) > MOST_WORDS:
        return RuleProblem(part.line, 1, f"词表有{len(words)}个词，最多{MOST_WORDS}个", "拆成几张")
    pairs = [ARROW.split(word, maxsplit=1) for word in words]
    if not all(pair[0] for pair in pairs):
        return RuleProblem(part.line, 1, "词表里“→”左边没有词", "写成“布署→部署”")
    corrections = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    made = WordList(match["name"], tuple(pair[0] for pair in pairs), corrections)
    return WordListPart(made, CHANGES[match["change"]], part.line)


CHANGES: Final[dict[str | None, Literal["", "+", "-"]]] = {
    None: "", "+": "+", "＋": "+", "-": "-", "－": "-",
}  # fmt: skip
