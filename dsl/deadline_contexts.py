"""What stands around a phrase that makes it a limit, or none.

A label or what is to be done then makes one; a record, a condition, a subsidy or what is in force
so long makes none.
"""

from __future__ import annotations

import re

from hegao.dsl.deadline_patterns import ACT, CLAUSE

RAISED = re.compile(
    r"[年月日高加大长迟升续低少达涨放来受看得收提行施持期缩减扩推止至延想直等遇回]\s*$"
)
AS_OF = re.compile(r"(?:截至|截止|[至较比与自从同由对])\s*$")
RECORD = re.compile(
    r"\s*(?:以?来|的|与|相比|余额|数据|存量|后|起|开始|[，,]?(?:全[市县区省国州]|我[市县区省]|累计|已|共))"
)
# After a year or month reached (到2028年) only what is told as done is a record; 全市 is none.
REACHED = re.compile(
    rf"\s*(?:以?来|的|与|相比|余额|数据|存量|后|起|开始|[，,]?(?:(?:全|我){CLAUSE}{{1,12}}?)?(?:累计)?(?:均|都|共|就)?已)"
)
# What ends then is no task: 政策截止日期为2027年12月31日.
_OTHER_END = "".join(
    f"(?<!{word})"
    for word in (
        "有效期", "有效期限", "政策", "数据", "统计", "施行", "试行", "执行", "实施", "公示",
        "公示期", "合同", "缴费", "计算", "优惠", "补贴",
    )
)  # fmt: skip
_LABEL = re.compile(
    r"(?:(?:时限|期限|完成时间|完成日期|时间要求|时间节点)(?:要求)?\s*[：:]"
    rf"|{_OTHER_END}截[止稿](?:时间|日期|期限|日)\s*(?:[：:]|定?[为是到至于在])"
    r"|(?:报名|申报|申请|申领|征集|报送|提交|投稿|反馈|填报|推荐|受理)(?:工作|时间|日期)?\s*截[止至]"
    r"(?:时间|日期)?\s*(?:[：:]|[为是到至于在])?)\s*$"
)
_LABEL_ENDS = frozenset("：:为是到至于在止间期")
PAST = re.compile(
    r"(?:的|[就均都]?已[^，。；,;]{0,14}的|(?!完成|全面|办理|启动)[^，。；,;]{0,3}(?:"
    r"(?:注册|登记|毕业|出生|参保|入职|退役)[^，。；,;]{0,8}|(?:建成|成立|设立|投产|竣工|签订|备案|开工|出台"
    r"|制定|印发|发布|认定|购买|取得|到期)(?:并[^，。；,;]{1,6})?)的)"
)
# What happens at a limit that nobody met: 未整改的, 没有报送的, 项目仍未开工的.
UNMET = re.compile(
    r"(?:仍然?|尚|还|依[旧然]|均|全部|如期|按[时期])?(?:未(?!成年|来|央|雨|名)|没(?![收落]))|逾期"
    rf"|(?:不能|无法|拒不|不[按予]){CLAUSE}{{0,12}}的"
    rf"|[^，。；、：,;:对将把为给]{{1,8}}?(?:[仍尚还]未|仍?没有|逾期[未不]){CLAUSE}{{0,20}}?的(?=[，,]|$)"
)
RANGE_LABEL = re.compile(
    r"(?<!公示)(?<!有效)(?<!营业)(?:时限|期限(?<!有效期限)(?<!公示期限)|时间)(?:要求|安排|节点)?\s*[：:]\s*$"
)
RANGE_DONE = re.compile(
    rf"[，,]?\s*(?:期间)?(?!{CLAUSE}{{0,80}}?(?:[了已可]|同比|增长|总结|情况|的(?:企业|单位|项目|个人|人员|机构|[，。,]|$)))"
    rf"{CLAUSE}{{0,12}}?{ACT}"
)
DONE = re.compile(
    rf"(?!{CLAUSE}{{0,80}}?(?:了|已|同比|增长|总结|情况))[，,]?{CLAUSE}{{0,24}}?{ACT}"
)
SHARE = re.compile(rf"(?:每[家户人企名个套间亩位处村]{CLAUSE}*|根据|按照?|依据)$")
SUBSIDY = re.compile(
    r"\s*(?:每|[为对向给]每|最[高多长低]|至多|不超过|不高于|[0-9.]+\s*(?:天|%|％)|可|享受|[只仅限]|支持|补[助贴]"
    r"|资助|奖励|给予|申[领请]|上限|金额|租金|用于|的|递增|增长|平均|缴纳|领取|一度|以来"
    rf"|{CLAUSE}{{0,20}}[0-9]\s*[千万亿]?元)"
)
SPAN_OF_TIME = re.compile(
    r"(?:公示(?:期|时间|期限|期间)?为?|不得?[少低]于|至少|满|[连近前首第每逢过]|最近|连续|提前|逾期|[超由从.．]|原来的?)\s*$"
)
STRETCH = re.compile(
    r"\s*(?:[的后]|以上|左右|享受|给予|免|租|累计|未|可[享申免]|连续|公示|补[助贴])"
)

