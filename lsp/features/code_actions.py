"""Quick fixes of findings, and all safe ones at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.linter.finding import Finding, FindingFix, Tier
from hegao.linter.fix import chosen_fixes, fix_at
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import span_of, workspace_edit
from hegao.lsp.diagnostics import diagnostic
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.snapshot import Snapshot

FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.hegao"
SAFE: Final[frozenset[Tier]] = frozenset(("safe",))


def code_actions(
    draft: Snapshot, around: Surroundings, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """The fixes for the findings under the cursor, and all safe fixes in one."""
    only, place = params.context.only, span_of(params.range, draft.text)
    actions: list[types.CodeAction] = []
    if wants(only, types.CodeActionKind.QuickFix.value):
        actions += [
            quick_fix(finding, fix, draft, around.client)
            for finding in draft.findings
            if touches(finding, place)
            for fix in (fix_at(finding, place), finding.fix)
            if fix
        ]
    unasked = not only and params.context.trigger_kind is types.CodeActionTriggerKind.Automatic
    if not unasked and wants(only, FIX_ALL):
        all_safe = fix_all(draft.findings, draft, around.client)
        actions += [all_safe] if all_safe else []
    return actions


def quick_fix(
    finding: Finding, fix: FindingFix, draft: Snapshot, client: ClientAbilities
) -> types.CodeAction:
    """The fix of a finding."""
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, draft, client)],
        is_preferred=fix.tier == "safe",
        edit=workspace_edit(fix.edits, draft, client),
    )


def fix_all(
    findings: Iterable[Finding], draft: Snapshot, client: ClientAbilities
) -> types.CodeAction | None:
    """All safe fixes in one; None when there are none. Of fixes that overlap the first is taken."""
    fixes = chosen_fixes(findings, SAFE)
    if not fixes:
        return None
    taken = [edit for fix in fixes for edit in fix.edits]
    return types.CodeAction(
        title=f"一次改好能放心改的{len(fixes)}处",
        kind=FIX_ALL,
        edit=workspace_edit(taken, draft, client),
    )


def touches(finding: Finding, place: Span) -> bool:
    """Whether a finding stands, even in part, where the cursor or the selection is."""
    return any(
        span.start <= place.end and place.start <= span.end
        for span in (finding.span, *finding.related)
    )


def wants(only: Sequence[types.CodeActionKind | str] | None, kind: str) -> bool:
    """Whether a client that asks for some kinds of code actions wants this one."""
    asked = [each.value if isinstance(each, types.CodeActionKind) else each for each in only or ()]
    return not asked or any(kind == each or kind.startswith(f"{each}.") for each in asked)


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL]),
    ),
)
