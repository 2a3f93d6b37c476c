"""All items numbered anew, each in its own way of writing numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lsprotocol import types

from hegao.dsl.document import Item
from hegao.dsl.numbering import counted_through
from hegao.grammar.labels import ARABIC, HAN, number_label
from hegao.grammar.numerals import to_chinese
from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.lsp.actions.offer import Offer, Scene

RENUMBER: Final = f"{types.CodeActionKind.Source.value}.renumber.hegao"
EXPLICIT: Final = re.compile(r"\A\s*(?:【[^】]*】\s*)*")
CITED: Final = re.compile(r"第[（(]?[0-9一二三四五六七八九十]+[）)]?项")


def renumbering(scene: Scene) -> Iterator[Offer]:
    """All numbers counted through; nothing where they are right."""
    notice = scene.draft.notice
    edits = renumbered(notice.items, notice.value("编号方式") or "")
    if not edits:
        return
    cited = any(CITED.search(item.text) for item in notice.items)
    note = "；正文里“第几项”的提法要自己核对" if cited else ""
    title = f"编号从头排一遍（改{len(edits)}处{note}）"
    yield Offer(title, RENUMBER, lambda: edits, review=True)


def renumbered(items: Sequence[Item], way: str) -> tuple[Edit, ...]:
    """The edits that give every item the number that it should have."""
    edits: list[Edit] = []
    for item, number in zip(items, counted_through(items, way), strict=True):
        if number is not None and (label := relabelled(item, number)):
            edits.append(Edit(item.block.locate(item.mark.span), label))
    return tuple(edits)


def relabelled(item: Item, number: int) -> str:
    """The item's label with another number, otherwise as it stands; empty where that cannot be."""
    text = item.mark.text
    head = EXPLICIT.match(text)
    start = head.end() if head else 0
    label = text[start:]
    if match := ARABIC.search(label):
        written = str(number)
    elif match := HAN.search(label):
        written = to_chinese(number) if 0 < number < 10_000 else ""
    else:
        return text[:start] + (number_label(item.mark.level, number) or "") if label else ""
    return text[:start] + _replaced(label, Span(*match.span()), written) if written else ""


def _replaced(text: str, span: Span, by: str) -> str:
    return text[: span.start] + by + text[span.end :]
