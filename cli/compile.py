"""`hegao compile`: a draft to the official text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from hegao.cli.checking import Checker, Wishes
from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.files import FileError, read_text, write_bytes
from hegao.cli.outcome import BROKEN, CLEAN, FOUND
from hegao.cli.output import remark
from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.layout.piece import UnitForm
from hegao.linter.finding import STAGES, Stage
from hegao.linter.report.concise import write_concise
from hegao.linter.report.result import CheckResults, FileResult

DRAFT_MARK = "草稿"


def _text(document: Document, units_as: UnitForm) -> str:
    from hegao.dsl.layout.page import layout
    from hegao.dsl.layout.text import write_text

    return write_text(layout(document, units_as))


def _markdown(document: Document, units_as: UnitForm) -> str:
    from hegao.dsl.layout.markdown import write_markdown
    from hegao.dsl.layout.page import layout

    return write_markdown(layout(document, units_as))


def _json(document: Document, _units_as: UnitForm) -> str:
    from hegao.dsl.layout.document_json import write_json

    return write_json(document)


WRITERS: Final[dict[str, Callable[[Document, UnitForm], str]]] = {
    ".txt": _text, ".md": _markdown, ".json": _json,
}  # fmt: skip


@click.command(cls=ChineseCommand, name="compile")
@click.argument("draft", metavar="稿子")
@click.option(
    "-o", "--output", required=True, metavar="文件", help="输出文件，后缀定格式：.txt .md .json"
)
@click.option(
    "--units-as", callback=one_of("bracket", "line"), default="bracket", metavar="形式",
    help="另起一行的责任单位、时限排在哪里：bracket 句末括号（默认）、line 另起一行",
)  # fmt: skip
@click.option("--force", is_flag=True, help="有错误也输出，第一行写明“草稿”")
@click.option(
    "--stage", callback=one_of(*STAGES), metavar="阶段", help="起草、核稿、签发（默认 核稿）"
)
def command(
    draft: str, output: str, units_as: UnitForm, stage: Stage | None, *, force: bool
) -> int:
    """把稿子排成正式文本。有“错误”一级的问题时不输出，除非加 --force。"""
    target = _target(Path(output), Path(draft))
    source = read_text(Path(draft))
    if not source.text.strip():
        raise FileError(draft, "文件是空的，没有可输出的内容")
    document = build_notice(source.text)
    checker = Checker(Wishes(stage=stage, fail_on="error"))
    result = checker.check_document(source, document)
    for problem in checker.problems:
        remark(f"错误：{problem}")
    if checker.problems and not force:
        remark("检查不完整，没有输出。先解决上面的问题；要先看样子，加 --force 按草稿输出")
        return BROKEN
    if checker.fails(result) and not force:
        return _refuse(result)
    text = WRITERS[target.suffix.lower()](document, units_as)
    _write(text, target, draft=checker.fails(result) or bool(checker.problems))
    return CLEAN


def _target(target: Path, draft: Path) -> Path:
    """The output file, when it can be written in a known format and is not the draft itself."""
    if target.suffix.lower() not in WRITERS:
        what = f" {target.suffix} 格式" if target.suffix else "没有后缀的文件"
        message = f"不能输出{what}，只能是 {'、'.join(WRITERS)}"
        raise click.UsageError(message, click.get_current_context())
    if target.exists() and draft.exists() and target.samefile(draft):
        raise FileError(str(target), "输出文件就是稿子本身，请换一个文件名")
    return target


def _write(text: str, target: Path, *, draft: bool) -> None:
    if draft:
        text = marked(text, target.suffix.lower())
    write_bytes(target, text.encode("utf-8", "replace"))
    remark(f"已写入 {target}" + (f"（{DRAFT_MARK}，还有错误没有改）" if draft else ""))


def marked(text: str, suffix: str) -> str:
    """The output with a mark that it is no final text."""
    if suffix == ".json":
        return json.dumps({"draft": True, **json.loads(text)}, ensure_ascii=False, indent=1) + "\n"
    return f"{DRAFT_MARK}\n\n{text}"


def _refuse(result: FileResult) -> int:
    errors = tuple(each for each in result.findings if each.severity == "error")
    shown = CheckResults((FileResult(result.path, result.text, errors),))
    remark(write_concise(shown).rstrip())
    remark("有错误，没有输出。改正后再试；要先看样子，加 --force 按草稿输出")
    return FOUND
