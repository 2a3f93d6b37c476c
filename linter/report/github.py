"""Workflow commands that GitHub Actions shows beside the changed lines."""

from __future__ import annotations

from typing import Final

from hegao.linter.finding import Finding, Severity
from hegao.linter.report.result import CheckResults, FileResult

LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_DATA: dict[str, str | int | None] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY: dict[str, str | int | None] = {**_IN_DATA, ":": "%3A", ",": "%2C"}


def write_github(results: CheckResults) -> str:
    """One command a problem of the run and a finding; nothing when there are none."""
    problems = [f"::error title=hegao::{escape_data(problem)}\n" for problem in results.problems]
    commands = (_command(file, finding) for file in results.files for finding in file.findings)
    return "".join([*problems, *commands])


def _command(file: FileResult, finding: Finding) -> str:
    line, column = file.index.position(finding.span.start)
    end_line, _ = file.index.position(finding.span.end)
    properties = {
        "file": file.path, "line": line, "endLine": end_line, "col": column,
        "title": f"{finding.code} {finding.name}",
    }  # fmt: skip
    written = ",".join(f"{name}={escape_property(str(v))}" for name, v in properties.items())
    notes = [finding.message, f"建议：{finding.hint}", f"依据：{finding.source}"]
    return f"::{LEVELS[finding.severity]} {written}::{escape_data(chr(10).join(notes))}\n"


def escape_data(text: str) -> str:
    """The text as the message of a command."""
    return text.translate(str.maketrans(_IN_DATA))


def escape_property(text: str) -> str:
    """The text as a property of a command."""
    return text.translate(str.maketrans(_IN_PROPERTY))
