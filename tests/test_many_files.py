"""Many files at once: in processes, interrupted, killed, watched."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from programs import started
from terminal import hegao

from hegao.cli.examining import Examiner
from hegao.cli.files import TextFile
from hegao.cli.progress import Progress
from hegao.cli.settings import Offices
from hegao.linter.baseline import read_baseline
from material import ROOT, read

# Stands in for faults of the program: what a file is called decides what happens to it.
FAULTS = """
import os, sys
if os.environ.get("FAULTY") and "_winreg" not in sys.modules:
    from multiprocessing import parent_process
    from hegao.cli import examining
    right = examining.Examiner.examine
    def examine(self, file, document=None):
        if "坏" in file.path:
            raise ValueError("坏了")
        if "死" in file.path and parent_process() is not None:
            os._exit(9)
        return right(self, file, document)
    examining.Examiner.examine = examine
"""
FEW, MANY = 6, 50
DRAFTS = sorted((ROOT / "examples" / "drafts").glob("*.notice"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = tmp_path / "office"
    shutil.copytree(ROOT / "examples", office)
    drafts = sorted((office / "drafts").glob("*.notice"))
    for number in range(30):
        source = drafts[number % len(drafts)]
        (office / "drafts" / f"稿{number:02}.notice").write_text(
            read(source) + f"\n第{number}份尽快办理。\n", "utf-8"
        )
    return office


def run(folder: Path, *options: str, path: str = "") -> tuple[int, str, str]:
    arguments = ("check", ".", "--format", "concise", *options)
    process = started(*arguments, cwd=folder, cache=folder.parent / "cache", path=path)
    out, err = process.communicate()
    return process.returncode, out, err


def test_processes_change_neither_findings_nor_their_order(folder: Path) -> None:
    one = run(folder, "--no-cache", "--jobs", "1")
    assert run(folder, "--jobs", "2") == one
    assert run(folder, "--jobs", "2") == one
    assert run(folder, "--no-cache", "--jobs", "3") == one


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_checked_notice_leaves_no_cycles(path: Path) -> None:
    file, examiner = TextFile(str(path), read(path)), Examiner(Offices(), "核稿", cached=False)
    examiner.examine(file)  # What is made once for all notices is made now.
    gc.collect()
    gc.disable()
    try:
        examiner.examine(file)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_faults_of_rules_are_told_once(folder: Path) -> None:
    with (folder / "规则" / "示例县.noticerules").open("a", encoding="utf-8") as rules:
        rules.write("\n规则 XX001 没有写完\n")
    one = run(folder, "--jobs", "1")
    assert one[0] == 2
    assert run(folder, "--jobs", "2") == one


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(FAULTS, "utf-8")
    monkeypatch.setenv("FAULTY", "1")
    return os.pathsep.join((str(tmp_path / "faults"), str(ROOT / ".links")))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_of_the_program_is_told_with_its_file(folder: Path, faulty: str, jobs: str) -> None:
    shutil.copy(folder / "drafts" / "prose.notice", folder / "drafts" / "坏.notice")
    code, out, err = run(folder, "--jobs", jobs, path=faulty)
    assert code == 2
    assert "错误：drafts/坏.notice：检查这个文件时程序内部出错（ValueError：坏了）" in err
    assert "38个文件，" in out
    assert "Traceback" not in err


def test_a_script_that_uses_it_is_not_run_again(folder: Path) -> None:
    script = folder.parent / "script.py"
    call = "run(['check', '.', '--no-cache', '--jobs', '2', '--format', 'concise'])"
    script.write_text(f"from hegao.cli.main import run\nprint('once')\n{call}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    assert done.stdout == "once\n" + run(folder, "--no-cache", "--jobs", "1")[1]


def test_a_process_that_dies_is_made_up_for(folder: Path, faulty: str) -> None:
    shutil.copy(folder / "drafts" / "prose.notice", folder / "drafts" / "死.notice")
    right = run(folder, "--jobs", "1", "--no-cache", path=faulty)
    code, out, err = run(folder, "--jobs", "2", "--no-cache", path=faulty)
    assert (code, out) == right[:2]
    assert err == "有一个检查进程意外结束（可能是内存不够），余下的改在一个进程里查\n"


@pytest.mark.parametrize("value", ["0", "-1", "两个", "1.5"])
def test_a_count_of_processes_is_a_count(folder: Path, value: str) -> None:
    outcome = hegao("check", ".", "--jobs", value, cwd=folder)
    assert outcome.code == 2
    assert f"--jobs：要写 1 以上的整数，不能是“{value}”" in outcome.err


def test_statistics_count_findings_and_time(folder: Path) -> None:
    for jobs in ("1", "2"):
        _, out, err = run(folder, "--no-cache", "--statistics", "--jobs", jobs)
        lines = [line.split() for line in err.splitlines()]
        (row,) = (line for line in lines if line[0] == "HG301")
        assert int(row[2]) == out.count(" HG301 ")
        assert float(row[4]) > 0
        assert "38个文件：新查38个，取自缓存0个，规则共用" in err
    run(folder)
    assert run(folder, "--statistics")[2].endswith("新查0个，取自缓存38个\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other interrupts")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_quietly(folder: Path, jobs: str) -> None:
    for number in range(200):
        shutil.copy(folder / "drafts" / "prose.notice", folder / "drafts" / f"{number}.notice")
    arguments = ("check", ".", "--no-cache", "--jobs", jobs)
    process = started(*arguments, cwd=folder, cache=folder.parent / "cache")
    time.sleep(0.7)
    os.killpg(process.pid, signal.SIGINT)
    try:
        out, err = process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert nobody_left(process.pid)


def nobody_left(group: int) -> bool:
    """Whether all processes of a group end; their parent's end is theirs."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(os.name == "nt", reason="Windows kills otherwise")
