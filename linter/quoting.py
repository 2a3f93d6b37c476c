"""What stands in a text, and round about it, as rules quote it."""

from __future__ import annotations

from datetime import date

from hegao.dsl.model import Block
from hegao.grammar.source import Span
from hegao.linter.nodes import Match, Passage

LONGEST_QUOTE = 40


def brief(text: str) -> str:
    """A text to be quoted in a message: white space folded, the middle of a long one left out."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[:18]}……{flat[-6:]}"


def text_before(block: Block, span: Span) -> str:
    """The eight characters before a span of a block."""
    return block.text[max(span.start - 8, 0) : span.start]


def before(node: Match) -> str:
    """The twelve characters before a match."""
    return node.block.text[max(node.span.start - 12, 0) : node.span.start]


def after(node: Match) -> str:
    """The twelve characters behind a match."""
    return node.block.text[node.span.end : node.span.end + 12]


def line_of(node: Match) -> str:
    """The line a match stands in."""
    text = node.block.text
    start = text.rfind("\n", 0, node.span.start) + 1
    end = text.find("\n", node.span.end)
    return text[start : end if end >= 0 else len(text)]


def is_protected(node: Match) -> bool:
    """Whether a match begins or ends in a quotation, a cited title, an address or the like."""
    ranges = node.whole.protected
    return ranges.hold(node.span.start) or ranges.hold(node.span.end - 1)


def is_protected_mark(node: Passage) -> bool:
    """The same of a bracket that does not pair."""
    return node.whole.protected.hold(node.block.locate(node.value.span).start)


def last_character(block: Block) -> Span:
    """The last character of a block that is no white space."""
    end = len(block.text.rstrip())
    return Span(max(end - 1, 0), end)


def chinese_date(day: date | None) -> str:
    """2026年6月2日; empty for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
