"""The XML of Checkstyle, which many build servers and reviewers read."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.linter.finding import Finding
from hegao.linter.report.addresses import slashed
from hegao.linter.report.markup import attribute
from hegao.linter.report.result import CheckResults, FileResult


def write_checkstyle(results: CheckResults) -> str:
    """One `file` a checked file, one `error` a finding; lines and columns count from 1."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="8.0">']
    for file in results.files:
        lines += _file(file)
    return "\n".join([*lines, "</checkstyle>"]) + "\n"


def _file(file: FileResult) -> Iterator[str]:
    yield f' <file name="{attribute(slashed(file.path))}">'
    for finding in file.findings:
        yield _error(file, finding)
    yield " </file>"


def _error(file: FileResult, finding: Finding) -> str:
    line, column = file.index.position(finding.span.start)
    message = f"{finding.message}。建议：{finding.hint}" if finding.hint else finding.message
    # Readers take what stands after the last full stop of the source for the name of the check.
    written = {
        "line": str(line), "column": str(column), "severity": finding.severity,
        "message": message, "source": f"hegao.{finding.code}",
    }  # fmt: skip
    pairs = " ".join(f'{name}="{attribute(value)}"' for name, value in written.items())
    return f"  <error {pairs}/>"
