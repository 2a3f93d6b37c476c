"""GitLab's code quality report, which a merge request compares with that of its target branch."""

from __future__ import annotations

import json
from typing import Any, Final

from hegao.linter.finding import Finding, Severity
from hegao.linter.report.addresses import slashed
from hegao.linter.report.fingerprints import digest, fingerprints
from hegao.linter.report.result import CheckResults, FileResult

SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}
"""Of GitLab's five: critical and blocker are for what breaks a system."""


def write_gitlab(results: CheckResults) -> str:
    """An array with one object a finding; lines count from 1."""
    issues = [
        _issue(file, finding, fingerprint)
        for file in results.files
        for finding, fingerprint in zip(file.findings, fingerprints(file), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False) + "\n"


def _issue(file: FileResult, finding: Finding, fingerprint: str) -> dict[str, Any]:
    path = slashed(file.path)
    begin = file.index.position(finding.span.start).line
    end = file.index.position(max(finding.span.start, finding.span.end - 1)).line
    hint = f"。建议：{finding.hint}" if finding.hint else ""
    return {
        "type": "issue",
        "check_name": finding.code,
        "description": f"{finding.name}：{finding.message}{hint}",
        "categories": ["Style"],
        "severity": SEVERITIES[finding.severity],
        # Of the whole project no two may be alike: GitLab shows the first of each only.
        "fingerprint": digest(path, fingerprint),
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
