"""A text to its findings, and to the names of all files that the findings come from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hegao.cli.examined import RULES_FIELD, Broken, Examined, broken
from hegao.cli.files import TextFile
from hegao.cli.named_content import Named
from hegao.cli.named_files import named_files
from hegao.cli.rule_cache import user_cache
from hegao.cli.rule_times import RuleTimes
from hegao.cli.rulebooks import Rulebooks
from hegao.cli.settings import Offices
from hegao.cli.units_lists import FIELD, UnitsLists
from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.grammar.parser import keep_tables_in
from hegao.linter.finding import Stage
from hegao.linter.run import Failure, check
from hegao.linter.subjects import Subjects

if TYPE_CHECKING:
    from hegao.cli.upstream_files import UpstreamFiles
    from hegao.dsl.upstream.sources import Opened
    from hegao.dsl.upstream.statements import Source

UPSTREAM_FIELD = "上级文件"


class Examiner:
    """Examines texts; settings, rules, units lists and upstreams are read once."""

    def __init__(self, offices: Offices, stage: Stage | None, *, cached: bool) -> None:
        self._offices = offices
        self._stage = stage
        cache = user_cache() if cached else None
        if cache:
            keep_tables_in(str(cache.folder / "notice.tables"))
        self.rulebooks = Rulebooks(cache)
        self._units = UnitsLists()
        self._upstreams: UpstreamFiles | None = None
        self._broken_rules: dict[Failure, None] = {}
        self.times: RuleTimes | None = None
        """Where it is set, the rules are timed."""

    @property
    def problems(self) -> list[str]:
        """What was wrong with rules and units lists."""
        failures = [failure.told for failure in self._broken_rules]
        return [*self.rulebooks.problems, *self._units.problems, *failures]

    def examine(self, file: TextFile, document: Document | None = None) -> Examined:
        """All findings on a text, whose model may be there already."""
        document = document or build_notice(file.reading)
        office = self._offices.of(Path(file.path))
        own = named_files(RULES_FIELD, document, Path(file.path), office)
        rules = self.rulebooks.of(office, own).rules
        registry = self._units.of(document, Path(file.path), office)
        opened = _Noted(self)
        sources = opened.sources(document, file)
        subjects = Subjects(document, registry, sources)
        stage = self._stage or office.settings.stage or "核稿"
        if self.times is None:
            report = check(subjects, rules, stage)
        else:
            with self.times.running(rules) as (timed, between):
                report = check(subjects, timed, stage, between)
        self._broken_rules |= dict.fromkeys(report.failures)
        return Examined(report.findings, (*_named_by(document, file), *opened.named))

    @property
    def upstreams(self) -> UpstreamFiles:
        """The upstream notices; what reads them is loaded where there are some."""
        from hegao.cli.upstream_files import UpstreamFiles

        self._upstreams = self._upstreams or UpstreamFiles(self._offices)
        return self._upstreams


def examined_or_broken(examiner: Examiner, file: TextFile) -> Examined | Broken:
    """The findings on a text, or what the program broke down with."""
    try:
        return examiner.examine(file)
    except Exception as error:  # noqa: BLE001 - the other files are still to be checked
        return broken(file.path, error)


class _Noted:
    """The upstreams of one draft, and which files were asked for."""

    def __init__(self, examiner: Examiner) -> None:
        self._examiner = examiner
        self.named: list[Named] = []

    def sources(self, document: Document, file: TextFile) -> list[Source]:
        if document.element(UPSTREAM_FIELD) is None:
            return []
        from hegao.dsl.upstream.sources import sources_of

        return sources_of(document, file.path, self)

    def open(self, path: str, beside: str) -> Opened:
        """The file that the notice `beside` names by `path`."""
        opened = self._examiner.upstreams.open(path, beside)
        self.named.append(Named(UPSTREAM_FIELD, path, beside, opened.upstream is not None))
        return opened


def _named_by(document: Document, file: TextFile) -> Iterator[Named]:
    """The rules files and units lists that a draft names."""
    for element in document.elements:
        if element.name in (RULES_FIELD, FIELD) and element.value:
            yield Named(element.name, element.value, file.path)
