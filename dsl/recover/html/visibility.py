"""What of a web page is no text: what is never shown, what is hidden, pictures, form fields."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.recover.html.text import plain
from hegao.dsl.recover.html.tree import Element, Page

SILENT: Final = frozenset({"script", "style", "noscript", "template"})
"""Elements that hold no characters of the text at all."""
UNSHOWN: Final = frozenset({"audio", "canvas", "datalist", "iframe", "noembed", "noframes",
                            "object", "rp", "video"})  # fmt: skip
"""What stands in them is for browsers that do not know them."""
CONTROLS: Final = frozenset({"button", "option", "select", "textarea"})
EMBEDDED: Final = frozenset({"audio", "embed", "iframe", "object", "video"})
STRUCK: Final = frozenset({"del", "s", "strike"})
STRIKING: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,60}line-through", re.IGNORECASE)
HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
BLOCK_STYLE: Final = re.compile(
    r"(?<![\w-])display\s*:\s*(block|flex|grid|list-item|table|inline)\b", re.IGNORECASE
)
KEEPING: Final = re.compile(r"white-space\s*:\s*(pre|pre-wrap|pre-line|break-spaces)\b", re.I)
COLLAPSING: Final = re.compile(r"white-space\s*:\s*(normal|nowrap)\b", re.IGNORECASE)
ICON_SIZE: Final = 32
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "marquee",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "xmp",
    ]
)
PREFORMATTED: Final = frozenset({"listing", "plaintext", "pre", "xmp"})

TITLE_BAR: Final = "浏览器标题栏的文字，不属于正文"
CONTROL: Final = "网页上的按钮、输入框，不属于正文"
DELETED: Final = "网页上划掉的文字，看作已经删去"
HIDDEN: Final = "网页上看不见的文字，没有放进正文"
PICTURE: Final = "这里有图片，图片里的文字读不出来，请对照网页核对"
EMBEDDING: Final = "这里嵌入了别的文件或网页，读不出来，请对照网页核对"


def why_removed(element: Element) -> str:
    """Why an element's text is no part of the shown text; empty where it is shown."""
    if element.tag == "title":
        return TITLE_BAR
    if element.tag in CONTROLS:
        return CONTROL
    if element.tag in UNSHOWN or is_hidden(element):
        return HIDDEN
    is_struck = element.tag in STRUCK or STRIKING.search(element.attribute("style"))
    return DELETED if is_struck else ""


def is_hidden(element: Element) -> bool:
    """Whether the page says that an element is not to be shown."""
    if "hidden" in element.attributes:
        return True
    if element.tag == "dialog" and "open" not in element.attributes:
        return True
    if element.attribute("aria-hidden").strip().lower() == "true":
        return True
    return bool(HIDING.search(element.attribute("style")))


def what_is_embedded(element: Element) -> str:
    """What to say about a picture or another file that stands here; empty for anything else."""
    if is_hidden(element):
        return ""
    if element.tag in EMBEDDED:
        return EMBEDDING
    return PICTURE if element.tag == "img" and not _is_icon(element) else ""


def _is_icon(element: Element) -> bool:
    """Whether a picture is too small to hold text, as the sign before a download is."""
    sizes = [element.attribute(name).removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size[:6]) <= ICON_SIZE for size in sizes)


def is_block(element: Element) -> bool:
    """Whether an element stands on lines of its own."""
    style = BLOCK_STYLE.search(element.attribute("style"))
    if style is None:
        return element.tag in BLOCKS
    # Parts of tables and the page itself stay what they are.
    return style[1].lower() != "inline" or element.tag in ("td", "th", "tr", "table", "body", "li")


def keeps_spaces(element: Element, *, around: bool) -> bool:
    """Whether line ends inside an element count, given whether they count around it."""
    style = element.attribute("style")
    if COLLAPSING.search(style):
        return False
    return around or element.tag in PREFORMATTED or bool(KEEPING.search(style))


def text_inside(page: Page, element: Element) -> str:
    """All text inside an element on one line, without that of scripts and styles."""
    texts: list[str] = []
    at = element.at + 1
    while at < element.stop:
        part = page.parts[at]
        at += 1
        if isinstance(part, str):
            texts.append(part)
        elif part.tag in SILENT:
            at = part.stop
        elif part.tag in BLOCKS or part.tag in ("br", "option"):
            texts.append(" ")
    return plain("".join(texts))
