"""Web pages (.html, .mht) as the notices that they publish."""

from __future__ import annotations

from typing import Final

from hegao.dsl.recover.finished import Finished, Note, UnreadableError
from hegao.dsl.recover.html.archive import open_envelope
from hegao.dsl.recover.html.blocks import write_blocks
from hegao.dsl.recover.html.encoding import decode_page
from hegao.dsl.recover.html.furniture import AROUND, furniture
from hegao.dsl.recover.html.lines import page_lines
from hegao.dsl.recover.html.main import main_lines
from hegao.dsl.recover.html.stylesheets import hide_by_style
from hegao.dsl.recover.html.tables import data_tables
from hegao.dsl.recover.html.title import find_number, find_title
from hegao.dsl.recover.html.tree import EMPTY, Page, parse_page

LARGEST: Final = 20 * 1024 * 1024


def read_html(data: bytes) -> Finished:
    """The notice that a web page publishes; the rest of the page is told in notes.

    Raises UnreadableError where lxml is missing or the page has no text.
    """
    enclosed = open_envelope(data)
    if len(enclosed.data) > LARGEST:
        raise UnreadableError("网页太大，读不了，请把正文复制到文本文件")
    decoded = decode_page(enclosed.data, enclosed.encoding)
    finished = _read(hide_by_style(parse_page(decoded.text)))
    if not decoded.lost:
        return finished
    lost = Note("unsure", f"有{decoded.lost}个字读不出来，写成了“�”，请对照网页核对", "网页")
    return finished._replace(notes=(lost, *finished.notes))


def _read(page: Page) -> Finished:
    lines = page_lines(page)
    tables = tuple(data_tables(page, lines))
    elements = [table.element for table in tables]
    found = furniture(page, lines, elements)
    kept = main_lines(page, lines, found, elements)
    if not any(kept):
        raise UnreadableError(EMPTY)
    title = find_title(page, lines, found, kept)
    number = find_number(lines, found, kept)
    why = [kind or ("" if keep else AROUND) for kind, keep in zip(found, kept, strict=True)]
    why[title.start : title.stop] = [""] * len(title)
    return write_blocks(lines, why, tables, number)
