"""Whom an upstream item is meant for: what it asks of provinces is not demanded of a county."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.align.places import LEVELS, Level, Place
from hegao.dsl.upstream.template import Upstream, UpstreamItem

FIELD: Final = "须落实"
_GROUPS: Final[dict[Level, re.Pattern[str]]] = {
    "国": re.compile(r"国务院|中央|国家|部委"),
    "省": re.compile(r"各省|省级|省直|省有关|省[（(]|自治区"),
    "市": re.compile(r"设区的?市|各市|市直|地级|市[（(]|市级|各地市|市州|州"),
    "县": re.compile(r"[县区旗](?!的市)|县[级直]|区直"),
    "乡": re.compile(r"乡镇|乡|镇街|街道|各镇"),
}
_EVERYONE: Final = re.compile(r"各级|各地(?!市)|下级")
_UPPER_BODY: Final = re.compile(
    r"\A(?:由|请)?(?P<level>中央|国务院|国家|省|自治区|设区的?市|市|县|区)(?:级|直|有关|各|相关|政府|委|行业|主管)"
    r"[^，,。；;]{0,16}?(?:部门|单位|政府|[厅局委办])(?!门)"
    r"|\A由?(?P<named>省|自治区|市(?!场|民|政))[^，,。；;、]{2,10}?(?:[厅局]|委(?!员)|办公室)"
)
_BODY_LEVELS: Final[dict[str, Level]] = {
    "中央": "国", "国务院": "国", "国家": "国", "省": "省", "自治区": "省", "设区的市": "市",
    "设区市": "市", "市": "市", "县": "县", "区": "县", "部": "国",
}  # fmt: skip


def not_meant(item: UpstreamItem, upstream: Upstream, place: Place) -> str:
    """Why an item is another's business, in Chinese; empty when the draft's place has to do it."""
    groups = item.field(FIELD)
    if groups:
        return "" if _takes_in(groups, place) else f"上级写明由“{groups}”落实"
    if place.level is None or place.level == upstream.place.level:
        return ""
    first = item.task.text.removeprefix(item.task.heading or "").lstrip("。 　\n")
    if body := upper_body(first, place):
        return f"说的是{body}的事"
    return ""


def upper_body(sentence: str, place: Place) -> str:
    """The body above the draft's place that a sentence begins with as its subject; else empty."""
    match = _UPPER_BODY.match(sentence)
    if match is None or place.level is None:
        return ""
    level = _BODY_LEVELS[match["level"] or match["named"]]
    if LEVELS.index(level) >= LEVELS.index(place.level):
        return ""
    return match[0].removeprefix("由").removeprefix("请")


def _takes_in(groups: str, place: Place) -> bool:
    if len(place.stem) > 1 and place.stem in groups:
        return True
    named = [level for level, pattern in _GROUPS.items() if pattern.search(groups)]
    everyone = not named or _EVERYONE.search(groups) is not None
    return everyone or place.level is None or place.level in named