@pytest.mark.parametrize(
    "times", [FEW, pytest.param(MANY, marks=pytest.mark.full)], ids=["few", "many"]
)
def test_a_killed_run_leaves_everything_whole(folder: Path, times: int) -> None:
    cache = folder.parent / "cache"
    outputs = ("--output", "json:out.json", "--output", "html:out.html")
    arguments = (
        "check",
        ".",
        "--jobs",
        "2",
        *outputs,
        "--baseline",
        "基线.txt",
        "--write-baseline",
    )
    begin = time.monotonic()
    started(*arguments, cwd=folder, cache=cache).communicate()
    whole = time.monotonic() - begin
    right = {name: read(folder / name) for name in ("基线.txt", "out.json", "out.html")}
    for number in range(times):
        if number % 3 == 0:
            shutil.rmtree(cache)
        changed = folder / "drafts" / f"稿{number % 30:02}.notice"
        changed.write_text(read(changed) + "\n", "utf-8")
        process = started(*arguments, cwd=folder, cache=cache)
        time.sleep(random.uniform(0, whole))
        process.kill()
        process.communicate()
        assert nobody_left(process.pid)
        assert read_baseline(read(folder / "基线.txt"))
        assert json.loads(read(folder / "out.json"))["summary"]["files"] == 38
        assert read(folder / "out.html").rstrip().endswith("</html>")
        for base in cache.rglob("findings.sqlite"):
            with sqlite3.connect(base) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.close()
    assert run(folder) == run(folder, "--no-cache")
    started(*arguments, cwd=folder, cache=cache).communicate()
    assert read(folder / "基线.txt") == right["基线.txt"]


class Terminal(io.StringIO):
    """Says of itself that a person looks at it."""

    def isatty(self) -> bool:
        """It does."""
        return True


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_only_a_person_sees_a_bar(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hegao.cli.progress.PATIENCE", -1)
    with contextlib.redirect_stderr(stream), Progress(3) as progress:
        for _ in range(3):
            progress.advance()
    seen = stream.getvalue()
    assert ("3/3" in seen) is stream.isatty()
    assert seen == "" or seen.endswith("\x1b[2K")


def test_watching(folder: Path) -> None:
    lines = folder.parent / "out"
    shutil.rmtree(folder / "drafts")
    (folder / "drafts").mkdir()
    draft = folder / "drafts" / "a.notice"
    draft.write_text(
        "标题：关于检查的通知\n上级文件：省要点＝《要点》（上级/省要点.notice）\n", "utf-8"
    )
    arguments = ("check", "drafts", "--watch", "--format", "concise", "--output", f"json:{lines}")
    process = started(*arguments, cwd=folder, cache=folder.parent / "cache")

    def reports(count: int) -> bool:
        """Whether the report of the run with so many findings comes, before long."""
        for _ in range(200):
            if lines.exists() and len(json.loads(read(lines))["findings"]) == count:
                return True
            time.sleep(0.05)
        return False

    try:
        one = hegao("check", "drafts", "--format", "json", cwd=folder).out
        assert reports(len(json.loads(one)["findings"]))
        for path, text in (
            (draft, read(draft) + "\n1. 尽快检查。\n2. 尽快检查完。\n"),
            (folder / "drafts" / "b.notice", "1. 尽快检查。\n"),
            (folder / "hegao.toml", 'ignore = ["HG3"]\n'),
            (folder / "上级" / "省要点.notice", None),
        ):
            before = json.loads(read(lines))["findings"]
            path.write_text(text, "utf-8") if text else path.unlink()
            wanted = json.loads(hegao("check", "drafts", "--format", "json", cwd=folder).out)
            assert len(wanted["findings"]) != len(before)
            assert reports(len(wanted["findings"])), path
    finally:
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert process.returncode == 0
    assert err.count("等着稿子改动（Ctrl-C 结束）") >= 4


@pytest.mark.parametrize("option", ["--fix", "--diff", "--write-baseline", "-"])
def test_watching_changes_nothing(folder: Path, option: str) -> None:
    outcome = hegao("check", "--watch", option, cwd=folder)
    assert outcome.code == 2
    assert "--watch 只是反复查" in outcome.err
