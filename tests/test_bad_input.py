"""Bad input gets one clear sentence, the right exit code, and loses nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cpu import assert_grows
from terminal import DATA, hegao

from hegao.cli import files

FLAWED = (DATA / "flawed.notice").read_bytes()
TEXT = FLAWED.decode("utf-8")
COMMANDS = (("check",), ("tasks",), ("format", "--check"))


def refused(command: tuple[str, ...], path: Path) -> str:
    outcome = hegao(*command, path)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    assert str(path) in outcome.err
    return outcome.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (bytes(range(256)) * 40 + b"\0" * 900, "二进制文件"),
        (b"PK\x03\x04" + b"\0" * 40, "Word、WPS或压缩文件"),
        (b"%PDF-1.7\n", "PDF文件"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (FLAWED[:100] + b"\xff\xfe" + FLAWED[100:], "第2行有损坏的字节（UTF-8）"),
        (FLAWED[:-2], "第9行有损坏的字节"),
        (FLAWED + "\ud800".encode("utf-8", "surrogatepass"), "第10行有损坏的字节"),
        (TEXT.encode("gb18030")[:100] + b"\xff\xff", "不是UTF-8，也不是GB18030"),
    ],
)
def test_what_is_no_text(
    tmp_path: Path, command: tuple[str, ...], content: bytes, message: str
) -> None:
    path = tmp_path / "a.notice"
    path.write_bytes(content)
    told = refused(command, path)
    assert message in told
    assert "另存为UTF-8" in told
    assert path.read_bytes() == content


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for command in COMMANDS:
        assert "没有找到" in refused(command, tmp_path / "no.notice")
    assert "这个文件夹里没有.notice文件" in refused(("check",), tmp_path)
    assert "这是文件夹" in refused(("tasks",), tmp_path)
    assert hegao("check", cwd=tmp_path).code == 2


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".wps", ".xlsx"])
def test_content_that_is_not_what_the_name_says(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"anything")
    assert "可能已经损坏" in refused(("check",), path)
    assert "可能已经损坏" in refused(("import",), path)
    assert "先用 hegao import" in refused(("format",), path)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\r\n \t", "\u3000\n".encode()])
def test_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.notice"
    path.write_bytes(content)
    outcome = hegao("check", path, "--fix", "--format", "json")
    assert outcome.code == 0
    assert "文件是空的" in outcome.err
    assert json.loads(outcome.out) == {
        "findings": [], "summary": {"files": 1, "error": 0, "warning": 0, "info": 0},
    }  # fmt: skip
    assert json.loads(hegao("tasks", path, "--format", "json").out)["tasks"] == []
    assert hegao("format", path).code == 0
    assert "文件是空的" in hegao("compile", path, "-o", tmp_path / "o.txt").err
    assert path.read_bytes() == content


def test_every_path_is_reported_although_one_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.notice").write_bytes(FLAWED)
    (tmp_path / "b.notice").write_bytes(b"PK\x03\x04")
    (tmp_path / "c.notice").write_bytes(FLAWED)
    outcome = hegao("check", "missing.notice", "a.notice", "b.notice", "c.notice", cwd=tmp_path)
    assert outcome.code == 2
    assert outcome.out.count("HG101") == 2
    assert "missing.notice：没有找到" in outcome.err
    assert "b.notice：" in outcome.err


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.notice"
    path.write_bytes(FLAWED)

    def denied(*_arguments: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files, "open", denied, raising=False)
    assert "没有权限" in refused(("check",), path)


def test_file_of_another_user(tmp_path: Path) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root may read every file")
    path = tmp_path / "a.notice"
    path.write_bytes(FLAWED)
    path.chmod(0)
    assert "没有权限" in refused(("check",), path)


@pytest.mark.parametrize(
    "command", [("check", "--fix"), ("format",), ("compile", "--force", "-o")], ids=" ".join
)
def test_unwritable_output_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    path = tmp_path / "a.notice"
    path.write_bytes(FLAWED + "\n\n\n1．检查 。\n".encode())
    target = tmp_path / "out.txt" if "-o" in command else path
    target.write_bytes(target.read_bytes() if target.exists() else b"old")
    before = target.read_bytes()

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    paths = [target, path] if "-o" in command else [path]
    outcome = hegao(*command, *paths)
    assert outcome.code == 2
    assert f"{target}：写不了" in outcome.err
    assert "原来的文件没有改动" in outcome.err
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".hegao*"))


def test_output_that_cannot_be_a_file(tmp_path: Path) -> None:
    draft = tmp_path / "a.notice"
    draft.write_bytes(FLAWED)
    (tmp_path / "folder.txt").mkdir()
    for target in (tmp_path / "folder.txt", tmp_path / "no" / "o.txt", draft / "o.txt"):
        assert str(target) in refused(("compile", "--force", str(draft), "-o"), target)
    text = tmp_path / "same.txt"
    text.write_bytes(FLAWED)
    assert "就是稿子本身" in refused(("compile", "--force", str(text), "-o"), text)
    assert text.read_bytes() == FLAWED


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        TEXT.replace("，", "\x0b"),
        TEXT.replace("。", "\u2028"),
        TEXT.replace("水库", "水\0库"),
        "\x85".join(TEXT),
        "\ufeff" + TEXT,
        "\x1b[2J" + TEXT,
        TEXT.replace("\n", "\n\r"),
    ],
)
def test_odd_characters(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.notice"
    path.write_bytes(text.encode("utf-8"))
    for form in ("text", "json", "github", "sarif", "concise"):
        outcome = hegao("check", path, "--format", form)
        assert outcome.code in (0, 1)
        assert outcome.err == ""
        assert "\x1b" not in outcome.out
    found = json.loads(hegao("check", path, "--format", "json").out)["findings"]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= each["line"] <= lines for each in found)
    for form in ("table", "json", "csv"):
        assert hegao("tasks", path, "--format", form).code == 0
    assert hegao("format", path).code == 0
    assert hegao("check", path, "--fix", "--unsafe-fixes").code in (0, 1)


def test_lone_surrogates_from_a_pipe_or_a_name(tmp_path: Path) -> None:
    broken = "标题：\ud800".encode("utf-8", "surrogatepass")
    outcome = hegao("check", "-", stdin=broken)
    assert outcome.code == 2
    assert "损坏的字节" in outcome.err
    name = os.fsdecode(b"\xff.notice")
    try:
        (tmp_path / name).write_bytes(FLAWED)
    except OSError:
        pytest.skip("this file system has no such names")
    for form in ("text", "json", "sarif", "github"):
        assert hegao("check", tmp_path / name, "--format", form).code == 1


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.notice"
    path.write_bytes("完成目录编制，".encode() * 480_000)
    assert hegao("check", path).code == 0
    assert json.loads(hegao("tasks", path, "--format", "json").out)["tasks"] == []


@pytest.mark.parametrize(
    "unit",
    ["a", "2022", "（", "责任单位：", "一、｜", "\u3000", "年底前", "县司法局、", "尽快,", "《"],
)
def test_a_megabyte_of_the_same_in_one_line(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "a.notice"

    def check(size: int) -> None:
        path.write_bytes(unit.encode() * (size // len(unit.encode())))
        outcome = hegao("check", path)
        assert outcome.code in (0, 1)
        assert len(outcome.out) < 1_000_000

    assert_grows(check, 125_000, 1_000_000, times=1)
