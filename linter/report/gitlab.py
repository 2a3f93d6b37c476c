"""GitLab's code quality report, which a merge request compares with that of its target branch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.linter.finding import Finding, Severity
from hegao.linter.report.addresses import slashed
from hegao.linter.report.fingerprints import digest, fingerprints
from hegao.linter.report.json_text import encode, listed
from hegao.linter.report.result import CheckResults, FileResult

SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}
"""Of GitLab's five: critical and blocker are for what breaks a system."""


def write_gitlab(results: CheckResults) -> Iterator[str]:
    """An array with one object a finding; lines count from 1."""
    yield "["
    yield from listed(", ".join(_issues(file)) for file in results.files)
    yield "]\n"


def _issues(file: FileResult) -> Iterator[str]:
    path = slashed(file.path)
    # Of the whole project no two may be alike: GitLab shows the first of each only.
    known = (digest(path, each) for each in fingerprints(file))
    for finding, fingerprint in zip(file.findings, known, strict=True):
        yield _issue(file, encode(path), finding, fingerprint)


def _issue(file: FileResult, path: str, finding: Finding, fingerprint: str) -> str:
    begin = file.index.position(finding.span.start).line
    end = file.index.position(max(finding.span.start, finding.span.end - 1)).line
    hint = f"。建议：{finding.hint}" if finding.hint else ""
    description = encode(f"{finding.name}：{finding.message}{hint}")
    return (
        f'{{"type": "issue", "check_name": {encode(finding.code)}, "description": {description}, '
        f'"categories": ["Style"], "severity": "{SEVERITIES[finding.severity]}", '
        f'"fingerprint": "{fingerprint}", '
        f'"location": {{"path": {path}, "lines": {{"begin": {begin}, "end": {end}}}}}}}'
    )
