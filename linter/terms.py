"""How rules call what the model tells apart."""

from __future__ import annotations

from typing import Final

from hegao.dsl.recipients import Reach
from hegao.grammar.lines import Miss

FORMS: Final = {"bracket": "括号", "line": "另起一行", "cell": "表格"}
ROLES: Final = {"lead": "牵头", "support": "配合", "unspecified": "未分"}
DEADLINES: Final = {
    "date": "日", "month": "月", "year": "年", "relative": "相对", "recurring": "周期",
    "standing": "长期", "vague": "模糊",
}  # fmt: skip
BOUNDS: Final = {
    "at_least": "不少于", "at_most": "不超过", "more_than": "多于", "less_than": "少于",
    "about": "约", "exactly": "等于",
}  # fmt: skip
PAIRS: Final = {"unclosed": "缺右半", "unopened": "缺左半", "mixed_width": "全半角不一"}
MISSES: Final[dict[Miss, str]] = {
    "mark_separator": "编号标点有误", "mark_bare": "编号缺标点", "mark_spacing": "编号有空格",
    "mark_bracket": "编号缺括号",
    "field_separator": "字段缺冒号", "field_spelling": "字段名写错", "run_in": "标题接排",
    "broken_heading": "标题断行",
}  # fmt: skip
REACHES: Final[dict[Reach, str]] = {
    "addressed": "主送", "copied": "抄送", "issuer": "发文", "neither": "未送达", "unknown": "不明",
}  # fmt: skip

STATES: Final = {
    "covered": "已落实", "weakened": "有减弱", "missing": "未落实", "not_applicable": "不适用",
    "passed_on": "已转交", "suspect": "待复核", "suggested": "待确认",
}  # fmt: skip
ASPECT_NAMES: Final = {
    "deadline": "时限", "unit": "责任单位", "lead": "牵头", "quantity": "数量", "verb": "力度",
    "scope": "范围", "object": "对象", "hedge": "留余地",
}  # fmt: skip
