"""What time limits look like in running text, as patterns and word lists."""

from __future__ import annotations

import re

from hegao.dsl import dates, occasions
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
# second character: a class that most fail, then `re` compares it before it enters a branch. Look-
# behinds tell the first: what only the first decides stands in two groups, of which most characters
# try neither.
BEGUN = (
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
    r"|(?:年(?<=[今明本次当]年)|月(?<=[本下]月)|半(?<=[上下]半)年|[迟晚](?<=[不最].)|超(?<=不超)过|得(?<=不得)超过"
    rf"|(?<=[{N}到年第“\"])(?:(?<=[{N}])(?<![{N}][{N}])(?=[{N}]{{0,5}}+\s*(?:年|月|季度"
    r"|(?<=[0-9０-９]{4})[-.．/／－][0-9０-９]|[-—–~～至到]\s*[0-9０-９一二三四五六七八九十]{1,2}\s*月"
    rf"|(?:[-—–~～至]\s*[{N}]{{1,4}}\s*)?(?:个\s*)?(?:工作日|(?:自然日|小时|星期|月|周|日|天)\s*[之以]?内)))"
    rf"|(?<=到)(?=\s*[{N}今明年上下“\"])|(?<=年)(?=[底末])(?<![{N}]年)"
    rf"|(?<=年)(?=[之以]?内)(?<![{N}几多半数同学每当周整全财届]年)(?={dates.WITHIN})"
    r"|(?<=第)\s*[一二三四1-4]\s*季度|(?<=[十“\"])十?[一二三四五六]?五[”\"]?))(?P<moment>)"
    r"|日(?<=即日)起?\s*[至到](?P<now>)"
    r"|(?<=[：:])\s*+(?=[持长全常贯])(?P<standing>)"
    rf"|(?<=每)\s*+(?:[{N}]{{1,4}}\s*+)?个?\s*+(?:半?年|季|月|周|日|天)(?P<each>)"
).replace("{0}", ACT)
SECOND = (
    "[时期即快步紧一照规月季年半迟晚超得底末之以内日持长全常贯周天个工自小星今明上下至到“"
    rf"\"\-.．/／－—–~～\s{N}]"
)
"""What may stand second in a limit, but for an occasion, which begins with 前."""
START = re.compile(
    rf"[{N}第到今明本次当上下年不最每定长常及尽适逐限按抓实立即前：:“\"]"
    rf"(?:(?={SECOND})(?:{BEGUN})|(?<=前){occasions.LAST_TWO}(?P<occasion>))"
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
_PARTING = "，。；、：（）《》,;:()"
PARTING = re.compile(f"[{_PARTING}]")
EVENT = re.compile(
    rf"(?P<run>(?:《[^《》]*》|[^{_PARTING}\n])+?)"
    r"(?P<hinge>之日起?|当日起|日起|[之以]后|后|起)?(?:的|\s)*$"
)
# Words that lead up to an event; 于 of 关于 or 要 of 要点 do not.
LEAD_UP = re.compile(
    r".*(?:(?<![关对由])于|自(?![治然主行查评身])|从(?![业事])|在(?![线建职])|应当|应(?![急用对答])|须"
    r"|要(?![点求素])|并(?![联购])|且)"
)
ISSUED = re.compile(rf"本.{{0,8}}{ENACTED}|{ENACTED}(?:(?=之日|日起)|\Z)")
FROM_NOW = re.compile(r"即日起?\s*[至到]\s*")
STANDING = re.compile(
    r"\s*(?P<phrase>(?:贯穿)?(?:(?:持续|长期|全年|常年|常态化?|(?<=贯穿)始终)){1,2}"
    r"(?:性?(?:坚持|推进|推动|开展|落实|实施|进行|抓好|执行|组织|跟进|做好|巩固|提升|完善|更新|有效))*)"
    r"(?=\s*(?:[）)〕】］。；;，,、]|$|\n))"
)

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
