"""`hegao tasks`: the work ledger of a notice."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.files import TextFile, decoded, read_text
from hegao.cli.ledger_tables import TABLE_HEADER, headline, table_row, write_csv, write_table
from hegao.cli.outcome import CLEAN
from hegao.cli.output import emit, is_terminal, read_input, remark, say
from hegao.cli.targets import SUFFIX
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

    .notice 稿子和成文的 .txt .docx .html .pdf .xlsx 都可以；写 - 从标准输入读。
    """
    made = _of_input() if file == "-" else _of_file(Path(file))
    if not made["tasks"]:
        remark(f"{file}：没有找到任务。任务要有编号，如“1. ……”“（一）……”，或在表格里")
    if form == "json":
        emit(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
    elif form == "csv":
        emit(write_csv(made))
    else:
        _show(made)
    return CLEAN


def _of_input() -> Ledger:
    return _of_text(decoded("-", read_input()))


def _of_file(path: Path) -> Ledger:
    return _of_text(read_text(path)) if path.suffix == SUFFIX else _of_finished(path)


def _of_text(source: TextFile) -> Ledger:
    if not source.text.strip():
        remark(f"{source.path}：文件是空的")
    return ledger(build_notice(source.reading), source.path)


def _of_finished(path: Path) -> Ledger:
    """The ledger of a finished text; lines and spans are those of the text as it was read."""
    from hegao.cli.finished_files import read_manuscript
    from hegao.dsl.recover.manuscript import Origins
    from hegao.dsl.recover.recovery import put_right
    from hegao.grammar.source import LineIndex

    manuscript = put_right(read_manuscript(path))
    text = manuscript.text
    made = ledger(build_notice(text), str(path))
    lines, source, origins = LineIndex(text), LineIndex(manuscript.source), Origins(manuscript)
    for task in made["tasks"]:
        start, end = task["span"]
        task["line"] = source.position(origins.of(lines.offset(task["line"], 1))).line
        task["span"] = [origins.of(start), origins.of(end)]
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
