"""Numbered items as the official text has them: proper numbers, field lines in one bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.document import Field, Item
from hegao.dsl.field_lines import field_lines
from hegao.dsl.line_spelling import official_label, spell_list
from hegao.dsl.spelling import spell
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.grammar.vocabulary import FIELDS, UNIT_FIELDS

PRINTED_FIELDS: Final = frozenset((*UNIT_FIELDS, "完成时限"))
"""The fields of a task that the official text names; the others are the drafter's own."""
EXPLICIT = re.compile(r"\A\s*【(?:任务|段|[一二三四五]级)】\s*")


def item_label(item: Item) -> str:
    """The item's number as its level is properly written, nothing explicit before it."""
    return EXPLICIT.sub("", official_label(item.mark.level, item.mark.text))


def cited(item: Item) -> str:
    """How the text refers to an item: 第3项, 第（三）项."""
    label = item_label(item)
    return f"第{label.rstrip('.、')}项" if label and label[0] != "第" else label or "本项"


def is_of_units(line: str) -> bool:
    """Whether a field line names units: 责任单位：……"""
    return FIELDS.get(line.partition("：")[0]) in UNIT_FIELDS


def split(item: Item) -> tuple[list[str], list[str]]:
    """The item's paragraphs behind its number, and what its printed fields say, with labels."""
    fields = {each.label_span.start: each for each in item.fields}
    paragraphs: list[str] = []
    said: list[str] = []
    at = 0
    for part in item.block.text.split("\n"):
        if field := fields.get(at):
            said.extend(_said(field, part))
        elif at:
            paragraphs.append(EXPLICIT.sub("", part))
        else:
            paragraphs.append(part[item.mark.span.end :].lstrip(" \t\u3000\u00a0：:"))
        at += len(part) + 1
    return paragraphs, said


def _said(field: Field, part: str) -> Iterator[str]:
    """A printed field with its label as the drafter chose it: 落实单位：县司法局."""
    value = spell_list(part[field.span.start - field.label_span.start :]).rstrip("。；")
    if field.name in PRINTED_FIELDS and value:
        label = spell(field.label).rstrip("：:")
        yield f"{label if FIELDS.get(label) == field.name else field.name}：{value}"


def with_bracket(text: str, said: Sequence[str]) -> str:
    """The text with what the field lines say in the bracket it ends with, or in one of its own."""
    if not said:
        return text
    brackets = find_unit_brackets(text)
    if brackets and brackets[-1].span.end == len(text) and brackets[-1].closing:
        return f"{text[:-1]}；{'；'.join(said)}）"
    return f"{text}（{'；'.join(said)}）"


def without_brackets(text: str) -> tuple[str, list[str]]:
    """The text without its brackets of units, and what these say as field lines."""
    said: list[str] = []
    for bracket in reversed(find_unit_brackets(text)):
        if not bracket.closing:
            continue
        start, stop = bracket.span
        before, after = text[:start].rstrip(), text[stop:]
        # A full stop before the bracket is enough: 完成。（责任单位：……）。
        after = after.removeprefix("。") if before.endswith("。") else after
        said[:0] = field_lines(text[start + 1 : stop - 1], bracket.label)
        text = before + after
    return text, said


def labelled(label: str, text: str) -> str:
    """Number and text; a space keeps 1. from 2026年, and 第一条 from what it says."""
    if label.endswith("."):
        return f"{label} {text}" if text[:1].isdigit() else label + text
    return f"{label}\u3000{text}" if label.startswith("第") and text[:1] != "、" else label + text


def lead(item: Item, label: str, text: str) -> int:
    """How much of an item's first paragraph is heading: its number and its title."""
    title = spell(item.heading or "")
    at = text.find(title, len(label))
    if not title or at > len(label) + 1 or at < 0:
        return 0
    end = at + len(title)
    return end + (text[end : end + 1] == "。")
