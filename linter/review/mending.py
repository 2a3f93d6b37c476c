"""The safe fixes that a Word file can take, as one set of edits of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Finding
from hegao.linter.fix import chosen_fixes
from hegao.linter.report.result import FileResult
from hegao.linter.review.package import Package
from hegao.linter.review.patches import Patches
from hegao.linter.review.read_file import Check, Read
from hegao.linter.review.revisions import Revisions
from hegao.linter.review.runs import Runs

MOST_ROUNDS: Final = 10
MOST_GROWTH: Final = 4
ROOM: Final = 1000


class Made:
    """The changes that are made, in their order."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._starts = [edit.span.start for edit in edits]

    def mend(self, finding: Finding) -> bool:
        """Whether they touch all that the safe fix of a finding would change."""
        fix = finding.fix
        if fix is None or fix.tier != "safe":
            return False
        return all(self._touch(edit.span) for edit in fix.edits)

    def _touch(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.end) - 1
        return at >= 0 and self.edits[at].span.end >= span.start


def mending_edits(clean: bytes, read: Read, result: FileResult, check: Check) -> list[Edit]:
    """The safe fixes that can be tracked changes, applied until the text stays."""
    revisions = Revisions(Runs(Package(clean).document()), read.text, read.origins)
    patches = Patches(read.text)
    longest = MOST_GROWTH * len(read.text) + ROOM
    for _ in range(MOST_ROUNDS):
        fixes = chosen_fixes(_makeable(result.findings, patches, revisions), frozenset(("safe",)))
        if not fixes:
            break
        patches.take(edit for fix in fixes for edit in fix.edits)
        if len(patches.text) > longest:
            # A fix of an office's own rule that only ever adds to the text.
            return []
        result = check(read._replace(text=patches.text))
    edits = list(patches.edits())
    return edits if all(map(revisions.can_make, edits)) else []


def _makeable(
    findings: Iterable[Finding], patches: Patches, revisions: Revisions
) -> Iterable[Finding]:
    for finding in findings:
        fix = finding.fix
        if fix is None or not finding.related:
            if fix and all(revisions.can_make(patches.origin(each)) for each in fix.edits):
                yield finding
            continue
        # The edits of a merged finding stand on their own.
        edits = tuple(each for each in fix.edits if revisions.can_make(patches.origin(each)))
        if edits:
            yield finding._replace(fix=fix._replace(edits=edits))
