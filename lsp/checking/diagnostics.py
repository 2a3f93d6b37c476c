"""Findings as values of the protocol, for editors that ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from hegao.linter.finding import Finding
from hegao.lsp.checking.placed import Placed, place, wire
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.snapshot import Snapshot


def diagnostic(finding: Finding, draft: Snapshot, client: ClientAbilities) -> types.Diagnostic:
    """A finding as the editor underlines and explains it."""
    return diagnostics(place((finding,), draft.text, client), draft.uri)[0]


def diagnostics(placed: Iterable[Placed], uri: str) -> list[types.Diagnostic]:
    """Findings on a document."""
    return [_diagnostic(wire(each, uri)) for each in placed]


def _diagnostic(said: dict[str, Any]) -> types.Diagnostic:
    tags = [types.DiagnosticTag(each) for each in said.get("tags", ())]
    link = said.get("codeDescription")
    related = [_related(each) for each in said.get("relatedInformation", ())]
    return types.Diagnostic(
        range=_range(said["range"]),
        message=said["message"],
        severity=types.DiagnosticSeverity(said["severity"]),
        code=said["code"],
        code_description=types.CodeDescription(link["href"]) if link else None,
        source=said["source"],
        tags=tags or None,
        related_information=related or None,
        data=said["data"],
    )


def _related(said: dict[str, Any]) -> types.DiagnosticRelatedInformation:
    place = said["location"]
    location = types.Location(place["uri"], _range(place["range"]))
    return types.DiagnosticRelatedInformation(location, said["message"])


def _range(said: dict[str, Any]) -> types.Range:
    return types.Range(types.Position(**said["start"]), types.Position(**said["end"]))
