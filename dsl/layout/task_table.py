"""Tasks as rows of a table: number, task, responsible units, time limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from hegao.dsl.document import Document
from hegao.dsl.layout.piece import BACK, SIGNED, Piece, Role
from hegao.dsl.layout.work_ledger import LedgerLine, ledger_parts

TASK_COLUMNS: Final = ("序号", "工作任务", "责任单位", "完成时限")
PART_COLUMNS: Final = ("部分", *TASK_COLUMNS[1:])
TITLE: Final = "任务分工表"


def row_of(line: LedgerLine) -> tuple[str, ...]:
    """A task as a row of `TASK_COLUMNS`."""
    return (line.number.rstrip(".、"), line.task.replace("\n", ""), line.units, line.deadlines)


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; tables with the same header that follow each other as one."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.headed and piece.headed and last.rows[0] == piece.rows[0]:
            last = replace(last, rows=(*last.rows, *piece.rows[1:]))
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def with_breakdown(pieces: Sequence[Piece], document: Document) -> Iterator[Piece]:
    """The pieces, and a table of the tasks as one attachment more, which 附件 names too.

    The pieces alone where the tasks stand in a table already, or where there are none.
    """
    if not document.tasks or any(task.in_table for task in document.tasks):
        yield from pieces
        return
    listed = max((len(piece.names) for piece in pieces), default=0)
    attached = max(listed, sum(piece.role == "attachment" for piece in pieces))
    closing = _first(pieces, SIGNED | {"note"})
    back = _first(pieces, BACK)
    for at, piece in enumerate(pieces):
        if at == closing and not listed:
            yield Piece("attachment_list", "附件：", names=(TITLE,))
        if at == back:
            yield from _breakdown(document, attached)
        if piece.names:
            piece = replace(piece, names=(*piece.names, TITLE))
        elif piece.role == "attachment" and piece.text == "附件":
            piece = replace(piece, text="附件1")
        yield piece
    if back == len(pieces):
        yield from _breakdown(document, attached)


def _first(pieces: Sequence[Piece], roles: frozenset[Role]) -> int:
    return next((at for at, piece in enumerate(pieces) if piece.role in roles), len(pieces))


def _breakdown(document: Document, attached: int) -> Iterator[Piece]:
    rows = (
        (part.heading if not at else "", *row_of(line)[1:])
        for part in ledger_parts(document)
        for at, line in enumerate(part.lines)
    )
    yield Piece("attachment", f"附件{attached + 1}" if attached else "附件")
    yield Piece("attachment_title", TITLE)
    yield Piece("table", "", rows=(PART_COLUMNS, *rows), headed=True)
