"""A draft as it is at one version, with what is found out about it when first asked for.

Snapshots are worked on in one thread beside the event loop, one after another; nothing that the
editor does meanwhile changes them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pygls.uris import to_fs_path

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.linter.finding import Finding
from hegao.linter.run import check
from hegao.linter.subjects import Subjects
from hegao.linter.whole import Whole
from hegao.lsp.files.office_files import Basis, OfficeFiles
from hegao.lsp.text_document import TextDocument

RULES = ".noticerules"


class Examined(NamedTuple):
    """What checking a draft gave."""

    findings: tuple[Finding, ...]
    problems: tuple[str, ...]
    """What kept parts of the check from being done, in words for the drafter."""


class Snapshot:
    """One version of a draft, open (`version` is a number) or on disk (None)."""

    def __init__(
        self, uri: str, version: int | None, text: TextDocument, files: OfficeFiles
    ) -> None:
        self.uri = uri
        self.version = version
        self.text = text
        """Its lines and positions; a copy of its own."""
        self.files = files
        self._examined: Examined | None = None

    @cached_property
    def path(self) -> Path | None:
        """Its file; None for a draft that was never saved."""
        path = to_fs_path(self.uri)
        return Path(path) if path else None

    @property
    def is_rules(self) -> bool:
        """Whether it is a rules file, not a notice."""
        return self.uri.endswith(RULES)

    @property
    def source(self) -> str:
        """The whole text."""
        return self.text.text

    @cached_property
    def notice(self) -> Document:
        """The model of the text."""
        return build_notice(self.source)

    @cached_property
    def basis(self) -> Basis:
        """What it is checked against: settings, rules, units list, upstreams."""
        return self.files.basis(self.path, None if self.is_rules else self.notice)

    @cached_property
    def subjects(self) -> Subjects:
        """The nodes that rules look at."""
        return Subjects(self.notice, self.basis.registry, self.basis.upstreams)

    @property
    def whole(self) -> Whole:
        """Facts of the notice as a whole: its comparison with its upstreams, its tables …"""
        return self.subjects.whole

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules say of it, checked now, unless that was done.

        Empty where the check breaks down; that is told by whoever publishes the findings.
        """
        try:
            return self.examine(_go_on).findings
        except Exception:  # noqa: BLE001 - the answer to another question does not hang on it
            return ()

    def examine(self, between: Callable[[], None]) -> Examined:
        """Check it, once; `between` is called behind each rule and may raise to end the check."""
        if self._examined is None:
            self._examined = self._checked(between)
        return self._examined

    def _checked(self, between: Callable[[], None]) -> Examined:
        if not self.source.strip():
            return Examined((), ())
        if self.is_rules:
            from hegao.lsp.rules.check import problems  # The compiler is for rules files only.

            return Examined(problems(self, between), ())
        basis = self.basis
        stage = basis.settings.stage or "核稿"
        report = check(self.subjects, basis.rules, stage, between)
        findings = tuple(basis.judged(report.findings))
        failures = tuple(failure.told for failure in report.failures)
        return Examined(findings, basis.problems + failures)


def _go_on() -> None:
    """Nothing ends a check that a request waits for."""
