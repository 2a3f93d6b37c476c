"""Where the results of a SARIF run stand: files, regions of them, what a fix replaces there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.grammar.source import Span
from hegao.linter.finding import Elsewhere, Finding, FindingFix, Tier
from hegao.linter.report.addresses import is_absolute, slashed, uri
from hegao.linter.report.json_report import SAME_PROBLEM
from hegao.linter.report.json_text import encode
from hegao.linter.report.result import FileResult, place_in_file

TIERS: Final[dict[Tier, str]] = {"safe": "", "confirm": "（要人确认）"}


def location(path: str) -> str:
    """The JSON of a file's artifactLocation."""
    base = "" if is_absolute(slashed(path)) else ', "uriBaseId": "SRCROOT"'
    return f'{{"uri": "{uri(path)}"{base}}}'


class SarifPlaces:
    """Places in one file, as JSON; a region that several places share is made once."""

    def __init__(self, file: FileResult) -> None:
        self.file = file
        self._artifact = f'"artifactLocation": {location(file.path)}'
        self._regions: dict[Span, str] = {}

    def place(self, span: Span) -> str:
        """What a location says of a span, without the braces."""
        physical = f'"physicalLocation": {{{self._artifact}, "region": {self._region(span)}}}'
        if not self.file.places:
            return physical
        there = place_in_file(self.file, self.file.index.position(span.start).line)
        logical = f', "logicalLocations": [{{"name": {encode(there)}}}]' if there else ""
        return physical + logical

    def related(self, finding: Finding) -> Iterator[str]:
        """The other places that a finding speaks of."""
        message = f'"message": {{"text": "{SAME_PROBLEM}"}}'
        for number, span in enumerate(finding.related, 1):
            yield f'{{"id": {number}, {self.place(span)}, {message}}}'
        for number, each in enumerate(finding.elsewhere, len(finding.related) + 1):
            yield f'{{"id": {number}, {_elsewhere(each)}}}'

    def fix(self, fix: FindingFix) -> str:
        """A fix with all that it replaces."""
        replacements = ", ".join(
            f'{{"deletedRegion": {self._region(span)}, '
            f'"insertedContent": {{"text": {encode(text)}}}}}'
            for span, text in fix.edits
        )
        change = f'{{{self._artifact}, "replacements": [{replacements}]}}'
        description = encode(fix.title + TIERS[fix.tier])
        return f'{{"description": {{"text": {description}}}, "artifactChanges": [{change}]}}'

    def _region(self, span: Span) -> str:
        made = self._regions.get(span)
        if made is None:
            made = self._regions[span] = self._made(span)
        return made

    def _made(self, span: Span) -> str:
        start, end = self.file.index.position(span.start), self.file.index.position(span.end)
        return (
            f'{{"startLine": {start.line}, "startColumn": {start.column}, '
            f'"endLine": {end.line}, "endColumn": {end.column}, '
            f'"charOffset": {span.start}, "charLength": {span.end - span.start}}}'
        )


def _elsewhere(there: Elsewhere) -> str:
    region = f'{{"startLine": {there.line}, "startColumn": {there.column}}}'
    physical = f'{{"artifactLocation": {location(there.file)}, "region": {region}}}'
    return f'"physicalLocation": {physical}, "message": {{"text": {encode(there.message)}}}'
