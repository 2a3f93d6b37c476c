"""A page with its lines and tables apart, and what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hegao.dsl.recover.finished import Note, Remark
from hegao.dsl.recover.pdf.cells import Piece, read_piece, sort_characters
from hegao.dsl.recover.pdf.columns import READ, Columns, find_columns, note, read_columns, scattered
from hegao.dsl.recover.pdf.footmarks import Mark, take_marks
from hegao.dsl.recover.pdf.footnotes import FOOTMARK, Referring, doubts, foot, is_in, referring
from hegao.dsl.recover.pdf.grids import Grid, grids
from hegao.dsl.recover.pdf.lines import lines
from hegao.dsl.recover.pdf.page import Line, Page


class Leaf(NamedTuple):
    """A page with its lines outside of tables, and its tables."""

    page: Page
    lines: list[Line]
    pieces: list[Piece]
    marks: list[Mark]
    """Footnote marks, those in tables among them."""
    tables: list[Grid]
    remarks: dict[int, tuple[Remark, ...]]
    """Of lines, by their index."""
    notes: tuple[Note, ...] = ()


def open_leaf(page: Page) -> Leaf:
    """A page as it is read first."""
    tables = grids(page.drawing)
    rest, marks = take_marks(page.characters)
    running, cells = sort_characters(rest, tables)
    pieces = [
        read_piece(table, held, page.number, number + 1)
        for number, (table, held) in enumerate(zip(tables, cells, strict=True))
    ]
    return Leaf(page, lines(running), pieces, marks, tables, {})


def without(leaf: Leaf, aside: set[int]) -> Leaf:
    """A page without some of its lines."""
    kept = [line for index, line in enumerate(leaf.lines) if index not in aside]
    return leaf._replace(lines=kept)


def with_footnotes(leaf: Leaf) -> Leaf:
    """A page whose footnotes hang on the lines and cells that refer to them."""
    if not leaf.marks:
        return leaf
    number = leaf.page.number
    found = foot(leaf.page, leaf.lines, leaf.marks)
    notes = [*doubts(number, leaf.lines, leaf.marks, found)]
    leaf = leaf._replace(lines=leaf.lines[: found.begins], notes=(*leaf.notes, *notes))
    for each in referring(leaf.marks, found):
        leaf = _hung(leaf, each)
    return leaf


def _hung(leaf: Leaf, each: Referring) -> Leaf:
    """A page with the note of a mark where the mark stands."""
    at = next((at for at, line in enumerate(leaf.lines) if is_in(each.mark, line)), None)
    if at is not None:
        if not each.remark:
            return _told(leaf, f"第{leaf.page.number}页第{at + 1}行", each.mark.text)
        remarks = {**leaf.remarks, at: (*leaf.remarks.get(at, ()), each.remark)}
        return leaf._replace(remarks=remarks)
    return _hung_in_cell(leaf, each)


def _hung_in_cell(leaf: Leaf, each: Referring) -> Leaf:
    mark, remark = each
    for table, piece in zip(leaf.tables, leaf.pieces, strict=False):
        owner = table.owner(mark.left, mark.baseline - 0.35 * mark.size)
        if owner:
            if not remark:
                return _told(leaf, piece.rows[owner[0]].place, mark.text)
            pieces = [
                _with_remark(one, owner[0], owner[1], remark) if one is piece else one
                for one in leaf.pieces
            ]
            return leaf._replace(pieces=pieces)
    text = f"{mark.text}\n{mark.name} {remark.text}" if remark else mark.text
    return _told(leaf, f"第{leaf.page.number}页", text)


def _told(leaf: Leaf, place: str, text: str) -> Leaf:
    return leaf._replace(notes=(*leaf.notes, Note("removed", FOOTMARK, place, text)))


def _with_remark(piece: Piece, row: int, column: int, remark: Remark) -> Piece:
    cells = list(piece.rows[row].cells)
    cells[column] = cells[column]._replace(remarks=(*cells[column].remarks, remark))
    rows = list(piece.rows)
    rows[row] = rows[row]._replace(cells=tuple(cells))
    return piece._replace(rows=tuple(rows))


def with_columns(leaf: Leaf) -> Leaf:
    """A page whose tables without rules are tables, with a note where it is not clear."""
    blocks = find_columns(leaf.lines)
    notes = [] if blocks else scattered(leaf.lines, leaf.page.number)
    for found in reversed(blocks):
        piece = read_columns(leaf.lines, found, leaf.page.number, len(leaf.pieces) + 1)
        if piece:
            leaf = _with_table(leaf, found, piece)
        else:
            notes.insert(0, note(found, leaf.page.number))
    return leaf._replace(notes=(*leaf.notes, *notes))


def _with_table(leaf: Leaf, found: Columns, piece: Piece) -> Leaf:
    """A page with a table in the place of lines, which hold what hung on these."""
    for at in found.lines:
        for remark in leaf.remarks.get(at, ()):
            row = min(at - found.lines.start, len(piece.rows) - 1)
            piece = _with_remark(piece, row, 0, remark)
    moved = {
        at if at < found.lines.start else at - len(found.lines): remarks
        for at, remarks in leaf.remarks.items()
        if at not in found.lines
    }
    told = Note("inferred", READ, piece.rows[0].place, _words(piece))
    kept = without(leaf, set(found.lines))
    return kept._replace(pieces=[*leaf.pieces, piece], remarks=moved, notes=(*leaf.notes, told))


def _words(piece: Piece) -> str:
    return "".join(cell.text for cell in piece.rows[0].cells)


def all_notes(leaves: Sequence[Leaf]) -> list[Note]:
    """What was said of pages when they were taken apart."""
    return [note for leaf in leaves for note in leaf.notes]
