"""The items of upstream notices behind 落实, 不适用 and 转交: those not spoken of yet first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.align.sentences import plain_words
from hegao.dsl.document import Item
from hegao.dsl.upstream.links import STATEMENTS, written
from hegao.dsl.upstream.statements import Source, Statements
from hegao.dsl.upstream.template import Upstream, UpstreamItem, bare_number
from hegao.grammar.labels import label_number
from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.field_names import item_above
from hegao.lsp.completions.proposal import Proposal, literal

TAILS: Final = {"不适用": "；理由：$1", "转交": "；转给：$1"}
SHOWN: Final = 40


class _Offered(NamedTuple):
    """An upstream item, and what decides where it stands in the list."""

    spoken_of: bool
    unlike: float
    """0 where the task under the cursor says just the same, 1 where it says nothing of it."""
    source: Source
    item: UpstreamItem


def upstream_items(cursor: Cursor) -> Iterator[Proposal]:
    """The items of the draft's own upstreams; 落实：省要点 第（十）项〔…〕."""
    field = cursor.field
    if field is None or field.name not in STATEMENTS or _tells_reason(field.text):
        return
    start = cursor.behind("；;", field.start)
    tail = "" if cursor.after.strip() else TAILS.get(field.name, "")
    offered = list(_offered(cursor))
    for each in sorted(offered, key=lambda one: one[:2]):
        yield _proposal(each, start, tail)


def _tells_reason(value: str) -> bool:
    return "：" in value or ":" in value


def _offered(cursor: Cursor) -> Iterator[_Offered]:
    draft = cursor.draft
    sources = [each for each in draft.basis.upstreams if not each.above]
    owner = item_above(draft.notice, cursor.line_start)
    spoken_of = _spoken_of(cursor, sources)
    for source in sources:
        if source.upstream is None:
            continue
        likeness = _likeness(owner, source.upstream)
        refs = Counter(item.ref for item in source.upstream.items)
        for item in source.upstream.items:
            if not item.task.number or refs[item.ref] > 1:
                continue  # No line could name it.
            told = (source.alias, item.number) in spoken_of
            yield _Offered(told, 1 - likeness.get(item.number, 0.0), source, item)


def _spoken_of(cursor: Cursor, sources: list[Source]) -> set[tuple[str, int]]:
    """The items that other lines of the draft speak of."""
    end = cursor.line_start + cursor.column
    stated = Statements(cursor.draft.notice, sources).stated
    return {
        (each.source.alias, each.item.number)
        for each in stated
        if each.source and each.item and not each.link.line.start <= end <= each.link.line.end
    }


def _likeness(owner: Item | None, upstream: Upstream) -> dict[int, float]:
    """How like the words of an item are to each upstream item, where they are at all."""
    found: dict[int, float] = {}
    for sentence in (owner.text if owner else "").split("。"):
        for match in upstream.likeness.find(plain_words(sentence)) if sentence else ():
            number = upstream.sentences[match.number].task
            found[number] = max(found.get(number, 0.0), match.score)
    return found


def _proposal(each: _Offered, start: int, tail: str) -> Proposal:
    source, item = each.source, each.item
    text = item.task.text.strip()
    number = label_number(bare_number(item.task.number or ""))
    keys = (item.ref, str(number or ""), item.task.heading or "", text[:SHOWN])
    units = "、".join(unit.text for unit in item.task.units)
    return Proposal(
        f"{source.alias} {item.ref}", start, literal(written(source.alias, item)) + tail,
        tuple(filter(None, keys)),
        ("已写过　" if each.spoken_of else "") + (item.task.heading or _shortened(text)),
        text + (f"\n\n责任单位：{units}" if units else ""), "item",
    )  # fmt: skip


def _shortened(text: str) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= SHOWN else f"{first[:SHOWN]}……"
