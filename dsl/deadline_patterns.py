"""What time limits look like in running text, as patterns and word lists."""

from __future__ import annotations

import re

from hegao.dsl import dates
from hegao.dsl.model import DeadlineKind
from hegao.grammar.numerals import NUMERAL as N

CLAUSE = "[^，。；、：,;:]"
ACT = (
    "(?:完成|办结|办理|答复|回复|反馈|报送|报告|上报|报[请市县省区]|整改|[作做]出|提出|制[定订]|出台|印发|公[开布示]"
    "|发布|处[理置]|受理|告知|送达|移[送交]|审[核批查结]|核[查实]|拨付|兑[付现]|更新|录入|备案|通报|调度|汇总"
    "|召开|解读|[转交]办|修订|建[立成]|启动|上线|编制|组织|开展|举办|实现)"
)
# What 立即 may ask for: 立即整改, 立即向县政府报告.
_NOW = (
    rf"(?:(?:[向按将对]{CLAUSE}{{1,12}}?)?{ACT}|责令|停止|停[业产工]|关停|纠正|消除|采取|暂停|终止|赶赴|赶到|派"
    "|通知|撤|着手|部署|落实|响应|执行|查)"
)
# Where a limit may begin; the empty group at the end of a branch names its reader. The class in
# front makes the search fast (`re` skips to one of its characters without trying a match); then the
# second character, which `re` compares before it enters a branch, and look-behinds for the first.
START = re.compile(
    rf"[{N}第到今明本次当上下年不最每定长常及尽适逐限按抓实立“\"](?:"
    r"(?:时(?:(?<=及时)(?![性率度间限代段长效机政令])(?<![未不没对]及时)(?<!未依法及时)(?<![没能是][有能否]及时)"
    r"|(?<=适时)(?<![合不]适时)|(?<=按时)(?![间段序点限代空长期])(?<![未不没对]按时)(?<![没能][有能]按时)"
    r"|(?<=限时)(?<![未没不]限时)(?:办[结理]|完成|整改|解决|反馈|答复|清零)(?!制|机制|承诺|率|、[^，。；]{0,16}制度?)"
    rf"|(?<=实时)(?!共享|接入|监|在线|数据|视频|追踪|采集|传输|查询|掌握)(?={CLAUSE}{{0,10}}?"
    r"(?:公[开布示]|发布|更新|报[送告]|[上通]报|反馈|录入)))"
    r"|期(?:(?<=限期)(?!限)(?<![有无时年权期到]限期)"
    r"|(?<=定期)(?![限间满内末初权存])(?<![不固约规法特指锁稳评认鉴审核确判限]定期)"
    r"|(?<=长期)(?:坚持|(?<=[：:]长期)(?=[）)。；;]|$)))"
    rf"|即(?<=立即)(?<![未没不能可]立即)(?={_NOW})"
    r"|快(?<=尽快)|步(?<=逐步)(?!骤)|紧(?<=抓紧)|一时间(?<=第一时间)(?!节点)"
    r"|照(?<=按照)规定的?时限|规(?<=按规)定的?时限|月(?<=[按逐]月)(?={0})|季(?<=[按逐]季)度?(?={0})"
    r"|年(?<=常年)(?=坚持|开展|组织|实施|推进|受理|举办|进行|公开|开放|不[间断]|[，。；]|$))(?P<word>)"
    rf"|(?:(?<=[{N}])(?<![{N}][{N}])(?=[{N}]{{0,5}}+\s*(?:年|月|季度"
    r"|(?<=[0-9０-９]{4})[-.．/／－][0-9０-９]|[-—–~～至到]\s*[0-9０-９一二三四五六七八九十]{1,2}\s*月"
    rf"|(?:[-—–~～至]\s*[{N}]{{1,4}}\s*)?(?:个\s*)?(?:工作日|(?:自然日|小时|星期|月|周|日|天)\s*[之以]?内)))"
    r"|年(?<=[今明本次当]年)|月(?<=[本下]月)|半(?<=[上下]半)年|[迟晚](?<=[不最].)|超(?<=不超)过|得(?<=不得)超过"
    rf"|(?<=到)(?=\s*[{N}今明年上下“\"])|(?<=年)(?=[底末])(?<![{N}]年)"
    rf"|(?<=年)(?=[之以]?内)(?<![{N}几多半数同学每当周整全财届]年)(?={dates.WITHIN})"
    r"|(?<=第)\s*[一二三四1-4]\s*季度|(?<=[十“\"])十?[一二三四五六]?五[”\"]?)(?P<moment>)"
    rf"|(?<=每)\s*+(?:[{N}]{{1,4}}\s*+)?个?\s*+(?:半?年|季|月|周|日|天)(?P<each>))".replace(
        "{0}", ACT
    )
)
PLAN = re.compile(
    r"到?\s*[“\"]?十(?P<ordinal>[一二三四五六])五[”\"]?\s*(?:规划)?(?:时期|期间|期)?末期?(?:[之以]?前)?"
)
WHEN = (
    rf"(?:(?:第?[一二三四1-4]季度|[上下]半年|(?:{dates.MONTH})\s*月份?|[首末]月|第[一二三]个月)\s*)?"
    rf"(?:(?:{dates.DAY})\s*[日号]|[上中下]旬|年?[底末初])?"
)
_MONTH = rf"(?:{dates.MONTH})\s*月份?(?:\s*(?:{dates.DAY})\s*[日号]|[上中下]旬|[底初末])?"
EACH = re.compile(
    rf"每\s*+(?P<count>[{N}]{{1,4}})?\s*+个?\s*+(?P<unit>半年|年|季|月|周|日|天)度?(?:(?<=周)[一二三四五六日])?"
    rf"(?:的(?=\s*[0-9一二三四五六七八九十]))?\s*{WHEN}"
    rf"(?:[、和及]\s*{WHEN}(?={dates.BEFORE_END})|(?:(?<=月)|(?<=月份))(?:[、和及至到—-]\s*{_MONTH}(?!\s*个))+)?"
    rf"(?:(?:结束|终了)?后\s*[{N}]+\s*(?:个?工作日|日|天|个月){dates.WITHIN}|{dates.BEFORE_END}|[之以]内)?"
)
AMOUNT = re.compile(
    rf"(?P<cap>不得?超过\s*)?(?:[{N}]{{1,4}}\s*[-—–~～至]\s*)?(?P<amount>[{N}]{{1,6}}+)\s*(?:个\s*)?"
    r"(?P<measure>工作日|自然日|小时|星期|周|日|天|(?<=个)月|年)(?P<inside>\s*[之以]?内)?"
)
ENACTED = "(?:印发|下发|发布|公布|出台)"
EVENT = re.compile(
    r"(?P<run>(?:《[^《》]*》|[^，。；、：（）《》,;:()\n])+?)"
    r"(?P<hinge>之日起?|当日起|日起|[之以]后|后|起)?(?:的|\s)*$"
)
# Words that lead up to an event; 于 of 关于 or 要 of 要点 do not.
LEAD_UP = re.compile(
    r".*(?:(?<![关对由])于|自(?![治然主行查评身])|从(?![业事])|在(?![线建职])|应当|应(?![急用对答])|须"
    r"|要(?![点求素])|并(?![联购])|且)"
)
ISSUED = re.compile(rf"本.{{0,8}}{ENACTED}|{ENACTED}(?:(?=之日|日起)|\Z)")

