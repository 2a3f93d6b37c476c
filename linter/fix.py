"""Findings to a mended text: edits that do not overlap, whole fixes only."""

from __future__ import annotations

from collections.abc import Iterable

from hegao.linter.finding import Edit, Finding, Tier


def apply_fixes(text: str, findings: Iterable[Finding], tiers: frozenset[Tier]) -> str:
    """The text with the fixes of the given tiers; of fixes that overlap the first is applied.

    One pass: what overlapped, or what the fixes brought about, is for a second check.
    """
    taken: list[Edit] = []
    for finding in findings:
        if finding.fix is None or finding.fix.tier not in tiers:
            continue
        if not any(_overlaps(edit, other) for edit in finding.fix.edits for other in taken):
            taken.extend(finding.fix.edits)
    return apply_edits(text, taken)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each.span):
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def _overlaps(one: Edit, other: Edit) -> bool:
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end
