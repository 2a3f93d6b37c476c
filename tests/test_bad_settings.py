"""Broken rules files, settings, units lists and caches; failures of the program itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import DATA, RULE, hegao

from hegao.cli.rule_cache import RuleCache

FLAWED = (DATA / "flawed.notice").read_bytes()
TEXT = FLAWED.decode("utf-8")


def test_a_rules_file_with_an_error(tmp_path: Path) -> None:
    wrong = RULE.replace("{内容}", "{内荣}").replace("BD001", "BD002")
    (tmp_path / "own.noticerules").write_text(f"{RULE}\n{wrong}", "utf-8")
    (tmp_path / "hegao.toml").write_text('rules = ["own.noticerules", "none.noticerules"]', "utf-8")
    (tmp_path / "a.notice").write_text("由相关科室报送。\n", "utf-8")
    outcome = hegao("check", "a.notice", cwd=tmp_path)
    assert outcome.code == 2
    assert "BD001" in outcome.out
    assert "own.noticerules:17:6 " in outcome.err
    assert "内容" in outcome.err
    assert "规则文件 none.noticerules：没有找到" in outcome.err
    tested = hegao("rules", "test", "own.noticerules", cwd=tmp_path)
    assert tested.code == 2
    assert "own.noticerules:17:6 " in tested.err
    assert "1条规则" in tested.out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('stage = "核稿"\nselct = []\n', "hegao.toml:2 没有设置项 selct，是不是 select？"),
        ('stage = "定稿"\n', "hegao.toml:1 stage 要写 起草、核稿、签发 中的一个"),
        ('ignore = "HG1"\n', "hegao.toml:1 ignore 要写成列表"),
        ("rules = [1]\n", "hegao.toml:1 rules 的每一项都要加引号"),
        ("units = 3\n", "hegao.toml:1 units 要写成加引号的文字"),
        ("\nstage = 核稿\n", "hegao.toml:2 第9列起不合 TOML 的写法"),
        ('units = "none.csv"\n', "机构名录 none.csv：没有找到"),
    ],
)
def test_broken_settings(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "hegao.toml").write_text(text, "utf-8")
    (tmp_path / "a.notice").write_bytes(FLAWED)
    outcome = hegao("check", "a.notice", cwd=tmp_path)
    assert outcome.code == 2
    assert message in outcome.err
    assert "HG101" in outcome.out


def test_broken_units_list(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("名称\n县水利局\n", "utf-8")
    (tmp_path / "a.notice").write_text("机构名录：a.csv\n" + TEXT, "utf-8")
    outcome = hegao("check", "a.notice", cwd=tmp_path)
    assert outcome.code == 2
    assert "a.csv：机构名录第一行要有“全称”" in outcome.err


def test_a_cache_that_cannot_be_used(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    cache = RuleCache(blocked / "hegao")
    cache.put("key", b"data")
    assert cache.get("key") is None
    working = RuleCache(tmp_path / "cache")
    working.put("key", b"data")
    assert working.get("key") == b"data"


def test_an_internal_error_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from hegao.cli import tasks

    def fail(_text: str) -> None:
        raise ValueError("坏了")

    monkeypatch.setattr(tasks, "build_notice", fail)
    outcome = hegao("tasks", DATA / "flawed.notice")
    assert outcome.code == 2
    assert outcome.err.startswith("错误：程序内部出错（ValueError：坏了）")
    assert outcome.err.count("\n") == 1


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    from hegao.cli import tasks

    def interrupt(_text: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "build_notice", interrupt)
    outcome = hegao("tasks", DATA / "flawed.notice")
    assert outcome.code == 130
    assert "Traceback" not in outcome.both
