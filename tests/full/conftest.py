"""What tests of the ready pieces share: it takes long to make."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from ready_pieces import DRAFTS, cloned, committed, installed_tools

from material import ROOT


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed_tools(tmp_path_factory.mktemp("tools"))


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cloned(tmp_path_factory.mktemp("project"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's repository: one draft in order, one with errors, in folders with spaces."""
    folder = tmp_path / "某 县"
    (folder / "稿 件").mkdir(parents=True)
    shutil.copytree(ROOT / "examples" / "机构", folder / "稿 件" / "机构")
    shutil.copy(DRAFTS / "prose.notice", folder / "稿 件" / "好.notice")
    shutil.copy(DRAFTS / "flawed.notice", folder / "稿 件" / "有问题 的.notice")
    committed(folder)
    return folder
