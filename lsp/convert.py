"""Findings to what the protocol has for them: diagnostics, quick fixes, fix-all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.uris import from_fs_path

from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Elsewhere, Finding, FindingFix, Severity, Tier
from hegao.linter.fix import chosen_fixes
from hegao.lsp.text_document import Place, Range
from hegao.lsp.workspace import OpenDocument

SOURCE: Final = "核稿"
FIX_ALL: Final = f"{types.CodeActionKind.SourceFixAll.value}.hegao"
SEVERITIES: Final[dict[Severity, types.DiagnosticSeverity]] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
TAGS: Final = {"HG902": types.DiagnosticTag.Unnecessary}
"""Rules whose findings an editor may draw faded: text that does nothing."""


@dataclass(frozen=True, slots=True)
class ClientAbilities:
    """What the client can show or apply beyond the plainest protocol."""

    related_places: bool = False
    tags: bool = False
    versioned_edits: bool = False


SAFE: Final[frozenset[Tier]] = frozenset(("safe",))


def abilities(client: types.ClientCapabilities) -> ClientAbilities:
    """What a client says of itself."""
    documents, workspace = client.text_document, client.workspace
    shown = documents.publish_diagnostics if documents else None
    edits = workspace.workspace_edit if workspace else None
    return ClientAbilities(
        bool(shown and shown.related_information),
        bool(shown and shown.tag_support),
        bool(edits and edits.document_changes),
    )


def diagnostic(
    finding: Finding, document: OpenDocument, client: ClientAbilities
) -> types.Diagnostic:
    """A finding as the editor underlines and explains it."""
    tag = TAGS.get(finding.code)
    related = [_related(finding, span, document) for span in finding.related]
    related += map(_elsewhere, finding.elsewhere)
    return types.Diagnostic(
        range=_range(finding.span, document),
        message=_message(finding),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        tags=[tag] if tag and client.tags else None,
        related_information=related if related and client.related_places else None,
        data={"code": finding.code},
    )


def quick_fix(
    finding: Finding, fix: FindingFix, document: OpenDocument, client: ClientAbilities
) -> types.CodeAction:
    """The fix of a finding."""
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, document, client)],
        is_preferred=fix.tier == "safe",
        edit=_workspace_edit(fix.edits, document, client),
    )


def fix_all(
    findings: Iterable[Finding], document: OpenDocument, client: ClientAbilities
) -> types.CodeAction | None:
    """All safe fixes in one; None when there are none. Of fixes that overlap the first is taken."""
    fixes = chosen_fixes(findings, SAFE)
    if not fixes:
        return None
    taken = [edit for fix in fixes for edit in fix.edits]
    return types.CodeAction(
        title=f"一次改好能放心改的{len(fixes)}处",
        kind=FIX_ALL,
        edit=_workspace_edit(taken, document, client),
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


def to_range(range_: types.Range) -> Range:
    """A range as our documents take it."""
    start, end = range_.start, range_.end
    return Range(Place(start.line, start.character), Place(end.line, end.character))


def to_span(range_: types.Range, document: OpenDocument) -> Span:
    """The characters of a range."""
    start, end = to_range(range_)
    return Span(document.text.offset(start), document.text.offset(end))


def _message(finding: Finding) -> str:
    lines = [finding.message]
    if finding.hint:
        lines.append(f"建议：{finding.hint}")
    if finding.source:
        lines.append(f"依据：{finding.source}")
    return "\n".join(lines)


def _range(span: Span, document: OpenDocument) -> types.Range:
    start, end = document.text.range(span)
    return types.Range(types.Position(*start), types.Position(*end))


def _related(
    finding: Finding, span: Span, document: OpenDocument
) -> types.DiagnosticRelatedInformation:
    place = types.Location(document.uri, _range(span, document))
    return types.DiagnosticRelatedInformation(place, f"这里也是：{finding.name}")


def _elsewhere(there: Elsewhere) -> types.DiagnosticRelatedInformation:
    """A line of another file; its columns would need the text of that file."""
    start = types.Position(there.line - 1, 0)
    uri = from_fs_path(str(Path(there.file).absolute())) or there.file
    place = types.Location(uri, types.Range(start, start))
    return types.DiagnosticRelatedInformation(place, there.message)


def _workspace_edit(
    edits: Iterable[Edit], document: OpenDocument, client: ClientAbilities
) -> types.WorkspaceEdit:
    newline = document.text.line_end
    changes = [
        types.TextEdit(_range(edit.span, document), edit.text.replace("\n", newline))
        for edit in edits
    ]
    if not client.versioned_edits:
        return types.WorkspaceEdit(changes={document.uri: changes})
    identity = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identity, changes)])
