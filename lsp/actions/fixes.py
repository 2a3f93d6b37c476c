"""Quick fixes of findings, and all safe ones at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.linter.finding import Finding, FindingFix, Tier
from hegao.linter.fix import chosen_fixes, fix_at
from hegao.lsp.actions.offer import Offer, Scene

QUICK: Final = types.CodeActionKind.QuickFix.value
FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.hegao"
SAFE: Final[frozenset[Tier]] = frozenset(("safe",))


def quick_fixes(scene: Scene) -> Iterator[Offer]:
    """The fixes for the findings under the cursor; of a merged one also that of this place."""
    for finding in touched(scene):
        for fix in (fix_at(finding, scene.place), finding.fix):
            if fix:
                yield _quick_fix(finding, fix)


def _quick_fix(finding: Finding, fix: FindingFix) -> Offer:
    safe = fix.tier == "safe"
    review = not safe and len(fix.edits) > 1
    return Offer(fix.title, QUICK, lambda: fix.edits, finding, preferred=safe, review=review)


def fix_all(scene: Scene) -> Iterator[Offer]:
    """All safe fixes in one. Of fixes that overlap the first is taken."""
    fixes = chosen_fixes(scene.draft.findings, SAFE)
    if fixes:
        edits = tuple(edit for fix in fixes for edit in fix.edits)
        yield Offer(f"一次改好能放心改的{len(fixes)}处", FIX_ALL, lambda: edits)


def touched(scene: Scene) -> Iterator[Finding]:
    """The findings that stand, even in part, where the cursor or the selection is."""
    return (each for each in scene.draft.findings if _touches(each, scene.place))


def _touches(finding: Finding, place: Span) -> bool:
    return any(
        span.start <= place.end and place.start <= span.end
        for span in (finding.span, *finding.related)
    )
