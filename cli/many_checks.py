"""Many files checked: first those that are known, then the others, in processes where it pays."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hegao.cli.checking import Checker
from hegao.cli.examined import Broken, Examined
from hegao.cli.files import TextFile
from hegao.cli.output import remark
from hegao.cli.progress import Progress
from hegao.linter.report.result import FileResult

PAYS = 400_000
"""Characters a process should have to read: a second's work, while its start takes a quarter."""
MOST_PROCESSES = 16
"""Unless more are asked for: what gives out the work is one process itself."""
SWEPT = 64
"""After so many files cycles are looked for, of which the program makes none itself."""


@dataclass(slots=True)
class ManyChecks:
    """Checks files; what it counts is for statistics."""

    checker: Checker
    processes: int | None = None
    """None for as many as pay."""
    timed: bool = False
    examined: int = 0
    """How many files were not known from an earlier run."""
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    """Time by rule, where it is wanted."""

    def run(self, files: Sequence[TextFile]) -> list[FileResult | Broken]:
        """The results in the order of the files, whichever is ready first."""
        results: list[FileResult | Broken | None] = [self.checker.recall(each) for each in files]
        new = [place for place, result in enumerate(results) if result is None]
        self.examined += len(new)
        with Progress(len(new)) as progress:
            for place, examined in self._examined([files[place] for place in new]):
                results[new[place]] = self._result(files[new[place]], examined)
                progress.advance()
        return [result for result in results if result is not None]

    def _result(self, file: TextFile, examined: Examined | Broken) -> FileResult | Broken:
        return examined if isinstance(examined, Broken) else self.checker.took(file, examined)

    def _examined(self, files: Sequence[TextFile]) -> Iterator[tuple[int, Examined | Broken]]:
        if not files:
            return
        count = self.processes or _paying(files)
        if min(count, len(files)) > 1:
            yield from self._in_processes(files, count)
        else:
            yield from self._here(files)

    def _here(self, files: Sequence[TextFile]) -> Iterator[tuple[int, Examined | Broken]]:
        from hegao.cli.examining import examined_or_broken
        from hegao.cli.rule_times import RuleTimes

        examiner = self.checker.examiner
        times = examiner.times = RuleTimes() if self.timed else None
        for place, file in enumerate(files):
            yield place, examined_or_broken(examiner, file)
            if place % SWEPT == SWEPT - 1:
                gc.collect(0)
        if times:
            self._add(times.seconds)

    def _in_processes(
        self, files: Sequence[TextFile], count: int
    ) -> Iterator[tuple[int, Examined | Broken]]:
        from hegao.cli.workers import Order, in_processes

        wishes = self.checker.wishes
        order = Order(wishes.stage, wishes.cached, self.timed)
        left = dict(enumerate(files))
        for start, portion in in_processes(files, order, count):
            self.checker.absorbed |= dict.fromkeys(portion.problems)
            self._add(portion.seconds)
            for place, examined in enumerate(portion.examined, start):
                yield place, examined
                del left[place]
        if left:
            remark("有一个检查进程意外结束（可能是内存不够），余下的改在一个进程里查")
            places = list(left)
            for place, examined in self._here(list(left.values())):
                yield places[place], examined

    def _add(self, seconds: Mapping[str, float]) -> None:
        for code, more in seconds.items():
            self.seconds[code] = self.seconds.get(code, 0.0) + more


def _paying(files: Sequence[TextFile]) -> int:
    """How many processes pay for some texts."""
    work = sum(len(each.text) for each in files) // PAYS
    return min(work, _processors(), MOST_PROCESSES)


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Not on macOS and Windows.
        return os.cpu_count() or 1
