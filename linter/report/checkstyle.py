"""The XML of Checkstyle, which many build servers and reviewers read."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.linter.finding import Finding
from hegao.linter.report.addresses import slashed
from hegao.linter.report.markup import attribute
from hegao.linter.report.result import CheckResults, FileResult


def write_checkstyle(results: CheckResults) -> Iterator[str]:
    """One `file` a checked file, one `error` a finding; lines and columns count from 1."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n'
    for file in results.files:
        yield "".join(f"{line}\n" for line in _file(file))
    yield "</checkstyle>\n"


def _file(file: FileResult) -> Iterator[str]:
    yield f' <file name="{attribute(slashed(file.path))}">'
    for finding in file.findings:
        yield _error(file, finding)
    yield " </file>"


def _error(file: FileResult, finding: Finding) -> str:
    line, column = file.index.position(finding.span.start)
    message = f"{finding.message}。建议：{finding.hint}" if finding.hint else finding.message
    # Readers take what stands after the last full stop of the source for the name of the check.
    return (
        f'  <error line="{line}" column="{column}" severity="{finding.severity}" '
        f'message="{attribute(message)}" source="{attribute(f"hegao.{finding.code}")}"/>'
    )
