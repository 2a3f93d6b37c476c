"""The rows of a sheet as the paragraphs over and under its tables, and the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from hegao.dsl.recover.finished import Block, Cell, Passage, Row, Table, UnreadableError
from hegao.dsl.recover.sheet.grid import Grid, GridRow, Spot

MOST_SPOTS: Final = 2_000_000
LONG_TEXT: Final = 20
NOTE: Final = re.compile("[（(]?(?:注|备注|说明|填表|填报|制表|审核|审批|单位负责人|联系|附[：:])")
LABEL: Final = re.compile(r"[\u4e00-\u9fff\s（）()]{2,12}[：:]\s*(?P<value>\S.*)?", re.DOTALL)
GAP: Final = "\u3000\u3000"
EMPTY: Final = Spot("")


def sheet_blocks(grid: Grid, place: str) -> Iterator[Block]:
    """What a sheet holds, in order; empty rows part one table from the next."""
    for rows in _runs(grid):
        first, stop = _table_rows(rows)
        yield from _passages(rows[:first], place)
        if first < stop:
            yield _table(rows[first:stop], place)
        yield from _passages(rows[stop:], place)


def _runs(grid: Grid) -> Iterator[list[GridRow]]:
    """The rows between empty ones; a hidden row parts nothing."""
    run: list[GridRow] = []
    for row in grid.rows:
        between = range(run[-1].number + 1 if run else row.number, row.number)
        if any(number not in grid.hidden_rows for number in between):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _filled(row: GridRow) -> list[int]:
    return sorted(column for column, spot in row.spots.items() if spot.filled)


def _table_rows(rows: Sequence[GridRow]) -> tuple[int, int]:
    """Where in some rows the table begins and ends."""
    first, stop = 0, len(rows)
    while first < stop and (_stands_alone(rows, first) or _is_labelled(rows[first])):
        first += 1
    while stop > first and (_is_note(rows, stop - 1, first) or _is_labelled(rows[stop - 1])):
        stop -= 1
    return first, stop


def _stands_alone(rows: Sequence[GridRow], index: int) -> bool:
    """Whether a row holds but one text, which reaches into no other row."""
    if len(_filled(rows[index])) != 1 or _hangs(rows[index]):
        return False
    return index + 1 == len(rows) or not _hangs(rows[index + 1])


def _hangs(row: GridRow) -> bool:
    return any(spot.merged == "above" for spot in row.spots.values())


def _is_labelled(row: GridRow) -> bool:
    """Whether a row only says who filled the table in and when: 填报单位：县民政局, 日期：."""
    texts = [row.spots[column].text for column in _filled(row)]
    labels = [LABEL.match(text) for text in texts]
    if len(texts) < 2 or not labels[0] or _hangs(row):
        return False
    # A value in a cell of its own stands behind a bare label.
    return all(label or (before and not before["value"]) for before, label in pairwise(labels))


def _is_note(rows: Sequence[GridRow], index: int, first: int) -> bool:
    """Whether a row under a table speaks about it instead of being one of its rows."""
    if not _stands_alone(rows, index):
        return False
    row = rows[index]
    column = _filled(row)[0]
    if column > min(min(above.spots) for above in rows[first:index] or [row]):
        return False
    wide = row.spots.get(column + 1, EMPTY).merged == "left"
    text = row.spots[column].text
    return wide or len(text) >= LONG_TEXT or bool(NOTE.match(text))


def _passages(rows: Sequence[GridRow], place: str) -> Iterator[Passage]:
    for row in rows:
        spots = [row.spots[column] for column in _filled(row)]
        text = GAP.join(spot.text for spot in spots if spot.text)
        remarks = tuple(remark for spot in spots for remark in spot.remarks)
        yield Passage(text, f"{place}第{row.number}行", remarks)


def _table(rows: Sequence[GridRow], place: str) -> Table:
    """A table of the columns in which something stands."""
    columns = sorted({column for row in rows for column in _filled(row)})
    if len(rows) * len(columns) > MOST_SPOTS:
        raise UnreadableError("工作表太大，读不了，请只留下要用的部分")
    written = [
        Row(
            tuple(_cell(row.spots.get(column, EMPTY)) for column in columns),
            f"{place}第{row.number}行",
        )
        for row in rows
        if _filled(row)
    ]
    return Table(tuple(written), f"{place}第{rows[0].number}行")


def _cell(spot: Spot) -> Cell:
    return Cell(spot.text, spot.merged, spot.remarks)
