"""The page as Markdown: headings by level, tables as Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.layout.piece import BACK, Page, Piece, Role

HEADINGS: Final[dict[Role, str]] = {
    "title": "# ",
    "carried_title": "# ",
    "attachment_title": "# ",
    "part": "## ",
    "heading_1": "## ",
    "heading_2": "### ",
    "heading_3": "#### ",
    "heading_4": "##### ",
}
SPECIAL = re.compile(r"[\\`*_<>\[\]|~]")


def write_markdown(page: Page) -> str:
    """The Markdown text of a page."""
    blocks: list[str] = []
    for index, piece in enumerate(page.pieces):
        if piece.role in BACK and (not index or page.pieces[index - 1].role not in BACK):
            blocks.append("---")
        blocks.append(_block(piece))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(piece: Piece) -> str:
    match piece.role:
        case "table":
            return "\n".join(_table(piece))
        case "attachment_list":
            return "\n".join(_attachment_list(piece))
        case "masthead":
            return f"**{_escape(piece.text)}**"
        case "printed":
            return "\u3000".join(filter(None, (_escape(piece.text), _escape(piece.aside))))
        case role if role in HEADINGS:
            return _heading(piece, HEADINGS[role])
        case _:
            return _paragraph(piece.text)


def _heading(piece: Piece, marks: str) -> str:
    """A heading; an item that says more than its title is a paragraph that begins bold.

    The bold ends before the full stop: CommonMark knows no end of it between 。 and a letter.
    """
    if not piece.role.startswith("heading") or piece.lead == len(piece.text):
        return marks + _escape(piece.text)
    lead = piece.text[: piece.lead].rstrip("。")
    rest = piece.text[len(lead) :]
    return f"**{_escape(lead)}**{_escape(rest)}" if lead else _paragraph(rest)


def _paragraph(text: str) -> str:
    """A paragraph whose beginning makes no list and no heading."""
    head = re.match(r"\d*", text)
    begins = re.match(r"[#+=-]|\d+[.)]\s", text)
    if begins is None or head is None:
        return _escape(text)
    return f"{head.group()}\\{_escape(text[head.end() :])}"


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)


def _attachment_list(piece: Piece) -> Iterator[str]:
    if len(piece.names) < 2:
        yield piece.text + _escape("".join(piece.names))
        return
    yield piece.text
    yield ""
    for number, name in enumerate(piece.names, 1):
        yield f"{number}. {_escape(name)}"


def _table(piece: Piece) -> Iterator[str]:
    """A Markdown table; rows that lost their first cells are aligned at their end."""
    count = max(map(len, piece.rows), default=0)
    head, rows = (piece.rows[0], piece.rows[1:]) if piece.headed else ((), piece.rows)
    yield _row(head, count)
    yield f"|{' --- |' * count}"
    for row in rows:
        yield _row(row, count)


def _row(cells: Sequence[str], count: int) -> str:
    filled = ("",) * (count - len(cells)) + tuple(cells)
    return f"| {' | '.join(map(_escape, filled))} |"
