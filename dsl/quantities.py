"""Measured demands: 不少于1次, 至少召开一次, 达到80%, 100个以上, 5个工作日."""

from __future__ import annotations

import re

from hegao.dsl.model import Bound, Quantity
from hegao.grammar.numerals import chinese_number, half_width
from hegao.grammar.source import Span

# 《民法典》 article 1259: 以上, 以下, 以内 include the number itself; 超过, 不满, 不足 do not.
_BOUND_WORDS: tuple[tuple[Bound, str], ...] = (
    ("at_least", "不少于 不低于 不小于 不得少于 不得低于 不得小于 至少 最少 最低 达到 达"),
    ("at_most", "不超过 不高于 不多于 不大于 不得超过 不得高于 不得多于 不得大于"),
    ("at_most", "至多 最多 最高 最长 控制在"),
    ("more_than", "超过 超 高于 多于 大于 突破"),
    ("less_than", "低于 少于 小于 不足 不到 不满"),
    ("about", "约 近 大约"),
)
_SUFFIX_WORDS: tuple[tuple[Bound, str], ...] = (
    ("at_least", "以上 及以上"),
    ("at_most", "以下 及以下 以内 之内 内"),
    ("about", "左右"),
)
_BOUNDS: dict[str, Bound] = {word: bound for bound, words in _BOUND_WORDS for word in words.split()}
_SUFFIXES: dict[str, Bound] = {
    word: bound for bound, words in _SUFFIX_WORDS for word in words.split()
}

# White space inside a demand; a TAB parts two cells of a table.
GAP = r"[^\S\t]*"
_MEASURE = (
    rf"[%％‰]|个(?:{GAP}(?:工作日|自然日|百分点|小时|学时|课时|星期|月))?|百分点|工作日|小时|分钟(?!里)|学时|课时|"
    r"[万亿]?(?:人次|人(?![工才员民大均社力口]|次)|元|亩|吨|户(?![均籍])|平方米|平方公里|公里|立方米"
    r"|千瓦|件|辆|张(?![贴榜挂扬力])|家(?![庭长])|头(?!部)|株|套)|亿"
    # A word that only begins with the measure is none: 场景, 项目, 部门, 条件, 支持.
    r"|次(?![年日月级生])|项(?!目)|场(?![景地所馆])|名(?![录单称额])|条(?![件例])|批(?![准复])|期(?![间限末满])"
    r"|部(?![门分委署])|座(?!谈)|所(?![有在属])|处(?![理室置])|轮(?![训岗])|种(?![植子粮])|类(?![别型])"
    r"|份(?!额)|台(?![账湾])|天(?![然津])|间(?!接)|支(?![持撑付出部])|门(?![户店类])|[篇倍卡堂]"
)
_ARABIC = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_HAN = "一二两三四五六七八九十"
_COUNTED = rf"{_ARABIC}|[{_HAN}][{_HAN}百千万]*"
# 至少听取1次: a few characters may stand between bound and number.
FILLER = rf"(?:(?<=[至最][少多])[^\W\d{_HAN}_]{{0,6}}?)?"
BEGUN = (
    r"(?:(?<=[0-9０-９])(?<![0-9０-９.．第〔][0-9０-９])(?P<digits>[0-9０-９]*+(?:[.．][0-9０-９]++)?)"
    rf"|(?<=[{_HAN}])(?<![{_HAN}百千第每〇][{_HAN}])"
    rf"(?P<han>[{_HAN}百千]*+)(?={GAP}(?:个工作日|(?:{_MEASURE}){GAP}及?以上))"
    r"|(?<=[不至最超达控高多大低少小突约近])(?P<bound>(?<=不)(?:得?[少低高多大小]于|得?超过|足|到|满)|(?<=[至最])[少多]"
    r"|(?<=最)[高低长]|(?<=超)过?|(?<=达)到?|(?<=控)制在|(?<=[高多大低少小])于|(?<=突)破|(?<=[约近])"
    rf"|(?<=大)约){FILLER}{GAP}(?P<number>{_COUNTED}))"
    rf"{GAP}(?P<range>[-—–~～至到]+{GAP}{_ARABIC}{GAP})?(?P<measure>{_MEASURE})"
    rf"(?:{GAP}(?P<suffix>及?以[上下]|以内|之内|左右|(?<=[日天时月期钟])内))?"
)
SECOND = (
    rf"[0-9０-９.．{_HAN}百千万亿\s少多高低长过到制于大小超得足满破约%％‰个工分学课人元亩吨户平公立件辆张家头株套"
    r"次项场名条批期部座所处轮种类份台天间支门篇倍卡堂\-—–~～至]"
)
"""What may stand second in a demand."""
# The first character decides (a leading class is searched fast), look-behinds tell which it was;
# most are followed by a character that no demand has second.
_QUANTITY = re.compile(rf"[0-9０-９不至最超达控高多大低少小突约近{_HAN}](?={SECOND}){BEGUN}")
_PERIOD = re.compile(
    r"每(?:[两二三四五六]?个)?(?:[两二三四五六])?(?:半年|年度?|季度?|月度?|周)|(?<![0-9０-９一二两三四五])年内|全年"
)
_NEAR = 24


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The measured demands in text order.

    Chinese numerals count only with a bound (至少召开一次, 两次以上) or before 个工作日. Days of
    a date, document numbers, list numbers and ordinals (第3次) are none.
    """
    first = _QUANTITY.search(text)
    if first is None:  # As in most texts; a search costs less than an iterator.
        return ()
    return tuple([_read(text, match) for match in _QUANTITY.finditer(text, first.start())])


def _read(text: str, match: re.Match[str]) -> Quantity:
    """One match as a value. Of a range (5—10个) the upper end counts."""
    start, end = match.span()
    last = match["range"]
    written = last.lstrip("-—–~～至到 ") if last else _number(text, match)
    return Quantity(
        text=match.group(),
        bound=_bound(text, match),
        value=_value(written.strip()),
        measure=half_width(match["measure"].replace(" ", "")).replace("％", "%"),
        period=_period(text, start),
        span=Span(start, end),
    )


def _number(text: str, match: re.Match[str]) -> str:
    """The number as it stands: its first character is what the search found, if nothing bounds."""
    if match["bound"] is not None:
        return match["number"]
    return text[match.start() : match.end("han" if match["digits"] is None else "digits")]


def _value(written: str) -> float:
    """The number as a value: ４.5 gives 4.5, 两 gives 2."""
    digits = half_width(written).replace("．", ".").rstrip(".")
    try:
        return float(digits)
    except ValueError:
        return float(chinese_number(digits) or 0)


def _bound(text: str, match: re.Match[str]) -> Bound:
    """What the words around the number say of it. The word before wins: 至少1次以上."""
    if match["bound"] is not None:
        return _BOUNDS[text[match.start() : match.end("bound")]]
    if match["suffix"]:
        return _SUFFIXES[match["suffix"]]
    return "at_most" if match["range"] else "exactly"


def _period(text: str, start: int) -> str | None:
    """The last period named before in the same clause: 年内组织培训不少于1次 gives 年内."""
    near = text[max(0, start - _NEAR) : start]
    for mark in "，。；,;：":
        near = near.rpartition(mark)[2]
    found = _PERIOD.findall(near)
    return found[-1] if found else None
