"""What the commands do, as a user sees it: output, files, exit codes."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import DATA, check_golden, hegao

FLAWED = DATA / "flawed.notice"
EXAMPLES = Path(__file__).parents[1] / "examples"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
RULE = """规则 BD001 不用“相关科室”
级别：警告
对象：文字
查找：/相关科室/
提示：“{内容}”没有说清
建议：写出科室名称
依据：本单位要求（惯例）
应报：
｜1. 由⟦相关科室⟧报送总结。
不报：
｜1. 由养老服务科报送总结。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(FLAWED, tmp_path)
    (tmp_path / "名录.csv").write_text("全称,简称\n示例县水利局,县水利局\n", "utf-8")
    return tmp_path


def test_text_report() -> None:
    outcome = hegao("check", "flawed.notice", cwd=DATA)
    assert (outcome.code, outcome.err) == (1, "")
    check_golden("flawed.text.txt", outcome.out)


def test_concise_report() -> None:
    check_golden(
        "flawed.concise.txt", hegao("check", FLAWED.name, "--format", "concise", cwd=DATA).out
    )


@pytest.mark.parametrize(
    "command",
    ["", "check", "format", "compile", "tasks", "rules", "rules list", "rules test", "init", "lsp"],
)
def test_help_is_chinese(command: str) -> None:
    outcome = hegao(*command.split(), "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"用法：hegao {command}".rstrip())
    assert "显示这段说明" in outcome.out
    assert "Show this" not in outcome.out
    assert "OPTIONS" not in outcome.out


def test_no_command_is_bad_usage() -> None:
    assert hegao().code == 2
    assert hegao("rules").code == 2


def test_version() -> None:
    assert hegao("--version").out.startswith("hegao 0.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("chek", "没有命令 chek，是不是 check？"),
        ("rules tset", "没有命令 tset，是不是 test？"),
        ("check --stge 核稿", "没有选项 --stge，是不是 --stage？"),
        ("check --stage 定稿", "--stage：不能是“定稿”，只能是 起草、核稿、签发 中的一个"),
        ("check --format xml", "--format：不能是“xml”"),
        ("check --fail-on all", "--fail-on：不能是“all”"),
        ("check --unsafe-fixes", "--unsafe-fixes 要和 --fix 或 --diff 一起用"),
        ("check --stage", "--stage"),
        ("tasks", "缺少 "),
        ("tasks a b", "多了 b"),
        ("compile a.notice -o a.pdf", "不能输出 .pdf 格式，只能是 .txt、.md、.json"),
        ("compile a.notice", "缺少 --output"),
        ("lsp --tcp 99999", "要写 1 到 65535 的数"),
        ("lsp --stdio --tcp 8000", "只能选一个"),
    ],
)
def test_bad_usage(arguments: str, message: str) -> None:
    outcome = hegao(*arguments.split())
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_fail_on_decides_the_exit_code(folder: Path) -> None:
    (folder / "a.notice").write_text("1. 尽快完成目录编制。（责任单位：县司法局）\n", "utf-8")
    assert hegao("check", folder / "a.notice").code == 0
    assert hegao("check", folder / "a.notice", "--fail-on", "warning").code == 1
    assert hegao("check", FLAWED, "--fail-on", "never").code == 0


def test_select_and_ignore_take_beginnings_and_lists() -> None:
    def codes(*options: str) -> set[str]:
        found = json.loads(hegao("check", FLAWED, "--format", "json", *options).out)["findings"]
        return {finding["code"] for finding in found}

    everything = codes()
    assert {"HG101", "HG201", "HG301"} <= everything
    assert codes("--select", "hg1，HG301") == {c for c in everything if c[:3] == "HG1"} | {"HG301"}
    assert codes("--ignore", "HG1", "--ignore", "HG2,HG3").isdisjoint({"HG101", "HG201", "HG301"})
    outcome = hegao("check", FLAWED, "--select", "HX9")
    assert outcome.code == 2
    assert "没有代码以 HX9 开头的规则" in outcome.err


def test_stage_changes_severity(folder: Path) -> None:
    draft = folder / "a.notice"
    draft.write_text("1. 完成目录编制。（责任单位：县司法局）\n【批注：日期能否提前？】\n", "utf-8")
    assert hegao("check", draft).code == 0
    assert hegao("check", draft, "--stage", "签发").code == 1


