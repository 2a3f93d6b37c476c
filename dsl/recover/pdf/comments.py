"""Comments and form fields that lie over a page."""

from __future__ import annotations

from ctypes import POINTER, cast, create_string_buffer
from typing import Any

from hegao.dsl.recover.finished import Note

FIELD = 20
SILENT = {2, 16}
"""Links, and the windows that comments open in."""
LONGEST = 20_000
MOST_COMMENTS = 2_000


def comments(pdfium: Any, page: Any, number: int) -> list[Note]:
    """A note of each comment and each filled field of a page."""
    found: list[Note] = []
    for index in range(min(MOST_COMMENTS, max(0, pdfium.FPDFPage_GetAnnotCount(page)))):
        handle = pdfium.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        try:
            found += _notes(pdfium, handle, f"第{number}页")
        finally:
            pdfium.FPDFPage_CloseAnnot(handle)
    return found


def _notes(pdfium: Any, handle: Any, place: str) -> list[Note]:
    kind = pdfium.FPDFAnnot_GetSubtype(handle)
    if kind in SILENT:
        return []
    if kind == FIELD:
        text = _value(pdfium, handle, b"V")
        message = "表单里填的内容，没有放进正文，请核对"
        return [Note("unsure", message, place, text)] if text else []
    text = _value(pdfium, handle, b"Contents")
    return [Note("removed", "PDF上加的批注，不属于正文", place, text)] if text else []


def _value(pdfium: Any, handle: Any, name: bytes) -> str:
    """A text value of a comment."""
    buffer = create_string_buffer(LONGEST)
    pointer = cast(buffer, POINTER(pdfium.FPDF_WCHAR))
    length = pdfium.FPDFAnnot_GetStringValue(handle, name, pointer, LONGEST)
    if not 2 < length <= LONGEST:
        return "" if length <= 2 else "（批注太长，没有读出）"
    return buffer.raw[: length - 2].decode("utf-16-le", "replace").strip()
