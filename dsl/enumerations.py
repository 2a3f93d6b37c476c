"""Counts that a sentence states, with what it then lists: 3个领域：教育、医疗、养老.

Only forms that leave no doubt are read; a list with 等 or with further marks inside is left out.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span

_COUNT: Final = (
    r"(?P<count>(?P<number>[0-9两二三四五六七八九十]"
    r"(?<![0-9一二两三四五六七八九十百千第每近约前后超过达满少.．至到—～~-].)"
    r"(?:(?<=[0-9])[0-9]?|(?<=十)[一二三四五六七八九]?|(?<=两)"
    r"|(?<=[二三四五六七八九])(?:十[一二三四五六七八九]?)?))"
    r"(?:个|项|类|种|方面|大(?=类|领域|任务|行动|工程|体系|平台|板块)))"
)
_NOUN: Final = r"[^\W\d、和与及或各每分别]{0,10}"
_ITEM: Final = r"[^、，。；：:;,\n（()）“”《》0-9等各每均为]{2,16}+"
# 公开3个领域：教育、医疗、养老。
_LISTED: Final = tuple(
    re.compile(rf"{colon}(?P<list>{_ITEM}(?:、{_ITEM}){{1,29}}+)(?=[。；;\n]|\Z)")
    for colon in "：:"
)
# 做好3方面工作：一是……二是……三是……
_FIRST_POINT: Final = re.compile("是(?<=一是)")
_POINTS: Final = re.compile(rf"{_COUNT}{_NOUN}[：:。，]\s?\Z")
_POINT: Final = re.compile(r"(?:\A|[。；;，：:])\s?(?P<number>[一二三四五六七八九十])是")
# 落实《A》《B》《C》等3个文件。
_TITLES: Final = re.compile(
    rf"《[^《》\n]{{1,60}}》(?:[、和及]?《[^《》\n]{{1,60}}》){{1,19}}等{_COUNT}"
)
# 以下3项工作： before numbered items.
_ANNOUNCED: Final = re.compile(rf"{_COUNT}{_NOUN}[：:]\s*\Z")
_LONGEST_COUNT: Final = 18
"""The characters of 二十三方面……： with the mark and a space behind it."""
_LINK: Final = re.compile(r"[和与及]")
_LONGEST: Final = 2000


class Enumeration(NamedTuple):
    """A stated count and what it counts."""

    text: str
    """The count as it stands: 3个."""
    stated: int
    listed: int
    """How many are listed; the stated count where the list can be read so."""
    span: Span


def find_enumerations(text: str) -> tuple[Enumeration, ...]:
    """The counts that stand at a list, in text order."""
    return tuple(sorted((*_colons(text), *_points(text), *_titles(text)), key=_place))


def announced_count(text: str) -> int:
    """The count that the end of a text announces (以下3项工作：), 0 where it announces none."""
    match = _ANNOUNCED.search(text, max(0, len(text) - 24)) if text[-1:] in "：:" else None
    return _stated(match) if match else 0


def _place(found: Enumeration) -> Span:
    return found.span


def _colons(text: str) -> list[Enumeration]:
    found: list[Enumeration] = []
    for match in (match for form in _LISTED for match in form.finditer(text)):
        if count := _count_before(_ANNOUNCED, text, match.start("list")):
            stated, least = _stated(count), match["list"].count("、") + 1
            # 教育、医疗和养老 may be two or three.
            most = least + len(_LINK.findall(match["list"]))
            found.append(_made(count, stated if least <= stated <= most else least))
    return found


def _points(text: str) -> list[Enumeration]:
    found: list[Enumeration] = []
    for point in _FIRST_POINT.finditer(text):
        start = point.start() - 1
        if count := _count_before(_POINTS, text, start):
            listed = _counted_through(text[start : start + _LONGEST].partition("\n")[0])
            if listed > 1:
                found.append(_made(count, listed))
    return found


def _count_before(form: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """The count that the words before a place state."""
    return form.search(text, max(0, end - _LONGEST_COUNT), end)


def _counted_through(paragraph: str) -> int:
    """How many points a paragraph has, 0 where another list stands among them."""
    listed = 0
    for point in _POINT.finditer(paragraph):
        listed += 1
        if chinese_number(point["number"]) != listed:
            return 0
    return listed


def _titles(text: str) -> list[Enumeration]:
    """Fewer titles than are counted may be a choice; more may not."""
    found: list[Enumeration] = []
    for match in _TITLES.finditer(text):
        found.append(_made(match, max(_stated(match), match[0].count("《"))))
    return found


def _made(match: re.Match[str], listed: int) -> Enumeration:
    return Enumeration(match["count"], _stated(match), listed, Span(*match.span("count")))


def _stated(match: re.Match[str]) -> int:
    return chinese_number(match["number"]) or 0
