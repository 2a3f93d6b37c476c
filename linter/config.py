"""The settings of an office (hegao.toml), from its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Literal, NamedTuple

from hegao.linter.finding import SEVERITIES, STAGES, Severity, Stage

FailOn = Severity | Literal["never"]

FAIL_ON: Final[tuple[FailOn, ...]] = (*SEVERITIES, "never")
PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class ConfigError(ValueError):
    """Settings that cannot be used; the message says what to write."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


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

    def shows(self, code: str) -> bool:
        """Whether findings of a rule are wanted."""
        return code.startswith(self.select or "") and not code.startswith(self.ignore)


def read_settings(text: str) -> Settings:
    """The settings that a hegao.toml sets. Raises ConfigError."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(str(error)) from None
    for key in table:
        if key not in READERS:
            raise ConfigError(_unknown(key), _line_of(text, key))
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            values[key] = READERS[key](value)
        except ConfigError as error:
            raise ConfigError(f"{key} {error.message}", _line_of(text, key)) from None
    return Settings(**values)


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


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError('要写成列表，如 ["甲", "乙"]')
    texts: list[str] = []
    for each in value:  # pyright: ignore[reportUnknownVariableType]
        if not isinstance(each, str):
            raise ConfigError(f"的每一项都要加引号，{each!r} 没有")
        texts.append(each)
    return tuple(texts)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ConfigError("要写成加引号的文字")
    return value


def _font_folders(value: object) -> tuple[str, ...]:
    """`[fonts] paths = [...]`."""
    if not isinstance(value, dict) or value.keys() != {"paths"}:
        raise ConfigError('下面写 paths = ["字体文件夹"]，没有别的设置')
    try:
        return _texts(value["paths"])
    except ConfigError as error:
        raise ConfigError(f"paths {error.message}") from None


READERS: Final[dict[str, Callable[[object], object]]] = {
    "stage": _stage,
    "fail_on": _fail_on,
    "select": _texts,
    "ignore": _texts,
    "rules": _texts,
    "units": _text,
    "fonts": _font_folders,
}


def _unreadable(message: str) -> ConfigError:
    """What the TOML reader says, with the line it names and no English."""
    if match := PLACE.search(message):
        line, column = int(match[1]), match[2]
        return ConfigError(
            f"第{column}列起不合 TOML 的写法（文字要加英文引号，列表用方括号）", line
        )
    return ConfigError("不合 TOML 的写法：文件没有写完，缺引号或方括号")


def _unknown(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, READERS, n=1, cutoff=0.5)
    hint = f"，是不是 {near[0]}？" if near else "。"
    return f"没有设置项 {key}{hint}可用的有：{'、'.join(READERS)}"


def _line_of(text: str, key: str) -> int | None:
    """The line that sets a key."""
    match = re.search(rf"^[ \t\[\"']*{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else None
