"""The PDF library, and a file opened with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NamedTuple

from hegao.dsl.recover.finished import UnreadableError

MOST_PAGES = 500
WRONG_PASSWORD = 4
MISSING = "读PDF要先安装一个部件，请运行：pip install 'hegao[pdf]'"
LOCKED = "这份PDF设了打开密码，请先用密码打开，另存为没有密码的文件"
BROKEN = "这份PDF打不开，可能没有下载完整或已经损坏，请重新下载，或打开后另存一份"


class Opened(NamedTuple):
    """An open file, and the library that reads it."""

    pdfium: Any
    handle: Any
    pages: int


def library() -> Any:
    """The functions of PDFium. Raises UnreadableError where it is not installed."""
    try:
        # The package around it costs 25 ms to import and adds nothing that is used here.
        pdfium = import_module("pypdfium2_raw")
    except (ImportError, OSError):
        raise UnreadableError(MISSING) from None
    pdfium.FPDF_InitLibrary()
    return pdfium


@contextmanager
def opened(data: bytes) -> Iterator[Opened]:
    """The file that these bytes are. Raises UnreadableError."""
    pdfium = library()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        locked = pdfium.FPDF_GetLastError() == WRONG_PASSWORD
        raise UnreadableError(LOCKED if locked else BROKEN)
    try:
        yield Opened(pdfium, handle, _page_count(pdfium.FPDF_GetPageCount(handle)))
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _page_count(pages: int) -> int:
    if pages < 1:
        raise UnreadableError(BROKEN)
    if pages > MOST_PAGES:
        raise UnreadableError(f"这份PDF有{pages}页，超过{MOST_PAGES}页，请只留下要核的那一份")
    return pages
