"""Workflow commands that GitHub Actions shows beside the changed lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.linter.finding import Finding, Severity
from hegao.linter.report.result import CheckResults, FileResult

LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def write_github(results: CheckResults) -> Iterator[str]:
    """One command a problem of the run and a finding; nothing when there are none."""
    for problem in results.problems:
        yield f"::error title=hegao::{escape_data(problem)}\n"
    for file in results.files:
        path = escape_property(file.path)
        yield "".join([_command(file, path, finding) for finding in file.findings])


def _command(file: FileResult, path: str, finding: Finding) -> str:
    line, column = file.index.position(finding.span.start)
    end_line, _ = file.index.position(finding.span.end)
    place = f"file={path},line={line},endLine={end_line},col={column}"
    title = escape_property(f"{finding.code} {finding.name}")
    told = escape_data(f"{finding.message}\n建议：{finding.hint}\n依据：{finding.source}")
    return f"::{LEVELS[finding.severity]} {place},title={title}::{told}\n"


def escape_data(text: str) -> str:
    """The text as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """The text as a property of a command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
