"""`tasks`, `compile`, `format`, `rules`, `init` and `lsp`, as a user sees them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from terminal import DATA, RULE, check_golden, hegao

FLAWED = DATA / "flawed.notice"
EXAMPLES = Path(__file__).parents[1] / "examples"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


@pytest.mark.parametrize("seed", ["000", "001"])
def test_tasks_of_a_finished_text(seed: str) -> None:
    found = list(SEEDS.glob(f"{seed}_*.txt"))
    if not found:
        pytest.skip("the seeds are not on this machine")
    made = json.loads(hegao("tasks", found[0], "--format", "json").out)
    tasks, units = {"000": (18, 114), "001": (36, 87)}[seed]
    assert len(made["tasks"]) == tasks
    assert sum(len(task["units"]) for task in made["tasks"]) == units
    text = found[0].read_bytes().decode("utf-8")
    for task in made["tasks"]:
        start, end = task["span"]
        assert text[start:end].startswith(task["number"])
        assert text.count("\n", 0, start) + 1 == task["line"]


def test_tasks_as_table_and_csv() -> None:
    draft = DATA / "ledger.notice"
    check_golden("ledger.table.txt", hegao("tasks", draft).out)
    check_golden("ledger.csv", hegao("tasks", draft, "--format", "csv").out)


def test_tasks_as_json() -> None:
    outcome = hegao("tasks", "ledger.notice", "--format", "json", cwd=DATA)
    check_golden("ledger.json", outcome.out)
    text = (DATA / "ledger.notice").read_text("utf-8")
    for task in json.loads(outcome.out)["tasks"]:
        start, end = task["span"]
        assert task["text"] in text[start:end]
        assert text.count("\n", 0, start) + 1 == task["line"]


def test_csv_cells_cannot_be_formulas(tmp_path: Path) -> None:
    draft = tmp_path / "a.notice"
    draft.write_text("1. =1+1，完成检查。（责任单位：@县水利局）\n", "utf-8")
    out = hegao("tasks", draft, "--format", "csv").out
    assert not out.startswith("\ufeff")
    assert "'=1+1" in out
    assert ",=" not in out
    assert ",@" not in out


def test_links_of_a_task() -> None:
    made = json.loads(
        hegao("tasks", EXAMPLES / "drafts" / "bracketed.notice", "--format", "json").out
    )
    assert made["tasks"][0]["links"] == [{"upstream": "省要点", "item": "第（一）项"}]
    assert made["issuer"] == "示例县人民政府办公室"
    assert made["note"] == "此件公开发布"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".json"])
def test_compile(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"正式{suffix}"
    outcome = hegao("compile", EXAMPLES / "drafts" / "bracketed.notice", "-o", target)
    assert (outcome.code, outcome.out) == (0, "")
    assert "示例县人民政府办公室" in target.read_text("utf-8")


def test_compile_refuses_errors_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    outcome = hegao("compile", FLAWED, "-o", target)
    assert outcome.code == 1
    assert "HG101" in outcome.err
    assert not target.exists()
    assert hegao("compile", FLAWED, "-o", target, "--force").code == 0
    assert target.read_text("utf-8").startswith("草稿\n")
    assert hegao("compile", FLAWED, "-o", tmp_path / "out.json", "--force").code == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["draft"] is True


def test_format(tmp_path: Path) -> None:
    draft = tmp_path / "a.notice"
    draft.write_bytes(
        "标题：示例县关于开展检查的通知\r\n\r\n\r\n1．完成检查。\r\n".encode("gb18030")
    )
    assert hegao("format", "--check", draft).code == 1
    assert hegao("format", "--diff", draft).code == 1
    assert hegao("format", draft).code == 0
    assert b"\n" not in draft.read_bytes().replace(b"\r\n", b"")
    assert "检查" in draft.read_bytes().decode("gb18030")
    assert hegao("format", "--check", draft).code == 0
    piped = hegao("format", "-", stdin=draft.read_bytes())
    assert piped.out == draft.read_bytes().decode("gb18030")


def test_built_in_rules_hold_their_examples() -> None:
    outcome = hegao("rules", "test")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1].endswith("个例子，全部通过")
    assert "HG101" in hegao("rules", "list").out


def test_a_rule_that_breaks_its_examples(tmp_path: Path) -> None:
    rules = tmp_path / "own.noticerules"
    rules.write_text(RULE, "utf-8")
    assert "1条规则，2个例子，全部通过" in hegao("rules", "test", rules).out
    rules.write_text("\n" + RULE.replace("⟦相关科室⟧报送", "相关科室⟦报送⟧"), "utf-8")
    outcome = hegao("rules", "test", rules)
    assert outcome.code == 1
    assert f"{rules}:2 BD001 标出的位置不对" in outcome.out
    assert outcome.out.splitlines()[-1] == "1条规则，2个例子，1处不符"


def test_init_makes_a_folder_that_holds_up(tmp_path: Path) -> None:
    assert hegao("init", "新", cwd=tmp_path).code == 0
    made = tmp_path / "新"
    assert sorted(path.name for path in made.iterdir()) == sorted(
        ["hegao.toml", "机构名录.csv", "规则.noticerules", "通知.notice"]
    )
    outcome = hegao("check", made, "--fail-on", "info")
    assert (outcome.code, outcome.err) == (0, "")
    assert hegao("rules", "test", made / "规则.noticerules").code == 0
    (made / "通知.notice").write_text("我的稿子", "utf-8")
    again = hegao("init", made)
    assert again.code == 2
    assert "没有改动" in again.err
    assert (made / "通知.notice").read_text("utf-8") == "我的稿子"


def test_lsp_is_started_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    import types

    started: list[list[str]] = []
    server = types.ModuleType("hegao.lsp.server")
    server.main = started.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "hegao.lsp.server", server)
    assert hegao("lsp", "--stdio").code == 0
    assert hegao("lsp", "--tcp", "8123").code == 0
    assert started == [["--stdio"], ["--tcp", "8123"]]
