"""JSON Lines: one finding a line, in the shape it has in the JSON report."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.linter.report.json_report import finding_texts
from hegao.linter.report.result import CheckResults


def write_json_lines(results: CheckResults) -> Iterator[str]:
    """One line a finding, ended by LF; nothing when there are none."""
    for file in results.files:
        yield "".join(f"{finding}\n" for finding in finding_texts(file))
