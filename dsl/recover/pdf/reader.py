"""A PDF file to paragraphs and tables.

Places: 第2页第5行 counts the lines of running text on the page, 第3页表1第2行 the rows of a table
on the page. Tables are ruled, or have clear columns under a header; what only looks like one is
read line by line, with a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from hegao.dsl.recover.finished import Block, Cell, Finished, Note, Passage, Remark, Table
from hegao.dsl.recover.pdf.cells import Piece
from hegao.dsl.recover.pdf.frames import Lines, frames, text_size
from hegao.dsl.recover.pdf.furniture import Sheet, furniture
from hegao.dsl.recover.pdf.leaf import (
    Leaf,
    all_notes,
    open_leaf,
    with_columns,
    with_footnotes,
    without,
)
from hegao.dsl.recover.pdf.lookalikes import fold
from hegao.dsl.recover.pdf.page import Line
from hegao.dsl.recover.pdf.pages import read_pages
from hegao.dsl.recover.pdf.paragraphs import Habits, Standing, habits, passages
from hegao.dsl.recover.pdf.tables import is_continued, join

FOLDED = "写成部首等特殊编码的字，已换成通常的字"

Item: TypeAlias = Standing | Piece


def read_pdf(data: bytes) -> Finished:
    """The text of a PDF file. Raises UnreadableError."""
    leaves = [open_leaf(page) for page in read_pages(data)]
    notes = [note for leaf in leaves for note in leaf.page.notes]
    aside = furniture([Sheet(each.page.number, each.page.height, each.lines) for each in leaves])
    notes += [note for found in aside.values() for note in found.values()]
    leaves = [without(leaf, set(aside[leaf.page.number])) for leaf in leaves]
    leaves = [with_columns(with_footnotes(leaf)) for leaf in leaves]
    return _folded(*_blocks(_items(leaves), notes + all_notes(leaves)))


def _items(leaves: Sequence[Leaf]) -> list[Item]:
    """Lines and tables of all pages in the order in which they are read."""
    inside = (line for leaf in leaves for piece in leaf.pieces for line in _cell_lines(piece))
    running = [
        Lines(leaf.page.number, leaf.page.width, leaf.page.height, leaf.lines) for leaf in leaves
    ]
    framed = frames(running, text_size(inside))
    found: list[Item] = []
    for leaf in leaves:
        number = leaf.page.number
        standing = [
            Standing(line, number, index + 1, framed[number], leaf.remarks.get(index, ()))
            for index, line in enumerate(leaf.lines)
        ]
        found += sorted([*standing, *leaf.pieces], key=_height)
    return found


def _cell_lines(piece: Piece) -> Iterator[Line]:
    return (line for row in piece.inside for cell in row for line in cell.lines)


def _height(item: Item) -> float:
    return item.top if isinstance(item, Piece) else item.line.baseline - item.line.size / 2


def _blocks(items: Sequence[Item], notes: list[Note]) -> tuple[list[Block], list[Note]]:
    """Items put together to paragraphs and tables, and all notes."""
    known = habits([item for item in items if isinstance(item, Standing)])
    blocks: list[Block] = []
    for is_table, group in groupby(items, key=lambda item: isinstance(item, Piece)):
        if is_table:
            made, said = _tables([item for item in group if isinstance(item, Piece)])
        else:
            made, said = _passages(group, known)
        blocks += made
        notes += said
    return blocks, notes


def _passages(items: Iterable[Item], known: Habits) -> tuple[list[Block], list[Note]]:
    made, said = passages([item for item in items if isinstance(item, Standing)], known)
    return list(made), said


def _tables(pieces: Sequence[Piece]) -> tuple[list[Block], list[Note]]:
    """Tables that follow each other; one that goes on over the page is one."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and is_continued(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    made = [join(group) for group in groups]
    return [each.table for each in made], [note for each in made for note in each.notes]


def _folded(blocks: Sequence[Block], notes: Sequence[Note]) -> Finished:
    """Everything in ordinary characters, with one note of those that were not."""
    replaced: list[str] = []

    def ordinary(text: str) -> str:
        folded = fold(text)
        replaced.append(folded.replaced)
        return folded.text

    made = tuple(_ordinary_block(block, ordinary) for block in blocks)
    text = "".join(replaced)
    note = [Note("inferred", FOLDED, "全文", "".join(dict.fromkeys(text)))] if text else []
    return Finished(made, (*notes, *note))


def _ordinary_block(block: Block, ordinary: Callable[[str], str]) -> Block:
    if isinstance(block, Passage):
        return block._replace(text=ordinary(block.text), remarks=_remarks(block.remarks, ordinary))
    rows = tuple(
        row._replace(cells=tuple(_ordinary_cell(cell, ordinary) for cell in row.cells))
        for row in block.rows
    )
    return Table(rows, block.place)


def _ordinary_cell(cell: Cell, ordinary: Callable[[str], str]) -> Cell:
    return cell._replace(text=ordinary(cell.text), remarks=_remarks(cell.remarks, ordinary))


def _remarks(remarks: Sequence[Remark], ordinary: Callable[[str], str]) -> tuple[Remark, ...]:
    return tuple(remark._replace(text=ordinary(remark.text)) for remark in remarks)