# 即日起至12月31日: a limit where something is to be done, or where it stands alone.
_CAMPAIGN = rf"(?:{ACT}|报名|申报|申领|提交|征集|整治|排查|检查|清理|清查|巡查|宣传|进行|推进)"
_NOW_DONE = re.compile(
    rf"止?[，,]?\s*(?:期间)?(?!{CLAUSE}{{0,80}}?(?:[了已]|同比|增长|有效|的(?:企业|单位|项目|个人|人员|机构)))"
    rf"{CLAUSE}{{0,12}}?{_CAMPAIGN}"
)
VALIDITY = re.compile(
    rf"(?:有效|施行|试行|生效|执行|公示|优惠|补[贴助]|减免|免[收征])(?:{CLAUSE}|[：:])*$"
)
CLOSED = re.compile(r"\s*止?(?:[）)〕】］。；;]|$)")
# What is no limit though it names an occasion: 国庆节前后, 春节前夕, 节前两周, 开学前准备.
_OTHER_BEFORE = re.compile(
    r"\s*(?:[后夕的期往来]|[一二三两几半0-9]+\s*[个天日周月]|准备|检查|督查|培训|教育|安全|市场|慰问|[、和及与](?:[^，。；]{0,4}[后中]))"
)
_SINCE = re.compile(r"(?:截[至止]|[自从较比与同距由])\s*$")
# What a stage of a campaign lasts: 集中整治阶段（2026年4月至6月）, 2026年1月至6月为集中整治阶段.
STAGE = re.compile(r"阶段\s*[（(：:]\s*$")
_OTHER_STAGE = re.compile(r"\s*为(?:公示|申报|有效|试[用行]|过渡|缓冲)")
IS_STAGE = re.compile(rf"\s*[为是]{CLAUSE}{{1,12}}?阶段")
AFTER_UNITS = re.compile(r"(?<=[，,；;])\s*$")
BRACKET_END = re.compile(r"\s*[）)〕】］]")
# A part of a month is a limit only where something is to be done in it.
_TENTH_DONE = re.compile(
    rf"(?!{CLAUSE}{{0,80}}?(?:了|已|同比|增长|总结|情况)|{CLAUSE}{{0,24}}?{ACT}的)[，,]?{CLAUSE}{{0,24}}?{ACT}"
)
_FIRM = ("力争", "确保", "争取", "力争在", "确保在", "争取在", "力争于", "确保于", "争取于")
_CUT_OFF = ("截止", "24时截止", "前截止")
SHARES = tuple("前每各逐按分首当同")
TERMS = ("期", "期为", "期限为", "期自", "每年", "每")


def labelled(text: str, at: int) -> bool:
    """Whether a label that asks for a limit ends at `at`: 完成时限：, 报名截止."""
    last = text[at - 1 : at]
    if last not in _LABEL_ENDS and not last.isspace():
        return False
    return _LABEL.search(text, max(0, at - 10), at) is not None


