"""`hegao completion`, read by real shells at a terminal: what stands there after the Tab key."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminal import hegao

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(hegao completion bash)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'bindkey -e; autoload -Uz compinit; compinit -u; eval "$(hegao completion zsh)"',
    ),
    "fish": (["fish", "--no-config", "-i"], "hegao completion fish | source"),
}
TYPED = {
    "hegao che": ["hegao", "check"],
    "hegao check --unsa": ["hegao", "check", "--unsafe-fixes"],
    "hegao check --format sa": ["hegao", "check", "--format", "sarif"],
    "hegao completion zs": ["hegao", "completion", "zsh"],
    "hegao rules li": ["hegao", "rules", "list"],
    "hegao check 通": ["hegao", "check", "通知.notice"],
    "hegao check --baseline 通": ["hegao", "check", "--baseline", "通知.notice"],
}
LIMIT = 60
HOME, END = "\x01", "\x05"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_tab_key(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"没有 {shell}，跳过它的补全")
    (tmp_path / "通知.notice").write_text("标题：关于检查的通知\n", "utf-8")
    command, setting = SHELLS[shell]
    keys = [f"{setting}\r"]
    for place, typed in enumerate(TYPED):
        keys.append(f"{typed}\t{HOME}printf '%s\\n' {END} > seen{place}\r")
    shown = at_a_terminal(command, [*keys, "exit\r"], tmp_path)
    for place, (typed, wanted) in enumerate(TYPED.items()):
        seen = tmp_path / f"seen{place}"
        assert seen.exists(), (typed, shown)
        assert seen.read_text("utf-8").splitlines() == wanted, typed


def at_a_terminal(command: list[str], keys: list[str], folder: Path) -> str:
    """Type the keys to a program that has a terminal, until it ends; what the terminal showed."""
    ours, theirs = pty.openpty()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"HOME": str(folder), "LC_ALL": "C.UTF-8", "TERM": "vt100", "PATH": path}
    # A session's first process gets the terminal that it opens; fish does not start without one.
    opened = ["sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1', os.ttyname(theirs), *command]
    with subprocess.Popen(
        opened, cwd=folder, env=environment, stdin=theirs, start_new_session=True
    ) as program:
        os.close(theirs)
        os.write(ours, "".join(keys).encode())
        shown = _shown(ours, time.monotonic() + LIMIT)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
    os.close(ours)
    return shown


def _shown(terminal: int, until: float) -> str:
    """What comes until the other side closes or the time is up."""
    shown = b""
    while select.select([terminal], [], [], max(0.0, until - time.monotonic()))[0]:
        try:
            shown += os.read(terminal, 4096)
        except OSError:
            break
    return shown.decode("utf-8", "replace")


def test_other_shells_are_refused() -> None:
    outcome = hegao("completion", "csh")
    assert outcome.code == 2
    assert "只能是 bash、zsh、fish 中的一个" in outcome.err
