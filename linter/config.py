"""The settings of an office (hegao.toml), from its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

from hegao.linter.finding import SEVERITIES, STAGES, Severity, Stage
from hegao.linter.path_settings import PathSettings
from hegao.linter.setting_values import ConfigError as ConfigError
from hegao.linter.setting_values import path_tables, text, texts, unknown

FailOn = Severity | Literal["never"]

FAIL_ON: Final[tuple[FailOn, ...]] = (*SEVERITIES, "never")
PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class Choice(NamedTuple):
    """Which codes are wanted, by how they begin; nothing selected is all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def shows(self, code: str) -> bool:
        """Whether a code is wanted; where both lists speak of it, the longer beginning counts."""
        if self.select and not code.startswith(self.select):
            return False
        if not code.startswith(self.ignore or ("\0",)):
            return True
        return _longest(code, self.select) > _longest(code, self.ignore)


class Settings(NamedTuple):
    """What hegao.toml may set; None and empty leave the defaults."""

    stage: Stage | None = None
    fail_on: FailOn | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules files, relative to hegao.toml."""
    units: str | None = None
    """The units list, relative to hegao.toml."""
    fonts: tuple[str, ...] = ()
    """Folders of fonts, relative to hegao.toml."""
    baseline: str | None = None
    """The file of known findings, relative to hegao.toml."""
    paths: tuple[PathSettings, ...] = ()

    @property
    def choice(self) -> Choice:
        """Which codes are wanted."""
        return Choice(self.select, self.ignore)

    def shows(self, code: str) -> bool:
        """Whether findings of a rule are wanted."""
        return self.choice.shows(code)

    def at(self, path: str) -> tuple[PathSettings, ...]:
        """What is set for a path, which starts from the folder of hegao.toml and has /."""
        return tuple(each for each in self.paths if each.fits(path))


def read_settings(content: str) -> Settings:
    """The settings that a hegao.toml sets. Raises ConfigError."""
    import tomllib

    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(str(error)) from None
    for key in table:
        if key not in READERS:
            raise ConfigError(unknown(key, READERS), line_of(content, key))
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            values[key] = READERS[key](value)
        except ConfigError as error:
            line = line_of(content, key, *error.keys)
            raise ConfigError(f"{key} {error.message}", line) from None
    return Settings(**values)


def line_of(content: str, *keys: str) -> int | None:
    """The line that sets a key, or one below it in a table of that name."""
    at = 0
    for key in keys:
        begin = r"[\[.{,\"'\s]" if at else r"^[ \t\[\"']*"
        pattern = re.compile(rf"{begin}{re.escape(key)}[\"']?[ \t]*[=\].]", re.MULTILINE)
        found = pattern.search(content, at)
        if found is None:
            return None
        at = found.end() - 1
    return content.count("\n", 0, at) + 1


def _stage(value: object) -> Stage:
    for stage in STAGES:
        if value == stage:
            return stage
    raise ConfigError(f'要写 {"、".join(STAGES)} 中的一个，如 stage = "核稿"')


def _fail_on(value: object) -> FailOn:
    for level in FAIL_ON:
        if value == level:
            return level
    raise ConfigError(f'要写 {"、".join(FAIL_ON)} 中的一个，如 fail_on = "error"')


def _font_folders(value: object) -> tuple[str, ...]:
    """`[fonts] paths = [...]`."""
    if not isinstance(value, dict) or value.keys() != {"paths"}:
        raise ConfigError('下面写 paths = ["字体文件夹"]，没有别的设置')
    try:
        return texts(value["paths"])
    except ConfigError as error:
        raise ConfigError(f"paths {error.message}") from None


READERS: Final[dict[str, Callable[[object], object]]] = {
    "stage": _stage,
    "fail_on": _fail_on,
    "select": texts,
    "ignore": texts,
    "rules": texts,
    "units": text,
    "fonts": _font_folders,
    "baseline": text,
    "paths": path_tables,
}


def _longest(code: str, beginnings: tuple[str, ...]) -> int:
    return max((len(each) for each in beginnings if code.startswith(each)), default=0)


def _unreadable(message: str) -> ConfigError:
    """What the TOML reader says, with the line it names and no English."""
    if match := PLACE.search(message):
        line, column = int(match[1]), match[2]
        return ConfigError(
            f"第{column}列起不合 TOML 的写法（文字要加英文引号，列表用方括号）", line
        )
    return ConfigError("不合 TOML 的写法：文件没有写完，缺引号或方括号")
