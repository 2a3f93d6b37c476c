"""JSON Lines: one finding a line, in the shape it has in the JSON report."""

from __future__ import annotations

import json

from hegao.linter.report.json_report import finding_data
from hegao.linter.report.result import CheckResults


def write_json_lines(results: CheckResults) -> str:
    """One line a finding, ended by LF; nothing when there are none."""
    return "".join(
        json.dumps(finding_data(file, finding), ensure_ascii=False) + "\n"
        for file in results.files
        for finding in file.findings
    )
