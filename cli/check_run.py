"""One run of `hegao check`: takes files in turn, gathers results and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hegao.cli.checking import Checker
from hegao.cli.examined import Broken
from hegao.cli.files import FileError, TextFile, write_text
from hegao.cli.many_checks import ManyChecks
from hegao.cli.output import difference, emit, remark
from hegao.linter.finding import Tier
from hegao.linter.report.result import FileResult


@dataclass(slots=True)
class CheckRun:
    """Gathers results; `tiers` are the fixes to apply, none when only checking."""

    checks: ManyChecks
    tiers: frozenset[Tier]
    piped: str | None = None
    """The name that the standard input goes by: its mended text goes to the output."""
    diff: bool = False
    results: list[FileResult] = field(default_factory=list[FileResult])
    problems: list[str] = field(default_factory=list[str])
    """What could not be done."""
    fixed: int = 0
    changed: bool = False

    def refuse(self, message: str) -> None:
        """Tell what could not be done; the run goes on and ends with exit code 2."""
        remark(f"错误：{message}")
        self.problems.append(message)

    @property
    def checker(self) -> Checker:
        """What checks one file."""
        return self.checks.checker

    def take(self, files: Sequence[TextFile]) -> None:
        """Check files, and mend them when asked to."""
        for file in files:
            if not file.text.strip():
                remark(f"{file.path}：文件是空的，没有可检查的内容")
            if file.finished:
                remark(f"{file.path}：行号按读入的文本计，后面是原文件里的位置")
        if self.tiers:
            for file in files:
                self._mend(file)
            return
        for result in self.checks.run(files):
            if isinstance(result, Broken):
                self.refuse(result.told)
            else:
                self.results.append(result)

    def _mend(self, file: TextFile) -> None:
        from hegao.cli.fixing import mend  # Brings half of the program along.

        mended = mend(self.checker, file, self.tiers)
        if not mended.settled:
            remark(f"{file.path}：修正互相影响，改了多轮还没有停下，请看改后的内容")
        try:
            self._deliver(file, mended.file)
        except FileError as error:
            self.refuse(str(error))
            self.results.append(self.checker.check(file))
            return
        self.fixed += mended.fixed
        self.results.append(mended.result)

    def _deliver(self, old: TextFile, new: TextFile) -> None:
        if self.diff:
            self.changed = self.changed or old.text != new.text
            emit(difference(old.path, old.text, new.text))
        elif old.path == self.piped:
            emit(new.text)
        elif old.text != new.text:
            write_text(new)
