"""What a web page's text holds beside the notice: its table of facts above, its footer below.

Only in a text copied from a page: facts of the page (索引号, 主题分类 …) stand before the title,
and several of them; at the end stand links, the maker of the site, its licence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hegao.dsl.header import squeeze
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece

FACT = (
    r"(?:索\s*引\s*号|信息索引|主题分类|组配分类|信息分类|主题词|公文种类|体裁分类|服务对象|发布机构|发文机[关构]|信息来源"
    r"|发布日期|发布时间|发文日期|成文日期|生成日期|公开日期|公开时间|公开方式|公开形式|公开范围|有效性|时效性|是否有效|废止日期"
    r"|失效日期|实施日期|文\s*号|发文字号|文件编号|标\s*题|名\s*称|统一编号|统一登记号|来\s*源|浏览次数|访问量|点击数|字\s*体|字号"
    r"|编辑|责任编辑|作者)"
)
FACTS = re.compile(
    rf"\s*{FACT}\s*[：:].{{0,120}}|\s*(?:{FACT}\s*[：:\t]?\s*[^：:]{{0,60}}[\t\s]*){{1,4}}"
)
LABEL = re.compile(rf"{FACT}(?=\s*[：:\t])")
OF_A_PAGE = re.compile(
    r"索\s*引\s*号|主题分类|信息分类|组配分类|有效性|时效性|浏览次数|访问量|生成日期|发布日期|发布机构|字\s*体"
)
NUMBER = re.compile(
    r"(?:文\s*号|发文字号|文件编号)\s*[：:\t]\s*"
    r"([\u4e00-\u9fff]{2,12}\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*\d{1,4}\s*号)"
)
TITLE = re.compile(r"(?:标\s*题|名\s*称)\s*[：:\t]\s*([^\t：:]{6,120})")
TRAILER = re.compile(
    r"\s*(?:[【\[(（]?\s*(?:打印(?:本页|正文)?|关闭(?:窗口|本页)?|返回顶部|收藏|纠错|字体)\s*[】\])）]?\s*)+"
    r"|\s*(?:扫一扫|分享到|相关(?:解读|链接|附件|文档|新闻|信息|阅读|稿件)|政策解读|责任编辑|上一[篇条]|下一[篇条]|附件下载|版权所有"
    r"|网站地图|联系我们|关于我们|ICP备|网站标识码|公网安备|技术支持|您?当前位?置)[^。]{0,80}"
    r"|[^。]{0,80}(?:ICP备|网站标识码|公网安备|版权所有|技术支持[：:])[^。]{0,80}"
)
HEAD_LINES, TAIL_LINES = 14, 14
FEWEST_FACTS = 3
ABOVE = "网页上的信息栏，不属于正文"
BELOW = "网页上的链接和页脚，不属于正文"
KEPT = "只写在网页的信息栏里，移到正文前面"


def without_page(manuscript: Manuscript) -> Manuscript:
    """The lines of the notice; those of the page around it are noted."""
    pieces = manuscript.pieces
    facts = _facts(pieces)
    links = _links(pieces)
    if not facts and not links:
        return manuscript
    notes = [Note("removed", ABOVE, pieces[at].place, pieces[at].text.strip()) for at in facts]
    notes += (Note("removed", BELOW, pieces[at].place, pieces[at].text.strip()) for at in links)
    kept = [piece for at, piece in enumerate(pieces) if at not in facts and at not in links]
    for form in (TITLE, NUMBER):
        if only := _only_there(form, [pieces[at] for at in facts], kept):
            notes.append(Note("inferred", KEPT, only.place, only.text))
            kept.insert(0, only)
    return manuscript.changed(kept, notes)


def _facts(pieces: Sequence[Piece]) -> list[int]:
    """The first lines that say facts of the page, when they are enough to be a table of them."""
    found = [at for at, piece in enumerate(pieces[:HEAD_LINES]) if FACTS.fullmatch(piece.text)]
    text = "\n".join(pieces[at].text for at in found)
    enough = len(LABEL.findall(text)) >= FEWEST_FACTS and OF_A_PAGE.search(text)
    return found if enough else []


def _links(pieces: Sequence[Piece]) -> list[int]:
    """The last lines that link elsewhere or tell who makes the site."""
    first = max(len(pieces) - TAIL_LINES, 0)
    return [at for at in range(first, len(pieces)) if TRAILER.fullmatch(pieces[at].text)]


def _only_there(
    form: re.Pattern[str], facts: Sequence[Piece], kept: Sequence[Piece]
) -> Piece | None:
    """A title or number that the facts of the page have and the notice has not."""
    flat = squeeze("".join(piece.text for piece in kept))
    for piece in facts:
        match = form.search(piece.text)
        if match and (value := squeeze(match[1])) and value not in flat:
            return piece._replace(text=value)
    return None
