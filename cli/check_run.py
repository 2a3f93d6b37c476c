"""One run of `hegao check`: takes files in turn, gathers results and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from hegao.cli.checking import Checker
from hegao.cli.files import FileError, TextFile, write_text
from hegao.cli.fixing import mend
from hegao.cli.output import difference, emit, remark
from hegao.linter.finding import Tier
from hegao.linter.report.result import FileResult


@dataclass(slots=True)
class CheckRun:
    """Gathers results; `tiers` are the fixes to apply, none when only checking."""

    checker: Checker
    tiers: frozenset[Tier]
    piped: str | None = None
    """The name that the standard input goes by: its mended text goes to the output."""
    diff: bool = False
    results: list[FileResult] = field(default_factory=list[FileResult])
    fixed: int = 0
    changed: bool = False
    broken: bool = False

    def refuse(self, message: str) -> None:
        """Tell what could not be done; the run goes on and ends with exit code 2."""
        remark(f"错误：{message}")
        self.broken = True

    def take(self, file: TextFile) -> None:
        """Check a file, and mend it when asked to."""
        if not file.text.strip():
            remark(f"{file.path}：文件是空的，没有可检查的内容")
        if file.finished:
            remark(f"{file.path}：行号按读入的文本计，后面是原文件里的位置")
        if not self.tiers:
            self.results.append(self.checker.check(file))
            return
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
