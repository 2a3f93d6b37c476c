"""Tables that only lay out elements: letterhead, signature, back matter in rows and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from hegao.dsl.dates import find_dates
from hegao.dsl.front_matter import SECRECY, URGENCY
from hegao.dsl.header import CARRIER, NOTE, PRINTED, is_organ, squeeze
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece
from hegao.dsl.references import find_document_numbers
from hegao.dsl.tables import row_of
from hegao.grammar.blocks import is_row
from hegao.grammar.lines import Line

# Compared without white space.
LABELLED = re.compile("(?:抄送|主送|签发人|附件|承办|主办|联系人|电话|印发)[^：:]{0,6}[：:].*")
MASTHEAD = re.compile(".{0,40}文件")
MOST_ROWS = 10
MOST_CELLS = 3
LONGEST_TITLE = 120
GAP = "\u3000\u3000"
FRAME = "只用来排版的表格，按行读入"


def without_frames(manuscript: Manuscript) -> Manuscript:
    """The lines with the rows of such tables as lines of their own."""
    pieces: list[Piece] = []
    notes: list[Note] = []
    for in_table, group in groupby(manuscript.pieces, key=lambda piece: is_row(piece.text)):
        rows = list(group)
        if not in_table or len(rows) > MOST_ROWS:
            pieces.extend(rows)
            continue
        cells = [list(_cells(row)) for row in rows]
        if not _is_frame(cells):
            pieces.extend(rows)
            continue
        for row, texts in zip(rows, cells, strict=True):
            pieces.append(row._replace(text=GAP.join(texts)))
            notes.append(Note("inferred", FRAME, row.place, GAP.join(texts)[:20]))
    return manuscript.changed(pieces, notes) if notes else manuscript


def _cells(piece: Piece) -> Iterator[str]:
    row = row_of(Line("ROW", piece.text, 0, 0, 0, len(piece.text)))
    yield from (cell.text for cell in row.cells if cell.text)


def _is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every row holds elements of a notice and nothing else."""
    fits = all(0 < len(cells) <= MOST_CELLS for cells in rows)
    return fits and all(_is_element(text) for cells in rows for text in cells)


def _is_element(text: str) -> bool:
    """Whether a cell is an element by its form alone."""
    flat = squeeze(text)
    forms = (LABELLED, MASTHEAD, PRINTED, NOTE, SECRECY, URGENCY)
    if is_organ(flat) or any(form.fullmatch(flat) for form in forms):
        return True
    spans = [found.span for found in find_dates(flat)]
    spans.extend(found.span for found in find_document_numbers(flat))
    if (0, len(flat)) in spans or flat.endswith("印发"):
        return True
    return len(flat) < LONGEST_TITLE and CARRIER.search(flat) is not None
