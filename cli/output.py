"""What the user sees: text to the terminal, data to programs, remarks beside the result."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hegao.linter.report.text import Paint, Style

STANDARD: Final = "-"
"""The name of the standard input and output on a command line."""
COLOURS: Final[dict[Style, str]] = {
    "error": "red", "warning": "yellow", "info": "cyan", "code": "magenta", "faint": "bright_black",
}  # fmt: skip

# Lines as editors count them: a VT or U+2028 from Word is a character of its line.
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def be_lenient() -> None:
    """Let no character that the terminal cannot show stop the output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Print a result."""
    sys.stdout.write(text)


def remark(text: str) -> None:
    """Print a line that is no part of the result: a note, an error."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def emit(text: str) -> None:
    """Write data for a program: always UTF-8, line ends as they are."""
    stream((text,))


def stream(pieces: Iterable[str]) -> None:
    """Write data for a program as it is made."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines(encoded(pieces))
    sys.stdout.buffer.flush()


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Text as programs get it; a file name may hold what is no character."""
    return (piece.encode("utf-8", "replace") for piece in pieces)


def read_input() -> bytes:
    """All of the standard input."""
    return sys.stdin.buffer.read()


def is_terminal() -> bool:
    """Whether a person looks at the result."""
    return sys.stdout.isatty()


def painter() -> Paint:
    """Colours for a terminal, none for files and for those who do not want them."""
    from hegao.linter.report.text import plain

    if os.environ.get("NO_COLOR") or not is_terminal():
        return plain
    return _paint


def difference(path: str, old: str, new: str) -> str:
    """A unified diff of two states of a file."""
    from difflib import unified_diff

    lines = unified_diff(LINE.findall(old), LINE.findall(new), path, path)
    return "".join(
        line if line.endswith(("\n", "\r")) else f"{line}\n\\ 文件末尾没有换行\n" for line in lines
    )


def _paint(text: str, style: Style) -> str:
    import click

    return click.style(text, fg=COLOURS.get(style), bold=style in ("error", "strong"))
