"""`hegao init`: a folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from hegao.cli.chinese import ChineseCommand
from hegao.cli.files import FileError, reason, write_bytes
from hegao.cli.outcome import CLEAN
from hegao.cli.output import say

SOURCES: Final[dict[str, str]] = {
    "通知.notice": "starter.notice",
    "hegao.toml": "starter.toml",
    "机构名录.csv": "starter.csv",
    "规则.noticerules": "starter.noticerules",
}
"""The files of the new folder, and where their texts are in this package."""
PURPOSES: Final = ("稿子样例，照着写", "设置", "本地机构的全称和简称", "本单位自己的规则")


@click.command(cls=ChineseCommand, name="init")
@click.argument("folder", default=".", metavar="[文件夹]")
def command(folder: str) -> int:
    """建一个起步文件夹：一份样稿、设置、机构名录和一条自己的规则。

    不写文件夹就建在当前文件夹里；已有同名文件时不覆盖，什么都不建。
    """
    target = Path(folder)
    taken = [name for name in SOURCES if (target / name).exists()]
    if taken:
        raise FileError(folder, f"已有 {'、'.join(taken)}，没有改动；请换一个文件夹")
    _make_folder(target)
    for name, source in SOURCES.items():
        write_bytes(target / name, (Path(__file__).parent / source).read_bytes())
    for name, purpose in zip(SOURCES, PURPOSES, strict=True):
        say(f"{target / name}  {purpose}\n")
    say(f"接着试：hegao check {target / '通知.notice'}\n")
    return CLEAN


def _make_folder(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise FileError(str(target), "这是文件，不是文件夹") from None
    except OSError as error:
        raise FileError(str(target), f"建不了文件夹：{reason(error)}") from None
