"""Reviewdog's diagnostic format (DiagnosticResult), for comments on changed lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Final

from hegao.grammar.source import Span
from hegao.linter.finding import Finding, Severity
from hegao.linter.report.addresses import slashed
from hegao.linter.report.json_report import SAME_PROBLEM
from hegao.linter.report.result import CheckResults, FileResult

SEVERITIES: Final[dict[Severity, str]] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
STEP: Final = 1024
"""Characters between two places whose offset in bytes is kept."""


def write_rdjson(results: CheckResults) -> str:
    """All findings with their suggestions; lines from 1, columns from 1 in bytes of UTF-8."""
    diagnostics = [each for file in results.files for each in _diagnostics(file)]
    whole = {"source": {"name": "hegao"}, "diagnostics": diagnostics}
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _diagnostics(file: FileResult) -> Iterator[dict[str, Any]]:
    columns = ByteColumns(file)
    return (_diagnostic(columns, finding) for finding in file.findings)


def _diagnostic(columns: ByteColumns, finding: Finding) -> dict[str, Any]:
    notes = [f"{finding.name}：{finding.message}"]
    notes += [f"建议：{finding.hint}"] if finding.hint else []
    notes += [f"依据：{finding.source}"] if finding.source else []
    path = slashed(columns.file.path)
    return {
        "message": "\n".join(notes),
        "location": {"path": path, "range": columns.range(finding.span)},
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.code},
        **_suggestions(columns, finding),
        **_related(columns, finding),
    }


def _related(columns: ByteColumns, finding: Finding) -> dict[str, Any]:
    """Other places; of those in other files we know no bytes, so that only the line is told."""
    path = slashed(columns.file.path)
    places = [
        {"message": SAME_PROBLEM, "location": {"path": path, "range": columns.range(span)}}
        for span in finding.related
    ]
    for each in finding.elsewhere:
        location = {"path": slashed(each.file), "range": {"start": {"line": each.line}}}
        places.append({"message": each.message, "location": location})
    return {"related_locations": places} if places else {}


def _suggestions(columns: ByteColumns, finding: Finding) -> dict[str, Any]:
    """A fix as a suggestion, where reviewdog can show it.

    It offers each alone, so that several edits are no fix; it refuses what stands on other lines
    than the finding; and of a file of another format there are no lines.
    """
    fix = finding.fix
    if fix is None or len(fix.edits) != 1 or columns.file.places:
        return {}
    edit = fix.edits[0]
    if columns.lines(edit.span) != columns.lines(finding.span):
        return {}
    return {"suggestions": [{"range": columns.range(edit.span), "text": edit.text}]}


class ByteColumns:
    """Lines from 1, and columns from 1 in bytes of UTF-8; the cost does not grow with the line."""

    def __init__(self, file: FileResult) -> None:
        self.file = file
        steps = (file.text[start : start + STEP] for start in range(0, len(file.text), STEP))
        self._bytes = [0, *accumulate(map(_byte_length, steps))]

    def range(self, span: Span) -> dict[str, Any]:
        """A span; its end is exclusive."""
        return {"start": self._position(span.start), "end": self._position(span.end)}

    def lines(self, span: Span) -> tuple[int, int]:
        """The lines a span begins and ends on."""
        index = self.file.index
        return index.position(span.start).line, index.position(span.end).line

    def _position(self, offset: int) -> dict[str, int]:
        line = self.file.index.position(offset).line
        begin = self.file.index.starts[line - 1]
        return {"line": line, "column": self._offset(offset) - self._offset(begin) + 1}

    def _offset(self, offset: int) -> int:
        step = offset // STEP
        return self._bytes[step] + _byte_length(self.file.text[step * STEP : offset])


def _byte_length(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
