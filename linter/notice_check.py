"""One notice to plain data: the pure function that archives and other programs call.

Text goes in, of the notice and of all that it is held against; findings come out as rows of
strings and numbers. No file is touched, so it may run anywhere and any number of times.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.registry import Registry, RegistryError, merge, read_registry
from hegao.dsl.upstream.sources import FIELD as UPSTREAM_FIELD
from hegao.dsl.upstream.sources import ITSELF, Opened, sources_of
from hegao.dsl.upstream.template import Upstream
from hegao.linter.config import ConfigError, Settings, read_settings
from hegao.linter.finding import Finding, Stage
from hegao.linter.path_settings import judged
from hegao.linter.records import NoticeRecord, record
from hegao.linter.rulebook import Rulebook, read_rules
from hegao.linter.run import check
from hegao.linter.subjects import Subjects

RULES_FIELD: Final = "规则文件"
UNITS_FIELD: Final = "机构名录"


class NamedText(NamedTuple):
    """A text, and the name of its file as a person reads it."""

    file: str
    text: str
    problem: str = ""
    """Why there is no text, in Chinese."""


class Shelf(Protocol):
    """Where the texts are that notices and settings name."""

    def take(self, field: str, name: str, beside: str) -> NamedText:
        """What the file `beside` names in its field 规则文件, 机构名录 or 上级文件."""
        ...


class OfficeSettings(NamedTuple):
    """A hegao.toml, and the path of the notice from its folder, with /."""

    toml: NamedText
    notice: str = ""


def check_notice(
    notice: NamedText,
    shelf: Shelf,
    office: OfficeSettings | None = None,
    stage: Stage | None = None,
) -> NoticeRecord:
    """All findings on a notice under the settings of its office.

    `stage` goes before what the settings say. The same texts give the same record, unless a
    rule is stopped for the time it takes.
    """
    problems: list[str] = []
    settings = _settings(office, problems)
    document = build_notice(notice.text)
    named = _Named(document, notice.file, shelf, problems)
    beside = office.toml.file if office else ""
    # The layers are as on the command line: the office's rules below those of the draft.
    rules = [shelf.take(RULES_FIELD, name, beside) for name in settings.rules]
    book = _rulebook(tuple(_readable([*rules, *named.texts(RULES_FIELD)], problems)))
    problems += _faults(book)
    own = [shelf.take(UNITS_FIELD, settings.units, beside)] if settings.units else []
    registry = named.registry([*named.texts(UNITS_FIELD), *own])
    subjects = Subjects(document, registry, sources_of(document, notice.file, named))
    report = check(subjects, book.rules, stage or settings.stage or "核稿")
    problems += (failure.told for failure in report.failures)
    path = office.notice if office else ""
    return record(notice.file, document, _wanted(report.findings, settings, path), problems)


class _Named:
    """What one draft names."""

    def __init__(self, document: Document, file: str, shelf: Shelf, problems: list[str]) -> None:
        self._document = document
        self._file = file
        self._shelf = shelf
        self._problems = problems

    def texts(self, field: str) -> list[NamedText]:
        """The texts that the header fields of one name give, in order."""
        values = (each.value for each in self._document.elements if each.name == field)
        return [self._shelf.take(field, value, self._file) for value in values if value]

    def registry(self, lists: list[NamedText]) -> Registry | None:
        """All units of some lists; None without any."""
        read = [_registry(each.file, each.text) for each in _readable(lists, self._problems)]
        self._problems += dict.fromkeys(problem for _, found in read for problem in found)
        known = [registry for registry, _ in read if registry is not None]
        whole = known[0] if len(known) == 1 else merge(known)
        return whole if whole.full else None

    def open(self, path: str, beside: str) -> Opened:
        """The upstream notice that a draft or an upstream names."""
        taken = self._shelf.take(UPSTREAM_FIELD, path, beside)
        if taken.file == beside:
            return Opened(taken.file, None, ITSELF)
        if taken.problem:
            return Opened(taken.file, None, f"读不出：{taken.problem}")
        if not taken.text.strip():
            return Opened(taken.file, None, "是空的")
        return Opened(taken.file, _upstream(taken.text))


def _settings(office: OfficeSettings | None, problems: list[str]) -> Settings:
    if office is None:
        return Settings()
    if office.toml.problem:
        problems.append(_told(office.toml))
        return Settings()
    try:
        return read_settings(office.toml.text)
    except ConfigError as error:
        line = f":{error.line}" if error.line else ""
        problems.append(f"{office.toml.file}{line} {error.message}")
        return Settings()


def _told(text: NamedText) -> str:
    return f"{text.file}：{text.problem}"


def _readable(texts: list[NamedText], problems: list[str]) -> Iterator[NamedText]:
    """Those that could be read, each file once."""
    for each in dict.fromkeys(texts):
        if each.problem:
            problems.append(_told(each))
        else:
            yield each


@lru_cache(maxsize=32)
def _rulebook(files: tuple[NamedText, ...]) -> Rulebook:
    return read_rules([(each.file, each.text) for each in files])


def _faults(book: Rulebook) -> Iterator[str]:
    for file, fault in book.problems:
        hint = f"（{fault.hint}）" if fault.hint else ""
        yield f"{file}:{fault.line}:{fault.column} {fault.message}{hint}"


@lru_cache(maxsize=32)
def _registry(file: str, text: str) -> tuple[Registry | None, tuple[str, ...]]:
    """A units list and what is wrong with it."""
    try:
        registry = read_registry(text)
    except RegistryError as error:
        return None, (f"{file}：{error}",)
    return registry, tuple(f"{file}:{line} {message}" for line, message in registry.problems)


@lru_cache(maxsize=32)
def _upstream(text: str) -> Upstream:
    return Upstream(build_notice(text))


def _wanted(findings: tuple[Finding, ...], settings: Settings, path: str) -> list[Finding]:
    """The findings that the settings ask for, with the severities they give them."""
    at = settings.at(path)
    told = (judged(each, at) for each in findings if settings.shows(each.code))
    return [each for each in told if each is not None]
