"""One open document from edit to edit: what was edited, what is shown, what is held back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from threading import Event
from typing import NamedTuple

from hegao.lsp.checking.drift import Drift
from hegao.lsp.checking.placed import Placed
from hegao.lsp.checking.settled import Settled
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import LineChange
from hegao.lsp.workspace import OpenDocument


class Seen(NamedTuple):
    """What there is to show of one version of a document."""

    draft: Snapshot
    placed: list[Placed]
    problems: tuple[str, ...] = ()
    """What kept parts of the check from being done, in words for the drafter."""
    crash: Exception | None = None
    """Set when the check broke down; what was shown before stays."""


class Course:
    """One open document from edit to edit."""

    def __init__(self, document: OpenDocument) -> None:
        self.document = document
        self.settled: Settled | None = None
        self.drift = Drift()
        """What was edited since."""
        self.typed: LineChange | None = None
        """The last edit, as long as its line may be unfinished."""
        self.shown: list[Placed] = []
        self.seen: Seen | None = None
        self.version = document.version
        """The version of the last request."""
        self.passed_on: int | None = document.version
        """The version that documents which depend on this one were checked against."""
        self.asked = 0.0
        """When that was, in seconds."""
        self.task: asyncio.Task[None] | None = None
        self.overtaken = Event()
        """Set to end a check under way."""

    def edited(self, change: LineChange) -> None:
        """Take note of the lines that an edit touched."""
        self.drift = self.drift.then(change)
        self.typed = change

    def replaced(self) -> None:
        """Another text stands there, or the files it is checked against have changed."""
        self.settled = self.typed = None
        self.drift = Drift()

    def unheld(self, placed: Iterable[Placed]) -> list[Placed]:
        """Without what is new on the line that is being typed."""
        if self.typed is None:
            return list(placed)
        typed = self.typed
        near = range(typed.first - 1, typed.old_end + 1)
        old = [each for each in self.shown if each.range.start.line in near]
        words = {(each.finding.code, each.words) for each in old}
        starts = {(each.finding.code, each.range.start.character) for each in old}
        return [
            each
            for each in placed
            if not each.range.start.line <= typed.new_end - 1 <= each.range.end.line
            or (each.finding.code, each.words) in words
            or (each.finding.code, each.range.start.character) in starts
        ]
