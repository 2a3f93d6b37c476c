"""One line a finding, for lists and for `grep`."""

from __future__ import annotations

from hegao.linter.report.result import CheckResults
from hegao.linter.report.text import MOST_FINDINGS, headline, summary, unlisted

FIX_MARKS = {"safe": " [*]", "confirm": " [?]"}


def write_concise(results: CheckResults) -> str:
    """Headlines, with [*] where a safe fix exists and [?] where one needs a look; a summary."""
    lines: list[str] = []
    for file in results.files:
        for finding in file.findings[:MOST_FINDINGS]:
            mark = FIX_MARKS[finding.fix.tier] if finding.fix else ""
            lines.append(headline(file, finding) + mark)
        lines += unlisted(file)
    return "\n".join([*lines, summary(results)]) + "\n"
