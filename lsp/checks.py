"""When open documents are checked, and what the newest check of each gave.

Checks run one at a time beside the event loop, so that edits and requests are taken meanwhile.
An edit is checked at once unless checks of the text are slow or edits come in a burst; then the
typing has to pause first.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import NamedTuple

from hegao.lsp.snapshot import Examined, Snapshot
from hegao.lsp.workspace import OpenDocument, Workspace

FAST = 0.010
"""Seconds a check may take for the next one to start without a pause."""
PAUSE = 0.040
SETTLE = 0.001
"""Time to read an edit that is already waiting, where the last one was less than a pause ago."""


class Outcome(NamedTuple):
    """What checking one version of a document gave."""

    draft: Snapshot
    examined: Examined
    crash: Exception | None = None
    seconds: float = 0.0


class Checks:
    """Checks documents after edits; a check that an edit overtakes is dropped."""

    def __init__(
        self, workspace: Workspace, worker: Executor, report: Callable[[Outcome], None]
    ) -> None:
        self._workspace = workspace
        self._worker = worker
        self._report = report
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._asked: dict[str, float] = {}
        self._outcomes: dict[str, Outcome] = {}

    def warm_up(self) -> None:
        """Compile the built-in rules before the first document needs them."""
        self._worker.submit(self._workspace.files.basis, None, None)

    def request(self, uri: str) -> None:
        """Check a document soon, in place of any check of it that is under way."""
        document = self._workspace.documents[uri]
        pause = self._pause(uri)
        self._asked[uri] = time.monotonic()
        self._tasks[uri] = asyncio.create_task(self._check(document, pause))

    def request_all(self) -> None:
        """Check every open document: a file that they are checked against may have changed."""
        for uri, document in self._workspace.documents.items():
            document.forget()
            self.request(uri)

    def forget(self, uri: str) -> None:
        """Drop what is known of a document, and any check of it that is under way."""
        self._outcomes.pop(uri, None)
        self._asked.pop(uri, None)
        if task := self._tasks.pop(uri, None):
            task.cancel()

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
        outcome = await loop.run_in_executor(self._worker, _run, document.snapshot())
        self._outcomes[document.uri] = outcome
        try:
            self._report(outcome)
        except Exception as error:  # noqa: BLE001 - nobody awaits this task
            self._report(outcome._replace(crash=error))


def _run(draft: Snapshot) -> Outcome:
    started = time.perf_counter()
    try:
        examined = draft.examine(lambda: None)
    except Exception as error:  # noqa: BLE001 - the next text may well be checked again
        return Outcome(draft, Examined((), ()), error)
    return Outcome(draft, examined, seconds=time.perf_counter() - started)
