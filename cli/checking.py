"""Checks files, each under the settings, rules and units lists that hold for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hegao.cli.examined import RULES_FIELD, Examined
from hegao.cli.files import TextFile
from hegao.cli.named_content import Named
from hegao.cli.named_files import find
from hegao.cli.settings import Office, Offices
from hegao.linter.config import Choice, FailOn
from hegao.linter.finding import SEVERITIES, Finding, Stage
from hegao.linter.path_settings import PathSettings, judged
from hegao.linter.report.result import FileResult
from hegao.linter.rule import Rule

if TYPE_CHECKING:
    from hegao.cli.examining import Examiner
    from hegao.cli.known_checks import KnownChecks
    from hegao.dsl.document import Document


class Wishes(NamedTuple):
    """What the command line asks for; None and empty leave it to hegao.toml."""

    stage: Stage | None = None
    fail_on: FailOn | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    cached: bool = True
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()

    def choice(self, settings: Choice) -> Choice:
        """Which codes are wanted under the settings of an office."""
        select = self.select or settings.select
        if self.extend_select:
            # What begins with nothing is all: that is selected without a word.
            select = (*(select or ("",)), *self.extend_select)
        return Choice(select, (*(self.ignore or settings.ignore), *self.extend_ignore))


class Checker:
    """Checks texts; settings, rules and units lists are read once."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.offices = Offices()
        self.known: KnownChecks | None = None
        """Checks of earlier runs, where they are kept."""
        self.absorbed: dict[str, None] = {}
        """Problems that other processes met."""
        self.named: dict[Named, None] = {}
        """The files that checked ones name."""
        self._examiner: Examiner | None = None
        self._rules: dict[str, Rule] = {}
        self._layers: set[tuple[Office, tuple[Path, ...]]] = set()
        """Rules that hold for checked files and may not have been read yet."""

    @property
    def examiner(self) -> Examiner:
        """What examines texts; most of the program is loaded with it."""
        if self._examiner is None:
            from hegao.cli.examining import Examiner

            self._examiner = Examiner(self.offices, self.wishes.stage, cached=self.wishes.cached)
        return self._examiner

    @property
    def problems(self) -> list[str]:
        """What was wrong with settings, rules and units lists."""
        own = self._examiner.problems if self._examiner else []
        return [*dict.fromkeys((*self.offices.problems, *own, *sorted(self.absorbed)))]

    @property
    def rules(self) -> dict[str, Rule]:
        """All rules that hold for the checked files, by code."""
        for office, own in sorted(self._layers, key=str):  # Whichever file was ready first.
            book = self.examiner.rulebooks.of(office, own)
            self._rules |= {rule.code: rule for rule in book.rules}
        self._layers.clear()
        return self._rules

    def check(self, file: TextFile) -> FileResult:
        """The findings on a text."""
        return self.recall(file) or self.took(file, self.examiner.examine(file))

    def check_document(self, file: TextFile, document: Document) -> FileResult:
        """The findings on a text whose model is there already."""
        return self.took(file, self.examiner.examine(file, document))

    def recall(self, file: TextFile) -> FileResult | None:
        """The findings on a text that is empty, or that an earlier run has checked."""
        if not file.text.strip():
            return FileResult(file.path, file.text, (), file.places)
        examined = self.known.recall(file) if self.known else None
        return self._result(file, examined) if examined else None

    def took(self, file: TextFile, examined: Examined) -> FileResult:
        """The result of examining a text, which is kept for later runs."""
        if not file.text.strip():
            return FileResult(file.path, file.text, (), file.places)
        if self.known and not self.problems:
            self.known.keep(file, examined)
        return self._result(file, examined)

    def _result(self, file: TextFile, examined: Examined) -> FileResult:
        """The findings as the settings of the office and the command line want them."""
        path = Path(file.path)
        office = self.offices.of(path)
        own = (each for each in examined.named if each.field == RULES_FIELD)
        self._layers.add((office, tuple(find(each.name, path, office) for each in own)))
        self.named |= dict.fromkeys(examined.named)
        shows = self.wishes.choice(office.settings.choice).shows
        wanted = {code for code in {each.code for each in examined.findings} if shows(code)}
        findings = tuple(each for each in examined.findings if each.code in wanted)
        return FileResult(file.path, file.text, _judged(findings, office, path), file.places)

    def fails(self, result: FileResult) -> bool:
        """Whether a file has a finding at or above its --fail-on."""
        office = self.offices.of(Path(result.path))
        limit = self.wishes.fail_on or office.settings.fail_on or "error"
        if limit == "never":
            return False
        counted = SEVERITIES[: SEVERITIES.index(limit) + 1]
        return any(finding.severity in counted for finding in result.findings)

    def asks(self, path: str, code: str) -> bool:
        """Whether a finding of a code on a file would be told, if there were one."""
        place = Path(path)
        office = self.offices.of(place)
        if not self.wishes.choice(office.settings.choice).shows(code):
            return False
        if any(code.startswith(each.ignore) for each in _settings_at(office, place) if each.ignore):
            return False
        rule = self.rules.get(code)
        return rule is None or bool(
            rule.levels[self.wishes.stage or office.settings.stage or "核稿"]
        )

    def unknown_codes(self) -> list[str]:
        """Codes of the command line that no rule begins with."""
        wishes = self.wishes
        asked = (*wishes.select, *wishes.ignore, *wishes.extend_select, *wishes.extend_ignore)
        known = tuple(self.rules) if asked else ()
        return [code for code in asked if not any(each.startswith(code) for each in known)]


def _judged(findings: tuple[Finding, ...], office: Office, path: Path) -> tuple[Finding, ...]:
    """The findings with the severities that the office gives them at this path."""
    settings = _settings_at(office, path)
    if not settings:
        return findings
    told = (judged(each, settings) for each in findings)
    return tuple(each for each in told if each is not None)


def _settings_at(office: Office, path: Path) -> tuple[PathSettings, ...]:
    if not (office.settings.paths and office.folder):
        return ()
    return office.settings.at(path.absolute().relative_to(office.folder).as_posix())
