"""The formats that a notice can be compiled to."""

from __future__ import annotations

from typing import Final

FORMATS: Final[dict[str, str]] = {
    "docx": "Word 文件",
    "pdf": "PDF",
    "html": "网页",
    "txt": "纯文本",
    "md": "Markdown",
    "xlsx": "Excel 工作台账",
    "json": "数据（JSON）",
    "xml": "数据（Akoma Ntoso）",
}
"""The ending of the file, without its dot, and what the drafter calls it; the usual ones first."""


class UnwritableError(Exception):
    """Why a notice cannot be written in a format, in words for the drafter."""
