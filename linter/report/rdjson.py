"""Reviewdog's diagnostic format (DiagnosticResult), for comments on changed lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.linter.finding import Finding, Severity
from hegao.linter.report.addresses import slashed
from hegao.linter.report.byte_ranges import ByteRanges
from hegao.linter.report.json_report import SAME_PROBLEM
from hegao.linter.report.json_text import encode, listed
from hegao.linter.report.result import CheckResults, FileResult

SEVERITIES: Final[dict[Severity, str]] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def write_rdjson(results: CheckResults) -> Iterator[str]:
    """All findings with their suggestions; lines from 1, columns from 1 in bytes of UTF-8."""
    yield '{"source": {"name": "hegao"}, "diagnostics": ['
    yield from listed(", ".join(_diagnostics(file)) for file in results.files)
    yield "]}\n"


def _diagnostics(file: FileResult) -> Iterator[str]:
    ranges, path = ByteRanges(file), f'"path": {encode(slashed(file.path))}'
    return (_diagnostic(ranges, path, finding) for finding in file.findings)


def _diagnostic(ranges: ByteRanges, path: str, finding: Finding) -> str:
    notes = [f"{finding.name}：{finding.message}"]
    notes += [f"建议：{finding.hint}"] if finding.hint else []
    notes += [f"依据：{finding.source}"] if finding.source else []
    message = encode("\n".join(notes))
    related = ", ".join(_related(ranges, path, finding))
    others = f', "related_locations": [{related}]' if related else ""
    return (
        f'{{"message": {message}, '
        f'"location": {{{path}, "range": {ranges.of(finding.span)}}}, '
        f'"severity": "{SEVERITIES[finding.severity]}", "code": {{"value": {encode(finding.code)}}}'
        f"{_suggestions(ranges, finding)}{others}}}"
    )


def _related(ranges: ByteRanges, path: str, finding: Finding) -> Iterator[str]:
    """Other places; of those in other files we know no bytes, so that only the line is told."""
    message = f'"message": "{SAME_PROBLEM}"'
    for span in finding.related:
        yield f'{{{message}, "location": {{{path}, "range": {ranges.of(span)}}}}}'
    for each in finding.elsewhere:
        location = {"path": slashed(each.file), "range": {"start": {"line": each.line}}}
        yield encode({"message": each.message, "location": location})


def _suggestions(ranges: ByteRanges, finding: Finding) -> str:
    """A fix as a suggestion, where reviewdog can show it.

    It offers each alone, so that several edits are no fix; it refuses what stands on other lines
    than the finding; and of a file of another format there are no lines.
    """
    fix = finding.fix
    if fix is None or len(fix.edits) != 1 or ranges.file.places:
        return ""
    edit = fix.edits[0]
    if ranges.lines(edit.span) != ranges.lines(finding.span):
        return ""
    suggestion = f'{{"range": {ranges.of(edit.span)}, "text": {encode(edit.text)}}}'
    return f', "suggestions": [{suggestion}]'
