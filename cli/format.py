"""`hegao format`: the one canonical spelling."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from hegao.cli.chinese import ChineseCommand
from hegao.cli.files import FileError, TextFile, decoded, read_text, write_text
from hegao.cli.fixing import LINE_END, line_end
from hegao.cli.outcome import BROKEN, CLEAN, FOUND
from hegao.cli.output import STANDARD, difference, emit, read_input, remark, say
from hegao.cli.targets import find_targets
from hegao.dsl.formatter import format_notice


@dataclass(slots=True)
class _Run:
    """One run of the command; without `writes` files stay as they are."""

    writes: bool
    diff: bool
    files: int = 0
    changed: int = 0
    broken: bool = False

    def take(self, path: Path) -> None:
        """Format one file."""
        try:
            self._take(read_text(path))
        except FileError as error:
            self.refuse(error)

    def _take(self, old: TextFile) -> None:
        new = formatted(old)
        self.files += 1
        if new.text == old.text:
            return
        self.changed += 1
        if self.diff:
            emit(difference(old.path, old.text, new.text))
        elif self.writes:
            write_text(new)
            say(f"{old.path} 已统一写法\n")
        else:
            say(f"{old.path} 写法要统一\n")

    def refuse(self, error: FileError) -> None:
        """Tell what could not be done; the other files are still formatted."""
        remark(f"错误：{error}")
        self.broken = True

    def outcome(self) -> int:
        """The exit code: files that would change count only when they were not written."""
        if self.broken:
            return BROKEN
        return FOUND if self.changed and not self.writes else CLEAN


@click.command(cls=ChineseCommand, name="format")
@click.argument("paths", nargs=-1, metavar="[路径…]")
@click.option("--check", "only_check", is_flag=True, help="只看哪些文件要改，不写；有就返回1")
@click.option("--diff", is_flag=True, help="只显示会改什么，不写；有就返回1")
def command(paths: tuple[str, ...], *, only_check: bool, diff: bool) -> int:
    """统一稿子的写法（标点全半角、空格、空行），不改内容和意思。

    路径可以是文件或文件夹；不写就是当前文件夹里所有的 .notice；
    写 - 从标准输入读，结果写到标准输出。
    """
    run = _Run(writes=not (only_check or diff), diff=diff)
    if STANDARD in paths:
        _pipe(run)
    named = [path for path in paths if path != STANDARD]
    if named or not paths:
        targets = find_targets(named)
        for problem in targets.problems:
            run.refuse(problem)
        for path in targets.files:
            run.take(path)
    _summary(run)
    return run.outcome()


def formatted(file: TextFile) -> TextFile:
    """The file in canonical spelling, with its own line ends."""
    if not file.text.strip():
        return file
    text = format_notice(file.text)
    return file.with_text(LINE_END.sub(line_end(file.text), text))


def _pipe(run: _Run) -> None:
    old = decoded(STANDARD, read_input())
    new = formatted(old)
    if run.writes:
        emit(new.text)
        return
    run.changed += new.text != old.text
    if run.diff:
        emit(difference(STANDARD, old.text, new.text))


def _summary(run: _Run) -> None:
    if run.files:
        done = "已改" if run.writes else "要改"
        remark(f"{run.files}个文件，{done}{run.changed}个")
