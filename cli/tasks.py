"""`hegao tasks`: the work ledger of a notice."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.files import TextFile, decoded
from hegao.cli.finished_files import read_notice
from hegao.cli.ledger_tables import TABLE_HEADER, headline, table_row, write_csv, write_table
from hegao.cli.outcome import CLEAN
from hegao.cli.output import emit, is_terminal, read_input, remark, say
from hegao.dsl.build import build_notice
from hegao.dsl.ledger import Ledger, ledger

FORMATS = ("table", "json", "csv")


@click.command(cls=ChineseCommand, name="tasks")
@click.argument("file", metavar="文件")
@click.option(
    "--format", "form", default="table", callback=one_of(*FORMATS), metavar="格式",
    help="table（默认）、json、csv",
)  # fmt: skip
def command(file: str, form: str) -> int:
    """列出一份通知里的任务、责任单位和完成时限。

    .notice 稿子和成文的 .txt 都可以；写 - 从标准输入读。
    """
    source = decoded("-", read_input()) if file == "-" else read_notice(Path(file))
    made = _ledger(source)
    if form == "json":
        emit(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
    elif form == "csv":
        emit(write_csv(made))
    else:
        _show(made)
    return CLEAN


def _ledger(source: TextFile) -> Ledger:
    made = ledger(build_notice(source.reading), source.path)
    if not source.text.strip():
        remark(f"{source.path}：文件是空的，没有任务")
    elif not made["tasks"]:
        remark(f"{source.path}：没有找到任务。任务要有编号，如“1. ……”“（一）……”，或在表格里")
    return made


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
