"""What stands around a notice on a web page: navigation, facts of publishing, buttons, footer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.recover.html.lines import Line, LineIndex
from hegao.dsl.recover.html.tree import Element, Page

AROUND: Final = "网页上的导航、按钮、页脚，不属于正文"
FACTS: Final = "网页上的信息栏（索引号、发布机构等），不属于正文"
RELATED: Final = "网页上的相关链接、附件下载，不属于正文"

CRUMBS: Final = re.compile(r"(您|你)?(现|所)?在?的?(当前)?的?位置(是|为)?[：:]|首页\s*[>›»＞/-]")
# Possessive, as 字体大小 could be read in several ways.
WIDGET: Final = re.compile(
    r"(?>[\s【】\[\]（）()|｜/·:：,，-]|字体(?:大小)?|字号|特大|超大|大|中|小|默认|(?:我要)?打印(?:本页|此页)?"
    r"|关闭(?:本页|窗口|此页)?|分享(?:到|至)?|收藏(?:本页|本站)?|微信|微博|新浪微博|朋友圈|QQ(?:空间)?"
    r"|扫一扫.{0,20}|扫码.{0,12}|保存(?:本页)?|返回(?:顶部|首页|上页|列表)?|回到顶部|顶部|(?:我要)?纠错"
    r"|导出|下载(?:本页)?|朗读|语音播报|阅读|无障碍(?:浏览|阅读)?|简体|繁体|A[+-]|T[+-]|\+|视力保护色)++"
)
WIDGET_WORD: Final = re.compile(
    "字体|字号|打印|关闭|分享|收藏|微信|微博|扫|保存|返回|顶部|纠错|导出|朗读|播报|无障碍|繁体"
)
PUBLISHED: Final = re.compile(
    r"(?:(?:发布|公开|更新|发表|录入|上传|信息)(?:时间|日期)|(?:信息|文章|稿件|内容)来源|浏览(?:次数|量)?"
    r"|点击(?:数|率|次数|量)|阅读(?:次数|量)?|访问(?:次数|量)|责任编辑|字体(?:大小)?|字号|信息录入|审核人?)\s*[：:【\[]"
)
BARE_PUBLISHED: Final = re.compile(r"(来源|作者|编辑|时间|日期)\s*[：:]")
STAMP: Final = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?")
DAY: Final = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\d.])")
"""A day as no notice writes it."""
RELATED_HEAD: Final = re.compile(
    r"[【\[]?(?:相关(?:阅读|链接|文件|文章|信息|新闻|解读|稿件|附件|政策|文档|内容)|推荐阅读|延伸阅读|关联(?:阅读|文件|稿件)"
    r"|(?:政策|文件|图文)解读|上一[篇条]|下一[篇条]|附件下载|热门(?:文章|信息))[】\]]?\s*[：:]?"
)
NEIGHBOUR: Final = re.compile("[上下]一[篇条]\\s*[：:]")
FILE_NAME: Final = re.compile(
    r"[^。；]{1,120}\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|pptx?|jpe?g)"
    r"\s*(?:[（(\[]?\s*[\d.]+\s*[KMG]?B?\s*[）)\]]?)?\s*(?:下载)?",
    re.IGNORECASE,
)
FOOTER: Final = re.compile(
    "ICP备|公网安备|网站标识码|政府网站标识|版权所有|All Rights? Reserved|Copyright|©"
    "|(?:IE|谷歌|Chrome|浏览器|分辨率).{0,40}(?:浏览|访问|分辨率|效果)",
    re.IGNORECASE,
)
FOOTER_SIDE: Final = re.compile(
    r"(?:主办|承办|协办|技术支持|网站维护|维护|地址|邮编|邮政编码|联系电话|电话|传真|网站地图|联系我们|关于我们|关于本站"
    r"|网站声明|隐私|法律声明|无障碍|您是第|访问量|中文域名|站点地图|使用帮助|友情链接)"
)
LISTED: Final = re.compile(r"附|\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|《")
"""How a list of attachments begins, which is the notice's own."""
OWN_WORDS: Final = re.compile("。|[：:]\\Z")
MENU_LINKS: Final = 3
MENU_WORD: Final = 8
"""Characters of a link in a menu, at most."""
FACT_NAMES: Final = (
    "索引号|信息索引号?|信息分类|主题分类|组配分类|体裁分类|服务对象|服务对象分类|发布机构|发文机关|发文机构|公开主体|公开责任部门"
    "|责任部门|发布单位|发文单位|制发机关|成文日期|成文时间|发文日期|发文时间|发布日期|发布时间|生成日期|生成时间|公开日期|公开时间"
    "|印发日期|生效日期|实施日期|废止日期|失效日期|发文字号|文号|文件编号|标题|名称|信息名称|文件名称|信息标题|主题词|关键词"
    "|公开形式|公开方式|公开时限|公开范围|公开程序|公开类别|有效性|时效性|有效期|效力状态|是否有效|内容概述|信息来源|体裁|分类|所属主题|语种"
)
FACT: Final = re.compile(rf"[\[【]?\s*(?:{FACT_NAMES})\s*[\]】]?\s*(?P<end>[：:]|\Z)")
SURE_FACT: Final = re.compile(
    r"[\[【]?\s*(?:索\s*引\s*号|信息索引|信息分类|主题分类|组配分类|体裁分类|公开(?:主体|责任部门|形式|方式|时限|范围|程序|类别)|发布机构"
    "|信息名称|生成日期|成文日期|效力状态|有效性|时效性)"
)
FEWEST_FACTS: Final = 3
LONGEST: Final = 200
"""What is longer than this is no line of a page's furniture."""


