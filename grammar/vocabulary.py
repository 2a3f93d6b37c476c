"""The closed word lists of the notice language: field names by meaning, and directives.

A field may be spelt several ways in several traditions; the key is the spelling that Hegao
writes. Names are matched longest first.
"""

from __future__ import annotations

from typing import Final

HEADER_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "份号": (),
    "密级": ("密级和保密期限",),
    "紧急程度": (),
    "发文机关标志": (),
    "发文机关": ("发文单位",),
    "发文字号": ("文号",),
    "签发人": (),
    "标题": (),
    "主送": ("主送机关",),
    "署名": ("发文机关署名",),
    "成文日期": (),
    "附注": (),
    "附件": (),
    "抄送": ("抄送机关",),
    "主办": (),
    "督办": (),
    "印发机关": (),
    "印发日期": (),
    "印数": (),
    "备注": ("注",),
    "上级文件": (),
    "机构名录": (),
    "规则文件": (),
    "编号方式": (),
    "版式": (),
    "要求要素": (),
    "要求章节": (),
}

UNIT_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "责任单位": (
        "落实单位",
        "责任部门",
        "责任主体",
        "承办单位",
        "实施单位",
        "责任分工",
        "责任处室",
        "责任科室",
    ),
    "牵头单位": ("牵头部门", "主办单位", "牵头责任单位"),
    "配合单位": ("配合部门", "协办单位", "参与单位", "参加单位"),
}

TASK_FIELDS: Final[dict[str, tuple[str, ...]]] = UNIT_FIELDS | {
    "完成时限": ("完成时间", "完成日期", "时间要求", "办理时限", "完成期限"),
    "落实": (),
    "不适用": (),
    "转交": (),
    "标识": (),
    "须落实": (),
    "要求时限": (),
    "要求单位": (),
}

FIELDS: Final[dict[str, str]] = {
    spelling: name
    for table in (HEADER_FIELDS, TASK_FIELDS)
    for name, synonyms in table.items()
    for spelling in (name, *synonyms)
}
"""Every spelling of every field, to the field's name."""

DIRECTIVES: Final[tuple[str, ...]] = ("印发件", "附表", "附件", "批注", "核稿")

EXPLICIT_LEVELS: Final[dict[str, str]] = {
    "一级": "LEVEL1",
    "二级": "LEVEL2",
    "三级": "LEVEL3",
    "四级": "LEVEL4",
    "五级": "LEVEL5",
}

TASK_MARK: Final = "任务"
PARAGRAPH_MARK: Final = "段"


def longest_first(words: tuple[str, ...] | dict[str, str]) -> str:
    """The words as the inside of a regular expression, longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
