"""`hegao diff` as a user sees it: its formats, git's versions, and git itself calling it."""

from __future__ import annotations

import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from terminal import hegao

from hegao.cli.diff_word import write_word
from hegao.dsl.revision.entries import RevisionData
from hegao.dsl.revision.page import write_page
from hegao.dsl.revision.told import NOTHING
from material import DATA, ROOT, read

OLD, NEW = ROOT / "examples" / "drafts" / "prose.notice", DATA / "revision" / "new.notice"
PAGE = read(ROOT / "docs" / "diff.md")
HOSTILE = "<script>alert(1)</script>\"' $style ${x} \u202e\x00\ud800]]>&lt;</style>"
PROGRAM = f'#!/bin/sh\nexec "{sys.executable}" -c "from hegao.cli.main import main; main()" "$@"\n'


def data() -> RevisionData:
    made: RevisionData = json.loads(hegao("diff", OLD, NEW, "--format", "json").out)
    return made


def test_the_page_shows_what_diff_says() -> None:
    shown = re.findall(r"```\n\$ hegao (diff .*)\n((?:.*\n)*?)```", PAGE)
    assert len(shown) == 1
    for command, output in shown:
        assert hegao(*command.split(), cwd=ROOT).out == output


def test_lines_of_both_versions() -> None:
    lines = [read(path).splitlines() for path in (OLD, NEW)]
    for task in data()["tasks"]:
        for side, of in ((task["old"], lines[0]), (task["new"], lines[1])):
            if side:
                assert side["number"] in of[side["line"] - 1]


def test_lines_of_a_finished_text_are_those_of_the_file(tmp_path: Path) -> None:
    finished = tmp_path / "通知.txt"
    text = read(ROOT / "examples" / "finished" / "notice.txt")
    finished.write_text(text.replace("2026年11月底前组织1次", "2026年12月底前组织1次"), "utf-8")
    source = ROOT / "examples" / "finished" / "notice.txt"
    made = json.loads(hegao("diff", source, finished, "--format", "json").out)
    (task,) = made["tasks"]
    assert [each["kind"] for each in task["differences"]] == ["deadline_later"]
    for side in (task["old"], task["new"]):
        assert "打击食品安全违法犯罪" in text.splitlines()[side["line"] - 1]


@pytest.mark.parametrize("ending", ["txt", "docx", "html"])
@pytest.mark.parametrize("name", ["prose", "breakdown", "table", "bracketed"])
def test_a_draft_and_its_own_official_text_are_the_same(
    name: str, ending: str, tmp_path: Path
) -> None:
    draft, finished = ROOT / "examples" / "drafts" / f"{name}.notice", tmp_path / f"通知.{ending}"
    assert hegao("compile", "--force", draft, "-o", finished).code == 0
    outcome = hegao("diff", draft, finished, "--exit-code")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (0, NOTHING)


def test_exit_codes(tmp_path: Path) -> None:
    assert hegao("diff", OLD, NEW).code == 0
    assert hegao("diff", OLD, NEW, "--exit-code").code == 1
    assert hegao("diff", OLD, OLD, "--exit-code").code == 0
    assert hegao("diff", OLD, tmp_path / "没有.notice", "--exit-code").code == 2
    assert hegao("diff", "/dev/null", OLD, "--exit-code").code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-", "-"), "标准输入只能用一次"),
        ((OLD, NEW, "--format", "docx"), "加 -o 文件名.docx"),
        ((OLD, NEW, "--format", "pdf"), "只能是 text、json、html、docx 中的一个"),
        ((OLD,), "缺少 新稿"),
    ],
)
def test_bad_usage(arguments: tuple[Any, ...], told: str) -> None:
    outcome = hegao("diff", *arguments)
    assert outcome.code == 2
    assert told in outcome.err


def test_a_version_on_the_standard_input() -> None:
    outcome = hegao("diff", OLD, "-", stdin=OLD.read_bytes(), cwd=ROOT)
    assert NOTHING in outcome.out


@pytest.mark.parametrize("form", ["txt", "json", "html", "docx"])
def test_written_to_a_file(form: str, tmp_path: Path) -> None:
    assert hegao("diff", OLD, NEW, "-o", f"对照.{form}", cwd=tmp_path).code == 0
    content = (tmp_path / f"对照.{form}").read_bytes()
    assert content.startswith(
        {"docx": b"PK", "html": b"<!DOCTYPE", "json": b"{"}.get(form, "旧".encode())
    )


