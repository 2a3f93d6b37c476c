"""A rule in short: what it is called, why it is there, what it tells and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.grammar.source import Span
from hegao.linter.manual import levels_text
from hegao.linter.rule import Rule
from hegao.lsp.explained.note import Note

MOST: Final = 3
"""An example of more lines is not shown in full."""


def rule_note(rule: Rule, span: Span) -> Note:
    """The manual page of a rule, in short."""
    return Note(span, f"{rule.code} {rule.title}", tuple(_lines(rule)))


def _lines(rule: Rule) -> Iterator[str]:
    yield f"级别：{levels_text(rule.levels)}"
    yield f"依据：{rule.source}"
    if rule.note:
        yield f"说明：{rule.note}"
    if rule.bad:
        yield f"会报（⟦ ⟧里是画线的字）：{_example(rule.bad[0])}"
    good = next(iter((*rule.fixed, *rule.good)), "")
    if good and len(good.split("\n")) <= MOST:
        yield f"{'改好以后' if rule.fixed else '不报'}：{_example(good)}"
    yield from (f"本单位调整：{layer.reason}" for layer in rule.layers if layer.reason)


def _example(text: str) -> str:
    """An example on one line; of a long one the lines with what is told."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > MOST:
        lines = [line for line in lines if "⟦" in line][:MOST]
    return " ／ ".join(lines)
