"""The title of the notice where a web page sets it apart from the text, and its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Final

from hegao.dsl.recover.html.furniture import FACT, FACTS
from hegao.dsl.recover.html.lines import Line
from hegao.dsl.recover.html.tree import Element, Page

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
HINT: Final = re.compile("title|biaoti|heading|(?<![a-z])(?:bt|tit)(?![a-z])")
KINDS: Final = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
    "|方案|要点|计划|规划|办法|规定|细则|措施|分工|清单|安排|预案"
)
TITLE: Final = re.compile(
    rf"(?:关于.{{2,}}|.{{6,}}(?:{KINDS}))(?:[（(][^（）()]{{1,12}}[）)])?", re.S
)
NOTICE_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{1,15}\s*[〔\[［]\s*20\d\d\s*[〕\]］]\s*第?\s*\d{1,4}\s*号"
)
FULL_TITLE: Final = re.compile(
    rf".{{0,60}}关于.{{2,}}的(?:{KINDS})(?:[（(][^（）()]{{1,12}}[）)])?"
)
CENTRED: Final = re.compile(r"\Acenter\Z|text-align\s*:\s*center", re.IGNORECASE)
SITE: Final = re.compile("(?:人民政府|委员会|办公室|局|网站?|平台|专栏|目录)\\Z")
"""Whose page it is, not what stands on it."""
SHORTEST, LONGEST, RUNNING = 6, 200, 30
ENOUGH: Final = 4
"""At least two pieces of evidence that a line is the title."""
BEGINNING: Final = 600
"""In how many characters of the text its own title is looked for."""
PAGE_NAMES: Final = ("articletitle", "og:title", "title")


def find_title(
    page: Page, lines: Sequence[Line], furniture: Sequence[str], kept: Sequence[bool]
) -> range:
    """The lines above the text that give its title; none where the text has its own."""
    names = _page_names(page)
    stop = _text_begins(lines, kept)
    best, top, index = range(0), ENOUGH, 0
    while index < stop:
        found = _heading_lines(page, lines, index, stop)
        index = found.stop
        if any(kept[at] or furniture[at] not in ("", FACTS) for at in found):
            continue
        score = _score(page, [lines[at] for at in found], names)
        score += _is_next(furniture, kept, found.stop) if score else 0
        # Of equal ones the last is nearest to the text.
        if score >= top:
            best, top = found, score
    title = _key("".join(lines[at].text for at in best))
    return range(0) if title and title in _beginning(lines, furniture, kept) else best


def _text_begins(lines: Sequence[Line], kept: Sequence[bool]) -> int:
    """Where running text begins; a number above the title is none."""
    own = [at for at, is_kept in enumerate(kept) if is_kept]
    return next((at for at in own if len(lines[at].text) >= RUNNING), own[0] if own else 0)


def find_number(lines: Sequence[Line], furniture: Sequence[str], kept: Sequence[bool]) -> str:
    """The 发文字号 that only the page's facts give; empty where the text has one."""
    if NOTICE_NUMBER.search(_beginning(lines, furniture, kept)):
        return ""
    facts = [line.text for line, kind in zip(lines, furniture, strict=True) if kind == FACTS]
    for name, value in pairwise([*map(_key, facts), ""]):
        fact = FACT.match(name)
        if fact and re.match(r"\W*(?:发文字号|文号|文件编号)", name):
            found = NOTICE_NUMBER.fullmatch(name[fact.end() :].strip() or value)
            if found:
                return found[0]
    return ""


def _key(text: str) -> str:
    return "".join(text.split())


def _beginning(lines: Sequence[Line], furniture: Sequence[str], kept: Sequence[bool]) -> str:
    """The first characters of the text, without spaces."""
    found, size = "", 0
    for line, kind, is_kept in zip(lines, furniture, kept, strict=True):
        if is_kept and not kind and size < BEGINNING:
            found += _key(line.text)
            size = len(found)
    return found


def _is_next(furniture: Sequence[str], kept: Sequence[bool], at: int) -> bool:
    """Whether nothing but furniture stands between a line and the text."""
    while at < len(kept) and furniture[at] and not kept[at]:
        at += 1
    return at < len(kept) and kept[at]


def _page_names(page: Page) -> list[str]:
    """What the page calls itself in its head."""
    names = [
        _key(meta.attribute("content"))
        for meta in page.elements("meta")
        if (meta.attribute("name") or meta.attribute("property")).lower() in PAGE_NAMES
    ]
    for title in page.elements("title"):
        inside = page.parts[title.at + 1 : title.stop]
        names.append(_key("".join(part for part in inside if isinstance(part, str))))
    return [name[: 2 * LONGEST] for name in names if name]


def _heading_lines(page: Page, lines: Sequence[Line], first: int, end: int) -> range:
    """A line with those after it in the same heading."""
    heading = _heading(page, lines[first])
    stop = first + 1
    while heading is not None and stop < end and lines[stop].at < heading.stop:
        stop += 1
    return range(first, stop)


def _heading(page: Page, line: Line) -> Element | None:
    around = page.ancestors(line.block)
    return next((element for element in around if element.tag in HEADINGS), None)


def _score(page: Page, lines: Sequence[Line], names: Sequence[str]) -> int:
    """How surely some lines are the title."""
    text = _key("".join(line.text for line in lines))
    linked = sum(line.linked for line in lines)
    if (
        SITE.search(text)
        or not SHORTEST <= len(text) <= LONGEST
        or linked * 2 > len(text)
        or "。" in text
    ):
        return 0
    block = page.element(lines[0].block)
    heading = _heading(page, lines[0]) is not None
    named = any(text in name for name in names)
    hinted = HINT.search(block.hint) is not None
    around = (
        element.attribute("align") or element.attribute("style")
        for element in islice(page.ancestors(lines[0].block), 2)
    )
    centred = any(CENTRED.search(look) for look in around) or block.tag == "center"
    worded = bool(TITLE.fullmatch(text)) + bool(FULL_TITLE.fullmatch(text))
    return 2 * (heading + named) + hinted + centred + worded
