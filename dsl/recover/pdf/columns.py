"""Text set in columns without rules: tables whose cells line up, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from hegao.dsl.recover.finished import Cell, Note, Row
from hegao.dsl.recover.pdf.breaks import joined
from hegao.dsl.recover.pdf.cells import Inside, Piece
from hegao.dsl.recover.pdf.page import Frame, Line, Part

FEWEST_LINES = 3
FEWEST_GAPPED = 4
FEWEST_COLUMNS = 3
MOST_PARTS = 30
GAP = 1.5
"""So many characters are free between two columns on every line."""
CLEAR = 2.0
"""And between two words of the header."""
FURTHEST = 3.5
"""So many characters from one line to the next; what is further down is something else."""
SHORT = 10
FULL = 1.5
HEADER_WORD = re.compile(
    r"(?:序号|编号|任务|内容|事项|项目|措施|举措|要求|目标|类别|单位|部门|机构|时限|时间|日期|期限|进度|名称|姓名|职务"
    r"|电话|地点|地址|指标|数量|金额|备注|标准|依据|领域|环节|形式|主体|责任人|联系人)$"
)
UNRULED = "像没有框线的表格或分栏，只按行读出，请对照原件"
READ = "没有框线的表格，按上下对齐读成各列，请对照原件"

River: TypeAlias = tuple[float, float]


class Columns(NamedTuple):
    """Lines that are set in columns, and where it is free between these."""

    lines: range
    rivers: tuple[River, ...]


def find_columns(lines: Sequence[Line]) -> list[Columns]:
    """The runs of lines whose gaps line up."""
    found: list[Columns] = []
    index = 0
    while index < len(lines):
        grown = _grown(lines, index)
        if len(grown.lines) >= FEWEST_LINES:
            found.append(grown)
            index = grown.lines.stop
        else:
            index += 1
    return found


def note(columns: Columns, page: int) -> Note:
    """For a person: these lines may be a table."""
    return _note(columns.lines.start, page)


def scattered(lines: Sequence[Line], page: int) -> list[Note]:
    """A note where many lines of a page have wide gaps that do not line up."""
    gapped = [at for at, line in enumerate(lines) if line.parts]
    return [_note(gapped[0], page)] if len(gapped) >= FEWEST_GAPPED else []


def _note(at: int, page: int) -> Note:
    return Note("unsure", UNRULED, f"第{page}页第{at + 1}行")


def _grown(lines: Sequence[Line], first: int) -> Columns:
    """The lines from one on that leave the gaps of the first free."""
    parts = lines[first].parts
    rivers = tuple((one.right, after.left) for one, after in _pairs(parts))
    stop = first + 1
    while rivers and stop < len(lines) and _is_below(lines[stop - 1], lines[stop]):
        narrowed = _narrowed(rivers, lines[stop])
        if not narrowed:
            break
        rivers, stop = narrowed, stop + 1
    return Columns(range(first, stop if rivers else first), rivers)


def _pairs(parts: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    return zip(parts, parts[1:], strict=False) if len(parts) <= MOST_PARTS else iter(())


def _is_below(before: Line, after: Line) -> bool:
    return after.baseline - before.baseline <= FURTHEST * max(before.size, after.size)


def _narrowed(rivers: tuple[River, ...], line: Line) -> tuple[River, ...]:
    """What a line leaves free; nothing where it stands in a gap, or in the first column alone."""
    parts = _parts(line)
    if len(parts) > MOST_PARTS or (len(parts) == 1 and parts[0].left < rivers[0][1]):
        return ()
    left = tuple(_free(river, parts) for river in rivers)
    return left if all(end - start >= GAP * line.size for start, end in left) else ()


def _parts(line: Line) -> tuple[Part, ...]:
    return line.parts or (Part(line.text, line.left, line.right),)


def _free(river: River, parts: Sequence[Part]) -> River:
    """The wider side of a gap that some words leave."""
    start, end = river
    for part in parts:
        if part.left < end and part.right > start:
            start, end = max((start, part.left), (part.right, end), key=_width)
    return start, end


def _width(river: River) -> float:
    return river[1] - river[0]


def read_columns(lines: Sequence[Line], found: Columns, page: int, number: int) -> Piece | None:
    """The table that lines are; None where it is not clear what its rows and columns are."""
    rows = [lines[at] for at in found.lines]
    if not _is_header(rows[0]):
        return None
    cells = _rows(rows, found.rivers)
    if cells is None or len(cells) < FEWEST_LINES:
        return None
    place = f"第{page}页表{number}"
    made = tuple(
        Row(tuple(map(Cell, texts)), f"{place}第{at + 1}行") for at, texts in enumerate(cells)
    )
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    middles = [(start + end) / 2 for start, end in found.rivers]
    empty = Inside((), Frame(left, right, rows[0].size))
    inside = tuple((empty,) * (len(middles) + 1) for _ in made)
    top = rows[0].baseline - rows[0].size / 2
    return Piece(page, number, (left, *middles, right), made, top, inside)


def _is_header(line: Line) -> bool:
    """Whether a line names columns."""
    if len(line.parts) < FEWEST_COLUMNS:
        return False
    if any(after.left - one.right < CLEAR * line.size for one, after in _pairs(line.parts)):
        return False
    named = [part for part in line.parts if HEADER_WORD.search(part.text)]
    return len(named) >= 2 and all(len(part.text) <= SHORT for part in line.parts)


def _rows(lines: Sequence[Line], rivers: Sequence[River]) -> list[list[str]] | None:
    """The cells of each row; None where a line is no row, nor goes on with the one above."""
    columns = [_in_columns(line, rivers) for line in lines]
    reach = [
        max((parts[at].right for parts in columns if at in parts), default=0.0)
        for at in range(len(rivers) + 1)
    ]
    rows: list[list[str]] = []
    for above, parts, line in zip([{}, *columns], columns, lines, strict=False):
        if 0 in parts:
            rows.append([""] * len(reach))
        elif not all(
            at in above and above[at].right >= reach[at] - FULL * line.size for at in parts
        ):
            return None
        for at, part in parts.items():
            rows[-1][at] = joined(rows[-1][at], part.text)
    return rows


def _in_columns(line: Line, rivers: Sequence[River]) -> dict[int, Part]:
    """What stands in each column of a line."""
    found: dict[int, Part] = {}
    for part in _parts(line):
        at = sum((start + end) / 2 <= (part.left + part.right) / 2 for start, end in rivers)
        one = found.get(at)
        found[at] = Part(f"{one.text} {part.text}", one.left, part.right) if one else part
    return found
