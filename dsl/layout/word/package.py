"""The files of a Word file, packed so that the same notice gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hegao.dsl.layout.sheet import Properties
from hegao.dsl.layout.xml_text import xml_text

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties

LONGEST: Final = 255
"""Characters of a property."""
DOCUMENT: Final = "/word/document.xml"
TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Part(NamedTuple):
    """A file beside the document, known to it by `name`."""

    name: str
    kind: str
    """styles, settings, fontTable, footer or header."""
    xml: str


def packed(document: str, parts: Sequence[Part], properties: Properties) -> bytes:
    """The bytes of the Word file."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.package import OpcPackage
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as FilePart

    package = OpcPackage()
    main = FilePart(PackURI(DOCUMENT), f"{TYPES}.document.main+xml", document.encode())
    package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, main, "document")
    for part in parts:
        where = PackURI(f"/word/{part.name}.xml")
        made = FilePart(where, f"{TYPES}.{part.kind}+xml", part.xml.encode())
        main.load_rel(f"{RELATIONS}/{part.kind}", made, part.name)
    _describe(package.core_properties, properties)
    stream = io.BytesIO()
    package.save(stream)
    return _timeless(stream)


def _describe(said: CoreProperties, properties: Properties) -> None:
    said.title = _short(properties.title)
    said.author = _short(properties.issuer)
    said.subject = _short(properties.number)
    said.last_modified_by = _short(properties.issuer)
    said.language = "zh-CN"
    day = datetime.fromisoformat(properties.day or "1980-01-01")
    said.created = said.modified = day


def _short(text: str) -> str:
    return xml_text(text)[:LONGEST]


def _timeless(stream: io.BytesIO) -> bytes:
    """The same package without the hour and the system that it was packed on."""
    made = io.BytesIO()
    with ZipFile(stream) as before, ZipFile(made, "w") as after:
        for name in before.namelist():
            entry = ZipInfo(name)
            entry.create_system = 0
            after.writestr(entry, before.read(name), ZIP_DEFLATED)
    return made.getvalue()
