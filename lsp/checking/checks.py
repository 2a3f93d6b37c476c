"""When open documents are checked, and what the editor is to show meanwhile.

An edit is answered at once: a short draft is checked whole, of a long one the item that is being
typed in, while what was found elsewhere moves along. When typing pauses, the whole is checked.
What is new on the line being typed is held back until then: half a word is no mistake, and input
methods insert raw letters first.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

from hegao.lsp.checking.course import Course, Seen
from hegao.lsp.checking.drift import Drift
from hegao.lsp.checking.placed import place
from hegao.lsp.checking.settled import Settled
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.files.named_files import plain
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import LineChange
from hegao.lsp.workspace import Workspace

T = TypeVar("T")
FAST: Final = 0.010
"""Seconds a check of the whole may take to be made after every edit."""
BURST: Final = 0.040
"""Seconds without an edit after which a run of edits, faster than they are checked, is over."""
QUEUED: Final = 0.010
"""Seconds after an edit within which nobody types the next: more may be waiting to be read."""
READ: Final = 0.0006
"""Seconds it takes to read one that waits."""
MOST_PIECES: Final = 1_000
"""The places of edits up to which they are followed one by one."""
IDLE: Final = 0.5
"""Seconds after which whoever types has paused."""


class OvertakenError(Exception):
    """The text was edited while it was being checked."""


class Checks:
    """Checks documents after edits; a check that an edit overtakes is dropped."""

    def __init__(
        self, workspace: Workspace, worker: Executor, report: Callable[[Seen], None]
    ) -> None:
        self._workspace = workspace
        self._worker = worker
        self._builder = ThreadPoolExecutor(1, thread_name_prefix="hegao-builder")
        self._report = report
        self._courses: dict[str, Course] = {}
        self.client = ClientAbilities()

    def warm_up(self) -> None:
        """Compile the built-in rules before the first document needs them."""
        self._worker.submit(self._workspace.files.basis, None, None)

    def edited(self, uri: str, changes: Iterable[LineChange | None]) -> None:
        """Follow edits and check soon; None stands for another text in place of the whole."""
        course = self._course(uri)
        count = 0
        for change in changes:
            count += 1
            if change is None:
                course.replaced()
            else:
                course.edited(change)
        if count != 1:
            course.typed = None  # A fix in several places, not somebody typing.
        self._start(course)

    def request(self, uri: str) -> None:
        """Check a document anew: it was opened, or its files have changed."""
        course = self._course(uri)
        course.document.forget()
        course.seen = None
        course.replaced()
        self._start(course)

    def forget(self, uri: str) -> None:
        """Drop what is known of a document, and any check of it that is under way."""
        if course := self._courses.pop(uri, None):
            course.overtaken.set()
            if course.task:
                course.task.cancel()

    async def seen(self, uri: str, *, waiting: bool = False) -> Seen | None:
        """What there is to show of the text as it is now; None when it is not open.

        `waiting` for nothing to be held back any more.
        """
        while course := self._courses.get(uri):
            seen, task = course.seen, course.task
            done = task is None or task.done()
            if seen and seen.draft.version == course.document.version and (done or not waiting):
                return seen
            if done:
                return None
            await asyncio.sleep(0.002)
        return None

    def depending_on(self, paths: Iterable[Path]) -> list[str]:
        """The documents whose check looked for one of some files."""
        changed = frozenset(map(plain, paths))
        return [
            uri
            for uri, course in self._courses.items()
            if course.settled is None or not changed.isdisjoint(course.settled.draft.basis.reads)
        ]

    def _course(self, uri: str) -> Course:
        if uri not in self._courses:
            self._courses[uri] = Course(self._workspace.documents[uri])
        return self._courses[uri]

    def _start(self, course: Course) -> None:
        """Check in place of any check that is under way."""
        unseen = course.seen is None or course.seen.draft.version != course.version
        course.version = course.document.version
        course.overtaken.set()
        course.overtaken = Event()
        overtaken = course.task is not None and course.task.cancel() and unseen
        now, last = time.monotonic(), course.asked
        course.asked = now
        before, during = BURST if overtaken else 0, READ if now - last < QUEUED else 0
        course.task = asyncio.create_task(self._follow(course, before, during))

    async def _follow(self, course: Course, before: float, during: float) -> None:
        """Look, check the whole, show; the seconds are for edits that come before and meanwhile."""
        await asyncio.sleep(before)
        settled, drift = course.settled, course.drift
        if settled and settled.seconds > FAST and 0 < len(drift.pieces) <= MOST_PIECES:
            draft, typed = course.document.snapshot(), course.typed
            line = typed.new_end - 1 if typed else None
            look = partial(settled.look, draft, drift, line, self.client)
            if during:  # The loop's own clock is too coarse.
                await self._work(partial(time.sleep, during))
            self._show(course, Seen(draft, await self._work(look)))
            if line is not None:
                await self._work(partial(settled.prepare, drift, line))
            await asyncio.sleep(IDLE if typed else BURST)
            course.typed = None
        else:
            await asyncio.sleep(during)
        await self._settle(course)
        if course.typed is not None:
            await asyncio.sleep(IDLE)
            course.typed = None
            await self._settle(course)

    async def _settle(self, course: Course) -> None:
        """Check the whole and show all, but what is held back."""
        draft, between = course.document.snapshot(), partial(_go_on, course.overtaken)
        try:
            # Nothing ends the building of a model: the worker stays free for the next edit.
            await self._loop().run_in_executor(self._builder, _model, draft)
            seen, seconds = await self._work(partial(_examined, draft, between, self.client))
        except OvertakenError:
            return
        if seen.crash is None:
            course.settled, course.drift = Settled(draft, seen.placed, seconds), Drift()
        self._show(course, seen)
        if draft.path and course.passed_on != draft.version:
            course.passed_on = draft.version
            for uri in self.depending_on([draft.path]):
                if uri != draft.uri:
                    self.request(uri)

    def _show(self, course: Course, seen: Seen) -> None:
        if seen.crash is None:
            seen = seen._replace(placed=course.unheld(seen.placed))
            course.shown = seen.placed
        course.seen = seen
        try:
            self._report(seen)
        except Exception as error:  # noqa: BLE001 - nobody awaits this task
            self._report(seen._replace(crash=error))

    async def _work(self, work: Callable[[], T]) -> T:
        return await self._loop().run_in_executor(self._worker, work)

    def _loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()


def _examined(
    draft: Snapshot, between: Callable[[], None], client: ClientAbilities
) -> tuple[Seen, float]:
    """A check of the whole, and the seconds it took. Raises OvertakenError."""
    started = time.perf_counter()
    try:
        findings, problems = draft.examine(between)
    except OvertakenError:
        raise
    except Exception as error:  # noqa: BLE001 - the next text may well be checked again
        return Seen(draft, [], crash=error), 0.0
    placed = place(findings, draft.text, client)
    return Seen(draft, placed, problems), time.perf_counter() - started


def _model(draft: Snapshot) -> None:
    with suppress(Exception):  # The check meets it again, and tells.
        _ = draft.is_rules or draft.notice


def _go_on(overtaken: Event) -> None:
    if overtaken.is_set():
        raise OvertakenError
