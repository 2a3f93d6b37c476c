"""Lines to blocks: sentences broken by line ends or pages are joined, paragraphs kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hegao.dsl.model import Block
from hegao.grammar.lines import Line
from hegao.grammar.source import Span, make

SENTENCE_END = frozenset("。；：！？.;:!?")
CLOSING = frozenset("”’」』）)》〉〕】]")
COMMA = re.compile("[，。；：,;:]")
BRACKETS = re.compile("[（(〔【]|[）)〕】]")
TITLED = ("LEVEL0", "LEVEL1", "LEVEL2")
ENDED = re.compile("[。；！？;!?]")
# 组　长：张三 in a list of members, 联系人：李四 at the end: lines of their own.
LABELLED = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\s]{0,6}[：:]")
HEADING_LENGTH = 40


class Joined(NamedTuple):
    """Some lines as one block, with the span of each line's words in it."""

    block: Block
    bodies: tuple[Span, ...]
    """Of the words behind each line's label, in the block's text, one for each line."""
    labels: tuple[Span, ...]
    breaks: tuple[Span, ...]
    """The characters around each line end that breaks a sentence."""


def is_heading(line: Line) -> bool:
    """Whether the words of a line are a title on their own: short, without sentence marks."""
    return line.stop - line.body < HEADING_LENGTH and not COMMA.search(
        line.raw, line.body, line.stop
    )


def continues(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence that the line before it leaves unfinished."""
    if line.type != "PROSE" or before.type in ("ROW", "DIRECTIVE"):
        return False
    last = before.raw[before.stop - 1 : before.stop]
    if not last or last in SENTENCE_END or before.start + len(before.raw) != line.start:
        return False
    if _has_open_bracket(before):
        return True
    if before.type == "FIELD":
        # A list of units goes on; what else stands below a field is another paragraph.
        return last in "、，," and not LABELLED.match(line.raw, line.label)
    if _is_indented(line):
        return False
    if LABELLED.match(line.raw, line.label) or LABELLED.match(before.raw, before.label):
        return False
    if last in "，、,":
        return True
    return last not in CLOSING and not is_heading(before) and not _is_title(before)


def _is_indented(line: Line) -> bool:
    """Whether a line begins a paragraph by being set in."""
    return line.raw[: line.label].count("\u3000") > 0 or line.raw.startswith(("  ", "\t"))


def _is_title(line: Line) -> bool:
    """Whether a numbered line is a title with commas: 一、提高认识，压实责任."""
    words = line.text
    return line.type in TITLED and len(words) < HEADING_LENGTH and not ENDED.search(words)


def _has_open_bracket(line: Line) -> bool:
    depth = 0
    for mark in BRACKETS.findall(line.raw):
        depth += 1 if mark in "（(〔【" else -1
    return depth > 0


def join(lines: Sequence[Line]) -> Joined:
    """One block of one or more lines. Labels are part of it, indentation and line ends not."""
    if len(lines) == 1:
        return _single(lines[0])
    parts: list[str] = []
    joins: list[tuple[int, int]] = []
    bodies: list[Span] = []
    labels: list[Span] = []
    breaks: list[Span] = []
    at = 0
    for index, line in enumerate(lines):
        if index and continues(lines[index - 1], line):
            breaks.append(Span(at - 1, at + 1))
        elif index:
            parts.append("\n")
            at += 1
        piece = line.raw[line.label : line.stop]
        joins.append((at, line.start + line.label))
        labels.append(Span(at, at + len(line.raw[line.label : line.body].rstrip())))
        bodies.append(Span(at + line.body - line.label, at + len(piece)))
        parts.append(piece)
        at += len(piece)
    text = "".join(parts)
    return Joined(
        Block(text, joins[0][1], tuple(joins)), tuple(bodies), tuple(labels), tuple(breaks)
    )


def _single(line: Line) -> Joined:
    text = line.raw[line.label : line.stop]
    block = make(Block, (text, line.start + line.label, ()))
    body = make(Span, (line.body - line.label, len(text)))
    label = make(Span, (0, len(line.raw[line.label : line.body].rstrip())))
    return make(Joined, (block, (body,), (label,), ()))
