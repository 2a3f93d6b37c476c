"""The text of a notice as the hierarchy of Akoma Ntoso: numbers, headings, what stands below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from hegao.dsl.layout.akoma_words import Content, Named, element, marked
from hegao.dsl.layout.piece import Piece, Role

LEVELS: Final[dict[Role, int]] = {
    "part": 0, "heading_1": 1, "heading_2": 2, "heading_3": 3, "heading_4": 4,
}  # fmt: skip
TAGS: Final = ("chapter", "section", "paragraph", "point", "indent")
"""For 第一章, 一、, （一）, 1. and （1）; 第一条 is an article."""
SHORT: Final = {"chapter": "chp", "section": "sec", "article": "art", "paragraph": "para"}
"""How identifiers name elements (Akoma Ntoso Naming Convention, 5); other tags are spelled out."""
NUMBER: Final = re.compile(
    r"(第[〇零一二三四五六七八九十百千\d]+[编章节条]|[〇零一二三四五六七八九十百]+、"
    r"|（[〇零一二三四五六七八九十百\d]+）|\d+\.)\s*"
)


@dataclass(slots=True)
class _Branch:
    """An item, the blocks of its own, and the items below it."""

    level: int
    tag: str = ""
    head: list[Element] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)
    below: list[_Branch] = field(default_factory=list)


def hierarchy(pieces: Sequence[Piece], named: Named, prefix: str = "") -> list[Element]:
    """The pieces as blocks and nested items; `prefix` goes before all identifiers."""
    trunk = _Branch(-1)
    path = [trunk]
    for piece in pieces:
        level = LEVELS.get(piece.role)
        if level is None:
            path[-1].blocks.extend(blocks(piece, named))
            continue
        while path[-1].level >= level:
            path.pop()
        branch = _branch(piece, level, named)
        path[-1].below.append(branch)
        path.append(branch)
    return [*trunk.blocks, *_below(trunk, prefix)]


def blocks(piece: Piece, named: Named) -> Iterator[Element]:
    """A paragraph or table."""
    if piece.rows:
        yield _table(piece, named)
    else:
        yield paragraph(piece, *marked(piece.text, named))


def paragraph(piece: Piece, *content: Content) -> Element:
    """A paragraph that tells which element of the page it is."""
    return element("p", {} if piece.role == "paragraph" else {"class": piece.role}, *content)


def _branch(piece: Piece, level: int, named: Named) -> _Branch:
    text = piece.text
    number = NUMBER.match(text)
    begin = number.end() if number else 0
    title = max(begin, piece.lead)
    tag = "article" if number and number[1].endswith("条") else TAGS[level]
    branch = _Branch(level, tag)
    if number:
        branch.head.append(element("num", {}, number[1]))
    if begin < title:
        branch.head.append(element("heading", {}, *marked(text, named, begin, title)))
    if title < len(text):
        branch.blocks.append(element("p", {}, *marked(text, named, title)))
    return branch


def _below(branch: _Branch, prefix: str) -> Iterator[Element]:
    """The items below one, numbered by their places: numbers may stand twice in a draft."""
    places: Counter[str] = Counter()
    for each in branch.below:
        short = SHORT.get(each.tag, each.tag)
        places[short] += 1
        name = f"{prefix}{short}_{places[short]}"
        yield element(each.tag, {"eId": name}, *each.head, *_inside(each, name))


def _inside(branch: _Branch, name: str) -> Iterator[Element]:
    """The item's own text is its content, or the introduction to the items below it."""
    if branch.blocks:
        tag = "intro" if branch.below else "content"
        yield element(tag, {"eId": f"{name}__{tag}"}, *branch.blocks)
    yield from _below(branch, f"{name}__")


def _table(piece: Piece, named: Named) -> Element:
    """A table; rows that lost their first cells are aligned at their end, as they are read."""
    count = max(map(len, piece.rows))
    rows = []
    for place, cells in enumerate(piece.rows):
        tag = "th" if piece.headed and place == 0 else "td"
        filled = ("",) * (count - len(cells)) + cells
        rows.append(element("tr", {}, *(_cell(tag, cell, named) for cell in filled)))
    return element("table", {}, *rows)


def _cell(tag: str, text: str, named: Named) -> Element:
    return element(tag, {}, element("p", {}, *marked(text, named)))
