"""Sections as the plain data that the typst programs read: headings, and what stays together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.layout.pdf.words import Data, Keep, passage_data
from hegao.dsl.layout.piece import SIGNED
from hegao.dsl.layout.profile import CELLS, LINES, POINT
from hegao.dsl.layout.sheet import Cell, Flow, Grid, Passage, Section
from hegao.dsl.layout.xml_text import xml_text

LONGEST_HEADING: Final = 1000
"""Characters; archives take no more than 32,767 bytes in a list of headings (PDF/A-2, 6.1.13)."""

MOST_KEPT: Final = 12
"""Lines of attachments that are not parted; more would leave too much of a page empty."""


def sections_data(sections: Sequence[Section]) -> list[Data]:
    """What stands on the pages, each section beginning on a new one."""
    levels = _Levels()
    return [
        {
            "landscape": each.landscape,
            "flow": list(_flow(each.flow, levels)),
            "one_page": _is_short(each.flow),
        }
        for each in sections
    ]


def _is_short(flow: Sequence[Flow]) -> bool:
    """Whether passages that a signature ends may go on one page if they are set closer."""
    passages = [each for each in flow if isinstance(each, Passage)]
    signed = any(each.role in SIGNED for each in passages)
    characters = sum(len(each.text) for each in passages)
    return signed and len(passages) == len(flow) <= LINES and characters <= CELLS * LINES


class _Levels:
    """Levels of headings without gaps, as PDF/UA-1 wants them (7.4.2): 1, 2, 3 for 1, 3, 4."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def of(self, outline: int) -> int:
        """The level of the next heading, by that of its style; 0 for what is none."""
        if not outline:
            return 0
        self._open = [*(each for each in self._open if each < outline), outline]
        return len(self._open)


def _flow(flow: Sequence[Flow], levels: _Levels) -> Iterator[Data]:
    """A section's passages and tables; signature and date are one, kept with what is above."""
    kept = _kept(flow)
    closing: list[Data] = []
    for at, each in enumerate(flow):
        if isinstance(each, Passage) and _closes(each.role, closing):
            closing.append(passage_data(each))
            continue
        if closing:
            yield {"kind": "closing", "passages": closing}
            closing = []
        if isinstance(each, Grid):
            yield _grid(each)
        else:
            level = levels.of(each.style.outline) if len(each.text) <= LONGEST_HEADING else 0
            yield passage_data(each, kept.get(at, ""), level)
    if closing:
        yield {"kind": "closing", "passages": closing}


def _closes(role: str, closing: Sequence[Data]) -> bool:
    return role in SIGNED or (role == "note" and bool(closing))


def _kept(flow: Sequence[Flow]) -> dict[int, Keep]:
    """What stays with the signature, so that it is not alone on a page (7.3.5.5).

    The list of attachments as a whole, and the last lines of the text above.
    """
    kept: dict[int, Keep] = {}
    roles = [each.role if isinstance(each, Passage) else "" for each in flow]
    for at, role in enumerate(roles):
        if role not in SIGNED or (at and roles[at - 1] in SIGNED):
            continue
        before = at - 1
        while before >= 0 and roles[before] == "attachment_list":
            before -= 1
        listed = range(before + 1, at)
        if sum(map(_lines, flow[before + 1 : at])) <= MOST_KEPT:
            kept |= dict.fromkeys(listed, "whole")
        if before >= 0 and roles[before] and _lines(flow[before]) <= LINES:
            kept[before] = "tail"
    return kept


def _lines(flow: Flow) -> int:
    """About how many lines a passage has."""
    return len(flow.text) // (CELLS // 2) + 1 if isinstance(flow, Passage) else 0


def _grid(grid: Grid) -> Data:
    return {
        "kind": "grid",
        "widths": [each / POINT for each in grid.widths_mm],
        "header": [_cell(column, cell) for column, cell in grid.header],
        "rows": [[_cell(column, cell) for column, cell in row] for row in grid.rows],
    }


def _cell(column: int, cell: Cell) -> Data:
    return {"x": column, "text": xml_text(cell.text), "rows": cell.rows, "columns": cell.columns}
