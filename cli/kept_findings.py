"""Findings to bytes and back: what a cache keeps of a check."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import Any, NamedTuple

from hegao.cli.named_content import Named, Seen
from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Elsewhere, Finding, FindingFix


class Kept(NamedTuple):
    """What a check gave, and what it read besides the text."""

    findings: tuple[Finding, ...]
    seen: tuple[Seen, ...]


def pack(findings: Iterable[Finding], seen: Iterable[Seen]) -> bytes:
    """As bytes: marshal writes a text that many findings share once."""
    sights = [(tuple(each.named), each.path, each.mark) for each in seen]
    return marshal.dumps((sights, [_plain(each) for each in findings]))


def unpack(data: bytes) -> Kept | None:
    """The same again; None for bytes that another program or a broken disk wrote."""
    try:
        sights, rows = marshal.loads(data)
        seen = tuple(Seen(Named(*named), path, mark) for named, path, mark in sights)
        return Kept(tuple(map(_finding, rows)), seen)
    except (ValueError, EOFError, TypeError):
        return None


def _plain(finding: Finding) -> tuple[Any, ...]:
    fix = finding.fix
    edits = [(start, end, text) for (start, end), text in fix.edits] if fix else ()
    return (
        *finding[:6], tuple(finding.span), fix and (fix.tier, fix.title, edits),
        list(map(tuple, finding.related)), list(map(tuple, finding.elsewhere)),
    )  # fmt: skip


def _finding(row: Any) -> Finding:
    code, name, severity, message, hint, source, span, fix, related, elsewhere = row
    return Finding(
        code, name, severity, message, hint, source, Span(*span), fix and _fix(*fix),
        tuple([Span(*each) for each in related]), tuple([Elsewhere(*each) for each in elsewhere]),
    )  # fmt: skip


def _fix(tier: Any, title: str, edits: Any) -> FindingFix:
    return FindingFix(
        tier, title, tuple([Edit(Span(start, end), text) for start, end, text in edits])
    )
