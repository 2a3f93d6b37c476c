"""What reading a finished text took away, concluded and could not tell: for a person, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypedDict

from hegao.dsl.recover.finished import NoteKind
from hegao.dsl.recover.recovery import Entry, Recovered

TITLES: Final[dict[NoteKind, str]] = {
    "unsure": "请对照原文看一看",
    "removed": "没有写进草稿的",
    "inferred": "推断的",
}
LINE_ENDS: Final = re.compile(r"[\r\n]+")
MOST_SHOWN: Final = 4
"""Conclusions of one sort that the text shows; what was taken away is shown whole."""


class EntryData(TypedDict):
    """A note; `line` is the line of the draft, from 1, None where there is none."""

    message: str
    place: str
    line: int | None
    text: str


class LineData(TypedDict):
    """A line of the draft that is not blank, and where it comes from."""

    line: int
    place: str


class ReportData(TypedDict):
    """The whole report."""

    file: str
    draft: str
    tasks: int
    unsure: list[EntryData]
    removed: list[EntryData]
    inferred: list[EntryData]
    lines: list[LineData]


def report_data(recovered: Recovered, file: str, draft: str) -> ReportData:
    """The report as plain data."""
    return {
        "file": file,
        "draft": draft,
        "tasks": len(recovered.document.tasks),
        "unsure": _of_kind(recovered, "unsure"),
        "removed": _of_kind(recovered, "removed"),
        "inferred": _of_kind(recovered, "inferred"),
        "lines": [
            {"line": number, "place": place}
            for number, place in enumerate(recovered.places, 1)
            if place
        ],
    }


def write_json(recovered: Recovered, file: str, draft: str) -> str:
    """The report as JSON text."""
    import json

    return json.dumps(report_data(recovered, file, draft), ensure_ascii=False, indent=1) + "\n"


def _of_kind(recovered: Recovered, kind: NoteKind) -> list[EntryData]:
    return [
        {"message": e.note.message, "place": e.note.place, "line": e.line, "text": e.note.text}
        for e in recovered.entries
        if e.note.kind == kind
    ]


def write_text(recovered: Recovered) -> str:
    """The report for a person; an empty text where there is nothing to tell."""
    return "".join(line + "\n" for kind in TITLES for line in _section(recovered, kind))


def _section(recovered: Recovered, kind: NoteKind) -> Iterator[str]:
    groups: dict[str, list[Entry]] = {}
    for entry in recovered.entries:
        if entry.note.kind == kind:
            groups.setdefault(entry.note.message, []).append(entry)
    if groups:
        yield f"{TITLES[kind]}："
    for message, entries in groups.items():
        count = f"（{len(entries)}处）" if len(entries) > 1 else ""
        shown = "；".join(_shown(entries, whole=kind != "inferred"))
        yield f"  {message}{count}：{shown}" if shown else f"  {message}{count}"


def _shown(entries: Sequence[Entry], *, whole: bool) -> Iterator[str]:
    """Where, and what; the same text at several places once."""
    places: dict[str, list[str]] = {}
    for entry in entries if whole else entries[:MOST_SHOWN]:
        places.setdefault(entry.note.text, []).append(_where(entry))
    for text, where in places.items():
        quoted = f"“{LINE_ENDS.sub('／', text)}”" if text else ""
        yield "、".join(filter(None, dict.fromkeys(where))) + quoted
    if not whole and len(entries) > MOST_SHOWN:
        yield f"另有{len(entries) - MOST_SHOWN}处"


def _where(entry: Entry) -> str:
    """The place in the file, and the line of the draft."""
    if entry.line is None:
        return entry.note.place
    return f"{entry.note.place}→草稿第{entry.line}行"
