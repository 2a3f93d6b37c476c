"""Findings as the editor underlines and explains them."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.linter.finding import Elsewhere, Finding, Severity
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import location_of, range_of, uri_of
from hegao.lsp.snapshot import Snapshot

SOURCE: Final = "核稿"
SEVERITIES: Final[dict[Severity, types.DiagnosticSeverity]] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
TAGS: Final = {"HG902": types.DiagnosticTag.Unnecessary}
"""Rules whose findings an editor may draw faded: text that does nothing."""


def diagnostic(finding: Finding, draft: Snapshot, client: ClientAbilities) -> types.Diagnostic:
    """A finding as the editor underlines and explains it."""
    tag = TAGS.get(finding.code)
    related = [_related(finding, span, draft) for span in finding.related]
    related += map(_elsewhere, finding.elsewhere)
    return types.Diagnostic(
        range=range_of(finding.span, draft.text),
        message=message_of(finding),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        tags=[tag] if tag and client.tags else None,
        related_information=related if related and client.related_places else None,
        data={"code": finding.code},
    )


def message_of(finding: Finding) -> str:
    """What is wrong, what to write, and why: a line each."""
    lines = [finding.message]
    if finding.hint:
        lines.append(f"建议：{finding.hint}")
    if finding.source:
        lines.append(f"依据：{finding.source}")
    return "\n".join(lines)


def _related(finding: Finding, span: Span, draft: Snapshot) -> types.DiagnosticRelatedInformation:
    place = location_of(span, draft)
    return types.DiagnosticRelatedInformation(place, f"这里也是：{finding.name}")


def _elsewhere(there: Elsewhere) -> types.DiagnosticRelatedInformation:
    """A line of another file; its columns would need the text of that file."""
    start = types.Position(there.line - 1, 0)
    place = types.Location(uri_of(there.file), types.Range(start, start))
    return types.DiagnosticRelatedInformation(place, there.message)