def test_fix_keeps_encoding_line_ends_and_mode(folder: Path) -> None:
    draft = folder / "gbk.notice"
    text = FLAWED.read_text("utf-8").replace("\n", "\r\n")
    draft.write_bytes(text.encode("gb18030"))
    draft.chmod(0o640)
    outcome = hegao("check", draft, "--fix", "--unsafe-fixes")
    mended = draft.read_bytes().decode("gb18030")
    assert "〔2026〕5号" in mended
    assert "检查，检查" in mended
    assert "\n" not in mended.replace("\r\n", "")
    assert "已修正" in outcome.out
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    again = hegao("check", draft, "--fix", "--unsafe-fixes")
    assert "已修正" not in again.out
    assert sorted(path.name for path in folder.iterdir()) == [
        "flawed.notice",
        "gbk.notice",
        "名录.csv",
    ]


def test_safe_fixes_leave_what_needs_a_look(folder: Path) -> None:
    outcome = hegao("check", folder / FLAWED.name, "--fix", "--format", "json")
    tiers = {f["fix"]["tier"] for f in json.loads(outcome.out)["findings"] if f["fix"]}
    assert tiers <= {"confirm"}


def test_diff_writes_nothing(folder: Path) -> None:
    before = (folder / FLAWED.name).read_bytes()
    outcome = hegao("check", FLAWED.name, "--diff", cwd=folder)
    assert outcome.code == 1
    check_golden("flawed.diff.txt", outcome.out)
    assert (folder / FLAWED.name).read_bytes() == before
    hegao("check", FLAWED.name, "--fix", cwd=folder)
    assert hegao("check", FLAWED.name, "--diff", cwd=folder).code == 0


def test_standard_input_goes_by_its_name() -> None:
    name = str(EXAMPLES / "drafts" / "new.notice")
    outcome = hegao(
        "check", "-", "--stdin-filename", name, "--format", "json", stdin=FLAWED.read_bytes()
    )
    assert {finding["file"] for finding in json.loads(outcome.out)["findings"]} == {name}
    mended = hegao("check", "-", "--fix", stdin=FLAWED.read_bytes())
    assert "〔2026〕5号" in mended.out
    assert "已修正" in mended.err


def test_a_folder_means_its_drafts(tmp_path: Path) -> None:
    for name in ("b/一.notice", "a/二.notice", ".hidden/三.notice", "a/四.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(FLAWED, tmp_path / name)
    found = json.loads(hegao("check", "--format", "json", cwd=tmp_path).out)["findings"]
    assert list(dict.fromkeys(each["file"] for each in found)) == ["a/二.notice", "b/一.notice"]
    twice = hegao("check", "a", "a/二.notice", "--format", "json", cwd=tmp_path)
    assert json.loads(twice.out)["summary"]["files"] == 1


def test_units_list_of_the_header_is_found_above_the_draft(folder: Path) -> None:
    deep = folder / "稿件" / "五月"
    deep.mkdir(parents=True)
    text = "机构名录：名录.csv\n1. 5月底前完成检查。（责任单位：县水力局）\n"
    (deep / "a.notice").write_text(text, "utf-8")
    outcome = hegao("check", deep / "a.notice", "--select", "HG2")
    assert "县水力局" in outcome.out
    assert "县水利局" in outcome.out


def test_settings_of_the_office(folder: Path) -> None:
    (folder / "规则.noticerules").write_text(RULE, "utf-8")
    (folder / "hegao.toml").write_text(
        'stage = "签发"\nfail_on = "warning"\nignore = ["HG"]\nrules = ["规则.noticerules"]\n',
        "utf-8",
    )
    draft = folder / "a.notice"
    draft.write_text("1. 由相关科室报送总结。\n", "utf-8")
    outcome = hegao("check", draft, "--format", "json")
    assert [f["code"] for f in json.loads(outcome.out)["findings"]] == ["BD001"]
    assert outcome.code == 1
    assert hegao("check", draft, "--fail-on", "error").code == 0


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


def test_check_imports_nothing_heavy() -> None:
    heavy = ("rich", "pygls", "tomllib", "json", "asyncio", "sqlite3", "multiprocessing")
    code = (
        "import sys; from hegao.cli.main import run; run(['check', sys.argv[1]]);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(FLAWED)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
