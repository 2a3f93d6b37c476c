"""The archive job on two workers: every notice has a row, whatever it is and however runs end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from material import ROOT

pytest.importorskip("distributed", reason="没有装 dask 和 distributed")
pytest.importorskip("pyarrow", reason="没有装 pyarrow")
pytestmark = pytest.mark.full

JOB = ROOT / "examples" / "archive" / "check_archive.py"
MAKE = ROOT / "bench" / "archive.py"
NOTICES = 300
SHARED = ("file", "code", "severity", "line", "column", "end_line", "end_column", "message")
POSIX = os.name == "posix"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    subprocess.run([sys.executable, MAKE, "--make", folder, "--files", str(NOTICES)], check=True)
    return folder


def command(folder: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, str(JOB), str(folder), str(out), "--batch", "20", *options]


def job(folder: Path, out: Path, *options: str) -> str:
    done = subprocess.run(
        command(folder, out, *options), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 2), done.stderr
    return done.stdout


def rows(out: Path, kind: str) -> list[dict[str, Any]]:
    from pyarrow import dataset

    found: list[dict[str, Any]] = (
        dataset.dataset(out / kind, format="parquet").to_table().to_pylist()
    )
    return found


def checked(folder: Path) -> Counter[tuple[Any, ...]]:
    """What the command line finds on the same folder."""
    arguments = ["check", ".", "--format", "jsonl", "--fail-on", "never", "--no-cache"]
    hegao = [sys.executable, "-c", "from hegao.cli.main import main; main()", *arguments]
    lines = subprocess.run(hegao, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    told = (json.loads(line) for line in lines.stdout.splitlines())
    return Counter(tuple(each[key] for key in SHARED) for each in told)


def assert_whole(folder: Path, out: Path) -> None:
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.notice")}
    listed = [row["file"] for row in rows(out, "files")]
    assert sorted(listed) == sorted(files)
    found = Counter(tuple(row[key] for key in SHARED) for row in rows(out, "findings"))
    assert found == checked(folder)
    counted = sum(row["errors"] + row["warnings"] + row["infos"] for row in rows(out, "files"))
    assert counted == found.total()


def test_as_the_command_and_only_what_changed_again(archive: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "档案", tmp_path / "结果"
    shutil.copytree(archive, folder)
    job(folder, out)
    assert_whole(folder, out)
    unchecked = {row["file"]: row["problems"] for row in rows(out, "files") if not row["checked"]}
    assert unchecked["2000/n017.notice"] == ["文件是空的，没有可检查的内容"]
    assert "UTF-16" in unchecked["2000/n099.notice"][0]
    assert len(unchecked) == 2

    (folder / "2000" / "n001.notice").unlink()
    shutil.copy(folder / "2000" / "n003.notice", folder / "新的.notice")
    with (folder / "2000" / "n005.notice").open("a", encoding="utf-8") as notice:
        notice.write("\n尽快完成相关工作。\n")
    assert f"这次查了2个，没有变化{NOTICES - 1}个" in job(folder, out)
    assert_whole(folder, out)

    units = folder / "机构" / "示例县.csv"
    units.write_text(units.read_text("utf-8").replace("县水利局", "县水务局"), "utf-8")
    assert "没有变化2个" in job(folder, out)  # Those that are no text name no list.
    assert_whole(folder, out)


@pytest.mark.skipif(not POSIX, reason="没有 os.killpg")
def test_killed_at_any_moment(archive: Path, tmp_path: Path) -> None:
    for part in (2, 4, 6):
        with subprocess.Popen(
            command(archive, tmp_path), stderr=subprocess.DEVNULL, start_new_session=True
        ) as running:
            until = time.monotonic() + 60
            while len(list(tmp_path.glob("files/*.parquet"))) < part:
                assert time.monotonic() < until
                assert running.poll() is None
                time.sleep(0.01)
            os.killpg(running.pid, signal.SIGKILL)
    (tmp_path / "findings" / "0009-000001.parquet").write_bytes(b"half")
    (tmp_path / "files" / "0009-000001.parquet1.tmp").write_bytes(b"half")
    said = job(archive, tmp_path)
    assert "没有变化0个" not in said
    assert_whole(archive, tmp_path)
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.skipif(not POSIX, reason="没有命名管道")
def test_what_never_ends_is_one_row(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(ROOT / "examples" / "drafts", folder / "稿")
    os.mkfifo(folder / "稿" / "m.notice")  # Reading it waits for ever.
    job(folder, out, "--limit", "3")
    found = {row["file"]: row["problems"] for row in rows(out, "files") if not row["checked"]}
    reason = "检查这个文件时进程意外结束：超过3秒没有查完，或者内存不够"
    assert found == {"稿/m.notice": [reason]}
    assert len(rows(out, "files")) == len(list(folder.rglob("*.notice")))


def test_an_archive_that_is_not_there_empties_nothing(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(ROOT / "examples" / "drafts", folder)
    job(folder, out)
    before = rows(out, "files")
    folder.rename(tmp_path / "other")
    done = subprocess.run(command(folder, out), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：")
    assert "没有找到" in done.stderr
    assert rows(out, "files") == before
