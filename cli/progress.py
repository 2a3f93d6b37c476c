"""A bar on a person's terminal for runs that take a while; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

    import rich.progress

PATIENCE: Final = 0.7
"""Seconds without a bar: what is over sooner needs none, and loading it takes time."""


class Progress:
    """Counts files; the bar stands on the error output and is gone afterwards."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._begin = time.monotonic()
        self._bar: rich.progress.Progress | None = None
        self._shown = total > 1 and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One file more is done."""
        self._done += 1
        if not self._shown:
            return
        if self._bar is None and time.monotonic() - self._begin > PATIENCE:
            self._bar = _bar(self._total)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self._done)


def _bar(total: int) -> rich.progress.Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("核稿"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=total)
    bar.start()
    return bar
