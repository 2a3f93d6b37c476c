"""The package ships its rules compiled: what is installed reads no rules language to start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from material import ROOT

BUILD = "import setuptools; setuptools.setup()"
LOAD = """
import sys
from hegao.linter.rulebook import read_rules
book = read_rules()
assert book.problems == (), book.problems
assert len(book.rules) > 100
assert "hegao.grammar.rule_parser" not in sys.modules
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as the build lays it out."""
    pytest.importorskip("setuptools", reason="没有 setuptools，跳过打包的检查")
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-W", "ignore", "-c", BUILD, "-q", "build_py", "--build-lib", target]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return target


def test_installed_rules_load_without_their_compiler(installed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOAD]
    outcome = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(installed)}, capture_output=True, text=True
    )
    assert outcome.returncode == 0, outcome.stderr
