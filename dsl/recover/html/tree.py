"""A web page as a flat list of its elements and texts, in the order of the page.

An element knows where it ends in the list, so that nothing here or above has to recurse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from hegao.dsl.recover.finished import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

MISSING: Final = "读网页要先安装 lxml：pip install 'hegao[html]'"
EMPTY: Final = (
    "网页里没有正文，请在浏览器里打开网页，等文字都显示出来再另存，或者把正文复制到文本文件"
)
TOO_DEEP: Final = "网页的结构太复杂，读不了，请在浏览器里打开网页，把正文复制到文本文件"
# lxml ends these before a paragraph in them, but not a <del>, which says the same.
STRUCK: Final = re.compile(r"<(/?)(?:s|strike)(?=[\s/>])", re.IGNORECASE)
# A zero byte would end the page early; the other control characters are no characters of a text.
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Element(NamedTuple):
    """An element of the page; its content is what stands between `start` and `stop`."""

    tag: str
    attributes: Mapping[str, str]
    at: int
    """Its own index in the list."""
    stop: int
    """The index behind its last descendant."""
    parent: int
    """The index of the element it stands in; -1 for the outermost one."""

    def attribute(self, name: str) -> str:
        """The value of an attribute, empty where it is not set."""
        return self.attributes.get(name, "")

    @property
    def hint(self) -> str:
        """Its id and classes in lower case, as weak evidence of what it is for."""
        return f"{self.attribute('id')} {self.attribute('class')}".lower()


class Page(NamedTuple):
    """The elements and texts of a page."""

    parts: tuple[Element | str, ...]

    def element(self, at: int) -> Element:
        """The element at an index that an element gave."""
        part = self.parts[at]
        assert isinstance(part, Element)
        return part

    def elements(self, *tags: str) -> Iterator[Element]:
        """All elements of some tags, in order."""
        return (part for part in self.parts if isinstance(part, Element) and part.tag in tags)

    def children(self, parent: Element) -> Iterator[Element]:
        """The elements that stand directly in one."""
        at = parent.at + 1
        while at < parent.stop:
            part = self.parts[at]
            if isinstance(part, Element):
                yield part
                at = part.stop
            else:
                at += 1

    def ancestors(self, at: int) -> Iterator[Element]:
        """The element at an index and those it stands in, from the inside out."""
        while at >= 0:
            element = self.element(at)
            yield element
            at = element.parent


def parse_page(text: str) -> Page:
    """The page of a text; one that is empty, too large or too deep raises UnreadableError."""
    try:
        from lxml import etree
    except ImportError as error:
        raise UnreadableError(MISSING) from error
    # Bytes with the encoding named: lxml refuses a str that declares one.
    data = STRUCK.sub(r"<\1del", CONTROLS.sub("", text)).encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise UnreadableError(EMPTY) from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise UnreadableError(TOO_DEEP)
    # The stubs leave out that a page without any element gives None.
    if root is None:
        raise UnreadableError(EMPTY)
    return _flatten(root)


def _flatten(root: _Element) -> Page:
    from lxml import etree

    parts: list[Element | str] = []
    opened: list[int] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            parts.append(_element(node, len(parts), opened[-1] if opened else -1))
            opened.append(len(parts) - 1)
            text = node.text
        else:
            at = opened.pop()
            begun = parts[at]
            assert isinstance(begun, Element)
            parts[at] = begun._replace(stop=len(parts))
            text = node.tail
        if text:
            parts.append(text)
    return Page(tuple(parts))


def _element(node: _Element, at: int, parent: int) -> Element:
    attributes = {str(name).lower(): str(value) for name, value in node.attrib.items()}
    return Element(str(node.tag).lower(), attributes, at, at + 1, parent)
