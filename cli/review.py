"""`hegao review`: the findings in the Word file itself, or as a review sheet (核稿意见表)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from hegao.cli.checking import Checker, Wishes
from hegao.cli.chinese import ChineseCommand, codes, one_of
from hegao.cli.files import FileError, TextFile, read_bytes, write_bytes
from hegao.cli.finished_files import read_notice
from hegao.cli.outcome import BROKEN, CLEAN
from hegao.cli.output import remark
from hegao.dsl.recover.choose import kind_of
from hegao.dsl.recover.finished import UnreadableError
from hegao.linter.finding import STAGES
from hegao.linter.report.result import CheckResults, FileResult

if TYPE_CHECKING:
    from hegao.linter.review.read_file import Read

NAMES: Final = {"comments": "核稿", "opinion": "核稿意见表"}
"""What the file of a format is called, behind the name of the notice."""
EXTRAS: Final = {".docx": "word", ".docm": "word", ".xlsx": "sheet"}
"""What has to be installed besides, as pip calls it."""
NOT_WORD: Final = "批注只能写进Word文件；要单独一张表，请加 --format opinion"


@click.command(cls=ChineseCommand, name="review")
@click.argument("file", metavar="文件")
@click.option("-o", "--output", metavar="文件", help="写到哪里（默认在原文件旁边：通知-核稿.docx）")
@click.option(
    "--format", "form", default="comments", callback=one_of(*NAMES), metavar="格式",
    help="comments 写成批注（默认），opinion 写成核稿意见表（.docx、.xlsx）",
)  # fmt: skip
@click.option("--no-changes", is_flag=True, help="只写批注，不作修订")
@click.option(
    "--select", multiple=True, callback=codes, metavar="代码", help="只报这些代码（可只写开头）"
)
@click.option(
    "--ignore", multiple=True, callback=codes, metavar="代码", help="不报这些代码（可只写开头）"
)
@click.option(
    "--stage", callback=one_of(*STAGES), metavar="阶段", help="起草、核稿、签发（默认 核稿）"
)
def command(file: str, output: str | None, form: str, **options: Any) -> int:
    """把核稿意见写进Word文件：问题写成批注，有把握的改法写成修订。

    批注挂在有问题的字上，写明问题、建议和依据；修订可以逐处接受或拒绝。
    原来的文件不会改动。核过的文件可以再核，上一次的批注和没有接受的修订换成新的。
    .doc .wps 要有LibreOffice，转成 .docx 再写。
    """
    path = Path(file)
    checker = Checker(Wishes(options["stage"], None, options["select"], options["ignore"]))
    target = _target(path, output, form)
    try:
        if form == "opinion":
            told = _opinion(checker, path, target)
        else:
            told = _comments(checker, path, target, changes=not options["no_changes"])
    except ImportError as error:
        if (error.name or "").startswith("hegao"):
            raise
        extra = EXTRAS[target.suffix.lower()]
        raise FileError(file, f"这要另装一个部件，请运行：pip install 'hegao[{extra}]'") from None
    remark(f"已写入 {target}：{told}")
    return _outcome(checker)


def _target(path: Path, output: str | None, form: str) -> Path:
    """Where the file goes; one that nobody named is never written over."""
    endings = _endings(path, form)
    if output is None:
        target = path.with_name(f"{path.stem}-{NAMES[form]}{endings[0]}")
        if target.exists():
            raise FileError(str(target), "已经有这个文件；要换一个文件名，或用 -o 写明覆盖它")
        return target
    target = Path(output)
    if target.suffix.lower() not in endings:
        raise click.UsageError(
            f"后缀要是 {' 或 '.join(endings)}，不能是“{output}”", click.get_current_context()
        )
    if os.path.realpath(target) == os.path.realpath(path):
        raise FileError(output, "不能写在原文件上，请换一个文件名")
    return target


def _endings(path: Path, form: str) -> tuple[str, ...]:
    if form == "opinion":
        return (".docx", ".xlsx")
    # Word refuses a file with macros that is called otherwise.
    return (".docm",) if path.suffix.lower() == ".docm" else (".docx",)


def _comments(checker: Checker, path: Path, target: Path, *, changes: bool) -> str:
    from hegao.linter.review.word_review import review

    def check(read: Read) -> FileResult:
        return checker.check(TextFile(str(path), read.text, finished=True, places=read.places))

    try:
        reviewed = review(_word_file(path), check, date.today(), changes=changes)
    except UnreadableError as error:
        raise FileError(str(path), str(error)) from None
    write_bytes(target, reviewed.data)
    comments = f"批注{len(reviewed.result.findings)}处"
    return f"{comments}，其中{reviewed.changed}处已作修订" if reviewed.changed else comments


def _word_file(path: Path) -> bytes:
    """The content of a Word file; an old one is converted. Raises UnreadableError."""
    data = read_bytes(path)
    kind = kind_of(path.name, data)
    if kind == "old word":
        from hegao.cli.office import converted

        return converted(data, path.suffix, "docx")
    if kind != "word":
        raise UnreadableError(NOT_WORD)
    return data


def _opinion(checker: Checker, path: Path, target: Path) -> str:
    results = CheckResults((checker.check(read_notice(path)),), tuple(checker.rules.values()))
    if target.suffix.lower() == ".xlsx":
        from hegao.linter.report.opinion_sheet import write_opinion_xlsx as write
    else:
        from hegao.linter.report.opinion_word import write_opinion_docx as write
    write_bytes(target, write(results))
    return f"意见{len(results.files[0].findings)}条"


def _outcome(checker: Checker) -> int:
    """What was wrong with settings and rules, told: some of the findings may be missing then."""
    unknown = (f"没有代码以 {code} 开头的规则" for code in checker.unknown_codes())
    problems = [*checker.problems, *unknown]
    for problem in problems:
        remark(f"错误：{problem}")
    return BROKEN if problems else CLEAN
