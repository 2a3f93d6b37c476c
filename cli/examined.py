"""What examining a text gives: findings, or a sentence on why there are none."""

from __future__ import annotations

import os
from typing import Final, NamedTuple

from hegao.cli.named_content import Named
from hegao.linter.finding import Finding

RULES_FIELD: Final = "规则文件"


class Examined(NamedTuple):
    """What was found on a text, before settings leave anything out."""

    findings: tuple[Finding, ...]
    named: tuple[Named, ...] = ()
    """The files that it names, and that these name: with other content it may be otherwise."""


class Broken(NamedTuple):
    """A file on which the program broke down."""

    path: str
    reason: str

    @property
    def told(self) -> str:
        """In a sentence for the user."""
        return f"{self.path}：{self.reason}"


def broken(path: str, error: Exception) -> Broken:
    """What an exception is told as; with HEGAO_TRACEBACK it goes on."""
    if os.environ.get("HEGAO_TRACEBACK"):
        raise error
    if isinstance(error, RecursionError):
        return Broken(path, "文本嵌套太深，处理不了；请检查括号和层次")
    return Broken(
        path,
        f"检查这个文件时程序内部出错（{type(error).__name__}：{error}）。"
        "请把这行话和这个文件报告给维护者；设环境变量 HEGAO_TRACEBACK=1 可看详情",
    )
