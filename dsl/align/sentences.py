"""The sentences of tasks, as what is compared between two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from hegao.dsl.align.places import NOWHERE, Place, localised
from hegao.dsl.document import Task
from hegao.dsl.model import Block
from hegao.grammar.source import Span

SHORTEST: Final = 4
"""The characters that a sentence must have to say something."""
LONG_PART: Final = 12
"""The characters of a part that a semicolon ends, for it to be compared on its own."""
LONGEST_TITLE: Final = 18
"""The characters of a title in a table cell, where nothing else tells it."""
_INNER = re.compile(r"[，,：:]")
_ASKS = re.compile(
    r"\d|每[年季月周半日天]|底前|全部|所有|一律|必须|严禁|不得|应当|至少|鼓励|原则上|[一二两三四五六七八九十][次家期]"
)
"""A title that says how much, by when or how firmly is a sentence like others."""
_END = re.compile(r"[。！？；;]|\n")
_NO_WORDS = re.compile(r"[\W_]+")
WIDTHS: Final = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)}
"""Full-width digits and letters to half-width ones."""


class Sentence(NamedTuple):
    """A sentence and the task that it stands in."""

    text: str
    plain: str
    """Without marks, and without the words for the notice's own place."""
    span: Span
    """In the block of the task."""
    task: int
    """The number of the task in its list, from 0."""
    block: Block
    title: bool = False
    """It is the title of a task of which more is said."""


def sentences_of(tasks: Iterable[Task], place: Place = NOWHERE) -> list[Sentence]:
    """The sentences of tasks in order, their titles first."""
    return [
        Sentence(text, plain, span, index, task.block, is_title)
        for index, task in enumerate(tasks)
        for text, plain, span, is_title in _cut_up(
            task.block.text, task.text_spans, task.heading or "", place
        )
    ]


def _is_title(sentence: str, heading: str) -> bool:
    """Whether the first of several sentences only names what the task is about."""
    if _ASKS.search(sentence):
        return False
    if heading:
        return plain_words(sentence) == plain_words(heading)
    return len(sentence) <= LONGEST_TITLE and not _INNER.search(sentence)


def plain_words(text: str, place: Place = NOWHERE) -> str:
    """The characters that say something: no marks, no white space, no word for the own place."""
    return _NO_WORDS.sub("", localised(text, place).translate(WIDTHS))


@lru_cache(maxsize=16384)
def _cut_up(
    text: str, spans: tuple[Span, ...], heading: str, place: Place
) -> tuple[tuple[str, str, Span, bool], ...]:
    """The sentences of a task; kept, as an edit leaves most tasks as they are."""
    pieces = [piece for span in spans for piece in _cut(text, span)]
    found: list[tuple[str, str, Span, bool]] = []
    for number, (start, end) in enumerate(pieces):
        plain = plain_words(text[start:end], place)
        first = number == 0 < len(pieces) - 1
        is_title = first and _is_title(text[start:end], heading)
        if len(plain) >= SHORTEST:
            found.append((text[start:end], plain, Span(start, end), is_title))
    return tuple(found)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A paragraph at its full stops, and at semicolons where what they divide is long enough."""
    start = span.start
    for match in _END.finditer(text, span.start, span.end):
        if match[0] in "；;" and match.end() - start < LONG_PART:
            continue
        yield Span(start, match.end())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)
