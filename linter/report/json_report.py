"""The report that programs read; the shape is part of the command line's contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hegao.linter.finding import SEVERITIES, Finding, FindingFix
from hegao.linter.report.json_text import encode, listed
from hegao.linter.report.result import CheckResults, FileResult, place_in_file

SAME_PROBLEM = "同一问题也在这里"


def write_json(results: CheckResults) -> Iterator[str]:
    """Findings and summary; lines and columns count from 1, ends are exclusive."""
    yield '{"findings": ['
    yield from listed(", ".join(finding_texts(file)) for file in results.files)
    counts: dict[str, int] = {severity: results.count(severity) for severity in SEVERITIES}
    rest: dict[str, Any] = {"summary": {"files": len(results.files)} | counts}
    if results.problems:
        rest["problems"] = results.problems
    yield f"], {encode(rest).removeprefix('{')}\n"


def finding_texts(file: FileResult) -> Iterator[str]:
    """Each finding as a JSON object; the offsets of edits count characters of the text from 0."""
    path = encode(file.path)
    return (_finding(file, path, finding) for finding in file.findings)


def _finding(file: FileResult, path: str, finding: Finding) -> str:
    start = file.index.position(finding.span.start)
    end = file.index.position(finding.span.end)
    there = place_in_file(file, start.line)
    place = f', "place": {encode(there)}' if there else ""
    return (
        f'{{"code": {encode(finding.code)}, "name": {encode(finding.name)}, '
        f'"severity": "{finding.severity}", "message": {encode(finding.message)}, '
        f'"hint": {encode(finding.hint)}, "source": {encode(finding.source)}, '
        f'"file": {path}, "line": {start.line}, "column": {start.column}, '
        f'"end_line": {end.line}, "end_column": {end.column}{place}, '
        f'"fix": {_fix(finding.fix) if finding.fix else "null"}, '
        f'"related": [{", ".join(_related(file, path, finding))}]}}'
    )


def _fix(fix: FindingFix) -> str:
    edits = ", ".join(
        f'{{"start": {start}, "end": {end}, "text": {encode(text)}}}'
        for (start, end), text in fix.edits
    )
    return f'{{"tier": "{fix.tier}", "title": {encode(fix.title)}, "edits": [{edits}]}}'


def _related(file: FileResult, path: str, finding: Finding) -> Iterator[str]:
    for span in finding.related:
        line, column = file.index.position(span.start)
        place = f'"file": {path}, "line": {line}, "column": {column}'
        yield f'{{{place}, "message": "{SAME_PROBLEM}"}}'
    for each in finding.elsewhere:
        yield encode(each._asdict())
