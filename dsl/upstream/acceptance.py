"""Inferred links made explicit: what is to be written into a draft when a person accepts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hegao.dsl.align.places import Place
from hegao.dsl.upstream.comparison import Comparison
from hegao.dsl.upstream.links import written
from hegao.dsl.upstream.sources import FIELD
from hegao.dsl.upstream.statements import Source
from hegao.grammar.source import Span

Insertion = tuple[Span, str]
"""What a stretch of the draft becomes; an empty span is a place to insert at."""
_ACCEPTED: Final = ("covered", "weakened", "suggested")
_KINDS: Final = ("要点", "方案", "计划", "规划", "意见", "办法", "通知", "决定", "措施", "细则")
_CONFIRMABLE: Final = ("", "条目已改", "条号已变")


def acceptance(comparison: Comparison, path_of: Callable[[Source], str]) -> list[Insertion]:
    """The links that a draft does not state yet, and fingerprints that are missing or old.

    `path_of` is how the draft names the file of an upstream that was given from outside.
    """
    return [*_headers(comparison, path_of), *_confirmed(comparison), *_stated(comparison)]


def _stated(comparison: Comparison) -> Iterator[Insertion]:
    """A line 落实 under each task that carries out items without saying so."""
    texts: dict[int, list[str]] = {}
    for outcome in comparison.outcomes:
        if outcome.linked or outcome.source.above or outcome.state not in _ACCEPTED:
            continue
        for number in outcome.tasks:
            texts.setdefault(number, []).append(written(outcome.source.alias, outcome.item))
    for at, task in enumerate(comparison.document.tasks):
        if at in texts and not task.in_table:
            end = task.block.locate(Span(0, len(task.block.text))).end
            yield Span(end, end), "\n落实：" + "；".join(texts[at])


def _confirmed(comparison: Comparison) -> Iterator[Insertion]:
    """Stated links with the fingerprint of their item as it is now."""
    for stated in comparison.statements.stated:
        link, item = stated.link, stated.item
        if link.statement != "落实" or item is None or stated.fault not in _CONFIRMABLE:
            continue
        if link.fingerprint != item.fingerprint or stated.fault:
            yield link.span, f"{item.ref}〔{item.fingerprint}〕"


def _headers(comparison: Comparison, path_of: Callable[[Source], str]) -> Iterator[Insertion]:
    """Lines that name upstreams which were given from outside."""
    document = comparison.document
    outside = [
        each for each in comparison.sources if each.element is None and each.upstream is not None
    ]
    if not outside:
        return
    first = document.items[0].block.origin if document.items else len(document.text)
    heads = [e for e in document.elements if e.written and e.block.origin < first]
    carried = [e.block.origin for e in document.elements if e.name == "印发件"]
    heads = [e for e in heads if not carried or e.block.origin < min(carried)]
    lines = "".join(
        f"{FIELD}：{each.alias}＝"
        + (f"《{each.title}》（{path}）\n" if each.title else f"{path}\n")
        for each in outside
        for path in (path_of(each),)
    )
    if heads:
        end = heads[-1].block.locate(Span(0, len(heads[-1].block.text))).end
        yield Span(end, end), "\n" + lines.rstrip("\n")
    else:
        yield Span(0, 0), lines


def _named(title: str, path: str) -> str:
    return f"《{title}》（{path}）" if title else path


def alias_for(place: Place, title: str, taken: list[Source]) -> str:
    """A short name for an upstream: 省要点, 市方案; numbered where that is taken."""
    carried = title.rstrip("》").removesuffix("的通知").rstrip("》")
    kind = next((word for word in _KINDS if carried.endswith(word)), "文件")
    name = f"{place.level or '上级'}{kind}"
    known = {each.alias for each in taken}
    numbered = (f"{name}{number}" for number in range(2, 100))
    return name if name not in known else next(each for each in numbered if each not in known)
