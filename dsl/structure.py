"""What stands where in a notice: numbers and empty cells of table rows, titles, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.dsl.document import Document, Item, Row, Table
from hegao.dsl.tables import LONGEST_HEADING, NUMBERED, Columns, cell_at, columns_of, continued
from hegao.grammar.blocks import MARKS

HEADING = re.compile(f"(?P<mark>{MARKS['LEVEL1']}|{MARKS['LEVEL2']})(?P<title>.+)")
LONG = 30
"""The characters that a paragraph must have to be compared."""
SENTENCE = re.compile(r"[^。！？；\n]+")
SPACE = re.compile(r"\s+")
HEADING_STARTS = frozenset("一二三四五六七八九十（(")
# Two headings of one number are the same heading, spelt twice, when they are this much alike.
ALIKE = 0.7


class RowFacts(NamedTuple):
    """What is to be said of a table row."""

    expected: str = ""
    """The number it should have; empty where its own is right."""
    duplicate: bool = False
    """Its number is that of an earlier row."""
    without_task: bool = False
    """It names units, but its cell for the task is empty."""
    without_deadline: bool = False
    """It names units, but its cell for the time limit is empty."""
    wording: str = ""
    """How the heading in it is worded where it stands first."""


NOTHING = RowFacts()


def row_facts(tables: Sequence[Table]) -> dict[int, RowFacts]:
    """What is to be said of table rows, by the origin of their block."""
    found: dict[int, RowFacts] = {}
    for table in continued(tables):
        columns = columns_of(table.header)
        count = _Count()
        wordings = _Wordings()
        for row in table.rows:
            facts = _filled(row, columns)
            if wording := wordings.take(row):
                facts = facts._replace(wording=wording)
            number = _number(row, columns)
            if number is not None:
                expected, duplicate = count.take(number)
                if expected:
                    facts = facts._replace(expected=expected, duplicate=duplicate)
            if facts is not NOTHING:
                found[row.block.origin] = facts
    return found


class _Count:
    """The numbers of the rows of a table; a new 1 begins anew."""

    def __init__(self) -> None:
        self._used: set[int] = set()
        self._allowed: tuple[int, ...] = (1,)

    def take(self, number: int) -> tuple[str, bool]:
        """The number expected in place of one, empty when that is right; whether it was used."""
        following = self._allowed[-1]
        if number == 1 and 1 not in self._allowed and 1 in self._used and following > 2:
            self._used = set()
        elif number not in self._allowed and self._used:
            # A number used twice: the next row may count on from it, or from what was meant.
            duplicate = number in self._used
            self._allowed = (number + 1, following + 1) if duplicate else (number + 1,)
            self._used.add(number)
            return str(following), duplicate
        self._used.add(number)
        self._allowed = (number + 1,)
        return "", False


def _number(row: Row, columns: Columns) -> int | None:
    """The number of a row: its cell in the column of numbers, else what a cell begins with."""
    if columns.number is not None:
        cell = cell_at(row, columns.number, columns.width)
        return int(cell.text) if cell and cell.text.isdecimal() and len(cell.text) < 5 else None
    for cell in row.cells:
        if cell.text[:1].isdecimal() and (match := NUMBERED.match(cell.text)):
            return int(match["mark"].rstrip("、.．"))
    return None


def _filled(row: Row, columns: Columns) -> RowFacts:
    """Which of the cells that a row with units needs are empty."""
    cells = row.cells
    if len(cells) != columns.width or all(not cells[unit.column].text for unit in columns.units):
        return NOTHING
    task = columns.task is None or cells[columns.task].text
    deadline = all(cells[column].text for column in columns.deadlines)
    if task and deadline:
        return NOTHING
    numbered = any(NUMBERED.match(cell.text) for cell in cells)
    return RowFacts(without_task=not task and not numbered, without_deadline=not deadline)


class _Wordings:
    """The headings in the cells of a table; one is repeated at the top of each page."""

    def __init__(self) -> None:
        self._first: dict[str, dict[str, str]] = {"一": {}, "（": {}}

    def take(self, row: Row) -> str:
        """The earlier wording of a heading that this row words otherwise."""
        found = ""
        for cell in row.cells:
            if cell.text[:1] not in HEADING_STARTS or len(cell.text) > LONGEST_HEADING:
                continue
            match = HEADING.fullmatch(SPACE.sub("", cell.text))
            if match is None:
                continue
            level = "（" if match["mark"][0] in "（(" else "一"
            mark = match["mark"].strip("（()）、.． ")
            first = self._first[level].get(mark)
            if first is not None and _alike(first, match["title"]):
                found = first if first != match["title"] else found
                continue
            if level == "一":
                self._first["（"] = {}  # The second level begins anew under each first.
            self._first[level][mark] = match["title"]
        return found


def _alike(one: str, other: str) -> bool:
    """Whether two headings differ in one place only, and not much."""
    begin = _shared(one, other)
    end = _shared(one[begin:][::-1], other[begin:][::-1])
    return begin + end >= ALIKE * max(len(one), len(other))


def repeated_titles(items: Sequence[Item]) -> dict[int, str]:
    """Items with the title of an earlier one under the same heading: its number, by origin."""
    first: dict[tuple[int, int, str], str] = {}
    found: dict[int, str] = {}
    over: list[int] = []
    for item in items:
        del over[item.depth :]
        if item.heading:
            title = _squeezed(item.heading)
            key = (item.part, over[-1] if over else -1, title)
            if key in first:
                found[item.block.origin] = first[key]
            else:
                first[key] = item.mark.text.strip()
        over.append(item.block.origin)
    return found


def repeated_paragraphs(document: Document) -> frozenset[int]:
    """Paragraphs outside items that stand earlier in the text, by the origin of their block."""
    written = {each.block.origin: _squeezed(each.block.text) for each in document.paragraphs}
    long = {origin: text for origin, text in written.items() if len(text) >= LONG}
    if not long:
        return frozenset()
    found: set[int] = set()
    first = {text[0] for text in long.values()}
    seen = {_squeezed(text) for text in _beginning_with(first, document.items)}
    for origin, text in long.items():
        if text in seen:
            found.add(origin)
        seen.add(text)
    return frozenset(found)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _beginning_with(first: set[str], items: Sequence[Item]) -> Iterator[str]:
    """The longer paragraphs of items that begin with one of some characters."""
    for item in items:
        text = item.block.text
        for start, end in item.text_spans:
            for line in text[start:end].split("\n"):
                if len(line) >= LONG and line.lstrip()[:1] in first:
                    yield line


def before_tables(document: Document) -> frozenset[int]:
    """Where the lines begin, without white space before them, that table rows stand under."""
    found: set[int] = set()
    last = -1
    for line in document.lines:
        if line.type == "ROW":
            found.add(last)
        elif line.stop > line.label:
            last = line.start + line.label
    return frozenset(found)


def longest_paragraph(item: Item) -> int:
    """How many characters the longest paragraph of an item has."""
    if len(item.text_spans) == 1:  # As mostly, and then most quickly told.
        start, end = item.text_spans[0]
        return end - start
    return max((end - start for start, end in item.text_spans), default=0)


def longest_sentence(text: str) -> int:
    """How many characters the longest sentence of a text has."""
    return max(map(len, SENTENCE.findall(text)), default=0)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
