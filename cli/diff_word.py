"""The changes as a Word table: 序号、原条目、现条目、变化."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hegao.dsl.layout.xml_text import xml_text
from hegao.dsl.revision.entries import RevisionData, SideEntry
from hegao.dsl.revision.told import STATES, Row, headline, lines, renumbered, rows, units_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.table import _Row as TableRow
    from docx.text.paragraph import Paragraph

TITLE: Final = "修改对照表"
COLUMNS: Final = (("序号", 12), ("原条目", 86), ("现条目", 86), ("变化", 77))
"""The columns and their widths in mm."""
FACE: Final = "宋体"
SIZE: Final = 10.5
RED, GREEN, GREY = (
    RGBColor(0x8C, 0x10, 0x16),
    RGBColor(0x14, 0x52, 0x2B),
    RGBColor(0x55, 0x55, 0x55),
)
NOTE: Final = "加删除线的是现在没有的字，加下划线的是现在新写的字；没有改动的条目不列。"
NOTHING: Final = "（没有）"


def write_word(data: RevisionData) -> bytes:
    """The bytes of the Word file, on A4 paper turned sideways."""
    document = Document()
    _page(document)
    found = rows(data)
    _head(document, data, headline(found))
    if several := [row for row in found if not row.renumbered]:
        _table(document, several)
    if told := renumbered(found):
        document.add_paragraph(xml_text(f"只改编号：{told}"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_after = Pt(0)


def _head(document: WordDocument, data: RevisionData, told: str) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(TITLE)
    run.bold, run.font.size = True, Pt(18)
    document.core_properties.title = TITLE
    files = (f"原：{data['old']['file']}", f"现：{data['new']['file']}")
    for text in (data["new"]["title"], *files, f"{told}。", NOTE):
        if text:
            document.add_paragraph(xml_text(text))


def _table(document: WordDocument, found: Sequence[Row]) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _say(table.rows[0], "w:tblHeader")
    for number, row in enumerate(found, 1):
        made = table.add_row()
        _say(made, "w:cantSplit")
        cells = made.cells
        cells[0].text = str(number)
        _side(cells[1], row, row.old, row.new)
        _side(cells[2], row, row.new, row.old)
        _told(cells[3], row)
    for column, (_, width) in zip(table.columns, COLUMNS, strict=True):
        column.width = Mm(width)  # Of each cell too: Word and LibreOffice ask different places.


def _say(row: TableRow, name: str) -> None:
    """Something of a row that is on or off: `w:tblHeader`, on every page; `w:cantSplit`."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {}))


def _side(cell: _Cell, row: Row, side: SideEntry | None, other: SideEntry | None) -> None:
    paragraph = cell.paragraphs[0]
    if side is None:
        _grey(paragraph, NOTHING)
        return
    if name := row.name if row.group == "版头" else side["number"]:
        paragraph.add_run(xml_text(name) + "\u3000").bold = True
    gone = side is row.old
    for text, marked in _parts(side):
        _run(paragraph, text, marked=marked, gone=gone)
    if not side["units"]:
        return
    paragraph = cell.add_paragraph()
    _grey(paragraph, "责任单位：")
    for at, (unit, marked) in enumerate(units_of(side, other)):
        _grey(paragraph, "、" if at else "")
        _run(paragraph, unit, marked=marked, gone=gone)


def _run(paragraph: Paragraph, text: str, *, marked: bool, gone: bool) -> None:
    """A run of text; what only one version has is struck out, or underlined."""
    run = paragraph.add_run(xml_text(text))
    if marked:
        run.font.color.rgb = RED if gone else GREEN
        run.font.strike, run.font.underline = gone, not gone


def _parts(side: SideEntry) -> Iterator[tuple[str, bool]]:
    """The text in runs, each with whether only this version has it."""
    at = 0
    for start, end in side["marks"]:
        yield side["text"][at:start], False
        yield side["text"][start:end], True
        at = end
    yield side["text"][at:], False


def _told(cell: _Cell, row: Row) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(f"{row.group}{STATES[row.state]}").bold = True
    for told in row.told:
        cell.add_paragraph(xml_text(told))
    _grey(cell.add_paragraph(), lines(row))


def _grey(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(xml_text(text))
    run.font.color.rgb = GREY