# Contexts that make a phrase no limit.
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
LABEL = re.compile(r"(?:时限|期限|完成时间|时间要求|时间节点)(?:要求)?\s*[：:]\s*$")
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

SHARES = tuple("前每各逐按分首当同")
TERMS = ("期", "期为", "期限为", "期自", "每年", "每")
ENDS = ("印发", "下发", "发布", "公布", "出台")
NO_EVENT = frozenset(("今", "最", "前", "此", "然", "以", "先"))
WORDS: dict[str, tuple[DeadlineKind, str | None]] = {
    "定期": ("recurring", None),
    "按月": ("recurring", "月"),
    "逐月": ("recurring", "月"),
    "按季": ("recurring", "季度"),
    "按季度": ("recurring", "季度"),
    "逐季": ("recurring", "季度"),
    "逐季度": ("recurring", "季度"),
    "长期": ("standing", None),
    "长期坚持": ("standing", None),
    "常年": ("standing", None),
}


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
    if not any(match.group("last", "quarter", "half", "near")) or match["day"]:
        return False
    before = text[max(0, begin - 6) : begin]
    if AS_OF.search(before) or RECORD.match(text, stop) or before.endswith(SHARES):
        return False
    if match["last"]:
        return any(match.group("year", "near", "this", "month", "quarter", "half"))
    if match["quarter"] or match["half"]:
        return bool(DONE.match(text, stop))
    return bool(match["month"]) and match["near"] in ("今", "明")


def range_demands(text: str, match: re.Match[str]) -> bool:
    """Whether a run of months or days with 前 or a label is a limit, not a condition."""
    labelled = RANGE_LABEL.search(text, max(0, match.start() - 10), match.start())
    return bool(match["close"] or labelled) and not PAST.match(text, match.end())


def range_may_demand(text: str, match: re.Match[str]) -> bool:
    """Whether a bare run of months or days is a limit: something is to be done in it."""
    if not match["month"] or text[max(0, match.start() - 3) : match.start()].endswith(TERMS):
        return False
    return not RECORD.match(text, match.end()) and bool(RANGE_DONE.match(text, match.end()))
