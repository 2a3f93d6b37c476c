"""Runs `hegao` in this process as a terminal would: bytes in, bytes and an exit code out."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

from hegao.cli.main import run

DATA = Path(__file__).parent / "data" / "cli"
RULE = """规则 BD001 不用“相关科室”
级别：警告
对象：文字
查找：/相关科室/
提示：“{内容}”没有说清
建议：写出科室名称
依据：本单位要求（惯例）
应报：
｜1. 由⟦相关科室⟧报送总结。
不报：
｜1. 由养老服务科报送总结。
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def both(self) -> str:
        """Everything that was printed."""
        return self.out + self.err


def hegao(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Outcome:
    """Run the program with its rules cache in a folder of this test run."""
    out, err = _stream(), _stream()
    environment = {"XDG_CACHE_HOME": _cache_folder(), "NO_COLOR": "1"}
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.dict(os.environ, environment))
        stack.enter_context(contextlib.chdir(cwd or Path.cwd()))
        stack.enter_context(mock.patch.object(sys, "stdin", _stream(stdin)))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        code = run([str(each) for each in arguments])
    raw = _content(out)
    return Outcome(code, raw.decode("utf-8", "replace"), _content(err).decode("utf-8"), raw)


def check_golden(name: str, text: str) -> None:
    """Compare with a golden file; UPDATE_GOLDEN=1 writes it anew, to be read before committing."""
    path = DATA / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@cache
def _cache_folder() -> str:
    folder = tempfile.mkdtemp(prefix="hegao-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")


def _content(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    data = stream.buffer
    assert isinstance(data, io.BytesIO)
    return data.getvalue()
