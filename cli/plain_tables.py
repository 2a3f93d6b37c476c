"""Rows of text as aligned columns, and as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from hegao.linter.report.columns import clip, pad, width

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def aligned(rows: Sequence[Sequence[str]], limits: Sequence[int]) -> str:
    """Rows in aligned columns, for files and pipes."""
    clipped = [[clip(c, limit) for c, limit in zip(row, limits, strict=True)] for row in rows]
    widths = [max(map(width, column)) for column in zip(*clipped, strict=True)]
    lines = ("  ".join(map(pad, row, widths)).rstrip() for row in clipped)
    return "".join(f"{line}\n" for line in lines)


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV; cells that a spreadsheet would compute are made text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in rows:
        writer.writerow([f"'{c}" if c.startswith(FORMULA_STARTS) else c for c in row])
    return stream.getvalue()
