"""What to say of a rule that cannot be read: the word that is wrong and the nearest right one."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from hegao.grammar.rule_tree import RuleSyntaxError

WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9_]+")
CLAUSES: Final = (
    "规则", "调整", "继承", "级别", "对象", "查找", "条件", "定位", "提示", "建议", "依据", "从严",
    "修正", "合并", "阻断", "说明", "理由", "应报", "不报", "修正后",
)  # fmt: skip
OPERATORS: Final = (
    "为空", "不为空", "等于", "不等于", "包含", "不包含", "匹配", "不匹配", "属于", "不属于",
    "早于", "晚于", "不早于", "不晚于", "多于", "少于", "不多于", "不少于", "开头为", "结尾为",
)  # fmt: skip
# What people write, and what the language has for it.
SYNONYMS: Final = {
    "大于": "“多于”，日期用“晚于”", "小于": "“少于”，日期用“早于”", "并且": "“且”", "而且": "“且”",
    "或者": "“或”", "and": "“且”", "or": "“或”", "not": "“非”", "不是": "“非”或“不等于”",
    "没有": "“…为空”，列表用“没有 时限 类型 等于 “日””", "是": "“等于”",
}  # fmt: skip


def explain(
    text: str, offset: int, names: tuple[str, ...], kinds: tuple[str, ...]
) -> RuleSyntaxError:
    """The error for the place where a rule, or a slot, stopped making sense."""
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    clause = re.match(r"[\u4e00-\u9fff]+", line)
    word = WORD.match(text, offset)
    if offset >= len(text.rstrip()):
        return RuleSyntaxError("这条规则没有写完", offset, "至少要有级别、对象、提示、依据和应报")
    if line.lstrip().startswith(("1", "一、", "（")) and offset == line_start:
        return RuleSyntaxError("这一行不认识", offset, "例子的每一行以“｜”开头")
    if word is None and text[offset] in "\r\n":
        return RuleSyntaxError("这一行没有写完", offset, "补上冒号后面的内容")
    if word is None:
        return RuleSyntaxError(f"“{text[offset]}”不能放在这里", offset, "删去它，或补上前后缺的词")
    if not text.startswith(("规则", "调整")):
        return _near(word.group(), "不认识的名称", names, offset)
    if offset == line_start:
        return _near(word.group(), "不认识的写法", CLAUSES, offset)
    if word.group().startswith(("且", "或")):
        return RuleSyntaxError("“且”“或”混用而没有加括号", offset, "用（）写明先后")
    for wrong, right in SYNONYMS.items():
        if word.group().startswith(wrong):
            return RuleSyntaxError(f"不认识“{wrong}”", offset, f"写作{right}")
    if clause and clause.group() == "条件" and word.group() in OPERATORS:
        return RuleSyntaxError(
            f"“{word.group()}”前面缺名称", offset, f"写成“责任单位 {word.group()}”这样"
        )
    match clause.group() if clause else "":
        case "对象":
            return _near(word.group(), "没有这种对象", kinds, offset)
        case "条件" | "定位":
            return _near(word.group(), "不认识的名称", (*names, *OPERATORS), offset)
        case "级别":
            hint = "写错误、警告、提醒或不查，前面可写起草、核稿、签发；“级别”后面要有冒号"
            return RuleSyntaxError(f"级别“{word.group()}”不能这样写", offset, hint)
        case _:
            return RuleSyntaxError(f"“{word.group()}”不能放在这里", offset, "检查这一行的写法")


def _near(word: str, what: str, known: tuple[str, ...], offset: int) -> RuleSyntaxError:
    candidates = [word, *(word[:length] for length in range(len(word) - 1, 1, -1))]
    for candidate in candidates:
        near = get_close_matches(candidate, known, n=1, cutoff=0.5)
        if near == [word]:
            return RuleSyntaxError(f"“{word}”不能放在这里", offset, "看看前后缺了什么")
        if near:
            return RuleSyntaxError(f"{what}“{word}”", offset, f"是不是“{near[0]}”？")
    return RuleSyntaxError(f"{what}“{word}”", offset, f"可用的有：{'、'.join(known[:12])} 等")
