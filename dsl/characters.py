"""Characters in their official form: full and half width, simplified for traditional."""

from __future__ import annotations

from typing import Final

HALF: Final = ",:;?!()[]"
FULL: Final = "，：；？！（）〔〕"
TO_FULL = str.maketrans(HALF, FULL)
TO_HALF = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)} | {"％": "%"}
)

# Traditional and variant forms that input methods and character recognition slip into
# simplified text; each has one simplified form (《通用规范汉字表》, 附件1).
TRADITIONAL: Final = (
    "爲为為为國国發发務务會会關关門门開开學学單单區区縣县鄉乡鎮镇業业產产經经濟济資资財财實实施施"
    "進进過过這这還还時时間间長长書书記记議议計计劃划設设認认證证訂订責责任任處处應应當当對对"
    "與与個个們们來来點点機机構构標标準准總总結结網网絡络線线級级組组織织統统體体驗验義义無无"
    "風风險险東东車车電电話话語语說说請请謝谢買卖買买賣卖貨货費费貿贸農农村村員员問问題题類类領领"
    "項项順顺須须預预頒颁額额顯显館馆飲饮養养馬马駐驻黨党備备報报場场衛卫術术裝装補补見见觀观規规"
    "視视覽览覺觉據据擬拟擴扩態态護护職职聯联聽听腳脚舉举興兴藝艺節节範范"
)
_PAIRS = {
    TRADITIONAL[index]: TRADITIONAL[index + 1]
    for index in range(0, len(TRADITIONAL), 2)
    if TRADITIONAL[index] != TRADITIONAL[index + 1]
}
TO_SIMPLIFIED = str.maketrans(_PAIRS)


BRACKETS = str.maketrans("()[]", "（）〔〕")


def full_brackets(text: str) -> str:
    """Half-width brackets made full width, other marks left: `(a,b)` to `（a,b）`."""
    return text.translate(BRACKETS)


def full_width(text: str) -> str:
    """Half-width marks made full width: `,` to `，`."""
    return text.translate(TO_FULL)


def half_width(text: str) -> str:
    """Full-width letters, digits and the percent sign made half width: `８％` to `8%`."""
    return text.translate(TO_HALF)


def without_end_mark(text: str) -> str:
    """A title without the punctuation at its end."""
    return text.rstrip(" \u3000。．.，；;！!、")


def simplified(text: str) -> str:
    """Known traditional and variant characters made simplified: `爲` to `为`."""
    return text.translate(TO_SIMPLIFIED)
