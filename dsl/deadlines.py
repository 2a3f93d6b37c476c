"""Time limits (完成时限) in running text, as values.

What counts: a limit that binds the task it stands in. Faults described (未及时), techniques
(实时共享), eligibility (2000年底前建成的), subsidy periods (每人每月500元) and validity are none,
and a doubtful phrase is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hegao.dsl import dates
from hegao.dsl.model import Deadline, DeadlineKind
from hegao.grammar.numerals import NUMERAL as N
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span

_CLAUSE = "[^，。；、：,;:]"
_ACT = (
    "(?:完成|办结|办理|答复|回复|反馈|报送|报告|上报|报[请市县省区]|整改|[作做]出|提出|制[定订]|出台|印发|公[开布示]"
    "|发布|处[理置]|受理|告知|送达|移[送交]|审[核批查结]|核[查实]|拨付|兑[付现]|更新|录入|备案|通报|调度|汇总"
    "|召开|解读|[转交]办|修订|建[立成]|启动|上线|编制|组织|开展|举办|实现)"
)
# Where a limit may begin; the empty group at the end of a branch names its reader. The class in
# front makes the search fast (`re` skips to one of its characters without trying a match); then the
# second character, which `re` compares before it enters a branch, and look-behinds for the first.
_START = re.compile(
    rf"[{N}第到今明本次当上下年不最每定长常及尽适逐限按抓实“\"](?:"
    r"(?:时(?:(?<=及时)(?![性率度间限代段长效机政令])(?<![未不没对]及时)(?<!未依法及时)(?<![没能是][有能否]及时)"
    r"|(?<=适时)(?<![合不]适时)|(?<=按时)(?![间段序点限代空长期])(?<![未不没对]按时)(?<![没能][有能]按时)"
    rf"|(?<=实时)(?!共享|接入|监|在线|数据|视频|追踪|采集|传输|查询|掌握)(?={_CLAUSE}{{0,10}}?"
    r"(?:公[开布示]|发布|更新|报[送告]|[上通]报|反馈|录入)))"
    r"|期(?:(?<=限期)(?!限)(?<![有无时年权期到]限期)"
    r"|(?<=定期)(?![限间满内末初权存])(?<![不固约规法特指锁稳评认鉴审核确判限]定期)"
    r"|(?<=长期)(?:坚持|(?<=[：:]长期)(?=[）)。；;]|$)))"
    r"|快(?<=尽快)|步(?<=逐步)(?!骤)|紧(?<=抓紧)|一时间(?<=第一时间)(?!节点)"
    r"|照(?<=按照)规定的?时限|规(?<=按规)定的?时限|月(?<=[按逐]月)(?={0})|季(?<=[按逐]季)度?(?={0})"
    r"|年(?<=常年)(?=坚持|开展|组织|实施|推进|受理|举办|进行|公开|开放|不[间断]|[，。；]|$))(?P<word>)"
    rf"|(?:(?<=[{N}])(?<![{N}][{N}])(?=[{N}]{{0,5}}+\s*(?:年|月|季度"
    r"|(?<=[0-9０-９]{4})[-.．/／－][0-9０-９]"
    rf"|(?:[-—–~～至]\s*[{N}]{{1,4}}\s*)?(?:个\s*)?(?:工作日|(?:自然日|小时|星期|月|周|日|天)\s*[之以]?内)))"
    r"|年(?<=[今明本次当]年)|月(?<=[本下]月)|半(?<=[上下]半)年|[迟晚](?<=[不最].)|超(?<=不超)过|得(?<=不得)超过"
    rf"|(?<=到)(?=\s*[{N}今明年上下“\"])|(?<=年)(?=[底末])(?<![{N}]年)"
    rf"|(?<=年)(?=[之以]?内)(?<![{N}几多半数同学每当周整全财届]年)(?={dates.WITHIN})"
    r"|(?<=第)\s*[一二三四1-4]\s*季度|(?<=[十“\"])十?[一二三四五六]?五[”\"]?)(?P<moment>)"
    rf"|(?<=每)\s*+(?:[{N}]{{1,4}}\s*+)?个?\s*+(?:半?年|季|月|周|日|天)(?P<each>))".replace(
        "{0}", _ACT
    )
)
_PLAN = re.compile(
    r"到?\s*[“\"]?十(?P<ordinal>[一二三四五六])五[”\"]?\s*(?:规划)?(?:时期|期间|期)?末期?(?:[之以]?前)?"
)
_WHEN = (
    rf"(?:(?:第?[一二三四1-4]季度|[上下]半年|(?:{dates.MONTH})\s*月份?|[首末]月|第[一二三]个月)\s*)?"
    rf"(?:(?:{dates.DAY})\s*[日号]|[上中下]旬|年?[底末初])?"
)
_EACH = re.compile(
    rf"每\s*+(?P<count>[{N}]{{1,4}})?\s*+个?\s*+(?P<unit>半年|年|季|月|周|日|天)度?(?:(?<=周)[一二三四五六日])?"
    rf"(?:的(?=\s*[0-9一二三四五六七八九十]))?\s*{_WHEN}(?:[、和及]\s*{_WHEN}(?={dates.BEFORE_END}))?"
    rf"(?:(?:结束|终了)?后\s*[{N}]+\s*(?:个?工作日|日|天|个月){dates.WITHIN}|{dates.BEFORE_END}|[之以]内)?"
)
_AMOUNT = re.compile(
    rf"(?P<cap>不得?超过\s*)?(?:[{N}]{{1,4}}\s*[-—–~～至]\s*)?(?P<amount>[{N}]{{1,6}}+)\s*(?:个\s*)?"
    r"(?P<measure>工作日|自然日|小时|星期|周|日|天|(?<=个)月|年)(?P<inside>\s*[之以]?内)?"
)
_ENACTED = "(?:印发|下发|发布|公布|出台)"
_EVENT = re.compile(
    r"(?P<run>(?:《[^《》]*》|[^，。；、：（）《》,;:()\n])+?)"
    r"(?P<hinge>之日起?|当日起|日起|[之以]后|后|起)?(?:的|\s)*$"
)
# Words that lead up to an event; 于 of 关于 or 要 of 要点 do not.
_LEAD_UP = re.compile(
    r".*(?:(?<![关对由])于|自(?![治然主行查评身])|从(?![业事])|在(?![线建职])|应当|应(?![急用对答])|须"
    r"|要(?![点求素])|并(?![联购])|且)"
)
_ISSUED = re.compile(rf"本.{{0,8}}{_ENACTED}|{_ENACTED}(?=之日|日起)")

# Contexts that make a phrase no limit.
_RAISED = re.compile(
    r"[年月日高加大长迟升续低少达涨放来受看得收提行施持期缩减扩推止至延想直等遇回]\s*$"
)
_AS_OF = re.compile(r"(?:截至|截止|[至较比与自从同由对])\s*$")
_RECORD = re.compile(
    r"\s*(?:以?来|的|与|相比|余额|数据|存量|后|起|开始|[，,]?(?:全[市县区省国州]|我[市县区省]|累计|已|共))"
)
_LABEL = re.compile(r"(?:时限|期限|完成时间|时间要求|时间节点)(?:要求)?\s*[：:]\s*$")
_PAST = re.compile(
    r"(?:的|[就均都]?已[^，。；,;]{0,14}的|(?!完成|全面|办理|启动)[^，。；,;]{0,3}(?:"
    r"(?:注册|登记|毕业|出生|参保|入职|退役)[^，。；,;]{0,8}|(?:建成|成立|设立|投产|竣工|签订|备案|开工|出台"
    r"|制定|印发|发布|认定|购买|取得|到期)(?:并[^，。；,;]{1,6})?)的)"
)
_DONE = re.compile(rf"(?!{_CLAUSE}*(?:了|已|同比|增长|总结|情况))[，,]?{_CLAUSE}{{0,24}}?{_ACT}")
_SHARE = re.compile(rf"(?:每[家户人企名个套间亩位处村]{_CLAUSE}*|根据|按照?|依据)$")
_SUBSIDY = re.compile(
    r"\s*(?:每|[为对向给]每|最[高多长低]|至多|不超过|不高于|[0-9.]+\s*(?:天|%|％)|可|享受|[只仅限]|支持|补[助贴]"
    r"|资助|奖励|给予|申[领请]|上限|金额|租金|用于|的|递增|增长|平均|缴纳|领取|一度|以来"
    rf"|{_CLAUSE}{{0,20}}[0-9]\s*[千万亿]?元)"
)
_SPAN_OF_TIME = re.compile(
    r"(?:公示(?:期|时间|期限|期间)?为?|不得?[少低]于|至少|满|[连近前首第每逢过]|最近|连续|提前|逾期|[超由从.．]|原来的?)\s*$"
)
_STRETCH = re.compile(
    r"\s*(?:[的后]|以上|左右|享受|给予|免|租|累计|未|可[享申免]|连续|公示|补[助贴])"
)


class _Base(NamedTuple):
    """What the limits of a document count from."""

    year: int | None
    issued: date | None


_Reading = tuple[Deadline | None, int]
"""A limit, None where the phrase is none, and where the phrase ends."""


def find_deadlines(
    text: str, issued: date | None = None, year: int | None = None
) -> tuple[Deadline, ...]:
    """The time limits of a text, in text order.

    A year that is not written is `year`, or that of `issued`, the day of issue, which also gives
    本月底 and 印发之日起30日内 their last day. Nothing inside 《…》 counts.
    """
    base = _Base(year if year or not issued else issued.year, issued)
    found: list[Deadline] = []
    done = 0
    for start in _START.finditer(text):
        if start.start() < done or start.lastgroup is None:
            continue
        reading = _READERS[start.lastgroup](text, start, base)
        if reading:
            done = reading[1]
            if reading[0] and not _in_title(text, start.start()):
                found.append(reading[0])
    return tuple(found)


def _in_title(text: str, index: int) -> bool:
    """Whether an open 《 stands before `index`."""
    return text.rfind("《", 0, index) > text.rfind("》", 0, index)


def _word(text: str, start: re.Match[str], base: _Base) -> _Reading:  # noqa: ARG001
    """A limit that is a word: 及时, 定期, 按月, 长期坚持."""
    word, end = start.group(), start.end()
    kind, measure = _WORDS.get(word, ("vague", None))
    return Deadline(word, kind, None, Span(start.start(), end), measure=measure), end


def _each(text: str, start: re.Match[str], base: _Base) -> _Reading | None:  # noqa: ARG001
    """A recurring limit: 每年, 每季度末, 每年2月底前, 每月5日前."""
    match = _EACH.match(text, start.start())
    if not match:
        return None
    begin, end = match.span()
    if _SHARE.search(text[max(0, begin - 10) : begin]) or _SUBSIDY.match(text, end):
        return None, end
    unit = {"季": "季度", "天": "日"}.get(match["unit"], match["unit"])
    if unit in ("日", "周") and end == match.end("unit") and not _DONE.match(text, end):
        return None, end
    amount = chinese_number(match["count"]) if match["count"] else None
    phrase = match.group().rstrip()
    span = Span(begin, begin + len(phrase))
    return Deadline(phrase, "recurring", None, span, amount=amount, measure=unit), end


def _moment(text: str, start: re.Match[str], base: _Base) -> _Reading | None:
    """A limit that names a moment or a length of time."""
    at = start.start()
    return _calendar(text, at, base) or _plan(text, at) or _relative(text, at, base)


def _plan(text: str, at: int) -> _Reading | None:
    """The end of a five-year plan; the tenth ended in 2005, so 十四五期末 is 2025-12-31."""
    match = _PLAN.match(text, at)
    if not match:
        return None
    end = date(2005 + 5 * (chinese_number(match["ordinal"]) or 0), 12, 31)
    return Deadline(match.group(), "year", end, Span(*match.span()), year_written=True), match.end()


def _calendar(text: str, at: int, base: _Base) -> _Reading | None:
    """A limit that names a day, a month or a year, or a part of one."""
    match = dates.read_moment(text, at)
    if not match:
        return None
    phrase = match.group().rstrip()
    span = Span(at, at + len(phrase))
    sure = bool(match["close"] or match["lead"] or _LABEL.search(text, max(0, at - 10), at))
    if not (_demands(text, match) if sure else _may_demand(text, match)):
        return None, span.end
    end = dates.moment_end(match, base.year, base.issued)
    if not sure and base.issued and end and end < base.issued:
        return None, span.end
    written = bool(match["year"] or match["dotted"])
    return Deadline(phrase, dates.moment_kind(match), end, span, year_written=written), span.end


def _demands(text: str, match: re.Match[str]) -> bool:
    """Whether a moment with 前, 内, 到 or a label is a limit, not a condition or a level."""
    begin, stop = match.span()
    before = text[max(0, begin - 10) : begin]
    if match["close"]:
        return not (match["quarter"] and before.endswith(_SHARES)) and not _PAST.match(text, stop)
    if match["lead"] != "到":
        return True
    named = match["year"] or match["dotted"] or match["near"] or match["last"]
    raised = _RAISED.search(before) or _RECORD.match(text, stop)
    return bool(named) and not raised and not text.startswith(("水平", "同期"), stop)


def _may_demand(text: str, match: re.Match[str]) -> bool:
    """Whether a bare moment is a limit: 2022年底, 9月底, 今年8月, 上半年完成. Most are records."""
    begin, stop = match.span()
    if not any(match.group("last", "quarter", "half", "near")) or match["day"]:
        return False
    before = text[max(0, begin - 6) : begin]
    if _AS_OF.search(before) or _RECORD.match(text, stop) or before.endswith(_SHARES):
        return False
    if match["last"]:
        return any(match.group("year", "near", "this", "month", "quarter", "half"))
    if match["quarter"] or match["half"]:
        return bool(_DONE.match(text, stop))
    return bool(match["month"]) and match["near"] in ("今", "明")


def _relative(text: str, at: int, base: _Base) -> _Reading | None:
    """A limit that counts from an event: 5个工作日内, 印发之日起30日内."""
    match = _AMOUNT.match(text, at)
    if not match:
        return None
    event, begin, issue = _event(text, at)
    stop = match.end()
    if not _limits(text, match, event, issue=issue):
        return None, stop
    amount, measure = chinese_number(match["amount"]), match["measure"]
    end = dates.later(base.issued, amount, measure) if issue else None
    return Deadline(
        text[begin:stop], "relative", end, Span(begin, stop), event, amount, measure
    ), stop


def _event(text: str, at: int) -> tuple[str | None, int, bool]:
    """The event that ends at `at`, where it begins, and whether it is the issue of the notice."""
    match = _EVENT.search(text, max(0, at - 32), at)
    if not match:
        return None, at, False
    lead_up = _LEAD_UP.match(text, match.start("run"), match.end("run"))
    begin = lead_up.end() if lead_up else match.start("run")
    event = text[begin : match.end("run")]
    issue = bool(_ISSUED.match(text, begin, at))
    if not event or (not match["hinge"] and not (issue and event.endswith(_ENDS))):
        return None, at, False
    return (None, at, False) if event in _NO_EVENT else (event, begin, issue)


def _limits(text: str, match: re.Match[str], event: str | None, *, issue: bool) -> bool:
    """Whether a length of time is a limit, not the length of something."""
    before, stop = text[max(0, match.start() - 8) : match.start()], match.end()
    if _STRETCH.match(text, stop) or (not match["cap"] and _SPAN_OF_TIME.search(before)):
        return False
    if match["measure"] == "工作日":
        return True
    if match["measure"] == "年" or not match["inside"]:
        return issue and bool(match["inside"])
    return event is not None or bool(_DONE.match(text, stop))


_SHARES = tuple("前每各逐按分首当同")
_ENDS = ("印发", "下发", "发布", "公布", "出台")
_NO_EVENT = frozenset(("今", "最", "前", "此", "然", "以", "先"))
_WORDS: dict[str, tuple[DeadlineKind, str | None]] = {
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
_READERS: dict[str, Callable[[str, re.Match[str], _Base], _Reading | None]] = {
    "word": _word,
    "each": _each,
    "moment": _moment,
}
