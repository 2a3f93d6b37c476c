"""`hegao tasks`: the work ledger of a notice."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.finished_files import AsRead, input_for_tasks, read_for_tasks
from hegao.cli.ledger_tables import TABLE_HEADER, headline, table_row, write_csv, write_table
from hegao.cli.outcome import CLEAN
from hegao.cli.output import STANDARD, emit, is_terminal, read_input, remark, say
from hegao.dsl.build import build_notice
from hegao.dsl.ledger import Ledger, ledger
from hegao.dsl.recover.manuscript import Index
from hegao.grammar.source import LineIndex

FORMATS = ("table", "json", "csv", "lines")


@click.command(cls=ChineseCommand, name="tasks")
@click.argument("file", metavar="文件")
@click.option(
    "--format", "form", default="table", callback=one_of(*FORMATS), metavar="格式",
    help="table（默认）、json、csv、lines（给 git diff 用，每行一件事）",
)  # fmt: skip
def command(file: str, form: str) -> int:
    """列出一份通知里的任务、责任单位和完成时限。

    .notice 稿子和成文的 .txt .docx .html .pdf .xlsx 都可以；写 - 从标准输入读。
    """
    source = input_for_tasks(read_input()) if file == STANDARD else read_for_tasks(Path(file))
    if form == "lines":
        from hegao.dsl.revision.stable_lines import stable_lines

        emit(stable_lines(build_notice(source.text)))
        return CLEAN
    made = _ledger(source)
    _tell(source, made)
    if form == "json":
        emit(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
    elif form == "csv":
        emit(write_csv(made))
    else:
        _show(made)
    return CLEAN


def _ledger(source: AsRead) -> Ledger:
    """The ledger; lines and spans of a finished text are those of the text as it stood."""
    made = ledger(build_notice(source.text), source.path)
    if source.manuscript is not None:
        lines, before = LineIndex(source.text), LineIndex(source.manuscript.source)
        index = Index(source.manuscript)
        for task in made["tasks"]:
            start, end = task["span"]
            task["line"] = before.position(index.origin(lines.offset(task["line"], 1))).line
            task["span"] = [index.origin(start), index.origin(end)]
    return made


def _tell(source: AsRead, made: Ledger) -> None:
    if not source.text.strip():
        remark(f"{source.path}：文件是空的，没有任务")
    elif not made["tasks"]:
        remark(f"{source.path}：没有找到任务。任务要有编号，如“1. ……”“（一）……”，或在表格里")
    notes = source.manuscript.notes if source.manuscript else ()
    removed = sum(note.kind == "removed" for note in notes)
    unsure = sum(note.kind == "unsure" for note in notes)
    told = [f"去掉了{removed}处"] if removed else []
    told += [f"有{unsure}处要对照原文"] if unsure else []
    if told:
        remark(f"{source.path}：读入时{'，'.join(told)}；用 hegao import 可以看是哪些")


def _show(made: Ledger) -> None:
    if is_terminal():
        _show_on_terminal(made)
    else:
        say(write_table(made))
    say(headline(made) + "\n")


def _show_on_terminal(made: Ledger) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    for name in TABLE_HEADER:
        table.add_column(name, overflow="fold")
    for task in made["tasks"]:
        table.add_row(*map(Text, table_row(task)))
    Console().print(table)
