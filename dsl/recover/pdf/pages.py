"""The pages of a PDF file, and what on them cannot be read or does not belong to the text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hegao.dsl.recover.finished import Note, UnreadableError
from hegao.dsl.recover.pdf.characters import Writing, read_printed, read_writing, turned_view
from hegao.dsl.recover.pdf.comments import comments
from hegao.dsl.recover.pdf.drawing import read_drawing
from hegao.dsl.recover.pdf.furniture import page_number
from hegao.dsl.recover.pdf.library import Opened, opened
from hegao.dsl.recover.pdf.lines import once
from hegao.dsl.recover.pdf.page import Drawing, Page
from hegao.dsl.recover.pdf.view import view_of

MOST_CHARACTERS = 2_000_000
SHOWN = 40
PICTURE = 0.02
SCAN = 0.6
SCANNED = "这是扫描的图片，没有文字层，请先做文字识别（OCR），存成能选中文字的PDF或Word文件，再来读"
EMPTY = "这份PDF里没有文字，请打开看看是不是选错了文件"


def read_pages(data: bytes) -> list[Page]:
    """The pages of a file. Raises UnreadableError, also where no page has any text."""
    found: list[Page] = []
    characters = 0
    with opened(data) as file:
        for index in range(file.pages):
            page = _page(file, index, MOST_CHARACTERS - characters)
            characters += len(page.characters)
            found.append(page)
    if not any(each.text != " " for page in found for each in page.characters):
        has_pictures = any(page.drawing.pictured for page in found)
        raise UnreadableError(SCANNED if has_pictures else EMPTY)
    return found


@contextmanager
def _loaded(file: Opened, index: int) -> Iterator[tuple[Any, Any]]:
    """A page and its text; none of them where it is damaged."""
    page = file.pdfium.FPDF_LoadPage(file.handle, index)
    text = file.pdfium.FPDFText_LoadPage(page) if page else None
    try:
        yield page, text
    finally:
        if text:
            file.pdfium.FPDFText_ClosePage(text)
        if page:
            file.pdfium.FPDF_ClosePage(page)


def _page(file: Opened, index: int, room: int) -> Page:
    number = index + 1
    with _loaded(file, index) as (page, text):
        if not text:
            note = Note("unsure", "这一页已经损坏，读不出来，请对照原件", f"第{number}页")
            return Page(number, 595.0, 842.0, (), Drawing(), (note,))
        count = file.pdfium.FPDFText_CountChars(text)
        if count > room:
            raise UnreadableError("这份PDF的字太多，不像一份通知，请只留下要核的那一份")
        printed = read_printed(file.pdfium, text, count)
        view = turned_view(printed, view_of(file.pdfium, page))
        drawing = read_drawing(file.pdfium, page, view)
        said = comments(file.pdfium, page, number)
    writing = read_writing(printed, view)
    kept, again = once(writing.upright)
    notes = (*_drawn(drawing, number, has_text=bool(kept)), *_apart(writing, again, number), *said)
    return Page(number, view.width, view.height, tuple(kept), drawing, notes)


def _drawn(drawing: Drawing, number: int, *, has_text: bool) -> Iterator[Note]:
    """What pictures and too many lines leave open."""
    place = f"第{number}页"
    if not drawing.is_whole:
        yield Note("unsure", "线条太多，没有认全表格，请对照原件", place)
    if drawing.pictured < PICTURE:
        return
    if not has_text:
        yield Note("unsure", "这一页是图片，没有文字，请先做文字识别（OCR）", place)
    elif drawing.pictured > SCAN:
        yield Note("unsure", "文字下面有整页的图片，可能是识别出来的字，请对照原件", place)
    else:
        yield Note("unsure", "有图片（也可能是印章），里面的字没有读", place)


def _apart(writing: Writing, again: str, number: int) -> Iterator[Note]:
    """Characters that are not in the text, and those that may be wrong."""
    place = f"第{number}页"
    if turned := writing.turned.strip():
        is_number = page_number(turned) is not None
        message = "页码，不属于正文" if is_number else "横竖方向与正文不同的字，没有放进正文"
        yield Note("removed", message, place, turned)
    if writing.aslant.strip():
        yield Note("removed", "斜放的字，看作水印", place, writing.aslant.strip())
    if writing.outside.strip():
        yield Note("removed", "在页面之外、看不见的字", place, writing.outside.strip())
    if again:
        yield Note("removed", "为加粗印了两遍的字，只留一遍", place, again)
    if writing.unknown:
        message = "字体没有写明是哪些字，读出来的可能不对，请对照原件"
        yield Note("unsure", message, place, writing.unknown[:SHOWN])
