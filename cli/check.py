"""`hegao check`: findings on drafts and finished texts."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click

from hegao.cli.check_run import CheckRun
from hegao.cli.checking import Checker, Wishes
from hegao.cli.chinese import ChineseCommand, codes, one_of
from hegao.cli.files import FileError, decoded
from hegao.cli.finished_files import read_notice
from hegao.cli.outcome import BROKEN, CLEAN, FOUND
from hegao.cli.output import STANDARD, emit, painter, read_input, remark, say
from hegao.cli.targets import find_targets
from hegao.linter.config import FAIL_ON
from hegao.linter.finding import STAGES, Tier
from hegao.linter.report import text as text_report
from hegao.linter.report.result import CheckResults

TEXT = "text"
REPORTS: Final[dict[str, tuple[str, str]]] = {
    "concise": ("concise", "write_concise"),
    "json": ("json_report", "write_json"),
    "github": ("github", "write_github"),
    "sarif": ("sarif", "write_sarif"),
}
"""Formats without colours: module in linter.report and function."""
READ_BY_PEOPLE = (TEXT, "concise")


@click.command(cls=ChineseCommand, name="check")
@click.argument("paths", nargs=-1, metavar="[路径…]")
@click.option("--fix", is_flag=True, help="改正有把握的问题，写回文件")
@click.option(
    "--unsafe-fixes", is_flag=True, help="连同要确认的问题一起改（与 --fix 或 --diff 合用）"
)
@click.option("--diff", is_flag=True, help="只显示会改什么，不写文件")
@click.option(
    "--select", multiple=True, callback=codes, metavar="代码", help="只报这些代码（可只写开头）"
)
@click.option(
    "--ignore", multiple=True, callback=codes, metavar="代码", help="不报这些代码（可只写开头）"
)
@click.option(
    "--stage", callback=one_of(*STAGES), metavar="阶段", help="起草、核稿、签发（默认 核稿）"
)
@click.option(
    "--fail-on", callback=one_of(*FAIL_ON), metavar="级别",
    help="有这一级以上的问题就返回1：error（默认）、warning、info、never",
)  # fmt: skip
@click.option(
    "--format", "form", default=TEXT, callback=one_of(TEXT, *REPORTS), metavar="格式",
    help="text（默认）、concise、json、github、sarif",
)  # fmt: skip
@click.option("--stdin-filename", metavar="文件名", help="路径写 - 时，标准输入当作这个文件")
@click.option("--no-cache", is_flag=True, help="不用规则缓存")
def command(paths: tuple[str, ...], form: str, stdin_filename: str | None, **options: Any) -> int:
    """检查通知，指出问题、改法和依据。

    路径可以是 .notice 稿子、成文的 .txt .docx .html .pdf .xlsx，或者文件夹
    （查里面所有的 .notice）；不写就查当前文件夹；写 - 从标准输入读。

    返回值：0 没有达到 --fail-on 的问题（默认看错误）；1 有；
    2 用法不对、文件读不了，或者设置、规则有错。
    """
    run = _run(options)
    if STANDARD in paths:
        _take_input(run, stdin_filename or STANDARD)
    named = [path for path in paths if path != STANDARD]
    if named or not paths:
        _take_files(run, named)
    _tell_problems(run)
    _report(run, form)
    return _outcome(run)


def _run(options: dict[str, Any]) -> CheckRun:
    fixing = options["fix"] or options["diff"]
    if options["unsafe_fixes"] and not fixing:
        raise click.UsageError(
            "--unsafe-fixes 要和 --fix 或 --diff 一起用", click.get_current_context()
        )
    tiers: tuple[Tier, ...] = ("safe", "confirm") if options["unsafe_fixes"] else ("safe",)
    wishes = Wishes(
        options["stage"], options["fail_on"], options["select"], options["ignore"],
        cached=not options["no_cache"],
    )  # fmt: skip
    return CheckRun(Checker(wishes), frozenset(tiers if fixing else ()), diff=options["diff"])


def _take_input(run: CheckRun, name: str) -> None:
    run.piped = name
    try:
        run.take(decoded(name, read_input()))
    except FileError as error:
        run.refuse(str(error))


def _take_files(run: CheckRun, paths: Sequence[str]) -> None:
    targets = find_targets(paths)
    for problem in targets.problems:
        run.refuse(str(problem))
    for path in targets.files:
        try:
            run.take(read_notice(path))
        except FileError as error:
            run.refuse(str(error))


def _tell_problems(run: CheckRun) -> None:
    for problem in run.checker.problems:
        run.refuse(problem)
    for code in run.checker.unknown_codes():
        run.refuse(
            f"没有代码以 {code} 开头的规则（--select、--ignore）；用 hegao rules list 查代码"
        )


def _report(run: CheckRun, form: str) -> None:
    results = CheckResults(tuple(run.results), tuple(run.checker.rules.values()), run.fixed)
    if run.diff or (form in READ_BY_PEOPLE and not run.results):
        return
    if run.tiers and run.piped:
        # The mended text is the output; what is left goes beside it.
        remark(text_report.write_text(results).rstrip())
    elif form == TEXT:
        say(text_report.write_text(results, painter()))
    else:
        module, function = REPORTS[form]
        emit(getattr(import_module(f"hegao.linter.report.{module}"), function)(results))


def _outcome(run: CheckRun) -> int:
    if run.broken:
        remark("检查不完整：先解决上面以“错误：”开头的问题")
        return BROKEN
    if run.diff:
        return FOUND if run.changed else CLEAN
    return FOUND if any(map(run.checker.fails, run.results)) else CLEAN
