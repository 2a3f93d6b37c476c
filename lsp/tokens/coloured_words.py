"""The words of a notice that are shown in colour: units, time limits, numbers, field names …"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Task
from hegao.dsl.header import day_of
from hegao.dsl.references import find_document_numbers, find_references
from hegao.dsl.registry import Registry
from hegao.dsl.upstream.links import find_links
from hegao.grammar.lines import LEVELS, Line
from hegao.grammar.source import Span
from hegao.lsp.places.rule_codes import rules_named
from hegao.lsp.places.unit_places import unit_places
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.tokens.token_kinds import OUTDATED
from hegao.lsp.tokens.token_list import Token

ISSUERS: Final = ("发文机关", "署名", "印发机关")
GONE: Final = ("曾用名", "已撤销")


def coloured_words(draft: Snapshot) -> list[Token]:
    """All of them, in any order; some may overlap."""
    notice = draft.notice
    text = notice.text
    tokens = list(_units(draft))
    tokens += (token for task in notice.tasks for token in _values(task))
    tokens += (token for line in notice.lines for token in _of_line(line))
    tokens += (Token(each.span, "document_number") for each in find_document_numbers(text))
    tokens += (Token(each.span, "title") for each in find_references(text))
    tokens += (Token(each.span, "time") for each in find_dates(text))
    tokens += (Token(link.span, "link") for link in find_links(notice) if link.ref)
    tokens += (Token(each.span, "code") for each in rules_named(draft))
    return tokens


class _Outdated:
    """Tells names that no unit has any more; each is looked up once."""

    def __init__(self, registry: Registry | None, day: date | None) -> None:
        self._registry, self._day = registry, day
        self._known: dict[str, int] = {}

    def modifiers(self, name: str) -> int:
        """What is added to the colour of a unit."""
        if self._registry is None:
            return 0
        if name not in self._known:
            state = self._registry.current(name, self._day).state
            self._known[name] = OUTDATED if state in GONE else 0
        return self._known[name]


def _units(draft: Snapshot) -> Iterator[Token]:
    notice = draft.notice
    outdated = _Outdated(draft.basis.registry, day_of(notice.elements, "成文日期"))
    for unit, span in unit_places(notice):
        yield Token(span, "unit", outdated.modifiers(unit.name))
    for element in notice.elements:
        if element.name in ISSUERS and element.value:
            yield Token(element.block.locate(element.span), "unit")


def _values(task: Task) -> Iterator[Token]:
    locate = task.block.locate
    for deadline in task.deadlines:
        yield Token(locate(deadline.span), "time")
    for quantity in task.quantities:
        yield Token(locate(quantity.span), "quantity")


def _of_line(line: Line) -> Iterator[Token]:
    start = line.start + line.label
    label = Span(start, start + len(line.raw[line.label : line.body].rstrip()))
    if line.type == "FIELD":
        yield Token(label, "field")
    elif line.type in LEVELS:
        yield Token(label, "mark")
    elif line.type == "DIRECTIVE" and line.label_text.startswith("【批注"):
        yield Token(Span(start, line.start + line.stop), "comment")
    elif line.type == "DIRECTIVE":
        yield Token(label, "directive")
