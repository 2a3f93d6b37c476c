"""What the linter says: a finding with its place, its three texts and, at times, its fix."""

from __future__ import annotations

from typing import Literal, NamedTuple

from hegao.grammar.source import Span

Severity = Literal["error", "warning", "info"]
Stage = Literal["起草", "核稿", "签发"]
Tier = Literal["safe", "confirm"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
STAGES: tuple[Stage, ...] = ("起草", "核稿", "签发")


class Edit(NamedTuple):
    """Replace the characters of `span` in the checked text."""

    span: Span
    text: str


class Elsewhere(NamedTuple):
    """A place in another file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    message: str


class FindingFix(NamedTuple):
    """A fix; `safe` ones may be applied without asking."""

    tier: Tier
    title: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One remark. `message` says what is wrong here, `hint` what to write, `source` why."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    source: str
    span: Span
    fix: FindingFix | None = None
    related: tuple[Span, ...] = ()
    """Other places that a merged finding speaks of."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Places in other files that it speaks of."""
