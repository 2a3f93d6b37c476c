"""Checks files in turn, each under the settings, rules and units lists that hold for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hegao.cli.files import TextFile
from hegao.cli.named_files import named_files
from hegao.cli.rule_cache import user_cache
from hegao.cli.rulebooks import Rulebooks
from hegao.cli.settings import Offices
from hegao.cli.units_lists import UnitsLists
from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.linter.config import FailOn
from hegao.linter.finding import SEVERITIES, Finding, Stage
from hegao.linter.report.result import FileResult
from hegao.linter.rule import Rule
from hegao.linter.run import Failure, check
from hegao.linter.subjects import Subjects

if TYPE_CHECKING:
    from hegao.cli.upstream_files import UpstreamFiles
    from hegao.dsl.upstream.statements import Source


class Wishes(NamedTuple):
    """What the command line asks for; None and empty leave it to hegao.toml."""

    stage: Stage | None = None
    fail_on: FailOn | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    cached: bool = True


class Checker:
    """Checks texts; settings, rules and units lists are read once."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._offices = Offices()
        self._rulebooks = Rulebooks(user_cache() if wishes.cached else None)
        self._units = UnitsLists()
        self._upstreams: UpstreamFiles | None = None
        self._broken_rules: dict[Failure, None] = {}
        self.rules: dict[str, Rule] = {}
        """All rules that ran, by code."""

    @property
    def problems(self) -> list[str]:
        """What was wrong with settings, rules and units lists."""
        failures = [failure.told for failure in self._broken_rules]
        parts = (self._offices, self._rulebooks, self._units)
        return [*(line for part in parts for line in part.problems), *failures]

    def check(self, file: TextFile) -> FileResult:
        """The findings on a text."""
        return self.check_document(file, build_notice(file.reading))

    def check_document(self, file: TextFile, document: Document) -> FileResult:
        """The findings on a text whose model is there already."""
        if not file.text.strip():
            return FileResult(file.path, file.text, (), file.places)
        office = self._offices.of(Path(file.path))
        named = named_files("规则文件", document, Path(file.path), office)
        rules = self._rulebooks.of(office, named).rules
        self.rules |= {rule.code: rule for rule in rules}
        registry = self._units.of(document, Path(file.path), office)
        stage = self._wishes.stage or office.settings.stage or "核稿"
        report = check(Subjects(document, registry, self._sources(document, file)), rules, stage)
        self._broken_rules |= dict.fromkeys(report.failures)
        select = self._wishes.select or office.settings.select
        ignore = self._wishes.ignore or office.settings.ignore
        kept = (f for f in report.findings if _wanted(f, select, ignore))
        return FileResult(file.path, file.text, tuple(kept), file.places)

    def _sources(self, document: Document, file: TextFile) -> Sequence[Source]:
        """The upstreams of a notice; what reads them is loaded where there are some."""
        if document.element("上级文件") is None:
            return ()
        from hegao.cli.upstream_files import UpstreamFiles
        from hegao.dsl.upstream.sources import sources_of

        self._upstreams = self._upstreams or UpstreamFiles(self._offices)
        return sources_of(document, file.path, self._upstreams)

    def fails(self, result: FileResult) -> bool:
        """Whether a file has a finding at or above its --fail-on."""
        office = self._offices.of(Path(result.path))
        limit = self._wishes.fail_on or office.settings.fail_on or "error"
        if limit == "never":
            return False
        counted = SEVERITIES[: SEVERITIES.index(limit) + 1]
        return any(finding.severity in counted for finding in result.findings)

    def unknown_codes(self) -> list[str]:
        """Codes of --select and --ignore that no rule begins with."""
        known = tuple(self.rules)
        asked = (*self._wishes.select, *self._wishes.ignore)
        return [code for code in asked if not any(each.startswith(code) for each in known)]


def _wanted(finding: Finding, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    if select and not finding.code.startswith(select):
        return False
    return not (ignore and finding.code.startswith(ignore))
