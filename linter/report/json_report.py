"""The report that programs read; the shape is part of the command line's contract."""

from __future__ import annotations

import json
from typing import Any

from hegao.grammar.source import Span
from hegao.linter.finding import SEVERITIES, Finding, FindingFix
from hegao.linter.report.result import CheckResults, FileResult, place_in_file

SAME_PROBLEM = "同一问题也在这里"


def write_json(results: CheckResults) -> str:
    """Findings and summary; lines and columns count from 1, ends are exclusive."""
    findings = [finding_data(file, finding) for file in results.files for finding in file.findings]
    counts: dict[str, int] = {severity: results.count(severity) for severity in SEVERITIES}
    whole: dict[str, Any] = {"findings": findings}
    whole["summary"] = {"files": len(results.files)} | counts
    if results.problems:
        whole["problems"] = list(results.problems)
    return json.dumps(whole, ensure_ascii=False) + "\n"


def finding_data(file: FileResult, finding: Finding) -> dict[str, Any]:
    """One finding as plain data; the offsets of its edits count characters of the text from 0."""
    start = file.index.position(finding.span.start)
    end = file.index.position(finding.span.end)
    there = place_in_file(file, start.line)
    return {
        "code": finding.code, "name": finding.name, "severity": finding.severity,
        "message": finding.message, "hint": finding.hint, "source": finding.source,
        "file": file.path, "line": start.line, "column": start.column,
        "end_line": end.line, "end_column": end.column,
        **({"place": there} if there else {}),
        "fix": _fix(finding.fix) if finding.fix else None,
        "related": [
            *(_related(file, span) for span in finding.related),
            *(each._asdict() for each in finding.elsewhere),
        ],
    }  # fmt: skip


def _fix(fix: FindingFix) -> dict[str, Any]:
    edits = [
        {"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits
    ]
    return {"tier": fix.tier, "title": fix.title, "edits": edits}


def _related(file: FileResult, span: Span) -> dict[str, Any]:
    line, column = file.index.position(span.start)
    return {"file": file.path, "line": line, "column": column, "message": SAME_PROBLEM}
