"""How each kind of passage is set: face, size, place (GB/T 9704-2012, 5.2.2 and clause 7).

Where the standard gives no size (发文机关标志) `masthead` works it out from the words.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Face = Literal["仿宋", "小标宋", "黑体", "楷体", "宋体"]
Align = Literal["justify", "left", "center", "right"]

SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0
"""2号, 3号, 4号 in points, as Word has them."""


class Style(NamedTuple):
    """How a kind of passage is set; indents in characters of 3号."""

    name: str
    """What it is called in Word's list of styles."""
    face: Face = "仿宋"
    size: float = SIZE_3
    align: Align = "justify"
    first: float = 0.0
    """Of the first line, besides `left`; below zero where later lines hang."""
    left: float = 0.0
    right: float = 0.0
    before: int = 0
    """Blank lines above it, where something stands above it."""
    outline: int = 0
    """Its level as a heading; 0 is none."""
    red: bool = False


STYLES: Final[dict[str, Style]] = {
    "copy_number": Style("份号", align="left"),
    "secrecy": Style("密级", "黑体", align="left"),
    "urgency": Style("紧急程度", "黑体", align="left"),
    "masthead": Style("发文机关标志", "小标宋", align="center", red=True),
    "document_number": Style("发文字号", align="center"),
    "signer": Style("签发人", right=1, align="right"),
    "title": Style("公文标题", "小标宋", SIZE_2, "center", before=2, outline=1),
    "recipients": Style("主送机关", align="left", before=1),
    "paragraph": Style("正文段落", first=2),
    "part": Style("章标题", "黑体", align="center", before=1, outline=2),
    "heading_1": Style("一级标题", "黑体", first=2, outline=2),
    "heading_2": Style("二级标题", "楷体", first=2, outline=3),
    "heading_3": Style("三级标题", first=2, outline=4),
    "heading_4": Style("四级标题", first=2, outline=5),
    "attachment_list": Style("附件说明", left=6, first=-4),
    "signature": Style("发文机关署名", align="right"),
    "date": Style("成文日期", align="right"),
    "note": Style("附注", first=2),
    "carried_title": Style("印发件标题", "小标宋", SIZE_2, "center", outline=1),
    "attachment": Style("附件序号", "黑体", align="left"),
    "attachment_title": Style("附件标题", "小标宋", SIZE_2, "center", before=1, outline=1),
    "attendance": Style("出席人员", left=5, first=-3, before=1),
    "cell": Style("表格文字", size=SIZE_4, align="left"),
    "column_name": Style("表头", "黑体", SIZE_4, "center"),
    "back": Style("版记", size=SIZE_4, left=1, right=1),
    "page_number": Style("页码", "宋体", SIZE_4),
}
"""By the role of a piece; the clauses are 7.2.1 to 7.4.3 and 7.5 in this order."""

LEADS: Final[dict[str, Face]] = {
    "part": "黑体",
    "heading_1": "黑体",
    "heading_2": "楷体",
}
"""The face of number and title of an item (7.3.3); deeper levels are set as the text is."""
