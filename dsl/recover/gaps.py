"""Where a finished text seems to lack something: numbers that jump, paragraphs that break off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from hegao.dsl.document import Document
from hegao.dsl.model import Block
from hegao.dsl.numbering import number_items
from hegao.dsl.paragraphs import CLOSING, SENTENCE_END
from hegao.grammar.labels import label_number
from hegao.grammar.source import Span

JUMP = "编号跳了号，中间可能漏了内容"
BROKEN_OFF = "这一段没有写完，后面可能缺字"
FRAGMENTARY = "这一段像是从句子中间开始的，前面可能缺字"
# One character and a comma, but for the words that a sentence may begin with.
FRAGMENT = re.compile(
    r"\s*(?:[，、；。：）]|[\u4e00-\u9fff](?<![但故若如即而且则另又并再先现一])[，,])"
)
SHORT = 8
FULL_PARAGRAPH = 40
"""Characters from which on a paragraph without a mark at its end is no title or signature."""


class Gap(NamedTuple):
    """Something that may be missing; `offset` is in the text of the document."""

    offset: int
    message: str
    text: str


def gaps(document: Document) -> Iterator[Gap]:
    """All places where something may be missing."""
    way = document.value("编号方式") or ""
    for item, placed in zip(document.items, number_items(document.items, way), strict=True):
        number = item.mark.number
        if placed.expected and number and number > placed.expected and not placed.duplicate:
            yield Gap(item.block.origin, JUMP, f"应是{placed.label}，写的是{item.mark.text}")
        tail = item.unit_fields[-1].span if item.unit_fields else None
        yield from _unfinished(item.block, tail)
    for paragraph in document.paragraphs:
        yield from _unfinished(paragraph.block)
    yield from _fragments(document)
    yield from _jumps_in_tables(document)


def _unfinished(block: Block, tail: Span | None = None) -> Iterator[Gap]:
    """A paragraph without a mark at its end; `tail` is a list of units, which needs none."""
    text = block.text.rpartition("\n")[2].rstrip()
    last = text[-1:]
    if not last or last in SENTENCE_END or last in CLOSING:
        return
    if tail is not None and tail.end >= len(block.text.rstrip()):
        return
    if len(text) >= FULL_PARAGRAPH or (last in "，、,：" and len(text) >= SHORT):
        yield Gap(block.offset(len(block.text) - 1), BROKEN_OFF, f"……{text[-12:]}")


def _fragments(document: Document) -> Iterator[Gap]:
    """Paragraphs that begin in the middle of a sentence: 务，推动……."""
    blocks = [node.block for node in document.paragraphs]
    blocks.extend(node.block for node in document.items)
    for block in blocks:
        at = 0
        for text in block.text.split("\n"):
            if FRAGMENT.match(text):
                yield Gap(block.offset(at), FRAGMENTARY, text[:12])
            at += len(text) + 1


def _jumps_in_tables(document: Document) -> Iterator[Gap]:
    tasks = [task for task in document.tasks if task.in_table]
    numbers = [label_number(task.number or "") for task in tasks]
    for (before, number), task in zip(pairwise(numbers), tasks[1:], strict=True):
        if before and number and number > before + 1:
            yield Gap(task.block.origin, JUMP, f"应是{before + 1}，写的是{number}")
