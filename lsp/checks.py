"""When open documents are checked, and what the newest check of each gave.

Checks run one at a time beside the event loop, so that edits and requests are taken meanwhile.
An edit is checked at once unless checks of the text are slow or edits come in a burst; then the
typing has to pause first.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from hegao.dsl.build import build_notice
from hegao.linter.finding import Finding
from hegao.linter.run import check
from hegao.linter.subjects import Subjects
from hegao.lsp.workspace import OfficeFiles, OpenDocument, Workspace

FAST = 0.010
"""Seconds a check may take for the next one to start without a pause."""
PAUSE = 0.040
SETTLE = 0.001
"""Time to read an edit that is already waiting, where the last one was less than a pause ago."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What checking one version of a document gave."""

    document: OpenDocument
    version: int
    findings: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()
    """What kept parts of the check from being done, in words for the drafter."""
    crash: Exception | None = None
    seconds: float = 0.0

    @property
    def is_current(self) -> bool:
        """Whether the document has not been edited since."""
        return self.version == self.document.version


class Checks:
    """Checks documents after edits; a check that an edit overtakes is dropped."""

    def __init__(self, workspace: Workspace, report: Callable[[Outcome], None]) -> None:
        self._workspace = workspace
        self._report = report
        self._files = OfficeFiles()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="hegao-check")
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._asked: dict[str, float] = {}
        self._outcomes: dict[str, Outcome] = {}

    def warm_up(self) -> None:
        """Compile the built-in rules before the first document needs them."""
        self._worker.submit(self._files.basis, None, None)

    def request(self, uri: str) -> None:
        """Check a document soon, in place of any check of it that is under way."""
        document = self._workspace.documents[uri]
        pause = self._pause(uri)
        self._asked[uri] = time.monotonic()
        self._tasks[uri] = asyncio.create_task(self._check(document, pause))

    def request_all(self) -> None:
        """Check every open document: a file that they are checked against may have changed."""
        for uri in self._workspace.documents:
            self.request(uri)

    def forget(self, uri: str) -> None:
        """Drop what is known of a document, and any check of it that is under way."""
        self._outcomes.pop(uri, None)
        self._asked.pop(uri, None)
        if task := self._tasks.pop(uri, None):
            task.cancel()

    async def current(self, uri: str) -> Outcome | None:
        """What checking the text as it is now gives; None when it is not open."""
        while task := self._tasks.get(uri):
            await asyncio.wait([task])
            outcome = self._outcomes.get(uri)
            if outcome and outcome.is_current and self._tasks.get(uri) is task:
                return outcome
        return None

    def _pause(self, uri: str) -> float:
        """Drop the check of a document that is under way; how long the next one should wait."""
        task = self._tasks.get(uri)
        overtaken = task is not None and task.cancel()
        last = self._outcomes.get(uri)
        if overtaken or (last and last.seconds >= FAST):
            return PAUSE
        return SETTLE if time.monotonic() - self._asked.get(uri, 0) < PAUSE else 0

    async def _check(self, document: OpenDocument, pause: float) -> None:
        await asyncio.sleep(pause)
        loop = asyncio.get_running_loop()
        text, version = document.text.text, document.version
        run = loop.run_in_executor(self._worker, self._run, document, version, text)
        outcome = self._outcomes[document.uri] = await run
        try:
            self._report(outcome)
        except Exception as error:  # noqa: BLE001 - nobody awaits this task
            self._report(replace(outcome, crash=error))

    def _run(self, document: OpenDocument, version: int, text: str) -> Outcome:
        started = time.perf_counter()
        try:
            findings, problems = examine(text, document.path, self._files)
        except Exception as error:  # noqa: BLE001 - the next text may well be checked again
            return Outcome(document, version, crash=error)
        return Outcome(document, version, findings, problems, seconds=time.perf_counter() - started)


def examine(
    text: str, path: Path | None, files: OfficeFiles
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings on a draft, and what kept parts of the check from being done."""
    if not text.strip():
        return (), ()
    notice = build_notice(text)
    basis = files.basis(path, notice)
    settings = basis.settings
    report = check(
        Subjects(notice, basis.registry, basis.upstreams), basis.rules, settings.stage or "核稿"
    )
    findings = tuple(
        finding
        for finding in report.findings
        if finding.code.startswith(settings.select or "")
        and not finding.code.startswith(settings.ignore)
    )
    failures = tuple(failure.told for failure in report.failures)
    return findings, basis.problems + failures
