"""The sentences of a task, and whether each says enough to be a task of its own.

No part may lean on another: each has its own limit or none has, none begins with 其中.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.document import Item

SHORTEST: Final = 6
OPENERS, CLOSERS = "（(《“〔【[「", "）)》”〕】]」"
LEANING: Final = re.compile(
    "其中|同时|并|此外|另外|该|上述|其|以上|前述|这|对此|据此|由此|在此|按上|确保|做到|实现|从而|进而|必要时|仍"
    "|[（(]?[0-9一二三四五六七八九十]+[）)、.．是]|[①-⑳]|且|但|而|也|还|再|又|不得|应当|否则|如有"
)


class Parts(NamedTuple):
    """A task in pieces: its title if it has one, and what it asks."""

    heading: str
    sentences: tuple[str, ...]


def parts_of(item: Item) -> Parts | None:
    """The title and the sentences of an item; None where its words are not one paragraph."""
    text = item.block.text
    spans = [span for span in item.text_spans if text[slice(*span)].strip(" \n\u3000。；;")]
    if len(spans) != 1:
        return None
    words = text[slice(*spans[0])].strip()
    heading = item.heading or ""
    if heading and words.startswith(heading) and not find_deadlines(heading):
        words = words[len(heading) :].lstrip("。 \n\u3000")
    else:
        heading = ""
    return Parts(heading, tuple(_sentences(words)))


def _sentences(text: str) -> Iterator[str]:
    """A text cut at 。 and ；, but not inside brackets and quotation marks."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        depth += (char in OPENERS) - (char in CLOSERS)
        if depth <= 0 and char in "。；;！":
            if sentence := text[start:at].strip():
                yield sentence
            start = at + 1
    if rest := text[start:].strip():
        yield rest


def why_inseparable(parts: Parts) -> str:
    """Why the sentences cannot stand each for itself; empty where they can."""
    leaning = any(LEANING.match(each) or "：" in each for each in parts.sentences)
    if leaning or _carry_on(parts):
        return "后面的话要接着前面的话看，拆开意思不全"
    if any(len(each) < SHORTEST for each in parts.sentences):
        return "有的句子太短，不像一项任务"
    dated = [bool(find_deadlines(each)) for each in parts.sentences]
    if any(dated) and not all(dated):
        return "有的句子没有自己的时限，拆开就看不出哪天完成"
    return ""


def _carry_on(parts: Parts) -> bool:
    """Whether a sentence begins with what an earlier one has spoken of: ……清单。清单每年更新."""
    sentences = parts.sentences
    pairs = ((each[:2], earlier) for at, each in enumerate(sentences) for earlier in sentences[:at])
    return any(
        begins.isalpha() and re.search(rf"[^，、；：\d]{re.escape(begins)}", earlier) is not None
        for begins, earlier in pairs
    )
