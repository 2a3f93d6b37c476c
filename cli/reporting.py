"""The reports of one run of `hegao check`: one to the output, any number of them to files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from hegao.cli.check_run import CheckRun
from hegao.cli.files import FileError, write_pieces
from hegao.cli.output import STANDARD, encoded, painter, remark, say, stream
from hegao.cli.targets import SUFFIX
from hegao.linter.report.formats import FORMATS
from hegao.linter.report.result import CheckResults

DEFAULT = "text"


class Output(NamedTuple):
    """A report to write: its format, and its file or - for the output."""

    form: str
    target: str


def outputs(
    ctx: click.Context, param: click.Parameter, values: Sequence[str]
) -> tuple[Output, ...]:
    """The callback of --output: FORMAT:FILE, each file once."""
    found: dict[str, Output] = {}
    for value in values:
        form, _, target = value.partition(":")
        if fault := _fault(form, target) or (_identity(target) in found and "写了两次"):
            raise click.BadParameter(f"“{value}”{fault}", ctx, param)
        found[_identity(target)] = Output(form, target)
    return tuple(found.values())


def _fault(form: str, target: str) -> str:
    if form not in FORMATS or not target:
        return f"要写成“格式:文件”，如 sarif:核稿.sarif；格式有 {'、'.join(FORMATS)}"
    return "会盖掉稿子，请换一个文件名" if target.endswith(SUFFIX) else ""


def wanted(
    form: str | None, given: tuple[Output, ...], *, diff: bool, mends_input: bool
) -> tuple[Output, ...]:
    """What to write: besides the files one report to the output, unless `-` takes that place."""
    context = click.get_current_context()
    if diff and given:
        raise click.UsageError("--diff 只显示会改什么，不能和 --output 一起用", context)
    if not any(each.target == STANDARD for each in given):
        return (Output(form or DEFAULT, STANDARD), *given)
    if form or mends_input:
        other = f" {form} 的报告" if form else "改好的文本"
        raise click.UsageError(f"标准输出要放{other}，--output 不能再写 -", context)
    return given


def deliver(run: CheckRun, wanted: Sequence[Output]) -> None:
    """Write the reports; a file that cannot be written makes the run a broken one."""
    described = any(FORMATS[each.form].of_rules for each in wanted)
    rules = tuple(run.checker.rules.values()) if described else ()
    results = CheckResults(tuple(run.results), rules, run.fixed, tuple(run.problems))
    for each in wanted:
        if each.target == STANDARD:
            _print(run, results, each.form)
            continue
        try:
            _write(run, results, each)
        except FileError as error:
            run.refuse(str(error))


def _print(run: CheckRun, results: CheckResults, form: str) -> None:
    if run.diff or not (run.results or FORMATS[form].of_nothing):
        return
    if run.tiers and run.piped:
        # The mended text is the output; what is left goes beside it.
        remark("".join(FORMATS[DEFAULT].writer(results)).rstrip())
    elif form == DEFAULT:
        from hegao.linter.report.text import write_text

        for piece in write_text(results, painter()):
            say(piece)
    else:
        stream(FORMATS[form].writer(results))


def _write(run: CheckRun, results: CheckResults, output: Output) -> None:
    """Put a report into its file, whole or not at all. Raises FileError."""
    target = Path(output.target)
    checked = (_identity(each.path) for each in run.results)
    if target.exists() and _identity(output.target) in checked:
        raise FileError(output.target, "这是要查的文件，不能用报告盖掉；请换一个文件名")
    write_pieces(target, encoded(FORMATS[output.form].writer(results)))


def _identity(target: str) -> str:
    return target if target == STANDARD else os.path.realpath(target)
