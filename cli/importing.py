"""`hegao import`: a finished text to the source of a draft."""

from __future__ import annotations

import os
from pathlib import Path

import click

from hegao.cli.chinese import ChineseCommand
from hegao.cli.files import FileError, write_bytes
from hegao.cli.finished_files import input_manuscript, read_manuscript
from hegao.cli.outcome import CLEAN
from hegao.cli.output import STANDARD, emit, read_input, remark
from hegao.cli.targets import SUFFIX
from hegao.dsl.recover.manuscript import Manuscript
from hegao.dsl.recover.recovery import Recovered, recover
from hegao.dsl.recover.report import write_json, write_text


@click.command(cls=ChineseCommand, name="import")
@click.argument("file", metavar="文件")
@click.option("-o", "--output", metavar="草稿", help="写到哪里（默认在原文件旁边，后缀 .notice）")
@click.option("--report", metavar="文件", help="把读入说明全部写到这个文件（JSON）")
def command(file: str, output: str | None, report: str | None) -> int:
    """把成文的公文读成草稿：.txt .docx .html .pdf .xlsx，.doc .wps .xls 要有LibreOffice。

    读入时推断了什么、去掉了什么、哪里要人看，都会说明，并写明在原文件的哪里、
    草稿的哪一行。原来的文件不会改动；写 - 从标准输入读、写到标准输出。
    """
    manuscript = _manuscript(file)
    target = _target(file, output)
    _refuse_one_file(file, target, report)
    recovered = recover(manuscript)
    if not recovered.text.strip():
        raise FileError(file, "没有读到文字，没有写草稿")
    if report:
        write_bytes(Path(report), write_json(recovered, file, target).encode("utf-8", "replace"))
    if target == STANDARD:
        emit(recovered.text)
    else:
        write_bytes(Path(target), recovered.text.encode("utf-8", "replace"))
    _tell(recovered, target, full=report)
    return CLEAN


def _refuse_one_file(source: str, target: str, report: str | None) -> None:
    """The finished text, its draft and the report are three files, whatever leads to them."""
    named = [path for path in (source, target, report) if path and path != STANDARD]
    real = [os.path.realpath(path) for path in named]
    for path, other in zip(named, real, strict=True):
        if real.count(other) > 1:
            raise FileError(path, "原文件、草稿、读入说明不能是同一个文件，请换一个文件名")


def _target(file: str, output: str | None) -> str:
    """Where the draft goes; a draft that nobody named is never written over."""
    if output is None and file == STANDARD:
        return STANDARD
    if output is None:
        target = Path(file).with_suffix(SUFFIX)
        if target.exists():
            raise FileError(str(target), "已经有这个草稿；要换一个文件名，或用 -o 写明覆盖它")
        return str(target)
    if output != STANDARD and Path(output).suffix.lower() != SUFFIX:
        raise click.UsageError(
            f"草稿的后缀要是 {SUFFIX}，不能是“{output}”", click.get_current_context()
        )
    return output


def _manuscript(file: str) -> Manuscript:
    return input_manuscript(read_input()) if file == STANDARD else read_manuscript(Path(file))


def _tell(recovered: Recovered, target: str, full: str | None) -> None:
    tasks = len(recovered.document.tasks)
    where = "" if target == STANDARD else f"已写入 {target}："
    remark(f"{where}读出任务{tasks}项" if tasks else f"{where}没有读出任务")
    if told := write_text(recovered):
        remark(told.rstrip())
    if full:
        remark(f"读入说明全部在 {full}")
