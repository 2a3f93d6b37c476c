"""What a quantity means: what it allows, and in which period."""

from __future__ import annotations

from typing import Final

from hegao.dsl.model import Bound, Quantity
from hegao.grammar.source import Span
from hegao.lsp.explained.note import Note

BOUNDS: Final[dict[Bound, str]] = {
    "at_least": "最少{0}，{0}也算做到",
    "at_most": "最多{0}，含{0}",
    "more_than": "要多于{0}，不含{0}",
    "less_than": "要少于{0}，不含{0}",
    "about": "大约{0}，没有写死",
    "exactly": "{0}，没有写“不少于”“不超过”这样的上下限",
}


def quantity_note(quantity: Quantity, span: Span) -> Note:
    """What a quantity means."""
    amount = f"{quantity.value:.12g}{quantity.measure}"
    period = f"，按“{quantity.period}”计" if quantity.period else ""
    told = BOUNDS[quantity.bound].format(amount) + period
    return Note(span, f"数量：{quantity.text}", (told,))
