"""The upstream notices that a draft names, and those that these name in their turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

from hegao.dsl.document import Document
from hegao.dsl.upstream.links import named_upstream
from hegao.dsl.upstream.statements import Source
from hegao.dsl.upstream.template import Upstream

FIELD: Final = "上级文件"
DEEPEST: Final = 4
"""County, city, province, State Council: no chain is longer."""
NO_FILE: Final = "没有写文件"
ITSELF: Final = "就是这份文件自己"


class Opened(NamedTuple):
    """A file that a draft or an upstream names."""

    file: str
    """As a person reads it."""
    upstream: Upstream | None
    problem: str = ""
    """Why it could not be read, in Chinese."""


class Library(Protocol):
    """Where upstream files are found."""

    def open(self, path: str, beside: str) -> Opened:
        """The file that the notice `beside` names by `path`."""
        ...


def sources_of(document: Document, file: str, library: Library) -> list[Source]:
    """The upstreams of a draft; behind them those that they name themselves."""
    own = list(_named(document, file, library))
    seen = {file, *(source.file for source in own)}
    return own + list(_above(own, library, seen, 1))


def _named(document: Document, file: str, library: Library) -> Iterator[Source]:
    for element in document.elements:
        if element.name != FIELD or not element.value:
            continue
        named = named_upstream(element.value)
        if not named.path:
            yield Source(named.alias, named.title, "", None, NO_FILE, element)
            continue
        opened = library.open(named.path, file)
        title = named.title or (opened.upstream.title if opened.upstream else "")
        yield Source(
            named.alias or title or named.path, title, opened.file, opened.upstream, opened.problem,
            element,
        )  # fmt: skip


def _above(sources: list[Source], library: Library, seen: set[str], depth: int) -> Iterator[Source]:
    """What the upstreams carry out themselves; a file that was met before ends the chain."""
    if depth >= DEEPEST:
        return
    for source in sources:
        if source.upstream is None:
            continue
        upper = [
            each._replace(element=source.element, above=True)
            for each in _named(source.upstream.document, source.file, library)
            if each.upstream is not None and each.file not in seen
        ]
        seen.update(each.file for each in upper)
        yield from upper
        yield from _above(upper, library, seen, depth + 1)