class Reader(HTMLParser):
    """A page, its elements checked to be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marked: dict[str, list[str]] = {"del": [], "ins": []}
        self.tags: set[str] = set()
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        self.tags.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open[-1:]:
            if tag in self.marked:
                self.marked[tag].append(data)


def test_the_web_page_marks_what_changed() -> None:
    page = write_page(data())
    reader = Reader(page)
    assert {"10", "300", "县财政局（配合）"} <= set(reader.marked["del"])
    assert {"12", "260", "县教育局（配合）", "原则上"} <= set(reader.marked["ins"])
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html.unescape(page)
    assert reader.tags.isdisjoint(("script", "img", "link", "iframe"))


def hostile(value: Any, key: str = "") -> Any:
    """Every free text of some data replaced."""
    if isinstance(value, dict):
        return {name: hostile(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return value if key == "marks" else [hostile(each, key) for each in value]
    return HOSTILE if isinstance(value, str) and key not in ("state", "what", "kind") else value


def test_no_text_breaks_out_of_the_page_or_the_table() -> None:
    made: RevisionData = hostile(data())
    assert "script" not in Reader(write_page(made)).tags
    assert Document(io.BytesIO(write_word(made))).tables


def test_the_word_table() -> None:
    document = Document(io.BytesIO(write_word(data())))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "原条目", "现条目", "变化"]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[0] for row in rows] == [str(at + 1) for at in range(len(rows))]
    changed = next(row for row in table.rows if "300户" in row.cells[1].text)
    runs = [
        [run.text for paragraph in cell.paragraphs for run in paragraph.runs if style(run.font)]
        for cell, style in (
            (changed.cells[1], lambda font: font.strike),
            (changed.cells[2], lambda font: font.underline),
        )
    ]
    assert runs == [["10", "300", "县财政局（配合）"], ["12", "260", "县教育局（配合）"]]
    assert "只改编号：（四）→（五）" in document.paragraphs[-1].text


def test_without_changes_there_is_no_table() -> None:
    same: RevisionData = json.loads(hegao("diff", OLD, OLD, "--format", "json").out)
    document = Document(io.BytesIO(write_word(same)))
    assert document.tables == []
    assert NOTHING in "".join(each.text for each in document.paragraphs)
    assert NOTHING in write_page(same)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits of a notice and of its Word file, in a folder of a repository of their own."""
    if not shutil.which("git") or os.name == "nt":
        pytest.skip("没有git，跳过与git一起用的检查")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "hegao").write_text(PROGRAM, "utf-8")
    (programs / "hegao").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(each for each in sys.path if each))
    folder = tmp_path / "repository"
    (folder / "稿").mkdir(parents=True)
    git(folder, "init", "-q")
    for source in (OLD, NEW):
        (folder / "稿" / "通知.notice").write_text(read(source), "utf-8")
        assert hegao("compile", "--force", source, "-o", folder / "通知.docx").code == 0
        git(folder, "add", ".")
        git(folder, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "稿")
    return folder


def git(folder: Path, *arguments: str) -> str:
    ended = subprocess.run(
        ["git", "-c", "core.quotepath=off", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode("utf-8", "replace")
    return ended.stdout.decode("utf-8")


@pytest.mark.parametrize("revision", ["HEAD~1", "HEAD^"])
@pytest.mark.parametrize("path", ["稿/通知.notice", "通知.docx"])
def test_versions_that_git_keeps(revision: str, path: str, repository: Path) -> None:
    outcome = hegao("diff", f"git:{revision}:{path}", path, cwd=repository)
    assert (outcome.code, outcome.err) == (0, "")
    assert "时限：“2026年10月底前”推迟到“2026年12月底前”" in outcome.out


def test_staged_versions_and_paths_from_here(repository: Path) -> None:
    here = repository / "稿"
    for name in ("git::./通知.notice", "git:HEAD:./通知.notice", "git::稿/通知.notice"):
        assert NOTHING in hegao("diff", name, "通知.notice", cwd=here).out


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("git:HEAD", "写成 git:版本:路径"),
        ("git:v9:稿/通知.notice", "没有这个版本“v9”"),
        ("git:--output=x:稿/通知.notice", "没有这个版本“--output=x”"),
        ("git:HEAD:通知.notice", "版本“HEAD”里没有文件“通知.notice”"),
        ("git::通知.notice", "暂存区里没有文件“通知.notice”"),
        ("git:HEAD:稿", "“稿”是文件夹"),
        ("git:HEAD:../../通知.notice", "里没有文件"),
        ("git:a\0b:稿/通知.notice", "git没有回答"),
    ],
)
def test_what_git_does_not_keep(name: str, told: str, repository: Path) -> None:
    outcome = hegao("diff", name, OLD, cwd=repository)
    assert outcome.code == 2
    assert told in outcome.err


def test_outside_of_a_repository(tmp_path: Path, repository: Path) -> None:
    assert repository.exists()
    outcome = hegao("diff", "git:HEAD:a.notice", OLD, cwd=tmp_path)
    assert (outcome.code, "不在git仓库里" in outcome.err) == (2, True)


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = hegao("diff", "git:HEAD:a.notice", OLD, cwd=tmp_path)
    assert (outcome.code, "没有找到git程序" in outcome.err) == (2, True)


def configured(folder: Path) -> None:
    """Do to a repository what the page says."""
    (attributes,) = re.findall(r"```gitattributes\n(.*?)```", PAGE, re.DOTALL)
    (folder / ".gitattributes").write_text(attributes, "utf-8")
    for commands in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL):
        subprocess.run(["sh", "-ec", commands], cwd=folder, check=True)


def test_git_shows_notices_and_word_files_as_the_page_says(repository: Path) -> None:
    configured(repository)
    for path in ("稿/通知.notice", "通知.docx"):
        shown = git(repository, "diff", "HEAD~1", "HEAD", "--", path)
        assert "\n-  配合单位：县财政局\n+  配合单位：县教育局\n" in shown
        assert "\n-  时限：2026年10月底前（2026-10-31）\n" in shown
        assert re.search(r"\n@@ .* @@ 【任务】", shown)
        assert "（五）" not in shown


def test_git_calls_it_as_its_difftool(repository: Path) -> None:
    configured(repository)
    shown = git(repository, "difftool", "HEAD~1", "--", "稿/通知.notice")
    assert "时限：“2026年10月底前”推迟到“2026年12月底前”" in shown
    git(repository, "rm", "-q", "稿/通知.notice")
    assert "任务去掉11项" in git(repository, "difftool", "HEAD", "--", "稿/通知.notice")
