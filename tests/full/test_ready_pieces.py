"""The ready pieces of docs/pipelines.md, used as their users do.

The hooks run in a real pre-commit; the files for GitHub and GitLab hold to the schemas that
check-jsonschema ships; the Makefile is made.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ready_pieces import ACTION, DRAFTS, HEGAO, INPUT, TEMPLATE, as_data, ran, shown

from material import ROOT, read

pytestmark = pytest.mark.full
CODES = ("HG101", "HG107", "HG201", "HG305", "HG408")
"""The errors of the flawed draft."""


def test_pre_commit_refuses_errors_and_writes_drafts_alike(
    tools: Path, project: Path, office: Path
) -> None:
    commit = ran("git", "rev-parse", "HEAD", cwd=project).stdout.strip()
    page = shown("提交前核稿（pre-commit）")[0]
    settings = page.replace("https://代码平台/核稿.git", f"file://{project}").replace(
        "v0.1.0", commit
    )
    (office / ".pre-commit-config.yaml").write_text(settings, "utf-8")
    home = str(office.parent / "pre-commit")
    installed = ran(tools / "pre-commit", "install", cwd=office, PRE_COMMIT_HOME=home)
    assert installed.returncode == 0, installed.stdout

    def commit_all() -> subprocess.CompletedProcess[str]:
        assert ran("git", "add", "-A", cwd=office).returncode == 0
        return ran("git", "commit", "-m", "改稿", cwd=office, PRE_COMMIT_HOME=home)

    flawed, good = office / "稿 件" / "有问题 的.notice", office / "稿 件" / "好.notice"
    flawed.write_text(read(flawed).replace("责任单位：", "责任单位:"), "utf-8")
    refused = commit_all()
    assert refused.returncode != 0
    assert "统一稿子的写法" in refused.stdout
    assert "files were modified by this hook" in refused.stdout
    assert "责任单位:" not in read(flawed)
    # The formatter has mended the last of them: a misspelt field name.
    assert [code for code in CODES if code in refused.stdout] == list(CODES[:-1])

    assert ran("git", "checkout", "HEAD", "--", flawed, cwd=office).returncode == 0
    good.write_text(read(good).replace("2026年10月底前", "2026年11月底前"), "utf-8")
    taken = commit_all()
    assert taken.returncode == 0, taken.stdout
    assert taken.stdout.count("Passed") == 2


def test_hooks_of_this_project_are_a_valid_manifest(tools: Path, tmp_path: Path) -> None:
    hooks = ROOT / ".pre-commit-hooks.yaml"
    outcome = ran(tools / "pre-commit", "validate-manifest", hooks, cwd=ROOT)
    assert outcome.returncode == 0, outcome.stdout
    for place, text in enumerate(shown("提交前核稿（pre-commit）")):
        page = tmp_path / f"{place}.yaml"
        page.write_text(text, "utf-8")
        outcome = ran(tools / "pre-commit", "validate-config", page, cwd=ROOT)
        assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(
    ("schema", "name", "heading"),
    [
        ("github-actions", "action.yml", ""),
        ("gitlab-ci", "ci/gitlab.yml", ""),
        ("github-workflows", "", "GitHub Action"),
        ("gitlab-ci", "", "GitLab 模板"),
    ],
)
def test_schemas(tools: Path, tmp_path: Path, schema: str, name: str, heading: str) -> None:
    text = shown(heading)[0] if heading else read(ROOT / name)
    page = tmp_path / "page.yml"
    page.write_text(text, "utf-8")
    command = ("--builtin-schema", f"vendor.{schema}", page)
    outcome = ran(tools / "check-jsonschema", *command, cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stdout


def test_every_input_of_the_action_is_used_and_explained(tools: Path) -> None:
    text = read(ACTION)
    action = as_data(text, tools)
    assert set(INPUT.findall(text)) == set(action["inputs"])
    table = (
        read(ROOT / "docs" / "pipelines.md").split("\n### GitHub Action\n")[1].split("\n### ")[0]
    )
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == set(action["inputs"])
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "an input in a script would be run"
    used = as_data(shown("GitHub Action")[0], tools)["jobs"]["review"]["steps"][1]
    assert set(used["with"]) <= set(action["inputs"])


def scripts(tools: Path) -> list[str]:
    action, template = as_data(read(ACTION), tools), as_data(read(TEMPLATE), tools)
    runs = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    lines = "\n".join(template["核稿"]["script"])
    return [
        *(f"#!/bin/bash\n{run}" for run in runs),
        f"#!/bin/sh\n{lines}",
        *(f"#!/bin/bash\n{run}" for run in shown("GitLab 模板", "bash")),
        f"#!/bin/bash\n{ran(HEGAO, 'completion', 'bash', cwd=ROOT).stdout}",
    ]


def test_scripts_have_no_slips(tools: Path) -> None:
    for script in scripts(tools):
        outcome = ran(tools / "shellcheck", "-", cwd=ROOT, stdin=script)
        assert outcome.returncode == 0, outcome.stdout


def test_the_makefile(project: Path, tmp_path: Path) -> None:
    folder, source = tmp_path / "office", tmp_path / "source"
    shutil.copytree(ROOT / "examples", folder)
    shutil.copytree(project, source)
    drafts = {path.stem for path in DRAFTS.glob("*.notice")}

    def made(*goals: str) -> subprocess.CompletedProcess[str]:
        return ran("make", *goals, cwd=folder, PATH=f"{sys.base_prefix}/bin:/usr/bin:/bin")

    def results(suffix: str) -> set[str]:
        return {path.stem for path in (folder / "out").glob(f"*.{suffix}")}

    untold = made()
    assert untold.returncode == 2
    assert "请写明从哪里装" in untold.stdout
    checked = made(f"SOURCE={source}")
    assert checked.returncode == 2
    assert [code for code in CODES if code in checked.stdout] == list(CODES)
    assert made("-k", "official").returncode == 2
    assert results("docx") == drafts - {"flawed"}
    assert "compile" not in made("official", "FOLDER=drafts", "DRAFTS=drafts/prose.notice").stdout
    (folder / "规则" / "示例县.noticerules").touch()
    assert "compile" in made("official", "DRAFTS=drafts/prose.notice").stdout
    assert made("ledger").returncode == 0
    assert results("csv") == drafts
    made("report")
    assert results("html") == {"核稿"}
    before = read(folder / "drafts" / "flawed.notice")
    made("fix")
    assert read(folder / "drafts" / "flawed.notice") != before
    made("clean")
    assert not (folder / "out").exists()
