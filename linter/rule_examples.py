"""An example inside a rule: the notice it shows, what it marks, what the notice is held against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.registry import Registry, read_registry
from hegao.dsl.registry_rows import COLUMNS
from hegao.dsl.upstream.sources import Opened, sources_of
from hegao.dsl.upstream.statements import Source
from hegao.dsl.upstream.template import Upstream
from hegao.grammar.source import Span

MARKS = re.compile("[⟦⟧]")
LISTED = re.compile(r"\A〔机构名录：(?P<rows>[^〕]*)〕\n")
LENGTH = re.compile(r"\A〔字数：(?P<length>\d{1,5})〕\n")
UPSTREAM = re.compile(
    r"\A〔上级文件：(?P<file>[^〕；]*)(?:；读不出：(?P<problem>[^〕]*))?〕\n"
    r"(?P<text>(?:(?!〔上级文件：|〔本文〕).*\n)*)(?:〔本文〕\n)?"
)


class Example(NamedTuple):
    """An example without its marks, and what they mark."""

    text: str
    marked: tuple[Span, ...]
    document: Document
    registry: Registry | None
    upstreams: tuple[Source, ...] = ()

    def changed(self, text: str) -> Example:
        """The same with another text of the notice."""
        document = build_notice(text)
        files = {source.file: source for source in self.upstreams}
        upstreams = tuple(sources_of(document, "", _Shelf(files)))
        return Example(text, (), document, self.registry, upstreams)


class _Shelf:
    """The upstreams that an example gives, by their file names."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self._sources = sources

    def open(self, path: str, beside: str) -> Opened:  # noqa: ARG002 - there is one folder only
        """One of them."""
        source = self._sources.get(path)
        if source is None:
            return Opened(path, None, "例子里没有给出这个文件")
        return Opened(path, source.upstream, source.problem)


@lru_cache(maxsize=4096)
def read_example(source: str) -> Example:
    """An example as it stands in a rule.

    A first line 〔机构名录：甲、乙〕 gives the listed units; a unit's further columns follow
    its name after ／: 县民政局／民政局／县民政科. 〔字数：5001〕 gives the example that many
    characters: 公 is written behind it as often as it takes. 〔上级文件：省.notice〕 begins the
    text of an upstream, which 〔本文〕 ends; 〔上级文件：省.notice；读不出：没有这个文件〕 one
    that cannot be read.
    """
    registry = None
    if match := LISTED.match(source):
        rows = (row.replace("／", ",") for row in match["rows"].split("、"))
        registry = read_registry("\n".join((",".join(COLUMNS), *rows)))
        source = source[match.end() :]
    shelf: dict[str, Source] = {}
    while match := UPSTREAM.match(source):
        shelf[match["file"]] = _upstream(match)
        source = source[match.end() :]
    if match := LENGTH.match(source):
        source = source[match.end() :]
        source += "公" * (int(match["length"]) - len("".join(MARKS.sub("", source).split())))
    text = MARKS.sub("", source)
    document = build_notice(text)
    upstreams = tuple(sources_of(document, "", _Shelf(shelf)))
    return Example(text, tuple(_marked(source)), document, registry, upstreams)


def _upstream(match: re.Match[str]) -> Source:
    problem = match["problem"] or ""
    upstream = None if problem else Upstream(build_notice(match["text"]))
    return Source("", "", match["file"], upstream, problem)


def _marked(source: str) -> Iterator[Span]:
    marks = [match.start() - index for index, match in enumerate(MARKS.finditer(source))]
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        yield Span(start, end)
