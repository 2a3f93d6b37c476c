"""`hegao config`: what settings hold for a file, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from hegao.cli.chinese import ChineseCommand, ChineseGroup, show_help
from hegao.cli.files import FileError, read_text
from hegao.cli.finding_store import FindingStore
from hegao.cli.known_checks import store_path
from hegao.cli.outcome import BROKEN, CLEAN
from hegao.cli.output import remark, say
from hegao.cli.plain_tables import aligned
from hegao.cli.settings import NAME, Office, Offices, shown
from hegao.cli.targets import SUFFIX
from hegao.grammar.source import LineIndex, Span
from hegao.linter.config import line_of

LIMITS = (12, 70, 60)
DEFAULTS = {
    "stage": "核稿", "fail_on": "error", "select": "全部", "ignore": "没有", "rules": "没有",
    "units": "没有", "fonts": "没有", "baseline": "没有",
}  # fmt: skip

OWN = ("规则文件", "机构名录", "上级文件")


class Row(NamedTuple):
    """One setting, in words."""

    name: str
    value: str
    origin: str


@click.group(cls=ChineseGroup, name="config", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """设置：看一个文件用的是哪些设置、各写在哪里。"""
    return show_help(ctx)


@command.command(cls=ChineseCommand, name="show", short_help="看一个文件用的设置、各写在哪里")
@click.argument("file", default=".", metavar="[文件]")
def show(file: str) -> int:
    """看一个文件（或文件夹，默认当前文件夹）用的设置：设置项、值、写在哪里。

    设置在文件所在的文件夹或上面最近的 hegao.toml 里，只用最近的一个。
    """
    path = Path(file)
    if not path.exists():
        raise FileError(file, "没有找到，请检查文件名和所在文件夹")
    offices = Offices()
    office = offices.of(path / NAME if path.is_dir() else path)
    for problem in offices.problems:
        remark(f"错误：{problem}")
    say(
        aligned([*_rows(office), *_path_rows(office, path), *_own_rows(path), _cache_row()], LIMITS)
    )
    return BROKEN if offices.problems else CLEAN


def _rows(office: Office) -> Iterator[Row]:
    """What holds for all files of an office."""
    text = _text(office)
    for name, default in DEFAULTS.items():
        value = getattr(office.settings, name)
        if value:
            words = value if isinstance(value, str) else "、".join(value)
            yield Row(name, words, _origin(office, line_of(text, name)))
        else:
            yield Row(name, default, "默认")


def _path_rows(office: Office, path: Path) -> Iterator[Row]:
    """What holds for this file besides; of a folder all that is set for files in it."""
    text, settings = _text(office), office.settings.paths
    if office.folder and not path.is_dir():
        settings = office.settings.at(path.absolute().relative_to(office.folder).as_posix())
    for each in settings:
        levels = "、".join(f"{code}→{level}" for code, level in each.severity)
        for name, value in (("ignore", "、".join(each.ignore)), ("severity", levels)):
            if value:
                place = _origin(office, line_of(text, "paths", each.pattern, name))
                yield Row(name, value, f"{place} “{each.pattern}”")


def _own_rows(path: Path) -> Iterator[Row]:
    """What a draft names itself."""
    if path.suffix != SUFFIX:
        return
    from hegao.dsl.build import build_notice

    file = read_text(path)
    index = LineIndex(file.text)
    for element in build_notice(file.text).elements:
        if element.name in OWN and element.value:
            line = index.position(element.block.locate(Span(0, 0)).start).line
            yield Row(element.name, element.value, f"{path}:{line}")


def _cache_row() -> Row:
    path = store_path()
    if not path.exists():
        return Row("缓存", "还没有", str(path))
    store = FindingStore(path)
    entries, size = store.size()
    store.close()
    return Row("缓存", f"{entries}个文件的结果，{size / (1 << 20):.1f}MB", str(path))


def _text(office: Office) -> str:
    return read_text(office.folder / NAME).text if office.folder else ""


def _origin(office: Office, line: int | None) -> str:
    return f"{shown((office.folder or Path()) / NAME)}{f':{line}' if line else ''}"
