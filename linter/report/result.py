"""What a report is written from: the findings of each checked file, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from hegao.grammar.source import LineIndex, Span
from hegao.linter.finding import Finding, Severity, Tier
from hegao.linter.rule import Rule

SEVERITY_NAMES: Final[dict[Severity, str]] = {"error": "错误", "warning": "警告", "info": "提醒"}


@dataclass(frozen=True)
class FileResult:
    """One checked file: its name as the user wrote it, its text, what was found."""

    path: str
    text: str
    findings: tuple[Finding, ...]
    places: tuple[str, ...] = ()
    """For a file of another format: where each line of the text stands in it, as 第3段."""

    @cached_property
    def index(self) -> LineIndex:
        """Where the lines of the text begin."""
        return LineIndex(self.text)

    def fixable(self, tier: Tier) -> int:
        """How many findings have a fix of a tier."""
        return sum(f.fix is not None and f.fix.tier == tier for f in self.findings)


class CheckResults(NamedTuple):
    """All files of one run, in the order they were named."""

    files: tuple[FileResult, ...]
    rules: tuple[Rule, ...] = ()
    """The rules that ran, for formats that describe them."""
    fixed: int = 0
    """How many findings this run has mended."""
    problems: tuple[str, ...] = ()
    """Why the run is incomplete: files that could not be read, settings and rules with faults."""

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(f.severity == severity for file in self.files for f in file.findings)

    def fixable(self, tier: Tier) -> int:
        """How many findings have a fix of a tier."""
        return sum(file.fixable(tier) for file in self.files)


def place(file: FileResult, span: Span) -> str:
    """Where a span begins, as terminals and editors link it: file:line:column.

    For a file of another format its place there follows.
    """
    line, column = file.index.position(span.start)
    there = place_in_file(file, line)
    return f"{file.path}:{line}:{column}{there and f' {there}'}"


def place_in_file(file: FileResult, line: int) -> str:
    """Where a line stands in a file of another format; an empty string for a text."""
    return file.places[line - 1] if 0 < line <= len(file.places) else ""
