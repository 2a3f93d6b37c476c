"""Findings by line and column: so they can move along with the text and be written out quickly.

A thousand of them are published after every keystroke; what does not change is kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.linter.finding import Elsewhere, Finding, Severity
from hegao.lsp.checking.drift import Drift, Piece
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import uri_of
from hegao.lsp.text_document import Place, Range, TextDocument

SOURCE: Final = "核稿"
SEVERITIES: Final[dict[Severity, types.DiagnosticSeverity]] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
TAGS: Final = {
    "HG902": types.DiagnosticTag.Unnecessary,
    "HG224": types.DiagnosticTag.Deprecated,
}
"""Rules whose findings an editor may draw faded or struck out."""


class Placed(NamedTuple):
    """A finding and where it stands in the text as it is now."""

    finding: Finding
    range: Range
    related: tuple[Range, ...]
    """Other places of the same text that it speaks of."""
    words: str
    """What it stands at."""
    elsewhere: tuple[Elsewhere, ...]
    """Places of other files that it speaks of."""
    said: dict[str, Any]
    """What is said of it wherever it stands, as the protocol writes it."""
    tail: str
    """The same as the rest of a JSON object."""


def place(findings: Iterable[Finding], text: TextDocument, client: ClientAbilities) -> list[Placed]:
    """Findings on a text, in its order."""
    return [_place(finding, text, client) for finding in findings]


def _place(finding: Finding, text: TextDocument, client: ClientAbilities) -> Placed:
    related = tuple(map(text.range, finding.related)) if client.related_places else ()
    elsewhere = finding.elsewhere if client.related_places else ()
    said = _said(finding, client)
    words = text.text[finding.span.start : finding.span.end]
    tail = json.dumps(said, ensure_ascii=False)[1:]
    return Placed(finding, text.range(finding.span), related, words, elsewhere, said, tail)


def moved(placed: Sequence[Placed], drift: Drift) -> list[Placed]:
    """What stands outside the lines that were edited, where it stands now."""
    found: list[Placed] = []
    for each in placed:
        line, end = drift.now(each.range.start.line), drift.now(each.range.end.line)
        if line is None or end is None:
            continue
        if line == each.range.start.line and not each.related:
            found.append(each)
            continue
        related = tuple(there for place in each.related if (there := _moved(place, drift)))
        found.append(each._replace(range=_at_lines(each.range, line, end), related=related))
    return found


def shifted(placed: Iterable[Placed], lines: int) -> list[Placed]:
    """So many lines further down."""
    return [
        each._replace(
            range=_at_lines(each.range, each.range.start.line + lines, each.range.end.line + lines)
        )
        for each in placed
    ]


class Lines(NamedTuple):
    """The lines of one piece of edits before and after."""

    piece: Piece
    old: TextDocument
    new: TextDocument

    def kept(self, placed: Sequence[Placed]) -> list[Placed]:
        """What stands in these lines and has its words still, where they stand now."""
        piece, old, new = self.piece, self.old.text, self.new.text
        before = _same_start(old, new)
        after = min(_same_start(old[::-1], new[::-1]), min(len(old), len(new)) - before)
        found: list[Placed] = []
        for each in placed:
            start, end = (self.old.offset(_up(place, piece.old_first)) for place in each.range)
            if start >= len(old) - after and start > 0:
                start, end = start + len(new) - len(old), end + len(new) - len(old)
            elif end > before:
                continue  # The change touches its words.
            there = self.new.range(Span(start, end))
            range_ = Range(*(_up(place, -piece.new_first) for place in there))
            found.append(each._replace(range=range_, related=()))
        return found


def _up(place: Place, lines: int) -> Place:
    return Place(place.line - lines, place.character)


def published(placed: Iterable[Placed], uri: str, version: int | None) -> str:
    """The parameters of `textDocument/publishDiagnostics`, as JSON."""
    items = ",".join([_json(each, uri) for each in placed])
    head = json.dumps({"uri": uri, "version": version}, ensure_ascii=False)
    return f'{head[:-1]},"diagnostics":[{items}]}}'


def wire(placed: Placed, uri: str) -> dict[str, Any]:
    """One diagnostic as the protocol writes it."""
    return {"range": _range(placed.range), **_related(placed, uri), **placed.said}


def _json(placed: Placed, uri: str) -> str:
    if placed.related or placed.elsewhere:
        return json.dumps(wire(placed, uri), ensure_ascii=False)
    (line, character), (end_line, end_character) = placed.range
    return (
        f'{{"range":{{"start":{{"line":{line},"character":{character}}},'
        f'"end":{{"line":{end_line},"character":{end_character}}}}},{placed.tail}'
    )


def _said(finding: Finding, client: ClientAbilities) -> dict[str, Any]:
    said: dict[str, Any] = {
        "severity": SEVERITIES[finding.severity].value,
        "code": finding.code,
        "source": SOURCE,
        "message": message_of(finding),
        "data": {"code": finding.code},
    }
    tag = TAGS.get(finding.code)
    if tag and client.tags:
        said["tags"] = [tag.value]
    if page := client.manual.get(finding.code):
        said["codeDescription"] = {"href": page}
    return said


def message_of(finding: Finding) -> str:
    """What is wrong, what to write, and why: a line each."""
    lines = [finding.message]
    if finding.hint:
        lines.append(f"建议：{finding.hint}")
    if finding.source:
        lines.append(f"依据：{finding.source}")
    return "\n".join(lines)


def _related(placed: Placed, uri: str) -> dict[str, Any]:
    here = f"这里也是：{placed.finding.name}"
    places = [
        {"location": {"uri": uri, "range": _range(each)}, "message": here}
        for each in placed.related
    ]
    places += map(_elsewhere, placed.elsewhere)
    return {"relatedInformation": places} if places else {}


def _elsewhere(there: Elsewhere) -> dict[str, Any]:
    """A line of another file; its columns would need the text of that file."""
    start = Place(there.line - 1, 0)
    place = {"uri": uri_of(there.file), "range": _range(Range(start, start))}
    return {"location": place, "message": there.message}


def _range(range_: Range) -> dict[str, Any]:
    return {"start": range_.start._asdict(), "end": range_.end._asdict()}


def _moved(range_: Range, drift: Drift) -> Range | None:
    line, end = drift.now(range_.start.line), drift.now(range_.end.line)
    return None if line is None or end is None else _at_lines(range_, line, end)


def _at_lines(range_: Range, line: int, end: int) -> Range:
    return Range(Place(line, range_.start.character), Place(end, range_.end.character))


def _same_start(one: str, other: str) -> int:
    """How many characters two texts begin with in common; by halves, as they may be long."""
    same, end = 0, min(len(one), len(other))
    while same < end:
        middle = (same + end + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            end = middle - 1
    return same
