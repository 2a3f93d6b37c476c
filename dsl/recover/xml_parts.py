"""An XML part of an Office file as a tree whose names are short: `w:p`, `r:id`.

Office files have no document type, so a part with one is refused before any entity of it could
be read; nothing outside the part is ever loaded. `find`, `findall` and `iter` take these short
names, but no paths of several, in which the colon would mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias
from xml.etree import ElementTree

from hegao.dsl.recover.finished import UnreadableError

Element: TypeAlias = ElementTree.Element

MOST_ELEMENTS: Final = 1_000_000
DEEPEST: Final = 128
"""Nested tables and text boxes of real files stay below 60."""

_OPEN = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/"
_PREFIXES: Final = {
    f"{_OPEN}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OPEN}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OPEN}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OPEN}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OPEN}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OPEN}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OPEN}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OPEN}markup-compatibility/2006": "mc",
    f"{_OPEN}package/2006/relationships": "rel",
    "urn:schemas-microsoft-com:vml": "v",
    "http://www.w3.org/XML/1998/namespace": "xml",
    f"{_MICROSOFT}2010/wordml": "w14",
    f"{_MICROSOFT}2010/wordprocessingShape": "wps",
    f"{_MICROSOFT}2010/wordprocessingGroup": "wpg",
}
_PROLOG_STEP, _STEP = 64, 1 << 16


def read_part(data: bytes, name: str) -> Element:
    """The root of the part; raises UnreadableError naming the part where it is no plain XML."""
    guard = _Guard()
    parser = ElementTree.XMLParser(target=guard)
    try:
        for piece in _pieces(data, guard):
            parser.feed(piece)
        root: Element = parser.close()
    except UnreadableError as error:
        raise UnreadableError(f"{name} {error}，不像正常的文档，没有打开") from None
    # The parser also stops at encodings that it does not know.
    except (ElementTree.ParseError, ValueError, LookupError):
        message = f"文件里的 {name} 已损坏，请用 Word 或 WPS 打开后另存一份再试"
        raise UnreadableError(message) from None
    return root


def _pieces(data: bytes, guard: _Guard) -> Iterator[bytes]:
    """The bytes in pieces, small before the root so that a document type stops the parser."""
    at = 0
    while at < len(data):
        step = _STEP if guard.count else _PROLOG_STEP
        yield data[at : at + step]
        at += step


class _Guard:
    """Builds the tree with short names and stops where it grows too deep or too large."""

    def __init__(self) -> None:
        builder = ElementTree.TreeBuilder()
        self.data, self.close = builder.data, builder.close
        self._start, self._end = builder.start, builder.end
        self.count = self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        """Opens an element."""
        self.count += 1
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableError("嵌套太深")
        if self.count > MOST_ELEMENTS:
            raise UnreadableError("内容太多")
        if attributes:
            attributes = {_short(name): value for name, value in attributes.items()}
        return self._start(_short(tag), attributes)

    def end(self, tag: str) -> Element:
        """Closes an element."""
        self._depth -= 1
        return self._end(_short(tag))

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Refuses a document type."""
        raise UnreadableError("里有文档类型声明")


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    """A name with its namespace to its short form; unknown ones stay as they are."""
    space, closed, local = name.removeprefix("{").partition("}")
    prefix = _PREFIXES.get(space) if closed else None
    return f"{prefix}:{local}" if prefix else name
