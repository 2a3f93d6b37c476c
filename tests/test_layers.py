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
