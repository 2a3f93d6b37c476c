"""A real Neovim and a real Emacs, set up as docs/editors.md says, edit a draft.

The editors write down what they saw; `make test-full` installs them. Each draft has characters
beyond the basic plane before its findings, in the lines and above them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from material import ROOT, read

pytestmark = pytest.mark.full
HERE = Path(__file__).parent
DRAFT = """\
标题：𠮷县人民政府关于印发目录工作要点的通知
成文日期：2026年3月2日

一、重点任务
1. 𠮷😀尽快编制目录，规范𠮷行爲 。（责任单位：县司法局）
2. 𠮷😀于2026年6月底前公布目录。（责任单位：县民政局）
"""
LIMIT = 120
EMACS_PACKAGES = '(dolist (d (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*")) (add-to-list \'load-path d))'


class Session(NamedTuple):
    """What an editor wrote down, and its draft's folder, by which its processes are known."""

    seen: dict[str, Any]
    folder: Path


def configuration(heading: str, language: str) -> str:
    """What the page tells users to write into their settings."""
    _, section = read(ROOT / "docs" / "editors.md").split(f"\n## {heading}\n", 1)
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found
    return found[1]


def neovim(folder: Path) -> list[str]:
    settings = folder / "init.lua"
    settings.write_text(configuration("Neovim 0.7 至 0.10", "lua"), "utf-8")
    script = HERE / "neovim.lua"
    command = ["nvim", "--headless", "-i", "NONE", "-u", str(settings), "-n"]
    return [*command, "-c", f"luafile {script}"]


def emacs(folder: Path) -> list[str]:
    settings = folder / "init.el"
    settings.write_text(EMACS_PACKAGES + configuration("Emacs（eglot）", "elisp"), "utf-8")
    return ["emacs", "-q", "--batch", "-l", str(settings), "-l", str(HERE / "emacs.el")]


EDITORS = {"neovim": neovim, "emacs": emacs}


@pytest.fixture(scope="module", params=EDITORS)
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "草稿.notice").write_text(DRAFT, "utf-8")
    environment = {
        **os.environ,
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HEGAO_DRAFT": str(folder / "草稿.notice"),
        "HEGAO_SEEN": str(folder / "seen.json"),
    }
    ran = subprocess.run(
        EDITORS[request.param](folder),
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    seen = folder / "seen.json"
    assert seen.exists(), ran.stderr.decode()
    return Session(json.loads(read(seen)), folder)


def marked(session: Session, moment: str) -> set[tuple[str, str]]:
    """Codes with the words they stand under."""
    assert "trouble" not in session.seen, session.seen
    return {(each["code"], each["words"]) for each in session.seen[moment]}


def test_findings_stand_under_their_words(session: Session) -> None:
    assert {("HG301", "尽快"), ("HG707", "爲")} <= marked(session, "opened")


def test_findings_follow_an_edit(session: Session) -> None:
    """A line was put in above them, and a task with one more below."""
    assert {("HG301", "尽快"), ("HG707", "爲")} <= marked(session, "edited")
    lines = {(each["code"], each["line"]) for each in session.seen["edited"]}
    assert {("HG301", 6), ("HG707", 6), ("HG301", 8)} <= lines


def test_hover_says_what_a_deadline_means(session: Session) -> None:
    assert "2026年6月30日" in session.seen["hover"]


def test_a_fix_is_applied(session: Session) -> None:
    assert any("为" in title for title in session.seen["titles"])
    assert "规范𠮷行为" in session.seen["text"]
    assert "爲" not in session.seen["text"]
    assert ("HG301", "尽快") in marked(session, "fixed")


def test_formatting_gives_the_one_spelling(session: Session) -> None:
    before, after = session.seen["text"], session.seen["formatted"]
    assert "行为 。" in before
    assert "行为。" in after
    assert after.count("𠮷") == before.count("𠮷")


def processes_of(folder: Path) -> Iterator[str]:
    """The commands of processes that an editor in this folder has started, and left."""
    mark = f"HEGAO_DRAFT={folder}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                yield (process / "cmdline").read_text("utf-8", "replace")
        except OSError:
            continue


def test_nothing_goes_on_after_the_editor(session: Session) -> None:
    ends = time.monotonic() + 10
    while (left := list(processes_of(session.folder))) and time.monotonic() < ends:
        time.sleep(0.1)
    assert left == []
