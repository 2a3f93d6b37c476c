"""The whole model of a notice as JSON: its ledger, elements, items, tables and attachments.

`document.schema.json` beside this file tells readers what stands where.
"""

from __future__ import annotations

import json
from typing import Final, TypedDict

from hegao.dsl.document import Attachment, Directive, Document, Element, Item, Paragraph, Row, Table
from hegao.dsl.ledger import SectionEntry, TaskEntry, ledger
from hegao.dsl.model import Block
from hegao.grammar.source import Span

VERSION: Final = 1
"""Of the schema; it rises when a field is taken away or changes its meaning."""


class ElementEntry(TypedDict):
    """A layout element; `span` is its value in the text, in characters."""

    name: str
    value: str
    written: bool
    span: list[int]


class ItemEntry(TypedDict):
    """A numbered item of any level."""

    level: int
    number: str
    label: str
    heading: str | None
    text: str
    fields: dict[str, str]
    span: list[int]


class TableEntry(TypedDict):
    """A table."""

    header: list[str] | None
    rows: list[list[str]]


class NoteEntry(TypedDict):
    """A directive: 批注, 核稿, 印发件 …"""

    name: str
    value: str
    span: list[int]


class ParagraphEntry(TypedDict):
    """Prose that belongs to no item."""

    text: str
    span: list[int]


class AttachmentEntry(TypedDict):
    """An attachment that stands in the file."""

    name: str
    span: list[int]


class DocumentEntry(TypedDict):
    """A notice."""

    version: int
    header: list[ElementEntry]
    sections: list[SectionEntry]
    items: list[ItemEntry]
    tasks: list[TaskEntry]
    paragraphs: list[ParagraphEntry]
    tables: list[TableEntry]
    attachments: list[AttachmentEntry]
    directives: list[NoteEntry]


def write_json(document: Document, *, draft: bool = False) -> str:
    """The JSON text of a notice; `draft` marks it as no final text."""
    mark = {"draft": True} if draft else {}
    said = {**mark, **document_entry(document)}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def document_entry(document: Document) -> DocumentEntry:
    """The model as plain data; tasks and sections as in the work ledger."""
    asked = ledger(document, "")
    return {
        "version": VERSION,
        "header": [_element(each) for each in document.elements],
        "sections": asked["sections"],
        "items": [_item(each) for each in document.items],
        "tasks": asked["tasks"],
        "paragraphs": [_paragraph(each) for each in document.paragraphs],
        "tables": [_table(each) for each in document.tables],
        "attachments": [_attachment(each) for each in document.attachments],
        "directives": [_directive(each) for each in document.directives],
    }


def _element(element: Element) -> ElementEntry:
    span = list(element.block.locate(element.span))
    return {"name": element.name, "value": element.value, "written": element.written, "span": span}


def _item(item: Item) -> ItemEntry:
    return {
        "level": int(item.mark.level[-1]),
        "number": item.mark.text,
        "label": item.mark.proper,
        "heading": item.heading,
        "text": item.text,
        "fields": {field.name: field.value for field in item.fields},
        "span": _whole(item.block),
    }


def _paragraph(paragraph: Paragraph) -> ParagraphEntry:
    return {"text": paragraph.block.text, "span": _whole(paragraph.block)}


def _table(table: Table) -> TableEntry:
    header = _cells(table.header) if table.header else None
    return {"header": header, "rows": [_cells(row) for row in table.rows]}


def _cells(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _attachment(attachment: Attachment) -> AttachmentEntry:
    return {"name": attachment.name, "span": _whole(attachment.block)}


def _directive(directive: Directive) -> NoteEntry:
    return {"name": directive.name, "value": directive.value, "span": _whole(directive.block)}


def _whole(block: Block) -> list[int]:
    return list(block.locate(Span(0, len(block.text))))
