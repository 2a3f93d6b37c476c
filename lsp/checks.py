"""When open documents are checked, and what the newest check of each gave.

Checks run one at a time beside the event loop, so that edits and requests are taken meanwhile.
After a fast check the next edit is checked at once; after a slow one the typing has to pause.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from hegao.dsl.build import build_notice
from hegao.linter.finding import Finding
from hegao.linter.run import check
from hegao.linter.subjects import Subjects
from hegao.lsp.workspace import OfficeFiles, OpenDocument, Workspace

FAST = 0.010
"""Seconds a check may take for the next one to start without a pause."""
PAUSE = 0.040


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
        self._outcomes: dict[str, Outcome] = {}

    def warm_up(self) -> None:
        """Compile the built-in rules before the first document needs them."""
        self._worker.submit(self._files.basis, None, ())

    def request(self, uri: str) -> None:
        """Check a document soon, in place of any check of it that is under way."""
        if uri in self._tasks:
            self._tasks[uri].cancel()
        self._tasks[uri] = asyncio.create_task(self._check(self._workspace.documents[uri]))

    def request_all(self) -> None:
        """Check every open document: a file that they are checked against may have changed."""
        for uri in self._workspace.documents:
            self.request(uri)

    def forget(self, uri: str) -> None:
        """Drop what is known of a document, and any check of it that is under way."""
        self._outcomes.pop(uri, None)
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

    async def _check(self, document: OpenDocument) -> None:
        last = self._outcomes.get(document.uri)
        if last and last.seconds >= FAST:
            await asyncio.sleep(PAUSE)
        loop = asyncio.get_running_loop()
        text, version = document.text.text, document.version
        run = loop.run_in_executor(self._worker, self._run, document, version, text)
        outcome = self._outcomes[document.uri] = await run
        self._report(outcome)

    def _run(self, document: OpenDocument, version: int, text: str) -> Outcome:
        started = time.perf_counter()
        try:
            findings, problems = examine(text, document.path, self._files)
        except Exception as error:  # noqa: BLE001 - the next edit may well be checked again
            return Outcome(document, version, crash=error)
        return Outcome(document, version, findings, problems, seconds=time.perf_counter() - started)


def examine(
    text: str, path: Path | None, files: OfficeFiles
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings on a draft, and what kept parts of the check from being done."""
    if not text.strip():
        return (), ()
    notice = build_notice(text)
    lists = [each.value for each in notice.elements if each.name == "机构名录" and each.value]
    basis = files.basis(path, lists)
    settings = basis.settings
    report = check(Subjects(notice, basis.registry), basis.rules, settings.stage or "核稿")
    findings = tuple(
        finding
        for finding in report.findings
        if finding.code.startswith(settings.select or "")
        and not finding.code.startswith(settings.ignore)
    )
    failures = tuple(f"规则{code}运行出错，它的结果没有列出" for code in report.failures)
    return findings, basis.problems + failures
