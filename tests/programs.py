"""The program as a process of its own, with a cache folder of the test's own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

MAIN: Final = "from hegao.cli.main import main; main()"


def started(*arguments: str, cwd: Path, cache: Path, path: str = "") -> subprocess.Popen[str]:
    """`hegao` in a process group of its own; `path` is looked at for modules first."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    if path:
        environment["PYTHONPATH"] = path
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # What runs in the background has no interrupts, and hands that on.
        preexec_fn=None if os.name == "nt" else _with_interrupts,
        encoding="utf-8",
    )


def _with_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
