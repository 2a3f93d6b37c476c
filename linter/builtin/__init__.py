"""The rules that come with Hegao, one file a subject."""

from __future__ import annotations

import marshal
import sys
from functools import cache
from pkgutil import get_data
from typing import Final

SUBJECTS: Final = {
    "upstream.noticerules": "上级文件和落实情况",
    "differences.noticerules": "与上级条目的差异",
    "breakdown.noticerules": "任务分解表与正文",
    "layout.noticerules": "版头、落款、版记",
    "titles.noticerules": "标题和文种",
    "recipients.noticerules": "主送和抄送",
    "units.noticerules": "责任单位",
    "unit_names.noticerules": "单位名称",
    "deadlines.noticerules": "完成时限",
    "numbering.noticerules": "编号和结构层次",
    "structure.noticerules": "标题、段落和列举",
    "tables.noticerules": "表格",
    "quantities.noticerules": "数量",
    "numbers.noticerules": "数字用法",
    "attachments.noticerules": "附件和引用",
    "punctuation.noticerules": "标点",
    "spacing.noticerules": "空格",
    "wording.noticerules": "字形、错字、用词",
    "burden.noticerules": "篇幅和为基层减负",
    "review.noticerules": "核稿指令和批注",
}
"""The rules files, in the order of their codes, and what each is about."""

BUILT_IN: Final = "内置/"
"""What the names of these files begin with, so that no file of an office is taken for one."""

SHIPPED: Final = f"compiled-{sys.implementation.cache_tag}"
"""The file beside this one with the rules compiled, for the Python that built the package."""


@cache
def sources() -> tuple[tuple[str, str], ...]:
    """The built-in rules files: name (内置/…) and text, in the order of their codes."""
    return tuple(
        (f"{BUILT_IN}{name}", (get_data(__name__, name) or b"").decode("utf-8"))
        for name in SUBJECTS
    )


@cache
def shipped() -> dict[str, bytes]:
    """What the package ships compiled, by key; nothing where another Python built it."""
    try:
        return dict(marshal.loads(get_data(__name__, SHIPPED) or b""))
    except (OSError, ValueError, EOFError, TypeError):
        return {}
