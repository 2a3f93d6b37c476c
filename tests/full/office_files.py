"""Notices as Word, PDF, old Word and spreadsheet files, made by LibreOffice from our own page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from hegao.dsl.layout.piece import Page, Piece

CENTRED = ("masthead", "document_number", "title", "carried_title", "attachment_title")
RIGHT = ("signature", "date")
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>
@page {{ size: 21cm 29.7cm; margin: 3.7cm 2.6cm 3.5cm 2.8cm }}
body, p, td, th {{ font-family: "Noto Serif CJK SC"; font-size: 16pt; line-height: 28pt; margin: 0 }}
p {{ text-indent: 32pt }} .centre {{ text-align: center; text-indent: 0; font-size: 22pt }}
.right {{ text-align: right; text-indent: 0 }} .flush {{ text-indent: 0 }}
td p, th p {{ text-indent: 0 }} td, th {{ font-size: 10.5pt; line-height: 14pt; text-indent: 0 }}
</style></head><body>{body}
<div title="footer"><p style="text-align: center; text-indent: 0">— <sdfield type=page subtype=random format=arabic>1</sdfield> —</p></div>
</body></html>
"""


def as_html(page: Page) -> str:
    """A page as HTML that LibreOffice lays out: real tables, page numbers in the footer."""
    return PAGE.format(body="\n".join(map(_piece, page.pieces)))


def _piece(piece: Piece) -> str:
    if piece.role == "table":
        return _table(piece.rows, headed=piece.headed)
    text = piece.text + "".join(
        f"{number}.{name}" if len(piece.names) > 1 else name
        for number, name in enumerate(piece.names, 1)
    )
    style = next(
        (name for roles, name in ((CENTRED, "centre"), (RIGHT, "right")) if piece.role in roles),
        "flush" if piece.role in ("recipients", "attachment") else "",
    )
    aside = f"\u3000\u3000{piece.aside}" if piece.aside else ""
    return f'<p class="{style}">{escape(text + aside)}</p>'


def _table(rows: Sequence[tuple[str, ...]], *, headed: bool) -> str:
    """A ruled table; a cell that is empty below a filled one is merged with it.

    The column of the tasks never is: every row has one.
    """
    head = "".join(f"<th>{escape(cell)}</th>" for cell in rows[0]) if headed else ""
    body = rows[1:] if headed else rows
    lines = "".join(f"<tr>{''.join(_cells(body, at))}</tr>" for at in range(len(body)))
    return (
        '<table border="1" cellspacing="0" cellpadding="2" width="100%">'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _cells(rows: Sequence[tuple[str, ...]], at: int) -> Iterator[str]:
    for column, text in enumerate(rows[at]):
        if not text and any(row[column] for row in rows[:at]):
            continue
        end = at + 1
        while end < len(rows) and not rows[end][column]:
            end += 1
        span = f' rowspan="{end - at}"' if end > at + 1 and (text or at == 0) else ""
        yield f"<td{span}>{escape(text)}</td>"


def converted(source: Path, suffix: str, folder: Path) -> Path:
    """A file in another format, by LibreOffice with a profile of its own."""
    profile = folder / "profile"
    filters = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97", "pdf": "pdf"}
    made = folder / f"{source.stem}.{suffix}"
    command = [
        "soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--convert-to", filters.get(suffix, suffix), "--outdir", str(folder), str(source),
    ]  # fmt: skip
    if source.suffix == ".html":
        command[1:1] = ["--calc" if suffix == "xls" else "--writer"]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    assert made.exists(), f"LibreOffice made no {suffix} of {source.name}"
    return made
