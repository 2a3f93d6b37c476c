"""`hegao diff`: what changed between two versions of a notice, as tasks, not as lines."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

import click

from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.files import FileError, write_bytes
from hegao.cli.finished_files import AsRead, content_for_tasks, input_for_tasks, read_for_tasks
from hegao.cli.git_files import is_kept, read_kept
from hegao.cli.outcome import CLEAN, FOUND
from hegao.cli.output import STANDARD, emit, is_terminal, read_input, remark, say
from hegao.dsl.build import build_notice
from hegao.dsl.recover.manuscript import Index
from hegao.dsl.revision.entries import RevisionData, State
from hegao.dsl.revision.revision import Revision
from hegao.dsl.revision.told import rows
from hegao.dsl.revision.version import Version
from hegao.grammar.source import LineIndex

FORMATS: Final = ("text", "json", "html", "docx")
SUFFIXES: Final = {
    ".txt": "text", ".json": "json", ".html": "html", ".htm": "html", ".docx": "docx",
}  # fmt: skip
NO_WORD: Final = "写Word文件要另装一个部件，请运行：pip install 'hegao[word]'"
TO_FILE: Final = "docx 要写到文件：加 -o 文件名.docx"
NO_FILE: Final = "/dev/null"
"""What git gives for a file that one version does not have, on Windows too."""
COLOURS: Final[dict[State, str]] = {"added": "green", "removed": "red", "changed": "yellow"}


@click.command(cls=ChineseCommand, name="diff")
@click.argument("old", metavar="旧稿")
@click.argument("new", metavar="新稿")
@click.option(
    "--format", "form", default=None, callback=one_of(*FORMATS), metavar="格式",
    help="text（默认）、json、html、docx",
)  # fmt: skip
@click.option("-o", "--output", metavar="文件", help="写到文件，格式看后缀")
@click.option("--exit-code", "tells", is_flag=True, help="有变化返回1，没有返回0")
def command(old: str, new: str, form: str | None, output: str | None, *, tells: bool) -> int:
    """比较一份通知的两个版本：任务的增加、去掉、移动，责任单位、时限、数量、文字的改动。

    两个文件可以是 .notice，也可以是成文的 .txt .docx .html .pdf .xlsx；
    git:版本:路径 是git仓库里的版本，如 git:HEAD~1:通知.notice；有一个可以写 - 从标准输入读。
    返回值：0 比较完了；1 有变化（加了 --exit-code 时）；2 用法不对，或者有文件读不了。
    """
    form = form or (SUFFIXES.get(Path(output).suffix.lower()) if output else None) or "text"
    if form == "docx" and not output:
        raise click.UsageError(TO_FILE, click.get_current_context())
    if old == new == STANDARD:
        raise click.UsageError("标准输入只能用一次", click.get_current_context())
    data = Revision(_version(old), _version(new)).data()
    _deliver(data, form, output)
    return FOUND if tells and rows(data) else CLEAN


def _version(name: str) -> Version:
    """A version by its name on the command line. Raises FileError."""
    source = _read(name)
    document = build_notice(source.text)
    manuscript = source.manuscript
    if manuscript is None:
        return Version(document, source.path)
    lines, index = LineIndex(manuscript.source), Index(manuscript)

    def line(offset: int) -> int:
        """The line of the text as it stood before it was put right."""
        return lines.position(index.origin(offset)).line

    return Version(document, source.path, drafted=False, line=line)


def _read(name: str) -> AsRead:
    if name == STANDARD:
        return input_for_tasks(read_input())
    if is_kept(name):
        path, content = read_kept(name)
        return content_for_tasks(Path(path), content, name)
    if name == NO_FILE:
        return AsRead(name, "")
    return read_for_tasks(Path(name))


def _deliver(data: RevisionData, form: str, output: str | None) -> None:
    if output:
        write_bytes(Path(output), _content(data, form, output))
        remark(f"已写入 {output}")
    elif form == "text":
        from hegao.cli.diff_text import write_text

        coloured = is_terminal() and not os.environ.get("NO_COLOR")
        say(write_text(data, _paint) if coloured else write_text(data))
    else:
        emit(_content(data, form, "").decode("utf-8"))


def _content(data: RevisionData, form: str, output: str) -> bytes:
    """The changes as a file of a format."""
    match form:
        case "json":
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        case "html":
            from hegao.dsl.revision.page import write_page

            text = write_page(data)
        case "docx":
            return _word(data, output)
        case _:
            from hegao.cli.diff_text import write_text

            text = write_text(data)
    return text.encode("utf-8", "replace")


def _word(data: RevisionData, output: str) -> bytes:
    try:
        from hegao.cli.diff_word import write_word

        return write_word(data)
    except ImportError as error:
        if (error.name or "").startswith("hegao"):
            raise
        raise FileError(output, NO_WORD) from None


def _paint(text: str, state: State) -> str:
    return click.style(text, fg=COLOURS[state])
