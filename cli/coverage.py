"""`hegao coverage`: what a draft does with each item of its upstream notices."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.files import FileError, read_text, write_bytes, write_text
from hegao.cli.finished_files import input_for_tasks, read_for_tasks
from hegao.cli.outcome import BROKEN, CLEAN
from hegao.cli.output import STANDARD, emit, is_terminal, read_input, remark, say
from hegao.cli.settings import Offices
from hegao.cli.targets import SUFFIX
from hegao.cli.units_lists import UnitsLists
from hegao.cli.upstream_files import UpstreamFiles
from hegao.dsl.build import build_notice
from hegao.dsl.coverage.coverage import coverage
from hegao.dsl.coverage.entries import CoverageData
from hegao.dsl.document import Document
from hegao.dsl.upstream.comparison import Comparison
from hegao.dsl.upstream.sources import sources_of
from hegao.dsl.upstream.statements import Source

NO_UPSTREAM = "没有上级文件可对照；在版头写“上级文件：别名＝《标题》（文件）”，或用 --upstream 文件"
NO_SHEETS = "写 Excel 要先安装 openpyxl：pip install 'hegao[xlsx]'"
FORMATS = ("table", "json", "html", "xlsx")
SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".txt": "table"}


@click.command(cls=ChineseCommand, name="coverage")
@click.argument("draft", metavar="稿子")
@click.option(
    "--upstream", multiple=True, metavar="文件",
    help="上级文件（可写多次），版头写了的不用再写",
)  # fmt: skip
@click.option(
    "--format", "form", default=None, callback=one_of(*FORMATS), metavar="格式",
    help="table（默认）、json、html、xlsx",
)  # fmt: skip
@click.option("-o", "--output", metavar="文件", help="写到文件，格式看后缀")
@click.option(
    "--accept", is_flag=True,
    help="把推定的对应关系写进草稿（“落实：……”），写过的重新确认",
)  # fmt: skip
def command(
    draft: str, upstream: tuple[str, ...], form: str | None, output: str | None, *, accept: bool
) -> int:
    """逐条对照上级文件：落实了、减弱了、没有落实的各是哪些。

    稿子和上级文件可以是 .notice，也可以是成文的 .txt .docx .html .pdf .xlsx。
    返回值：0 对照完了；2 用法不对，或者有文件读不了。
    """
    form = form or (SUFFIXES.get(Path(output).suffix.lower()) if output else None) or "table"
    if form == "xlsx" and not output:
        raise click.UsageError("xlsx 要写到文件：加 -o 文件名.xlsx", click.get_current_context())
    source = input_for_tasks(read_input()) if draft == STANDARD else read_for_tasks(Path(draft))
    document = build_notice(source.text)
    offices = Offices()
    library = UpstreamFiles(offices)
    sources = sources_of(document, source.path, library)
    sources = [*_given(upstream, library, sources), *sources]
    if not sources:
        raise FileError(draft, NO_UPSTREAM)
    units = UnitsLists()
    registry = units.of(document, Path(source.path), offices.of(Path(source.path)))
    comparison = Comparison(document, sources, registry)
    problems = [*offices.problems, *units.problems]
    problems += [f"上级文件 {s.file or s.alias}：{s.problem}" for s in sources if s.problem]
    for problem in problems:
        remark(f"错误：{problem}")
    if accept:
        _accept(draft, document, comparison)
    else:
        _deliver(coverage(comparison, source.path), form, output)
    return BROKEN if problems else CLEAN


def _given(paths: tuple[str, ...], library: UpstreamFiles, named: list[Source]) -> list[Source]:
    """The upstreams of the command line that the draft does not name itself."""
    from hegao.dsl.upstream.acceptance import alias_for

    found: list[Source] = []
    for path in paths:
        opened = library.read(Path(path))
        if any(each.file == opened.file for each in (*named, *found)):
            continue
        if opened.upstream is None:
            found.append(Source(Path(path).stem, "", opened.file, None, opened.problem))
            continue
        title = opened.upstream.title
        alias = alias_for(opened.upstream.place, title, [*named, *found])
        found.append(Source(alias, title, opened.file, opened.upstream))
    return found


def _accept(draft: str, document: Document, comparison: Comparison) -> None:
    from hegao.dsl.upstream.acceptance import acceptance
    from hegao.linter.finding import Edit
    from hegao.linter.fix import apply_edits

    if not draft.endswith(SUFFIX):
        raise FileError(draft, f"联系只能写进草稿（{SUFFIX}）；先用 hegao import 读成草稿")
    folder = Path(draft).absolute().parent
    made = acceptance(comparison, lambda source: os.path.relpath(source.file, folder))
    text = apply_edits(document.text, [Edit(span, text) for span, text in made])
    if made:
        write_text(read_text(Path(draft)).with_text(text))
    say(f"写入了{len(made)}处；请逐条看过，不对的改掉或删掉\n" if made else "没有要写的联系\n")
    if any(document.tasks[n].in_table for each in comparison.outcomes for n in each.tasks):
        remark("表格里的任务写不进“落实”，没有写；对照时仍按文字推定")


def _deliver(data: CoverageData, form: str, output: str | None) -> None:
    if form == "xlsx" and output:
        from hegao.cli.coverage_sheet import write_sheet

        try:
            content = write_sheet(data)
        except ImportError:
            raise FileError(output, NO_SHEETS) from None
        write_bytes(Path(output), content)
        return
    if form == "table" and not output:
        _show(data)
        return
    text = _text(data, form)
    if output:
        write_bytes(Path(output), text.encode("utf-8", "replace"))
    else:
        emit(text)


def _text(data: CoverageData, form: str) -> str:
    match form:
        case "json":
            return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        case "html":
            from hegao.dsl.coverage.page import write_page

            return write_page(data)
        case _:
            from hegao.cli.coverage_tables import write_table

            return write_table(data)


def _show(data: CoverageData) -> None:
    from hegao.cli.coverage_tables import headline, show, write_table

    if is_terminal():
        show(data)
    else:
        say(write_table(data))
    say(headline(data) + "\n")
