"""A rules file as its author sees it while typing: blocks and their lines, with their places.

The compiler wants whole rules; this takes what is there, however unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from hegao.grammar.rule_errors import CLAUSES
from hegao.grammar.source import LINE_END, Span
from hegao.linter.rule_file import BLOCK

BlockKind = Literal["规则", "调整", "词表", ""]
HEADINGS: Final[dict[str, BlockKind]] = {"规则": "规则", "调整": "调整", "词表": "词表"}
HEADING = re.compile(
    r"(?P<word>规则|调整|词表)[ \t\u3000]+"
    r"(?P<name>[^：:\s+＋\-－]*)[ \t\u3000]*(?P<title>[^\r\n]*)"
)
CLAUSE = re.compile(
    rf"(?P<name>{'|'.join(sorted(CLAUSES[2:], key=len, reverse=True))})"
    r"(?P<tier>[（(]待确认[）)])?[ \t\u3000]*[：:][ \t\u3000]*"
)
EXAMPLES: Final = ("应报", "不报", "修正后")
"""The lines that begin an example, which stands on the lines below."""
BARS: Final = ("｜", "|")


class Clause(NamedTuple):
    """One line of a block with what belongs to it: 条件：…, 应报： and its example."""

    name: str
    label: Span
    """Its name, without the colon."""
    value: Span
    """What stands behind the colon; lines that go on, and examples, included."""


class Block(NamedTuple):
    """A rule, an adjustment or a word list; of kind "" where the heading cannot be read."""

    kind: BlockKind
    heading: Span
    """The first line."""
    name: Span
    """The code, or the name of the word list; may be empty."""
    title: Span
    """What stands behind the code."""
    span: Span
    """From the heading to the end of the last line that says something."""
    clauses: tuple[Clause, ...]

    def clause(self, name: str) -> Clause | None:
        """The first line of a name."""
        return next((each for each in self.clauses if each.name == name), None)

    def named(self, name: str) -> list[Clause]:
        """All lines of a name, such as the examples."""
        return [each for each in self.clauses if each.name == name]


class RulesText(NamedTuple):
    """A rules file read: its blocks, and the lines that are remarks."""

    text: str
    blocks: tuple[Block, ...]
    comments: tuple[Span, ...]

    def said(self, span: Span) -> str:
        """The words of a place."""
        return self.text[span.start : span.end]

    def code(self, block: Block) -> str:
        """The code of a rule, or the name of a word list."""
        return self.said(block.name)

    def block_at(self, offset: int) -> Block | None:
        """The block that a place belongs to: the last that begins before it."""
        found = None
        for block in self.blocks:
            if block.heading.start <= offset:
                found = block
        return found

    def rule(self, code: str) -> Block | None:
        """The rule of a code."""
        rules = (each for each in self.blocks if each.kind == "规则")
        return next((each for each in rules if self.code(each) == code), None)


@lru_cache(maxsize=64)
def read_blocks(text: str) -> RulesText:
    """The blocks of a rules file."""
    blocks: list[Block] = []
    comments: list[Span] = []
    for line in _lines(text):
        words = text[line.start : line.end]
        if words.startswith("#"):
            comments.append(line)
        elif BLOCK.match(words) or words in HEADINGS:
            blocks.append(_heading(line, words))
        elif blocks and words.strip():
            blocks[-1] = _longer(blocks[-1], line, words)
    return RulesText(text, tuple(blocks), tuple(comments))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for match in LINE_END.finditer(text):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def _heading(line: Span, words: str) -> Block:
    match = HEADING.match(words)
    if match is None:
        nowhere = Span(line.end, line.end)
        return Block(HEADINGS.get(words, ""), line, nowhere, nowhere, line, ())
    name, title = (_shifted(match.span(each), line.start) for each in ("name", "title"))
    clauses: tuple[Clause, ...] = ()
    if match["word"] == "词表":
        colon = re.search("[：:]", words)
        start = line.start + colon.end() if colon else line.end
        clauses = (Clause("词表", Span(line.start, line.start + 2), Span(start, line.end)),)
    return Block(HEADINGS[match["word"]], line, name, title, line, clauses)


def _longer(block: Block, line: Span, words: str) -> Block:
    """A block with one more line."""
    grown = block._replace(span=Span(block.span.start, line.end))
    match = CLAUSE.match(words)
    if match and block.kind != "词表":
        name, start = match["name"], line.start
        label = Span(start, start + len(name))
        clause = Clause(name, label, Span(start + match.end(), line.end))
        return grown._replace(clauses=(*block.clauses, clause))
    goes_on = words.startswith((" ", "\t", "\u3000", *BARS)) or block.kind == "词表"
    if not goes_on or not block.clauses:
        return grown
    *others, last = block.clauses
    longer = last._replace(value=Span(last.value.start, line.end))
    return grown._replace(clauses=(*others, longer))


def _shifted(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)
