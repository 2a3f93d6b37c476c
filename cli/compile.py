"""`hegao compile`: a draft to the official text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from hegao.cli.checking import Checker, Wishes
from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.files import FileError, read_text, write_bytes
from hegao.cli.official_files import DRAFT_MARK, Order, write
from hegao.cli.outcome import BROKEN, CLEAN, FOUND
from hegao.cli.output import remark
from hegao.dsl.build import build_notice
from hegao.dsl.layout.formats import FORMATS, UnwritableError
from hegao.dsl.layout.piece import UnitForm
from hegao.dsl.layout.profile import PROFILES, STRICT, ProfileName
from hegao.linter.finding import STAGES, Stage
from hegao.linter.report.concise import write_concise
from hegao.linter.report.result import CheckResults, FileResult

UNIT_FORMS: Final = ("bracket", "line", "table", "breakdown", "none")
ENDINGS: Final = "、".join(f".{each}" for each in FORMATS)


@click.command(cls=ChineseCommand, name="compile")
@click.argument("draft", metavar="稿子")
@click.option(
    "-o", "--output", required=True, metavar="文件", help=f"输出文件，后缀定格式：{ENDINGS}"
)
@click.option(
    "--units-as", callback=one_of(*UNIT_FORMS), default="bracket", metavar="形式",
    help="责任单位、时限排成什么样子：bracket 句末括号（默认）、line 另起一行、table 四栏表格、"
    "breakdown 正文后面附分工表、none 不写责任单位",
)  # fmt: skip
@click.option(
    "--profile", callback=one_of(*PROFILES), default=STRICT.name, metavar="行距",
    help="Word、PDF、网页的行距：strict 字符撑满版心（默认）、office 行距28.95磅",
)  # fmt: skip
@click.option("--archive", is_flag=True, help="PDF 按存档标准 PDF/A 输出（红色换成屏幕用的红）")
@click.option("--force", is_flag=True, help="有错误也输出，写明“草稿”")
@click.option(
    "--stage", callback=one_of(*STAGES), metavar="阶段", help="起草、核稿、签发（默认 核稿）"
)
def command(
    draft: str,
    output: str,
    units_as: UnitForm,
    profile: ProfileName,
    stage: Stage | None,
    *,
    archive: bool,
    force: bool,
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
    marked = checker.fails(result) or bool(checker.problems)
    _write(
        Order(source, document, units_as, profile, draft=marked, archive=archive, force=force),
        target,
    )
    return CLEAN


def _target(target: Path, draft: Path) -> Path:
    """The output file, when it can be written in a known format and is not the draft itself."""
    if _format(target) not in FORMATS:
        what = f" {target.suffix} 格式" if target.suffix else "没有后缀的文件"
        message = f"不能输出{what}，只能是 {ENDINGS}"
        raise click.UsageError(message, click.get_current_context())
    if target.exists() and draft.exists() and target.samefile(draft):
        raise FileError(str(target), "输出文件就是稿子本身，请换一个文件名")
    return target


def _format(target: Path) -> str:
    return target.suffix.lower().removeprefix(".")


def _write(order: Order, target: Path) -> None:
    try:
        data = write(_format(target), order)
    except UnwritableError as error:
        raise FileError(str(target), f"没有输出：{error}") from None
    write_bytes(target, data)
    remark(f"已写入 {target}" + (f"（{DRAFT_MARK}，还有错误没有改）" if order.draft else ""))


def _refuse(result: FileResult) -> int:
    errors = tuple(each for each in result.findings if each.severity == "error")
    shown = CheckResults((FileResult(result.path, result.text, errors),))
    remark("".join(write_concise(shown)).rstrip())
    remark("有错误，没有输出。改正后再试；要先看样子，加 --force 按草稿输出")
    return FOUND
