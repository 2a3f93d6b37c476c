"""Rules files are layers: built-in, of the province, of the office, of the draft itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from terminal import hegao

from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import cases

CASES = cases("layers.txt")
OWN = ("HG301", "SS", "XX")


@pytest.mark.parametrize(("name", "source", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_layers(name: str, source: str, wanted: str) -> None:
    parts = re.split(r"^@@ (.*)\n", source, flags=re.MULTILINE)[1:]
    *files, (_, notice) = zip(parts[::2], parts[1::2], strict=True)
    book = read_rules(files)
    told = [
        f"{file}:{problem.line} {problem.message}（{problem.hint}）"
        for file, problem in book.problems
    ]
    told += [
        f"{finding.severity} {notice[slice(*finding.span)]}"
        for finding in check_text(notice, book.rules).findings
        if finding.code.startswith(OWN)
    ]
    assert "\n".join(told) == wanted, name


NOTICE = "规则文件：本文.noticerules\n1. 尽快编制目录。（责任单位：县民政局）\n"
OFF = "调整 HG301\n级别：不查\n理由：上级原文如此\n"


def test_a_draft_names_rules_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "通知.notice").write_text(NOTICE, "utf-8")
    (tmp_path / "本文.noticerules").write_text(OFF, "utf-8")
    assert "HG301" not in hegao("check", "通知.notice", cwd=tmp_path).out
    why = hegao("rules", "why", "HG301", "通知.notice:2", cwd=tmp_path).out
    assert "本文.noticerules 改为“不查”，理由：上级原文如此" in why


def test_a_draft_names_rules_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "通知.notice").write_text(NOTICE, "utf-8")
    outcome = hegao("check", "通知.notice", cwd=tmp_path)
    assert "HG301" in outcome.out
    assert "规则文件 本文.noticerules" in outcome.err


@pytest.mark.parametrize("command", [["show"], ["doc"], ["why"]], ids=lambda command: command[0])
def test_a_code_that_no_rule_has(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "通知.notice").write_text(NOTICE, "utf-8")
    place = ["通知.notice:2"] if command == ["why"] else []
    outcome = hegao("rules", *command, "HG3001", *place, cwd=tmp_path)
    assert outcome.code == 2
    assert "没有规则HG3001，是不是“HG301”？" in outcome.err


def test_why_tells_of_one_line_only(tmp_path: Path) -> None:
    (tmp_path / "通知.notice").write_text("1. 从速编制目录。\n2. 公布目录。\n", "utf-8")
    assert "“从速”该报" in hegao("rules", "why", "HG329", "通知.notice:1", cwd=tmp_path).out
    assert "该报" not in hegao("rules", "why", "HG329", "通知.notice:2", cwd=tmp_path).out
    assert hegao("rules", "why", "HG329", "通知.notice:9", cwd=tmp_path).code == 2
    assert hegao("rules", "why", "HG329", "通知.notice", cwd=tmp_path).code == 2


def test_a_layer_is_tested_with_those_below_it(tmp_path: Path) -> None:
    (tmp_path / "hegao.toml").write_text('rules = ["省.noticerules", "县.noticerules"]', "utf-8")
    (tmp_path / "省.noticerules").write_text("词表 本省的词：甲乙、丙丁\n", "utf-8")
    county = "规则 XX101 本省的词\n级别：警告\n对象：文字\n查找：词表“本省的词”\n提示：“{内容}”\n"
    county += "建议：改\n依据：本县（惯例）\n应报：\n｜1. ⟦甲乙⟧。\n"
    (tmp_path / "县.noticerules").write_text(county, "utf-8")
    outcome = hegao("rules", "test", "县.noticerules", cwd=tmp_path)
    assert (outcome.code, outcome.err) == (0, ""), outcome.out
