"""The sentences of an item on the page, each above what the draft writes instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegao.dsl.coverage.entries import Change, CounterpartEntry, ItemEntry, Piece, SentenceEntry
from hegao.dsl.coverage.page_links import Links
from hegao.dsl.coverage.page_words import SETTLED, bare
from hegao.dsl.web_text import safe

MOST_COUNTERPARTS = 12


def write_sentences(item: ItemEntry, links: Links) -> str:
    """All sentences of an item, to be folded away."""
    sentences: list[SentenceEntry] = item["sentences"] or [
        {"text": item["text"], "counterparts": []}
    ]
    body = "\n".join(_sentence(item, sentence, links) for sentence in sentences)
    return (
        f'<details open data-state="{item["state"]}">'
        f"<summary>逐句对照（{len(sentences)}句）</summary>{body}</details>"
    )


def by(number: str | None, links: Links) -> str:
    """The task that something is said of."""
    if not number:
        return ""
    place, name = links.task(number), safe(bare(number))
    shown = f"任务{name}" if place is None else f'<a href="#t{place}">任务{name}</a>'
    return f' <small class="by">{shown}</small>'


def _sentence(item: ItemEntry, sentence: SentenceEntry, links: Links) -> str:
    pairs = sentence["counterparts"]
    if not pairs:
        silent = item["state"] in SETTLED
        drafted = "" if silent else _line("down", "本文", '<em class="none">没有对应的句子</em>')
        return f'<div class="pair">{_line("up", "上级", safe(sentence["text"]))}{drafted}</div>'
    more = len(pairs) - MOST_COUNTERPARTS
    rest = f'<p class="none">另有{more}处对应，从略</p>' if more > 0 else ""
    shown = (_pair(sentence["text"], pair, links) for pair in pairs[:MOST_COUNTERPARTS])
    return "".join(shown) + rest


def _pair(asked: str, pair: CounterpartEntry, links: Links) -> str:
    who = f"本文{by(pair['task'], links)}"
    if asked == pair["text"]:
        upper, lower = safe(asked), "<em>逐字相同</em>"
    else:
        score = f' <small class="score">相似{pair["score"]:.0%}</small>'
        upper = _marked(asked, pair["pieces"], "gone")
        lower = _marked(pair["text"], pair["pieces"], "new") + score
    return f'<div class="pair">{_line("up", "上级", upper)}{_line("down", who, lower)}</div>'


def _line(kind: str, who: str, body: str) -> str:
    return f'<p class="{kind}"><b>{who}</b><span>{body}</span></p>'


def _marked(text: str, pieces: Sequence[Piece], change: Change) -> str:
    """A sentence as it stands, with what only it has marked."""
    tag = "del" if change == "gone" else "ins"
    made, at = [], 0
    for start, end in _spans(text, pieces, change):
        made.append(f"{safe(text[at:start])}<{tag}>{safe(text[start:end])}</{tag}>")
        at = end
    return "".join(made) + safe(text[at:])


def _spans(text: str, pieces: Sequence[Piece], change: Change) -> Iterator[tuple[int, int]]:
    """Where the pieces of one kind stand.

    What is the same to a reader may be spelled in two ways, so a piece is looked for near the
    place that the pieces before it lead to.
    """
    at = 0
    expected = 0
    for kind, piece in pieces:
        if kind == "same":
            expected += len(piece)
        elif kind == change and piece:
            start = _nearest(text, piece, at, expected)
            if start is not None:
                yield start, start + len(piece)
                at = expected = start + len(piece)


def _nearest(text: str, piece: str, begin: int, expected: int) -> int | None:
    after = text.find(piece, max(begin, expected))
    before = text.rfind(piece, begin, max(begin, expected) + len(piece) - 1)
    found = [start for start in (before, after) if start >= 0]
    return min(found, key=lambda start: abs(start - expected), default=None)
