"""Values of hegao.toml: each reader takes what the TOML reader gives, or says what to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from hegao.linter.finding import SEVERITIES, Severity
from hegao.linter.path_settings import PathSettings


class ConfigError(ValueError):
    """Settings that cannot be used; the message says what to write."""

    def __init__(self, message: str, line: int | None = None, keys: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.keys = keys
        """Inside of a setting: the keys that lead to the fault."""


def texts(value: object) -> tuple[str, ...]:
    """A list of texts. Raises ConfigError."""
    if not isinstance(value, list):
        raise ConfigError('要写成列表，如 ["甲", "乙"]')
    found: list[str] = []
    for each in value:  # pyright: ignore[reportUnknownVariableType]
        if not isinstance(each, str):
            raise ConfigError(f"的每一项都要加引号，{each!r} 没有")
        found.append(each)
    return tuple(found)


def text(value: object) -> str:
    """A text. Raises ConfigError."""
    if not isinstance(value, str):
        raise ConfigError("要写成加引号的文字")
    return value


def path_tables(value: object) -> tuple[PathSettings, ...]:
    """`[paths."附件/**"]`: a table a pattern. Raises ConfigError."""
    if not isinstance(value, dict):
        raise ConfigError('要写成表，如 [paths."附件/**"] 下面写 ignore = ["HG3"]')
    return tuple(_path_settings(str(pattern), each) for pattern, each in value.items())


def _path_settings(pattern: str, value: object) -> PathSettings:
    if not isinstance(value, dict):
        raise ConfigError(
            f'要写成 [paths."{pattern}"]，下面写 ignore 或 severity', None, (pattern,)
        )
    given: dict[str, Any] = {}
    for key, each in value.items():
        keys = (pattern, str(key))
        if key not in PATH_READERS:
            raise ConfigError(f"“{pattern}”下面{unknown(str(key), PATH_READERS)}", None, keys)
        try:
            given[key] = PATH_READERS[key](each)
        except ConfigError as error:
            raise ConfigError(f"“{pattern}”的 {key} {error.message}", None, keys) from None
    return PathSettings(pattern, **given)


def _severities(value: object) -> tuple[tuple[str, Severity], ...]:
    """`{ HG301 = "info" }`."""
    if not isinstance(value, dict):
        raise ConfigError('要写成 { HG301 = "info" }，左边是代码或代码的开头')
    found: list[tuple[str, Severity]] = []
    for code, level in value.items():
        if level not in SEVERITIES:
            raise ConfigError(
                f"里 {code} 要写 {'、'.join(SEVERITIES)} 中的一个；不报就写在 ignore 里"
            )
        found.append((str(code).upper(), level))
    return tuple(found)


def unknown(key: str, known: Mapping[str, object]) -> str:
    """What to say of a key that is not among the known ones."""
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f"，是不是 {near[0]}？" if near else "。"
    return f"没有设置项 {key}{hint}可用的有：{'、'.join(known)}"


PATH_READERS: Final[dict[str, Callable[[object], object]]] = {
    "ignore": texts,
    "severity": _severities,
}
