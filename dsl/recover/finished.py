"""A finished text as a reader of some file format gives it: paragraphs and tables in order.

Places are words for a person: 第3段, 第2页第5行, 表1第4行, 第27行. A reader drops nothing without a
note: every character of the file is in a block or in the `text` of a note of the kind "removed".
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

NoteKind = Literal["removed", "inferred", "unsure"]


class UnreadableError(ValueError):
    """A file that cannot be read; the message is a Chinese sentence that says what to do."""


class Note(NamedTuple):
    """What reading a file took away, concluded, or could not tell."""

    kind: NoteKind
    """`removed`: characters of the file that stand in no block, all of them in `text`;
    `inferred`: what the file does not say but implies (a computed number, a merged cell);
    `unsure`: what a person must look at (a picture, an unreadable field)."""
    message: str
    """In Chinese, without the place and the text: 页眉，不属于正文."""
    place: str
    text: str = ""
    """The characters it speaks of, as they stand."""


class Remark(NamedTuple):
    """A comment or footnote that hangs on a paragraph."""

    label: str
    """批注 with who wrote it (张三的批注), 脚注, 尾注."""
    text: str


class Passage(NamedTuple):
    """A paragraph, its automatic number written out; a soft line break is a line feed."""

    text: str
    place: str
    remarks: tuple[Remark, ...] = ()


class Cell(NamedTuple):
    """A table cell; its paragraphs are parted by line feeds."""

    text: str
    merged: Literal["", "above", "left"] = ""
    """Set where the cell only continues the one above or left of it; `text` is empty then."""
    remarks: tuple[Remark, ...] = ()


class Row(NamedTuple):
    """A table row; every row of a table has as many cells as the table has columns."""

    cells: tuple[Cell, ...]
    place: str


class Table(NamedTuple):
    """A table, with header rows that the file repeats on each page once."""

    rows: tuple[Row, ...]
    place: str


Block: TypeAlias = Passage | Table


class Finished(NamedTuple):
    """What a file holds."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
