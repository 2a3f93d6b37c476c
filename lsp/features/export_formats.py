"""The forms that the official text can be exported in (`hegao/formats`): editors ask for them."""

from __future__ import annotations

from typing import Final

from hegao.lsp.commands.commands import FORMATS
from hegao.lsp.feature import Surroundings, WorkspaceFeature

EXPORT_FORMATS: Final = "hegao/formats"
NAMES: Final = {
    "txt": "纯文本",
    "md": "Markdown",
    "json": "数据（JSON）",
    "docx": "Word 文件",
    "pdf": "PDF",
    "html": "网页",
    "xlsx": "Excel 台账",
}


def export_formats(_around: Surroundings, _params: object) -> list[dict[str, str]]:
    """All that the command `hegao.compile` takes, each with its name."""
    return [{"ending": form, "name": NAMES.get(form, form)} for form in FORMATS]


FEATURES = (WorkspaceFeature(EXPORT_FORMATS, export_formats),)
