"""Findings to a mended text: edits that do not overlap."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Finding, FindingFix, Tier
from hegao.linter.quoting import brief


def chosen_fixes(findings: Iterable[Finding], tiers: frozenset[Tier]) -> list[FindingFix]:
    """The fixes of the given tiers that can be applied together; of two that overlap the first.

    The edits of a merged finding stand on their own, so only those that overlap are left out.
    """
    chosen: list[FindingFix] = []
    taken: list[Span] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or fix.tier not in tiers:
            continue
        edits = tuple(edit for edit in fix.edits if not _overlaps(edit.span, taken))
        if edits:
            chosen.append(fix._replace(edits=edits))
        for edit in edits:
            insort(taken, edit.span)
    return chosen


def fix_at(finding: Finding, place: Span) -> FindingFix | None:
    """Of a merged finding the fix of the places that a span touches; None where it is the whole."""
    fix, spans = finding.fix, (finding.span, *finding.related)
    if fix is None or len(spans) < 2 or len(fix.edits) != len(spans):
        return None
    edits = tuple(
        edit
        for edit, span in zip(fix.edits, spans, strict=True)
        if span.start <= place.end and place.start <= span.end
    )
    if not edits or len(edits) == len(spans):
        return None
    text = brief(edits[0].text)
    return FindingFix(fix.tier, f"只改这一处：{f'写“{text}”' if text else '删去'}", edits)


def apply_fixes(text: str, findings: Iterable[Finding], tiers: frozenset[Tier]) -> str:
    """The text with the fixes of the given tiers.

    One pass: what overlapped, or what the fixes brought about, is for a second check.
    """
    return apply_edits(text, [e for fix in chosen_fixes(findings, tiers) for e in fix.edits])


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: each.span):
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    """Whether a span shares characters with one of some sorted spans, or is one of them."""
    at = bisect_left(taken, span)
    if at < len(taken) and (taken[at] == span or taken[at].start < span.end):
        return True
    return at > 0 and taken[at - 1].end > span.start
