"""Which elements of a finished text become field lines at the head of the draft.

An element is moved there only when it stands where GB/T 9704-2012 puts it, so that the official
text compiled from the draft has it in the same place again; any other stays where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from hegao.dsl.document import Document, Element
from hegao.dsl.header import BACK, CLOSING, FRONT
from hegao.grammar.source import Span

ORDER: Final = (*FRONT, *CLOSING, *BACK)
ONCE: Final = frozenset((*FRONT, "成文日期", "附注")) - {"发文机关标志"}


def head_elements(document: Document) -> tuple[Element, ...]:
    """The elements that head the draft, in the official order."""
    placed = (*_front(document), *_closing(document), *_back(document))
    return tuple(sorted(placed, key=_rank))


def _rank(element: Element) -> int:
    """The official order, but for a list of attachments: only the last field may be a list."""
    if element.name == "附件" and element.block.joins:
        return len(ORDER)
    return ORDER.index(element.name)


def _front(document: Document) -> Iterator[Element]:
    """The head of the notice: what stands before its text, each element once."""
    begin = min(_starts(document), default=len(document.text))
    seen: set[str] = set()
    for element in document.elements:
        if element.block.origin >= begin or element.name not in FRONT or not element.value:
            continue
        if element.name not in seen or element.name not in ONCE:
            yield element
        seen.add(element.name)


def _starts(document: Document) -> Iterator[int]:
    """Where items, tables and what the notice carries begin."""
    yield from (item.block.origin for item in document.items)
    yield from (row.block.origin for table in document.tables for row in table.rows)
    yield from _parts(document)


def _parts(document: Document) -> Iterator[int]:
    """Where what the notice carries, and what is attached to it, begins."""
    yield from (each.block.origin for each in document.elements if each.name == "印发件")
    yield from (each.block.origin for each in document.attachments)


def _closing(document: Document) -> list[Element]:
    """Attachments, signature, date and note, where nothing else stands behind the text."""
    end = min(_parts(document), default=None)
    if end is None:
        end = min((element.block.origin for element in _back(document)), default=len(document.text))
    above = [element for element in document.elements if element.block.origin < end]
    run = _run(document, above, CLOSING, end)
    # A date does not go without who signs.
    if any(element.name == "署名" and element not in run for element in above):
        return []
    # One that stands again further down would be taken for the only one.
    again = {each.name for each in document.elements if each.block.origin >= end}
    return [] if again.intersection(element.name for element in run) else run


def _back(document: Document) -> list[Element]:
    """The back matter, where the text ends with it."""
    return _run(document, document.elements, BACK, len(document.text))


def _run(
    document: Document, elements: Sequence[Element], names: Sequence[str], end: int
) -> list[Element]:
    """The last elements before `end`, if they have some names, in order, and nothing between."""
    run = list(takewhile(lambda element: element.name in names, reversed(elements)))[::-1]
    while run and not _adjoin(document, run, end):
        run.pop(0)
    ranks = [names.index(element.name) for element in run]
    single = [element.name for element in run if element.name in ONCE]
    return run if ranks == sorted(ranks) and len(single) == len(set(single)) else []


def _adjoin(document: Document, run: Sequence[Element], end: int) -> bool:
    """Whether nothing but white space and rules stands between some elements and `end`."""
    starts = [element.block.origin for element in run]
    stops = [element.block.locate(Span(0, len(element.block.text))).end for element in run]
    gaps = zip(stops, [*starts[1:], end], strict=True)
    return not any(document.text[stop:start].strip() for stop, start in gaps if stop < start)
