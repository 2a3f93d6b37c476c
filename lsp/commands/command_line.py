"""The command line in a process of its own: it may take long, fail or hang without the server."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

PROGRAM: Final = "from hegao.cli.main import main; main()"
TIME_LIMIT: Final = 180
"""In seconds; LibreOffice takes half a minute for a long old file."""
TOO_LONG: Final = -1
CLEAN: Final = 0
ERRORS_FOUND: Final = 1


class Ran(NamedTuple):
    """How a run ended, and what the program said."""

    code: int
    output: bytes
    remarks: str

    @property
    def reason(self) -> str:
        """Why it failed, without what is meant for who types commands."""
        if self.code == TOO_LONG:
            return f"{TIME_LIMIT}秒还没有做完，已停止"
        lines = (line.removeprefix("错误：") for line in self.remarks.splitlines())
        said = [line for line in lines if line and "--" not in line and "HEGAO_" not in line]
        return "；".join(said[:3]) or "程序没有做完，也没有说明原因"


async def run_program(arguments: Sequence[str], folder: Path) -> Ran:
    """Run `hegao` with some arguments in a folder; ended when it takes too long."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROGRAM, *arguments),
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        output, remarks = await asyncio.wait_for(child.communicate(), TIME_LIMIT)
    except TimeoutError:
        return Ran(TOO_LONG, b"", "")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return Ran(child.returncode or 0, output, remarks.decode("utf-8", "replace"))
