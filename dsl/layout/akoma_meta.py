"""Who a document is, for Akoma Ntoso: work, expression, file, and what its text names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Document
from hegao.dsl.layout.akoma_words import Named, document_address, element, segment, year_of
from hegao.dsl.ledger import issuer
from hegao.dsl.references import find_document_numbers

SOURCE: Final = {"source": "#hegao"}
LANGUAGE: Final = "zho"
UNKNOWN: Final = "未写明"
NO_DAY: Final = date.min
"""The schema asks for a date; that of a notice without one is named 未写明."""


class Identity(NamedTuple):
    """What names a notice."""

    issuer: str
    number: str
    title: str
    issued: date | None

    @property
    def work(self) -> str:
        """Its address; a year stands for the day, `nn` for the number that it does not state."""
        found = next(iter(find_document_numbers(self.number)), None)
        year = year_of(found) if found else ""
        day = self.issued.isoformat() if self.issued else year or NO_DAY.isoformat()
        return document_address(day, found.canonical if found else self.number or "nn")


def identity(document: Document) -> Identity:
    """What names a notice; empty where it does not say."""
    dates = find_dates(document.value("成文日期") or "")
    return Identity(
        issuer=issuer(document) or "",
        number=document.value("发文字号") or "",
        title=document.value("标题") or "",
        issued=dates[0].value if dates else None,
    )


def meta(known: Identity, component: str, named: Named | None = None) -> Element:
    """The metadata of one component (`main`, `att_1`); the main one tells what is named."""
    work, expression = known.work, f"{known.work}/{LANGUAGE}@"
    identification = element(
        "identification",
        SOURCE,
        element("FRBRWork", {}, *_core(known, work, f"{work}/!{component}"), *_work(known)),
        element(
            "FRBRExpression",
            {},
            *_core(known, expression, f"{expression}/!{component}"),
            element("FRBRlanguage", {"language": LANGUAGE}),
        ),
        element(
            "FRBRManifestation",
            {},
            *_core(known, f"{expression}.xml", f"{expression}/!{component}.xml"),
            _value("FRBRformat", "application/akn+xml"),
        ),
    )
    return element("meta", {}, identification, *([_references(known, named)] if named else []))


def _core(known: Identity, whole: str, this: str) -> Iterator[Element]:
    """The addresses of the whole and of this component, the day and the author."""
    day, told = (known.issued, "成文日期") if known.issued else (NO_DAY, UNKNOWN)
    yield _value("FRBRthis", this)
    yield _value("FRBRuri", whole)
    yield element("FRBRdate", {"date": day.isoformat(), "name": told})
    yield element("FRBRauthor", {"href": "#issuer"})


def _work(known: Identity) -> Iterator[Element]:
    yield _value("FRBRcountry", "cn")
    if known.number:
        yield _value("FRBRnumber", known.number)
    if known.title:
        yield _value("FRBRname", known.title)


def _value(tag: str, value: str) -> Element:
    return element(tag, {"value": value})


def _references(known: Identity, named: Named) -> Element:
    """The organs and documents that identifiers in the text stand for."""
    organs = {known.issuer or UNKNOWN: "issuer", "核稿": "hegao"}
    return element(
        "references",
        SOURCE,
        *(_organ(key, name) for name, key in (*organs.items(), *named.organs.items())),
        *(
            element("TLCReference", {"eId": key, "href": address, "showAs": text, "name": "cited"})
            for text, (key, address) in named.cited.items()
        ),
    )


def _organ(key: str, name: str) -> Element:
    address = f"/akn/ontology/organization/cn/{segment(name)}"
    return element("TLCOrganization", {"eId": key, "href": address, "showAs": name})
