"""Time limits that stand where a unit could stand: 县民政局，2026年10月底前完成; 持续推进."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.unit_words import looks_like_unit

__all__ = ["is_time", "time_begins"]

_HAN = "一二三四五六七八九十"
_WHEN = (
    rf"(?:[12]\d{{3}}年度?|[12一二][{_HAN}〇○零]{{3}}年|[今明次当]年|[12]\d{{3}}[-./]\d|\d{{1,2}}月|[{_HAN}]{{1,2}}月"
    r"|\d{1,2}[-—–~～]\d{1,2}月|[本下]月|第?[一二三四1-4]季度|[上下]半年|年[底末内])"
    rf"[\d{_HAN}〇○零年月日号份度上下中旬半季第底末初内至到、\-—–~～./]*"
)
_DONE = (
    "完成|落实|实施|推进|推动|坚持|开展|启动|建成|实现|到位|办结|办理|整改|报送|上报|印发|出台|公[开布示]|组织"
    "|见效|达标|投用|运行|更新|通报|总结|抓好|执行|进行|调度|验收"
)
_TIME: Final = re.compile(
    r"(?:[于在到至按]|力争|确保|原则上|不?[迟晚]于|最迟|[自从]?即日起[至到]?|贯穿)?(?:"
    rf"{_WHEN}(?:(?:(?<=[底末内])|[之以]?前).{{0,16}}|.{{0,4}}(?:{_DONE}).{{0,8}}|$)"
    rf"|每[半两{_HAN}\d]?个?(?:年|季度?|月|周|日|天).{{0,14}}$"
    rf"|(?:[^、]{{0,12}}(?:之日起|后))?[\d{_HAN}百]{{1,4}}个?(?:工作日|小时|日|天|月|年)[之以]?内.{{0,12}}$"
    rf"|(?:持续|长期|常年|常态化?|全年|定期|及时|尽快|逐步|限期|限时|即时|立即|分步|滚动)(?:.{{0,2}}(?:{_DONE}).{{0,6}})?$"
    r"|(?:完成|办理|办结|整改|落实|推进)?(?:时限|时间|期限|时间节点|时间要求|时限要求)[：:])"
)
# Whatever it counts from: 秋季学期开学前完成, 项目验收前, 今年冬季到来之前, 施工期内.
_ENDING: Final = re.compile(
    r"(?P<head>[^、：:（(]{1,24}?)(?:(?:(?<![目面跟当提空生眼门])前|[日天周月季年期][之以]?内|[年月]底|[年月期周旬]末)"
    rf"(?:.{{0,4}}(?:{_DONE}).{{0,6}})?|(?<=前).{{0,4}}到位)$"
)
_NAMED: Final = re.compile(r"局|委员会|办公室|厅|部门|单位|政府|管委会|街道|乡镇")
_BEHIND_UNIT: Final = re.compile(
    rf"(?<=[局委办厅部署院会心司行团社府处室门位头责合导实）)])"
    rf"(?=\d|[{_HAN}]{{1,2}}月|年[底内]|每[年季月周]|[今明]年|[上下]半年|[本下]月|长期|持续|定期|即日)"
)


def is_time(bare: str) -> bool:
    """Whether a member without white space is a time limit, not a unit that begins like one."""
    if _TIME.match(bare) is not None:
        return not looks_like_unit(bare)
    ending = _ENDING.match(bare)
    return ending is not None and _NAMED.search(ending["head"]) is None


def time_begins(bare: str) -> int | None:
    """Where a time limit begins that no mark parts from the unit before it: 县财政局6月底前完成."""
    for gap in _BEHIND_UNIT.finditer(bare):
        if is_time(bare[gap.end() :]):
            return gap.end()
    return None
