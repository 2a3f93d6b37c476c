"""A document to its work ledger (工作台账): what is asked, of whom, by when, as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypedDict

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Document, Section, Task
from hegao.dsl.model import Deadline, Role, Unit
from hegao.grammar.source import LineIndex, Span

LINK_FIELD = "落实"
LINK_SEPARATOR = re.compile(r"\s*[；;]\s*")
FINGERPRINT = re.compile(r"〔[0-9a-f]{4,12}〕")
LINK = re.compile(r"(?P<upstream>[^\s\u3000]+?)[\s\u3000]*(?P<item>第.*)?")


SEAL = re.compile(r"[（(][^（）()]{0,12}代章[）)]\Z")


class UnitEntry(TypedDict):
    """A responsible unit."""

    text: str
    role: Role
    inherited: bool
    blanket: bool
    vague: bool


class DeadlineEntry(TypedDict):
    """A time limit; `end` is the last day allowed as ISO date."""

    text: str
    kind: str
    end: str | None


class QuantityEntry(TypedDict):
    """A measured demand."""

    text: str


class LinkEntry(TypedDict):
    """The upstream item that a task carries out."""

    upstream: str
    item: str | None


class SectionEntry(TypedDict):
    """A heading of the first level."""

    number: str
    title: str


class TaskEntry(TypedDict):
    """A task; `span` is its block in the text, in characters."""

    number: str | None
    section: str | None
    heading: str | None
    text: str
    line: int
    span: list[int]
    in_table: bool
    units: list[UnitEntry]
    unit_tail: str | None
    deadlines: list[DeadlineEntry]
    quantities: list[QuantityEntry]
    links: list[LinkEntry]


class Ledger(TypedDict):
    """A whole notice."""

    file: str
    title: str | None
    issuer: str | None
    number: str | None
    recipients: str | None
    issued: str | None
    note: str | None
    sections: list[SectionEntry]
    tasks: list[TaskEntry]


def ledger(document: Document, file: str) -> Ledger:
    """The ledger of a notice; facts that it does not state are None."""
    index = LineIndex(document.text)
    note = document.value("附注")
    return {
        "file": file,
        "title": document.value("标题"),
        "issuer": issuer(document),
        "number": document.value("发文字号"),
        "recipients": document.value("主送"),
        "issued": _issued(document),
        "note": note.strip("（）()") if note else None,
        "sections": [{"number": s.mark.text, "title": s.title} for s in _sections(document)],
        "tasks": [_task(task, index) for task in document.tasks],
    }


def issuer(document: Document) -> str | None:
    """The issuing organs: stated, signed, in the letterhead, or in the imprint."""
    mark = document.value("发文机关标志")
    return (
        document.value("发文机关")
        or _signers(document)
        or (mark.removesuffix("文件") if mark else None)
        or document.value("印发机关")
    )


def _sections(document: Document) -> Sequence[Section]:
    """The headings of the first level; those of the tables where there are no others."""
    if document.sections:
        return document.sections
    found: dict[str, Section] = {}
    for task in document.tasks:
        if task.section:
            found.setdefault(task.section.mark.text, task.section)
    return tuple(found.values())


def _signers(document: Document) -> str:
    """Who has signed, each once, without a remark about the seal (代章)."""
    signed = (e.value for e in document.elements if e.name == "署名" and e.value)
    return "、".join(dict.fromkeys(SEAL.sub("", name) for name in signed))


def _issued(document: Document) -> str | None:
    dates = find_dates(document.value("成文日期") or "")
    day = dates[0].value if dates else None
    return day.isoformat() if day else None


def _task(task: Task, index: LineIndex) -> TaskEntry:
    block = task.block
    return {
        "number": task.number,
        "section": task.section.mark.text if task.section else None,
        "heading": task.heading,
        "text": task.text,
        "line": index.position(block.offset(task.mark_span.start)).line,
        "span": list(block.locate(Span(0, len(block.text)))),
        "in_table": task.in_table,
        "units": [_unit(unit) for unit in task.units],
        "unit_tail": task.unit_tail,
        "deadlines": [_deadline(deadline) for deadline in task.deadlines],
        "quantities": [{"text": quantity.text} for quantity in task.quantities],
        "links": list(_links(task)),
    }


def _unit(unit: Unit) -> UnitEntry:
    return {
        "text": unit.text,
        "role": unit.role,
        "inherited": unit.inherited,
        "blanket": unit.blanket,
        "vague": unit.vague,
    }


def _deadline(deadline: Deadline) -> DeadlineEntry:
    end = deadline.end.isoformat() if deadline.end else None
    return {"text": deadline.text, "kind": deadline.kind, "end": end}


def _links(task: Task) -> Iterator[LinkEntry]:
    for field in task.fields:
        if field.name != LINK_FIELD:
            continue
        for part in LINK_SEPARATOR.split(FINGERPRINT.sub("", field.value).strip()):
            if match := LINK.fullmatch(part):
                for item in (match["item"] or "").split("、"):
                    yield {"upstream": match["upstream"], "item": item or None}
