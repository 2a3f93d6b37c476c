"""Headings of the prose that stand in cells of a breakdown table."""

from __future__ import annotations

import re
from functools import cached_property

from hegao.dsl.align.sentences import plain_words
from hegao.dsl.document import Document, Item, Row
from hegao.grammar.labels import label_number

_HEADING = re.compile(
    r"[（(]\s*(?P<number>[一二三四五六七八九十]{1,3})\s*[)）]\s*(?P<title>\S[^。；]{0,40})?"
)
_SPACE = re.compile(r"\s+")


class TableHeadings:
    """The second-level headings in the cells of a notice's tables, against its prose."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def over(self) -> dict[int, tuple[str, str]]:
        """Number and title of the heading that each row stands under, by origin."""
        found: dict[int, tuple[str, str]] = {}
        for table in self._document.tables:
            heading = ("", "")
            for row in table.rows:
                heading = _heading_of(row) or heading
                found[row.block.origin] = heading
        return found

    @cached_property
    def items(self) -> dict[int, Item]:
        """The prose items that headings of a table can name, by their number."""
        headed = [
            item
            for item in self._document.items
            if item.mark.level == "LEVEL2" and item.mark.number is not None
        ]
        found = {item.mark.number or 0: item for item in headed}
        # Numbers that begin anew under each heading name no item by themselves.
        return found if len(found) == len(headed) else {}

    def rewording(self, row: Row) -> tuple[str, str] | None:
        """A heading in a cell that the prose words otherwise: here and there."""
        told = _heading_of(row)
        item = self.items.get(label_number(told[0]) or 0) if told and told[1] else None
        if told is None or item is None or not item.heading:
            return None
        here, there = plain_words(told[1]), plain_words(item.heading)
        return None if here == there else (told[1], item.heading)


def _heading_of(row: Row) -> tuple[str, str] | None:
    """Number and title of a second-level heading in one of the cells."""
    for cell in row.cells:
        text = _SPACE.sub("", cell.text)
        if len(text) < 50 and (match := _HEADING.fullmatch(text)):
            return f"（{match['number']}）", match["title"] or ""
    return None
