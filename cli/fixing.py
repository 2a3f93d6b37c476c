"""Fixes applied until nothing changes, in the line ends of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.cli.checking import Checker
from hegao.cli.files import TextFile
from hegao.linter.finding import Finding, Tier
from hegao.linter.fix import apply_fixes
from hegao.linter.report.result import FileResult

MOST_ROUNDS = 10
MOST_GROWTH = 4
ROOM = 1000
LINE_END = re.compile(r"\r\n|\n|\r")


class Mended(NamedTuple):
    """A file after its fixes, and what is left to say about it."""

    file: TextFile
    result: FileResult
    fixed: int
    settled: bool
    """False when the fixes still changed the text in the last round."""


def mend(checker: Checker, file: TextFile, tiers: frozenset[Tier]) -> Mended:
    """Apply the fixes of some tiers, check again, until the text stays."""
    original = file
    result = checker.check(file)
    fixable = _fixable(result, tiers)
    longest = MOST_GROWTH * len(file.text) + ROOM
    newline = line_end(file.text)
    for _ in range(MOST_ROUNDS):
        text = apply_fixes(file.text, _with_line_end(result.findings, newline), tiers)
        if text == file.text:
            return Mended(file, result, fixable - _fixable(result, tiers), settled=True)
        if len(text) > longest:
            # A fix of an office's own rule that only ever adds to the text: nothing is changed.
            return Mended(original, checker.check(original), 0, settled=False)
        file = file.with_text(text)
        result = checker.check(file)
    return Mended(file, result, max(0, fixable - _fixable(result, tiers)), settled=False)


def line_end(text: str) -> str:
    """The line end that a text uses first."""
    match = LINE_END.search(text)
    return match.group() if match else "\n"


def _fixable(result: FileResult, tiers: frozenset[Tier]) -> int:
    return sum(result.fixable(tier) for tier in tiers)


def _with_line_end(findings: Sequence[Finding], newline: str) -> Iterator[Finding]:
    """The findings with fixes that write the file's own line end."""
    for finding in findings:
        if finding.fix is None or newline == "\n":
            yield finding
            continue
        edits = tuple(
            edit._replace(text=edit.text.replace("\n", newline)) for edit in finding.fix.edits
        )
        yield finding._replace(fix=finding.fix._replace(edits=edits))
