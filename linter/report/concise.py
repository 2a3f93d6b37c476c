"""One line a finding, for lists and for `grep`."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.linter.report.result import CheckResults, FileResult
from hegao.linter.report.text import MOST_FINDINGS, headline, summary, unlisted

FIX_MARKS = {"safe": " [*]", "confirm": " [?]"}


def write_concise(results: CheckResults) -> Iterator[str]:
    """Headlines, with [*] where a safe fix exists and [?] where one needs a look; a summary."""
    for file in results.files:
        yield "".join(f"{line}\n" for line in _lines(file))
    yield f"{summary(results)}\n"


def _lines(file: FileResult) -> Iterator[str]:
    for finding in file.findings[:MOST_FINDINGS]:
        mark = FIX_MARKS[finding.fix.tier] if finding.fix else ""
        yield headline(file, finding) + mark
    yield from unlisted(file)
