"""The paragraphs of a whole web page, from its navigation to its footer, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Final, NamedTuple

from hegao.dsl.recover.finished import NoteKind, Remark
from hegao.dsl.recover.html.footnotes import Footnote, footnotes
from hegao.dsl.recover.html.lists import NUMBERED, Count, begin_list
from hegao.dsl.recover.html.text import (
    BREAK,
    LINK,
    LINK_END,
    MARK,
    paragraphs,
    preformatted,
    source_text,
)
from hegao.dsl.recover.html.tree import Element, Page
from hegao.dsl.recover.html.visibility import (
    DELETED,
    HIDDEN,
    SILENT,
    is_block,
    keeps_spaces,
    text_inside,
    what_is_embedded,
    why_removed,
)

NUMBER: Final = "自动编号，已写成文字"
FOOTMARK: Final = "脚注的序号，没有放进正文"
BULLET: Final = "项目符号，不属于正文"
MUCH_HIDDEN: Final = 200
WORD_NUMBER: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
SYMBOL_FONT: Final = re.compile("wingdings|webdings|symbol", re.IGNORECASE)


class Mark(NamedTuple):
    """Something in a paragraph that a note has to speak of."""

    kind: NoteKind
    message: str
    text: str
    remark: Remark | None = None
    """The footnote that it refers to; its note is told where there is no text to hang it on."""


class Line(NamedTuple):
    """A paragraph of the page; one without text is only a place for its marks."""

    at: int
    """The index in the page where its block's text begins."""
    block: int
    """The index of the innermost element that stands on lines of its own around it."""
    text: str
    label: str
    """The number that a list gives it, which is no text of the page."""
    marks: tuple[Mark, ...]
    links: int
    linked: int
    """How many of its characters are links."""

    @property
    def whole(self) -> str:
        """The text with the number before it."""
        return self.label + self.text

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The footnotes that it refers to."""
        return tuple(mark.remark for mark in self.marks if mark.remark)


class LineIndex:
    """Finds the lines inside an element, and what they weigh, in little time."""

    def __init__(self, lines: Sequence[Line], weights: Iterable[int]) -> None:
        self._starts = [line.at for line in lines]
        self._sums = [0, *accumulate(weights)]

    def inside(self, element: Element) -> range:
        """The indexes of the lines that begin inside an element."""
        first = bisect_left(self._starts, element.at)
        return range(first, bisect_left(self._starts, element.stop, first))

    def weight(self, found: range) -> int:
        """What some lines weigh together."""
        return self._sums[found.stop] - self._sums[found.start]


def page_lines(page: Page) -> tuple[Line, ...]:
    """All paragraphs of a page."""
    reading = _Reading(page, footnotes(page))
    at = 0
    while at < len(page.parts):
        reading.close(at)
        at = reading.take(page.parts[at], at)
    reading.close(len(page.parts))
    reading.end_block()
    return tuple(reading.lines)


class _Open(NamedTuple):
    """An element that has begun and not ended."""

    element: Element
    block: bool
    spaces: bool
    """Its line ends count."""
    linked: bool


@dataclass(slots=True)
class _Reading:
    """What has been read of a page."""

    page: Page
    footnotes: dict[int, Footnote]
    told: set[int] = field(default_factory=set[int])
    """The elements of footnotes that hang on what has been read."""
    lines: list[Line] = field(default_factory=list["Line"])
    opened: list[_Open] = field(default_factory=list["_Open"])
    blocks: list[int] = field(default_factory=list[int])
    lists: list[Count] = field(default_factory=list["Count"])
    label: str = ""
    at: int = -1
    raw: list[str] = field(default_factory=list[str])
    marks: list[Mark] = field(default_factory=list["Mark"])

    def take(self, part: Element | str, at: int) -> int:
        """Reads one part; gives the index of the next one."""
        if isinstance(part, str):
            self._add(self._shown(part), at)
            return at + 1
        if part.tag in SILENT:
            return part.stop
        if part.at in self.told:
            self.end_block()
            return part.stop
        if self._is_set_apart(part):
            return part.stop
        self._begin(part)
        return at + 1

    def close(self, at: int) -> None:
        """Ends the elements that end before an index."""
        while self.opened and self.opened[-1].element.stop <= at:
            if self.opened[-1].block:
                self.end_block()
                self.blocks.pop()
            ended = self.opened.pop().element
            if ended.tag in ("ol", "ul", "menu", "dir"):
                self.lists.pop()
            elif ended.tag == "li":
                self.label = ""

    def end_block(self) -> None:
        """Makes paragraphs of what has been read since the last block began or ended."""
        raw, marks = "".join(self.raw), iter(self.marks)
        block = self.blocks[-1] if self.blocks else 0
        for piece in paragraphs(raw):
            label = self._label(piece.text)
            found = tuple(islice(marks, piece.marks))
            self.lines.append(
                Line(self.at, block, piece.text, label, found, piece.links, piece.linked)
            )
        self.raw, self.marks, self.at = [], [], -1

    def _label(self, text: str) -> str:
        """The number that waits for the next text; none where the text brings its own."""
        if not text:
            return ""
        label, self.label = self.label, ""
        return "" if NUMBERED.match(text) else label

    def _add(self, text: str, at: int) -> None:
        if self.at < 0:
            self.at = at
        self.raw.append(text)

    def _shown(self, text: str) -> str:
        if not self.opened:
            return source_text(text)
        shown = preformatted(text) if self.opened[-1].spaces else source_text(text)
        return f"{LINK}{shown}{LINK_END}" if self.opened[-1].linked else shown

    def _mark(self, at: int, mark: Mark) -> None:
        self._add(MARK, at)
        self.marks.append(mark)

    def _is_set_apart(self, element: Element) -> bool:
        """Whether an element is no running text; it has been marked then."""
        embedded, removed = what_is_embedded(element), why_removed(element)
        if embedded:
            self._mark(element.at, Mark("unsure", embedded, element.attribute("alt")))
        if removed:
            self._mark_removed(element, removed)
        elif element.at in self.footnotes:
            self._mark_footnote(self.footnotes[element.at], element.at)
            return True
        elif WORD_NUMBER.search(element.attribute("style")):
            self._add_word_number(element)
            return True
        return bool(removed)

    def _mark_removed(self, element: Element, message: str) -> None:
        text = text_inside(self.page, element)
        if text:
            # Some pages show their text only when a script has run.
            much = message in (HIDDEN, DELETED) and len(text) > MUCH_HIDDEN
            self._mark(element.at, Mark("unsure" if much else "removed", message, text))

    def _mark_footnote(self, found: Footnote, at: int) -> None:
        said = [found.mark, found.remark.text] if found.remark else [found.mark]
        self._mark(at, Mark("removed", FOOTMARK, " ".join(said), found.remark))
        self.told.add(found.body)

    def _add_word_number(self, element: Element) -> None:
        """A number that Word wrote before a list item, without the space that it pads it with."""
        text = text_inside(self.page, element)
        if len(text) == 1 and self._is_in_symbols(element):
            self._mark(element.at, Mark("removed", BULLET, text))
        elif text:
            space = " " if text[-1] in ".)" or text[-1].isalnum() else ""
            self._add(text + space, element.at)
            self._mark(element.at, Mark("inferred", NUMBER, text))

    def _is_in_symbols(self, element: Element) -> bool:
        inside = self.page.parts[element.at : element.stop]
        around = [opened.element for opened in self.opened[-2:]]
        styles = [part for part in (*around, *inside) if isinstance(part, Element)]
        return any(SYMBOL_FONT.search(part.attribute("style")) for part in styles)

    def _begin(self, element: Element) -> None:
        if element.tag == "br":
            self._add(BREAK, element.at)
        above = self.opened[-1] if self.opened else None
        block = is_block(element)
        if block:
            self.end_block()
            self.blocks.append(element.at)
        self._count(element)
        spaces = keeps_spaces(element, around=above is not None and above.spaces)
        link = element.tag == "a" and "href" in element.attributes
        self.opened.append(_Open(element, block, spaces, link or bool(above and above.linked)))

    def _count(self, element: Element) -> None:
        if element.tag in ("ol", "ul", "menu", "dir"):
            self.lists.append(begin_list(self.page, element))
        elif element.tag == "li" and self.lists:
            self.label = self.lists[-1].take(element)
