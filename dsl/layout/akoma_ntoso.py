"""The official page as Akoma Ntoso 3.0 (OASIS, 2018): the structure of a notice, for archives.

Head and title make the preface, items a hierarchy by their levels, signature and back matter the
conclusions; what the notice carries and attaches are documents of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, tostring

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Document
from hegao.dsl.layout.akoma_items import blocks, hierarchy, paragraph
from hegao.dsl.layout.akoma_meta import Identity, identity, meta
from hegao.dsl.layout.akoma_words import Named, element
from hegao.dsl.layout.piece import BACK, NEW_PAGE, SIGNED, TITLES, Page, Piece, Role

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
DRAFT: Final = "草稿"
PREFACE: Final[dict[Role, str]] = {
    "copy_number": "",
    "secrecy": "docStatus",
    "urgency": "docStatus",
    "masthead": "docAuthority",
    "document_number": "docNumber",
    "signer": "",
    "title": "docTitle",
    "carried_title": "docTitle",
    "attachment_title": "docTitle",
    "recipients": "",
}
"""What stands before the text, and the element that says what it is, if there is one."""
CONCLUSIONS: Final = SIGNED | BACK | {"attachment_list", "note"}
TEXTS: Final = frozenset(
    (
        "p",
        "num",
        "heading",
        "ref",
        "organization",
        "date",
        "signature",
        "docDate",
        *PREFACE.values(),
    )
)
"""Elements that hold words: white space counts in them."""


class _Part(NamedTuple):
    """The notice itself, or what it carries or attaches."""

    label: str
    """附件1; empty where there is none."""
    pieces: Sequence[Piece]

    @property
    def title(self) -> str:
        """Its own title."""
        return next((piece.text for piece in self.pieces if piece.role in TITLES), "")


def write_akoma_ntoso(document: Document, page: Page, *, draft: bool = False) -> bytes:
    """The bytes of the XML file of a notice and its official page; `draft` says so in it.

    Characters that XML cannot hold are left out. Same notice, same bytes.
    """
    known = identity(document)
    own, *attached = _parts(page.pieces)
    names = {part.title: _name(place) for place, part in enumerate(attached) if part.title}
    named = Named(known.issued, names)
    texts = _preface(own, named, draft=draft), *_texts(own, named, "")
    attachments = [
        _attachment(part, _name(place), known, named) for place, part in enumerate(attached)
    ]
    # Only now is known what all texts name.
    doc = element("doc", {"name": "notice"}, meta(known, "main", named), *filter(_holds, texts))
    if attachments:
        doc.append(element("attachments", {}, *attachments))
    root = element("akomaNtoso", {"xmlns": NAMESPACE}, doc)
    _break_lines(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _parts(pieces: Sequence[Piece]) -> Iterator[_Part]:
    """The notice and what follows its signature; the back matter at the end is the notice's."""
    text = [piece for piece in pieces if piece.role not in BACK]
    back = [piece for piece in pieces if piece.role in BACK]
    starts = [place for place, piece in enumerate(text) if piece.role in NEW_PAGE]
    ends = [*starts, len(text)]
    yield _Part("", [*text[: ends[0]], *back])
    for start, end in pairwise(ends):
        labelled = text[start].role == "attachment"
        yield _Part(text[start].text if labelled else "", text[start + labelled : end])


def _name(place: int) -> str:
    return f"att_{place + 1}"


def _attachment(part: _Part, name: str, known: Identity, named: Named) -> Element:
    texts = _preface(part, named, draft=False), *_texts(part, named, f"{name}__")
    heading = [element("heading", {}, part.label)] if part.label else []
    about = meta(known._replace(title=part.title), name)
    doc = element("doc", {"name": "attachment"}, about, *filter(_holds, texts))
    return element("attachment", {"eId": name}, *heading, doc)


def _preface(part: _Part, named: Named, *, draft: bool) -> Element:
    lines = [element("p", {}, element("docStatus", {}, DRAFT))] if draft else []
    for piece in part.pieces:
        if tag := PREFACE.get(piece.role):
            lines.append(paragraph(piece, element(tag, {}, piece.text)))
        elif piece.role in PREFACE:
            lines.extend(blocks(piece, named))
    return element("preface", {}, *lines)


def _texts(part: _Part, named: Named, prefix: str) -> tuple[Element, Element]:
    """The text with its items, and what follows it."""
    text = [p for p in part.pieces if p.role not in PREFACE and p.role not in CONCLUSIONS]
    items = hierarchy(text, named, prefix) or [element("p", {})]
    closing = (each for p in part.pieces if p.role in CONCLUSIONS for each in _closing(p))
    return element("mainBody", {}, *items), element("conclusions", {}, *closing)


def _closing(piece: Piece) -> Iterator[Element]:
    match piece.role:
        case "attachment_list":
            for place, name in enumerate(piece.names, 1):
                number = f"{place}." if len(piece.names) > 1 else ""
                yield paragraph(piece, (piece.text if place == 1 else "") + number + name)
        case "signature":
            yield paragraph(piece, element("signature", {}, piece.text))
        case "date" if (dates := find_dates(piece.text)) and (day := dates[0].value):
            yield paragraph(piece, element("docDate", {"date": day.isoformat()}, piece.text))
        case _:
            yield paragraph(piece, "\u3000".join(filter(None, (piece.text, piece.aside))))


def _holds(part: Element) -> bool:
    """Whether there is anything in it; an empty preface may not stand."""
    return len(part) > 0


def _break_lines(root: Element) -> None:
    """A line for each element that holds no words."""
    for each in root.iter():
        if each.tag not in TEXTS and len(each):
            each.text = "\n"
            for child in each:
                child.tail = "\n"