def demands(text: str, match: re.Match[str]) -> bool:
    """Whether a moment with 前, 内, 到 or a label is a limit, not a condition or a level."""
    begin, stop = match.span()
    before = text[max(0, begin - 10) : begin]
    if match["close"]:
        return not (match["quarter"] and before.endswith(SHARES)) and not PAST.match(text, stop)
    if match["lead"] != "到":
        return True
    named = match["year"] or match["dotted"] or match["near"] or match["last"]
    raised = RAISED.search(before) or REACHED.match(text, stop)
    return bool(named) and not raised and not text.startswith(("水平", "同期"), stop)


def tells_record(text: str, match: re.Match[str]) -> bool:
    """Whether a moment in the past, with 到, says how things stood: 到2021年底，全市共……."""
    return match["lead"] == "到" and bool(RECORD.match(text, match.end()))


def may_demand(text: str, match: re.Match[str]) -> bool:
    """Whether a bare moment is a limit: 2022年底, 9月底, 今年8月, 上半年完成. Most are records."""
    begin, stop = match.span()
    before = text[max(0, begin - 6) : begin]
    if match["day"]:
        in_force = VALIDITY.search(text, max(0, begin - 10), begin)
        return text.startswith(_CUT_OFF, stop) and not in_force
    if AS_OF.search(before) or RECORD.match(text, stop) or before.endswith(SHARES):
        return False
    if match["third"]:
        return bool(match["month"]) and bool(_TENTH_DONE.match(text, stop))
    if not any(match.group("last", "quarter", "half", "near")):
        only_year = match["year"] and not match["month"] and before.endswith(_FIRM)
        return bool(only_year) and bool(DONE.match(text, stop))
    if match["last"]:
        return any(match.group("year", "near", "this", "month", "quarter", "half"))
    if match["quarter"] or match["half"]:
        return bool(DONE.match(text, stop))
    return bool(match["month"]) and match["near"] in ("今", "明")


def range_demands(text: str, match: re.Match[str]) -> bool:
    """Whether a run of months or days with 前 or a label is a limit, not a condition."""
    begin, stop = match.span()
    labelled = RANGE_LABEL.search(text, max(0, begin - 10), begin)
    return bool(match["close"] or labelled) and not PAST.match(text, stop)


def range_may_demand(text: str, match: re.Match[str]) -> bool:
    """Whether a bare run of months or days is a limit: something is to be done in it."""
    begin, stop = match.span()
    if not match["month"] or text[max(0, begin - 3) : begin].endswith(TERMS):
        return False
    if RECORD.match(text, stop) or _OTHER_STAGE.match(text, stop):
        return False
    if BRACKET_END.match(text, stop):
        told = (STAGE, AFTER_UNITS)
        return any(each.search(text, max(0, begin - 6), begin) for each in told)
    return bool(RANGE_DONE.match(text, stop) or IS_STAGE.match(text, stop))


def from_now_demands(text: str, begin: int, stop: int) -> bool:
    """Whether 即日起至… is a limit: something is to be done, and nothing is in force so long."""
    if VALIDITY.search(text, max(0, begin - 16), begin):
        return False
    labelled = RANGE_LABEL.search(text, max(0, begin - 10), begin)
    return bool(labelled or CLOSED.match(text, stop) or _NOW_DONE.match(text, stop))


def occasion_demands(text: str, begin: int, stop: int, *, certain: bool) -> bool:
    """Whether an occasion with 前 is a limit, not a time that is spoken of."""
    if _SINCE.search(text, max(0, begin - 4), begin) or REACHED.match(text, stop):
        return False
    if _OTHER_BEFORE.match(text, stop) or PAST.match(text, stop):
        return False
    parted = text[stop : stop + 1] in ("，", ",")
    return certain or parted or bool(CLOSED.match(text, stop) or DONE.match(text, stop))
