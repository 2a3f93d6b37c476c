"""Quick fixes in rules files: the right word in place of a misspelt one."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from hegao.linter.finding import FindingFix
from hegao.lsp.convert import range_of, span_of, workspace_edit
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.rules.check import problems
from hegao.lsp.snapshot import Snapshot

KIND = types.CodeActionKind.QuickFix


def code_actions(
    draft: Snapshot, around: Surroundings, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """The fixes of what is wrong under the cursor."""
    place, only = span_of(params.range, draft.text), params.context.only
    if only and not any(str(getattr(each, "value", each)) in ("", KIND.value) for each in only):
        return []
    return [
        _action(each.fix, draft, around, params.context.diagnostics)
        for each in problems(draft)
        if each.fix and each.span.start <= place.end and place.start <= each.span.end
    ]


def _action(
    fix: FindingFix, draft: Snapshot, around: Surroundings, shown: Sequence[types.Diagnostic]
) -> types.CodeAction:
    places = [range_of(edit.span, draft.text) for edit in fix.edits]
    return types.CodeAction(
        title=fix.title,
        kind=KIND,
        diagnostics=[each for each in shown if any(each.range.start == at.start for at in places)],
        edit=workspace_edit(fix.edits, draft, around.client),
    )


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions([KIND]),
        "rules",
    ),
)
