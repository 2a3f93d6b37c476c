"""Rules that say all there is to say of a place (阻断): where one fires, others keep silent."""

from __future__ import annotations

from bisect import bisect_right

from hegao.dsl.model import Block
from hegao.grammar.source import Span
from hegao.linter.rule import Hit, Rule

ALL = "全部"


class Blockades:
    """The places of one notice where rules have fired that let no others speak."""

    def __init__(self, whole: Block) -> None:
        self._whole = whole
        self._places: dict[str, list[Span]] = {}
        """By the code that is not to speak: places in order, none of them overlapping."""

    def raise_by(self, rule: Rule, hits: list[Hit]) -> None:
        """Remember where a rule has fired, when it lets no others speak."""
        for code in rule.blocks:
            places = [*self._places.get(code, ()), *map(self._place, hits)]
            self._places[code] = _merged(places)

    def kept(self, rule: Rule, hits: list[Hit]) -> list[Hit]:
        """The hits of a rule that no earlier one has silenced."""
        if not self._places:
            return hits
        return [(node, span) for node, span in hits if not self._silences(rule.code, span)]

    def _silences(self, code: str, span: Span) -> bool:
        return any(
            _holds(self._places[each], span.start) for each in (ALL, code) if each in self._places
        )

    def _place(self, hit: Hit) -> Span:
        """The item, element or row that a rule fired in; of one on words just these."""
        node, span = hit
        block: Block = node.block
        if block is self._whole:
            return span
        return block.locate(Span(0, len(block.text)))


def _merged(places: list[Span]) -> list[Span]:
    """Places in order, those that touch made one."""
    found: list[Span] = []
    for place in sorted(places):
        if found and place.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, place.end))
        else:
            found.append(place)
    return found


def _holds(places: list[Span], at: int) -> bool:
    before = bisect_right(places, at, key=lambda place: place.start)
    return before > 0 and at < places[before - 1].end
