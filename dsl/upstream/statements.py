"""The links that a draft states, held against the upstreams that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from hegao.dsl.document import Document, Element
from hegao.dsl.upstream.links import Link, find_item, find_links
from hegao.dsl.upstream.template import Upstream, UpstreamItem

Fault = Literal[
    "", "无此上级", "未写上级", "未写条号", "无此条目", "条目已改", "条号已变", "缺理由",
    "不在任务下",
]  # fmt: skip


class Source(NamedTuple):
    """An upstream as the draft, or the command line, names it."""

    alias: str
    title: str
    file: str
    """As a person reads it; empty where no file is named."""
    upstream: Upstream | None
    """None when it could not be read."""
    problem: str = ""
    """Why not, in Chinese."""
    element: Element | None = None
    """The line of the draft that names it."""
    above: bool = False
    """It is not the draft's own upstream, but one that an upstream names in its turn."""


class Stated(NamedTuple):
    """A link, what it leads to, and what is wrong with it."""

    link: Link
    source: Source | None
    item: UpstreamItem | None
    fault: Fault


class Statements:
    """What a draft says of upstream items."""

    def __init__(self, document: Document, sources: Sequence[Source]) -> None:
        self.links = find_links(document)
        self._sources = sources
        self._document = document

    @cached_property
    def stated(self) -> list[Stated]:
        """Each link with what it leads to."""
        return [self._follow(link) for link in self.links]

    def _follow(self, link: Link) -> Stated:
        source = self._source(link.alias)
        if source is None:
            return Stated(link, None, None, "无此上级" if link.alias else "未写上级")
        if source.upstream is None:
            return Stated(link, source, None, "")
        if not link.ref:
            return Stated(link, source, None, "未写条号")
        item = find_item(source.upstream, link.ref)
        if link.fingerprint and (item is None or item.fingerprint != link.fingerprint):
            return _moved(link, source, source.upstream, item)
        if item is None:
            return Stated(link, source, None, "无此条目")
        if link.statement == "落实" and self.task_of(link) is None:
            return Stated(link, source, item, "不在任务下")
        lacking = link.statement == "不适用" and not link.reason
        return Stated(link, source, item, "缺理由" if lacking else "")

    def task_of(self, link: Link) -> int | None:
        """The number of the task that a link stands under."""
        return None if link.owner is None else self._tasks_by_origin.get(link.owner)

    def _source(self, alias: str) -> Source | None:
        """The upstream that a link means: by alias or title, or the only one there is."""
        own = [source for source in self._sources if not source.above]
        if not alias and len(own) == 1:
            return own[0]
        named = (each for each in self._sources if alias in (each.alias, each.title))
        return next(named, None) if alias else None

    @cached_property
    def _tasks_by_origin(self) -> dict[int, int]:
        return {task.block.origin: index for index, task in enumerate(self._document.tasks)}

    def linked(self, source: Source) -> dict[int, set[int]]:
        """The tasks that say that they carry out an item, by the number of the item."""
        found: dict[int, set[int]] = {}
        for stated in self._of(source):
            task = self._tasks_by_origin.get(
                stated.link.owner if stated.link.owner is not None else -1
            )
            if stated.link.statement == "落实" and stated.item and task is not None:
                found.setdefault(stated.item.number, set()).add(task)
        return found

    def _of(self, source: Source) -> Iterator[Stated]:
        return (each for each in self.stated if each.source is source)

    def of_item(self, source: Source, item: UpstreamItem) -> Link | None:
        """The first link to an item; one that says 不适用 or 转交 before others."""
        links = [
            each.link
            for each in self._of(source)
            if each.item is item and each.fault != "不在任务下"
        ]
        others = [link for link in links if link.statement != "落实"]
        return next(iter(others or links), None)

    def is_suspect(self, link: Link, source: Source) -> bool:
        """Whether the upstream has changed what a confirmed link leads to."""
        return any(each.link == link for each in self.changed(source))

    def changed(self, source: Source) -> list[Stated]:
        """The confirmed links to an upstream that has changed there."""
        return [each for each in self._of(source) if each.fault in ("条目已改", "条号已变")]


def _moved(link: Link, source: Source, upstream: Upstream, item: UpstreamItem | None) -> Stated:
    """A confirmed link whose item is not what it was: it has another number now, or words."""
    for other in upstream.items:
        if other.fingerprint == link.fingerprint:
            return Stated(link, source, other, "条号已变")
    return Stated(link, source, item, "条目已改" if item else "无此条目")
