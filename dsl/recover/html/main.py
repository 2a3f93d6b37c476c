"""Which paragraphs of a web page are the notice that it publishes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import groupby
from typing import Final, NamedTuple

from hegao.dsl.recover.html.lines import Line, LineIndex
from hegao.dsl.recover.html.tree import Element, Page

SENTENCE: Final = re.compile("[。；，：！？]")
SENTENCE_WEIGHT: Final = 4
LARGE_SHARE: Final = 85
"""The percentage of the page's text that the element with the notice has to hold."""
LEAVES: Final = frozenset({"a", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"})
HINT: Final = re.compile("trs_editor|ucap|zoom|content|article|detail|wenzhang|newstext")
ACTIVE: Final = ("embed", "frame", "iframe", "object", "script")
LITTLE: Final = 30
"""With less text than this a page with scripts or frames shows its text some other way."""

NUMBER: Final = re.compile(
    r"[^，。：:]{0,30}[〔\[［(（【]\s*20\d\d\s*[〕\]］)）】]\s*第?\s*\d{1,4}\s*号"
)
RECIPIENT: Final = re.compile(r"[^。；]{2,300}[：:]")
DATE: Final = re.compile(
    r"[(（]?[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日[)）]?"
)
ENDING: Final = re.compile("附件|附表|附录|抄送|联系人|[（(][^（）()]{2,40}[）)]\\Z|特此")
ITEM: Final = re.compile(
    "[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]{1,4}[章条]"
)
LONG_PROSE: Final = 30


def main_lines(
    page: Page, lines: Sequence[Line], furniture: Sequence[str], tables: Sequence[Element]
) -> list[bool]:
    """For each line whether it is the notice's, given what is furniture and what holds data.

    All False where the page shows no text of its own.
    """
    index = LineIndex(lines, map(_weight, lines, furniture))
    root = next(page.elements("body", "frameset"), page.element(0))
    kept = [False] * len(lines)
    if not _shows_text(page, lines, index.inside(root)):
        return kept
    inner = _core(page, root, lines, index, {table.at for table in tables})
    found = index.inside(inner)
    kept[found.start : found.stop] = [True] * len(found)
    around = _Around(page, lines, furniture, tables)
    while inner is not root:
        outer = page.element(inner.parent)
        for unit in around.speaking(outer, index.inside(outer), index.inside(inner)):
            kept[unit.start : unit.stop] = [True] * len(unit)
        inner = outer
    return kept


def _weight(line: Line, furniture: str) -> int:
    """How much a line says that it is the notice's."""
    if furniture:
        return 0
    size = max(0, len(line.text) - line.linked)
    return size * SENTENCE_WEIGHT if SENTENCE.search(line.text) else size


def _shows_text(page: Page, lines: Sequence[Line], found: range) -> bool:
    own = sum(max(0, len(lines[at].text) - lines[at].linked) for at in found)
    return own >= LITTLE or (own > 0 and not any(True for _ in page.elements(*ACTIVE)))


def _core(
    page: Page, root: Element, lines: Sequence[Line], index: LineIndex, tables: Set[int]
) -> Element:
    """The innermost element that holds nearly all running text and more than one paragraph."""
    core, total = root, index.weight(index.inside(root))
    while True:
        sizes = [(index.weight(index.inside(child)), child) for child in page.children(core)]
        size, child = max(sizes, key=lambda sized: sized[0], default=(0, core))
        if not size or size * 100 < total * LARGE_SHARE:
            return core
        if _is_table(page, child, tables) or child.tag in LEAVES:
            return core
        if child.tag == "tr" and core.at in tables:
            return core
        if not HINT.search(child.hint) and _is_short(lines, index.inside(child)):
            return core
        core = child


def _is_table(page: Page, element: Element, tables: Set[int]) -> bool:
    """Whether an element is a table, or holds nothing but one that can be moved sideways."""
    inside = [child.at for child in page.children(element)]
    return element.at in tables or (len(inside) == 1 and inside[0] in tables)


def _is_short(lines: Sequence[Line], found: range) -> bool:
    """Whether some lines are but one paragraph, which its neighbours may go on from."""
    return sum(lines[at].text.count("\n") + bool(lines[at].text) for at in found) < 2


class _Around(NamedTuple):
    """What tells whether the things beside an element belong to the notice in it."""

    page: Page
    lines: Sequence[Line]
    furniture: Sequence[str]
    tables: Sequence[Element]

    def speaking(self, outer: Element, around: range, inner: range) -> Iterator[range]:
        """The lines in `outer` beside `inner` that go with it, as runs of indexes.

        Between the notice and the farthest thing that speaks as a notice, what has no links
        is kept too: the signature above the date.
        """
        children = list(self.page.children(outer))
        above = [*self._units(children, range(around.start, inner.start))][::-1]
        below = [*self._units(children, range(inner.stop, around.stop))]
        for units, speaks in ((above, self._opens), (below, self._closes)):
            told = [number for number, unit in enumerate(units) if self._any(unit, speaks)]
            nearest = units[: told[-1] + 1] if told else []
            yield from (unit for unit in nearest if not self._has_links(unit))

    def _units(self, children: Sequence[Element], found: range) -> Iterator[range]:
        """Lines parted by the elements that they stand in."""
        starts = [child.at for child in children]

        def place(at: int) -> int:
            return bisect_right(starts, self.lines[at].at)

        for _, unit in groupby(found, key=place):
            members = list(unit)
            yield range(members[0], members[-1] + 1)

    def _has_links(self, unit: range) -> bool:
        return any(self.lines[at].linked for at in unit)

    def _any(self, unit: range, speaks: Callable[[int], bool]) -> bool:
        own = [at for at in unit if self.lines[at].text and not self.furniture[at]]
        return not self._has_links(unit) and any(map(speaks, own))

    def _opens(self, at: int) -> bool:
        """Whether a line speaks as one above the body of a notice does."""
        text = self.lines[at].text
        return bool(NUMBER.fullmatch(text) or RECIPIENT.fullmatch(text)) or _is_prose(text)

    def _closes(self, at: int) -> bool:
        """Whether a line speaks as one in or below the body of a notice does."""
        line = self.lines[at]
        if DATE.fullmatch(line.text) or ENDING.match(line.text) or ITEM.match(line.text):
            return True
        return _is_prose(line.text) or any(
            table.at <= line.at < table.stop for table in self.tables
        )


def _is_prose(text: str) -> bool:
    return len(text) >= LONG_PROSE and "。" in text
