"""`hegao check --output`: several reports of one run, each whole or not there."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from terminal import DATA, Outcome, hegao

from hegao.linter.report import json_report
from hegao.linter.report.formats import FORMATS
from hegao.linter.report.result import CheckResults
from material import ROOT, read

FLAWED = DATA / "flawed.notice"
PAGE = read(ROOT / "docs" / "pipelines.md")
COMMANDS = re.findall(r"hegao (check 稿件 [^|\n']*)", PAGE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(FLAWED, tmp_path / "通 知.notice")
    return tmp_path


def check(folder: Path, *arguments: str) -> Outcome:
    return hegao("check", *arguments, cwd=folder)


def test_several_at_once(folder: Path) -> None:
    outcome = check(
        folder, "通 知.notice", "--output", "sarif:核 稿.sarif", "--output", "junit:b.xml"
    )
    assert outcome.code == 1
    assert outcome.out == check(folder, "通 知.notice").out
    assert json.loads((folder / "核 稿.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ElementTree.parse(folder / "b.xml").getroot().get("failures") == "3"


def test_every_format_is_the_same_in_a_file(folder: Path) -> None:
    given = [part for form in FORMATS for part in ("--output", f"{form}:out.{form}")]
    check(folder, "通 知.notice", *given)
    for form in FORMATS:
        printed = check(folder, "通 知.notice", "--format", form)
        assert (folder / f"out.{form}").read_bytes() == printed.raw


def test_one_of_them_may_be_the_output(folder: Path) -> None:
    outcome = check(folder, "通 知.notice", "--output", "json:-", "--output", "html:a.html")
    assert json.loads(outcome.out)["summary"]["files"] == 1
    assert (folder / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_output_takes_a_report_after_a_fix(folder: Path) -> None:
    outcome = check(folder, "通 知.notice", "--fix", "--output", "json:-")
    assert "HG101" not in {each["code"] for each in json.loads(outcome.out)["findings"]}


def test_a_format_goes_to_the_output_besides(folder: Path) -> None:
    outcome = check(folder, "通 知.notice", "--format", "jsonl", "--output", "json:a.json")
    lines = [json.loads(line) for line in outcome.out.splitlines()]
    assert lines == json.loads((folder / "a.json").read_text("utf-8"))["findings"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--output", "sarif"), "要写成“格式:文件”"),
        (("--output", "sarif:"), "要写成“格式:文件”"),
        (("--output", "word:a.docx"), "格式有 text、concise"),
        (("--output", "json:a", "--output", "html:./a"), "写了两次"),
        (("--output", "json:-", "--output", "html:-"), "写了两次"),
        (("--output", "json:通 知.notice"), "会盖掉稿子"),
        (("--format", "json", "--output", "html:-"), "标准输出要放 json 的报告"),
        (("-", "--fix", "--output", "json:-"), "标准输出要放改好的文本"),
        (("--diff", "--output", "json:a"), "不能和 --output 一起用"),
    ],
)
def test_bad_usage(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    before = (folder / "通 知.notice").read_bytes()
    outcome = check(folder, "通 知.notice", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert [each.name for each in folder.iterdir()] == ["通 知.notice"]
    assert (folder / "通 知.notice").read_bytes() == before


def test_a_checked_file_is_not_covered_by_its_report(folder: Path) -> None:
    shutil.copy(FLAWED, folder / "通知.txt")
    (folder / "link.json").symlink_to("通知.txt")
    outcome = check(folder, "通知.txt", "--output", "json:link.json", "--output", "html:a.html")
    assert outcome.code == 2
    assert "不能用报告盖掉" in outcome.err
    assert (folder / "通知.txt").read_bytes() == FLAWED.read_bytes()
    assert (folder / "a.html").exists()


@pytest.mark.parametrize(
    ("target", "told"),
    [("没有/a.json", "没有找到"), (".", "这是文件夹"), ("通 知.notice/a", "不是文件夹")],
)
def test_what_cannot_be_written(folder: Path, target: str, told: str) -> None:
    outcome = check(folder, "通 知.notice", "--fail-on", "never", "--output", f"json:{target}")
    assert outcome.code == 2
    assert "HG101" in outcome.out
    assert f"错误：{target}：" in outcome.err
    assert told in outcome.err
    assert not list(folder.glob(".hegao*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name on this system")
def test_a_pipe_or_device_is_left_in_its_place(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    outcome = check(folder, "通 知.notice", "--output", "json:pipe")
    assert outcome.code == 2
    assert "这不是普通文件" in outcome.err
    assert (folder / "pipe").is_fifo()


def test_a_full_disk_leaves_the_old_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.json").write_text("old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    outcome = check(folder, "通 知.notice", "--output", "json:a.json")
    assert outcome.code == 2
    assert "原来的文件没有改动" in outcome.err
    assert (folder / "a.json").read_text() == "old"
    assert not list(folder.glob(".hegao*"))


def breaking(results: CheckResults) -> Iterator[str]:
    """A writer that breaks down when half of the report is written."""
    yield f"{results.files[0].path}\n"
    raise ValueError("half")


@pytest.mark.parametrize("target", ["-", "a.json"])
def test_half_a_report_is_never_taken_for_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (folder / "a.json").write_text("old")
    monkeypatch.setattr(json_report, "write_json", breaking)
    outcome = check(folder, "通 知.notice", "--output", f"json:{target}")
    assert outcome.code == 2
    assert "程序内部出错（ValueError：half）" in outcome.err
    assert (folder / "a.json").read_text() == "old"
    assert not list(folder.glob(".hegao*"))


@pytest.mark.parametrize("form", [*FORMATS])
def test_a_missing_file_is_never_clean(folder: Path, form: str) -> None:
    arguments = ("没有.notice", "--fail-on", "never", "--output", f"{form}:report")
    outcome = check(folder, *arguments)
    assert outcome.code == 2
    report = (folder / "report").read_text("utf-8")
    assert "没有发现问题" not in report
    if form not in ("jsonl", "gitlab", "checkstyle", "rdjson", "text", "concise"):
        assert "没有.notice：没有找到" in report


def test_reports_after_a_fix_tell_what_is_left(folder: Path) -> None:
    check(folder, "通 知.notice", "--fix", "--output", "json:a.json")
    left = json.loads((folder / "a.json").read_text("utf-8"))
    assert (
        left["findings"]
        == json.loads(check(folder, "通 知.notice", "--format", "json").out)["findings"]
    )
    assert "HG101" not in {each["code"] for each in left["findings"]}


def test_the_page_tells_of_every_format() -> None:
    table = PAGE[PAGE.index("| 格式 |") : PAGE.index("### 行、列")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [*FORMATS]
    assert len(COMMANDS) > 6


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page_run(folder: Path, command: str) -> None:
    (folder / "稿件").mkdir()
    (folder / "通 知.notice").rename(folder / "稿件" / "通 知.notice")
    outcome = check(folder, *command.split()[1:])
    assert (outcome.code, outcome.err) == (1, "")
    assert len([*folder.iterdir()]) == 1 + len(
        set(re.findall(r"--output \S+:([^-\s]\S*)", command))
    )
