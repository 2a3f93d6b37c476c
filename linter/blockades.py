"""Rules that say all there is to say of a place (阻断): where one fires, others keep silent."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import NamedTuple

from hegao.dsl.model import Block
from hegao.grammar.source import Span
from hegao.linter.rule import Hit, Rule

ALL = "全部"


class Blockade(NamedTuple):
    """A place of the text, and the codes of the rules that are not to speak of it."""

    start: int
    end: int
    codes: tuple[str, ...]


class Blockades:
    """The places of one notice where rules have fired that let no others speak."""

    def __init__(self, whole: Block) -> None:
        self._whole = whole
        self._places: list[Blockade] = []

    def raise_by(self, rule: Rule, hits: list[Hit]) -> None:
        """Remember where a rule has fired, when it lets no others speak."""
        for hit in hits if rule.blocks else ():
            insort(self._places, Blockade(*self._place(hit), rule.blocks))

    def kept(self, hits: list[Hit]) -> list[Hit]:
        """The hits that no earlier rule has silenced."""
        if not self._places:
            return hits
        return [hit for hit in hits if not self._silences(hit)]

    def _silences(self, hit: Hit) -> bool:
        before = bisect_right(self._places, hit.span.start, key=lambda place: place.start)
        if not before:
            return False
        _, end, codes = self._places[before - 1]
        return hit.span.start < end and (ALL in codes or hit.rule.code in codes)

    def _place(self, hit: Hit) -> Span:
        """The item, element or row that a rule fired in; of one on words just these."""
        block: Block = hit.node.block
        if block is self._whole:
            return hit.span
        return block.locate(Span(0, len(block.text)))
