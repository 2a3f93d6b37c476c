"""What the commands do, as a user sees it: output, files, exit codes."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import DATA, RULE, check_golden, hegao

FLAWED = DATA / "flawed.notice"
EXAMPLES = Path(__file__).parents[1] / "examples"


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
    [
        "",
        "check",
        "format",
        "compile",
        "coverage",
        "tasks",
        "units",
        "rules",
        "rules list",
        "rules test",
        "config",
        "config show",
        "init",
        "lsp",
    ],
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
        ("compile a.notice -o a.rtf", "不能输出 .rtf 格式，只能是 .docx、.pdf"),
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


def test_check_imports_nothing_heavy() -> None:
    heavy = ("rich", "pygls", "tomllib", "json", "asyncio", "multiprocessing")
    code = (
        "import sys; from hegao.cli.main import run; run(['check', sys.argv[1]]);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(FLAWED)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