def furniture(page: Page, lines: Sequence[Line], tables: Sequence[Element]) -> list[str]:
    """For each line what to say about it; empty where it may be part of the notice.

    A table that holds data is kept or taken as a whole.
    """
    found = [_alone(line) for line in lines]
    for run in _fact_runs(page, lines):
        for index in run:
            found[index] = FACTS
    _mark_day_above(lines, found)
    _extend_footers(lines, found)
    _extend_related(lines, found)
    _mark_elements(page, lines, found)
    _mark_menu_above(lines, found)
    counted = LineIndex(lines, map(bool, found))
    for table in tables:
        inside = counted.inside(table)
        taken = counted.weight(inside) * 2 > sum(bool(lines[at].text) for at in inside)
        told = next((found[at] for at in inside if found[at]), "")
        found[inside.start : inside.stop] = [told if taken else ""] * len(inside)
    return found


def _alone(line: Line) -> str:
    """What a line is by its own words."""
    text = line.text
    if not text or len(text) > LONGEST:
        return ""
    if CRUMBS.match(text) or FOOTER.search(text) or _is_menu(line) or _is_widget(text):
        return AROUND
    if _is_published(text):
        return FACTS
    linked = line.linked * 10 >= len(text) * 8 and not LISTED.match(text)
    if NEIGHBOUR.match(text) or (linked and FILE_NAME.fullmatch(text)):
        return RELATED
    return ""


def _is_menu(line: Line) -> bool:
    """Whether a line is but a row of short links."""
    many = line.links >= MENU_LINKS and line.linked * 10 >= len(line.text) * 7
    return many and line.linked <= line.links * MENU_WORD and not LISTED.match(line.text)


def _is_widget(text: str) -> bool:
    return bool(WIDGET_WORD.search(text) and WIDGET.fullmatch(text))


def _is_published(text: str) -> bool:
    """Whether a line tells when and by whom a page was published."""
    if "。" in text:
        return False
    if STAMP.match(text) and (STAMP.fullmatch(text) or BARE_PUBLISHED.search(text)):
        return True
    begins = PUBLISHED.match(text) or BARE_PUBLISHED.match(text) or STAMP.match(text)
    return bool(begins and PUBLISHED.search(text))


def _mark_day_above(lines: Sequence[Line], found: list[str]) -> None:
    """Takes the day of publishing between the title and the text, with who published."""
    for index, line in enumerate(lines):
        if not found[index] and OWN_WORDS.search(line.text):
            return
        day = DAY.match(line.text)
        if day and (day.end() == len(line.text) or BARE_PUBLISHED.search(line.text)):
            found[index] = FACTS


def _key(text: str) -> str:
    return "".join(text.split())


def _fact_runs(page: Page, lines: Sequence[Line]) -> Iterator[range]:
    """The runs of lines that name facts about the page (索引号：…), each with its value."""
    index = 0
    while index < len(lines):
        stop, names, sure = _fact_run(page, lines, index)
        if names >= FEWEST_FACTS and sure:
            yield range(index, stop)
        index = max(stop, index + 1)


def _fact_run(page: Page, lines: Sequence[Line], start: int) -> tuple[int, int, bool]:
    """Where the run of facts from a line ends, how many there are, and whether it is one."""
    stop, names, sure, value = start, 0, False, False
    while stop < len(lines):
        text = _key(lines[stop].text)
        fact = FACT.match(text)
        if fact:
            names += 1
            sure = sure or bool(SURE_FACT.match(text))
            value = fact.end() == len(text)
        elif text and not (value and _is_value(page, lines[stop - 1], lines[stop])):
            break
        value = value and not text if not fact else value
        stop += 1
    return stop, names, sure


def _is_value(page: Page, name: Line, line: Line) -> bool:
    """Whether a line may be what the name of a fact before it asks for, not the text below."""
    together = page.element(name.block).parent == page.element(line.block).parent
    return together and len(line.text) <= LONGEST and not OWN_WORDS.search(line.text)


def _extend_footers(lines: Sequence[Line], found: list[str]) -> None:
    """Takes the lines beside a footer that belong to it: who runs the site, where, by phone."""
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = order.step
        for index in order:
            before = index - step
            near = found[before] == AROUND and (
                FOOTER.search(lines[before].text) or FOOTER_SIDE.match(lines[before].text)
            )
            if near and not found[index] and FOOTER_SIDE.match(lines[index].text):
                found[index] = AROUND


def _extend_related(lines: Sequence[Line], found: list[str]) -> None:
    """Takes the headings of link lists with the links under them."""
    heading: int | None = None
    for index, line in enumerate(lines):
        if not line.text:
            continue
        if RELATED_HEAD.fullmatch(line.text):
            heading = index
        elif heading is not None and line.linked * 10 >= len(line.text) * 6:
            found[heading] = found[heading] or RELATED
            found[index] = found[index] or RELATED
        else:
            heading = None


def _mark_menu_above(lines: Sequence[Line], found: list[str]) -> None:
    """Takes the links that a page begins with."""
    menu: list[int] = []
    for index, line in enumerate(lines):
        if not line.text or found[index]:
            continue
        short = line.linked <= line.links * MENU_WORD
        if line.linked < len(line.text) or not short or LISTED.match(line.text):
            break
        menu.append(index)
    # One link alone may be the name over the text.
    for index in menu if len(menu) > 1 else ():
        found[index] = AROUND


def _mark_elements(page: Page, lines: Sequence[Line], found: list[str]) -> None:
    """Takes what the page itself calls navigation or footer, unless it holds sentences."""
    spans = [(part.at, part.stop) for part in page.elements("nav", "footer")]
    reached = iter(spans)
    span = next(reached, None)
    for index, line in enumerate(lines):
        while span is not None and span[1] <= line.at:
            span = next(reached, None)
        if span is not None and span[0] <= line.at and "。" not in line.text:
            found[index] = found[index] or AROUND
