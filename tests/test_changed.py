"""`hegao check --changed`: only what is other than git keeps it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from terminal import hegao
from test_diff import git

FLAWED = "1. 尽快编制目录。（责任单位：县司法局）\n"
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="这里没有 git")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two drafts that are as they were, and its folder as ours."""
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / "稿 件"
    folder.mkdir()
    for name in ("甲", "乙"):
        (folder / f"{name}.notice").write_text(FLAWED, "utf-8")
    (tmp_path / ".gitignore").write_text("不管.notice\n", "utf-8")
    keep(tmp_path)
    monkeypatch.chdir(tmp_path)
    return folder


def keep(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=某", "-c", "user.email=a@b.c", "commit", "-q", "-m", "存")


def checked(*arguments: object) -> list[str]:
    """The names of the drafts with findings."""
    outcome = hegao("check", "--format", "concise", *arguments)
    assert outcome.code == 0, outcome.err
    lines = [line for line in outcome.out.splitlines() if ".notice:" in line]
    return sorted({Path(line.partition(".notice:")[0]).name for line in lines})


@pytest.mark.usefixtures("office")
def test_nothing_has_changed() -> None:
    outcome = hegao("check", "--changed")
    assert (outcome.code, outcome.err) == (0, "没有改过的稿子，没有什么要查\n")
    assert checked() == ["乙", "甲"]


def test_what_is_edited_and_what_is_new(office: Path) -> None:
    (office / "乙.notice").write_text(FLAWED * 2, "utf-8")
    (office / "丙.notice").write_text(FLAWED, "utf-8")
    (office / "不管.notice").write_text(FLAWED, "utf-8")
    assert checked("--changed") == ["丙", "乙"]
    git(office, "add", "-A")
    assert checked("--changed") == ["丙", "乙"]
    assert checked(office / "丙.notice", "--changed") == ["丙"]
    (office / "甲.notice").unlink()
    assert checked("--changed") == ["丙", "乙"]


def test_since_a_branch_was_left(office: Path) -> None:
    """What others did to that branch meanwhile is none of ours."""
    git(office, "checkout", "-q", "-b", "mine")
    (office / "乙.notice").write_text(FLAWED * 2, "utf-8")
    keep(office)
    git(office, "checkout", "-q", "main")
    (office / "甲.notice").write_text(FLAWED * 3, "utf-8")
    keep(office)
    git(office, "checkout", "-q", "mine")
    assert checked("--changed=main") == ["乙"]
    assert checked("--changed") == []


@pytest.mark.parametrize(
    ("revision", "told"),
    [("没有的", "没有这个版本“没有的”"), ("HEAD~99", "没有这个版本"), ("main:稿 件", "没有这个版本")],
)  # fmt: skip
def test_revisions_that_are_none(office: Path, revision: str, told: str) -> None:
    outcome = hegao("check", f"--changed={revision}")
    assert outcome.code == 2
    assert f"错误：--changed：{told}" in outcome.err
    assert sorted(path.name for path in office.iterdir()) == ["乙.notice", "甲.notice"]


def test_a_folder_that_git_does_not_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "甲.notice").write_text(FLAWED, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outcome = hegao("check", "--changed")
    assert outcome.code == 2
    assert "不在git仓库里" in outcome.err
