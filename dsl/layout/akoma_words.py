"""Printed words with what they name marked: cited documents, responsible units, last days.

Akoma Ntoso wants an identifier for whatever is named; `Named` gives each one and remembers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.layout.xml_text import xml_text
from hegao.dsl.model import DocumentNumber, Reference, Unit
from hegao.dsl.references import find_document_numbers, find_references
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.dsl.unit_sentences import find_unit_sentence
from hegao.grammar.source import Span

Content = str | Element
UNNAMED: Final = re.compile(r"[^\w〔〕]+")
"""What stands in no segment of an address; IRIs may hold Chinese characters (RFC 3987)."""


class Mention(NamedTuple):
    """A stretch of text that names something, as the element that says so."""

    span: Span
    tag: str
    attributes: Mapping[str, str]


class Named:
    """What the texts of a notice name, each once, in the order it is first named."""

    def __init__(self, issued: date | None, attached: Mapping[str, str]) -> None:
        self.issued = issued
        """The day of the notice: time limits that write no year take its year."""
        self.attached = attached
        """Titles of what the notice carries and attaches to their identifiers."""
        self.organs: dict[str, str] = {}
        """Names of units to their identifiers."""
        self.cited: dict[str, tuple[str, str]] = {}
        """Cited documents as they stand to their identifiers and addresses."""

    def organ(self, name: str) -> str:
        """The identifier of a unit."""
        return self.organs.setdefault(name, f"org_{len(self.organs) + 1}")

    def document(self, cited: Reference, number: DocumentNumber | None) -> str:
        """The identifier of a cited document; with its number it has an address as a document."""
        if cited.name in self.attached:
            return self.attached[cited.name]
        if number:
            address = document_address(year_of(number), number.canonical)
        else:
            address = f"/akn/ontology/reference/cn/{segment(cited.name)}"
        return self.cited.setdefault(cited.text, (f"ref_{len(self.cited) + 1}", address))[0]


def document_address(day: str, number: str) -> str:
    """Where a document stands in the world: /akn/cn/doc/2026-03-18/示政发〔2026〕1号."""
    return f"/akn/cn/doc/{day}/{segment(number)}"


def year_of(number: DocumentNumber) -> str:
    """The four digits in its brackets."""
    return number.canonical.partition("〔")[2][:4]


def segment(text: str) -> str:
    """A name as one segment of an address: 示政发〔2026〕1号."""
    return UNNAMED.sub("-", text).strip("-") or "-"


def element(tag: str, attributes: Mapping[str, str], *content: Content) -> Element:
    """An element with texts and elements in their order, without what XML cannot hold."""
    made = Element(tag, {name: xml_text(value) for name, value in attributes.items()})
    for part in content:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + xml_text(part)
        else:
            made.text = (made.text or "") + xml_text(part)
    return made


def marked(text: str, named: Named, start: int = 0, end: int | None = None) -> list[Content]:
    """The text from `start` to `end`, what it names in elements; the rest of it is only read."""
    end = len(text) if end is None else end
    content: list[Content] = []
    at = start
    for span, tag, attributes in sorted(_mentions(text, named), key=lambda each: each.span):
        if at <= span.start and span.end <= end:
            content += [text[at : span.start], element(tag, attributes, text[slice(*span)])]
            at = span.end
    return [*content, text[at:end]]


def _mentions(text: str, named: Named) -> Iterator[Mention]:
    numbers = {number.span.start: number for number in find_document_numbers(text)}
    for reference in find_references(text):
        if reference.text.startswith("《"):
            number = _number_behind(reference, numbers)
            cited = named.document(reference, number)
            yield Mention(reference.span, "ref", {"href": f"#{cited}"})
    for unit in _units(text):
        if not unit.vague:
            yield Mention(unit.span, "organization", {"refersTo": f"#{named.organ(unit.name)}"})
    for deadline in find_deadlines(text, named.issued):
        if deadline.end:
            yield Mention(deadline.span, "date", {"date": deadline.end.isoformat()})


def _number_behind(
    reference: Reference, numbers: Mapping[int, DocumentNumber]
) -> DocumentNumber | None:
    """The number in the bracket behind a title: 《……》（示政发〔2026〕1号）."""
    return numbers.get(reference.span.end + 1)


def _units(text: str) -> Sequence[Unit]:
    """The responsible units that an item names in its brackets or its last sentence."""
    if brackets := find_unit_brackets(text):
        return [unit for bracket in brackets for unit in bracket.units]
    sentence = find_unit_sentence(text)
    return sentence.units if sentence else ()
