"""Findings of another version of the program are not taken for its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hegao.cli import program_mark

CODE = (
    "import runpy, sys; print(runpy.run_path(sys.argv[1] + '/hegao/cli/program_mark.py')"
    "['program_mark']().hex())"
)


def mark(place: Path) -> str:
    command = [sys.executable, "-c", CODE, str(place)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(params=["site-packages", "checkout"])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    place = tmp_path / "first" / str(request.param)
    for part in program_mark.PARTS:
        (place / "hegao" / part / "inner").mkdir(parents=True)
        (place / "hegao" / part / "inner" / "code.py").write_text("1", "utf-8")
    shutil.copy(program_mark.__file__, place / "hegao" / "cli")
    record(place, "../../bin/hegao,sha256=1\nhegao/cli/a.py,sha256=2\n")
    return place


def record(place: Path, text: str) -> None:
    (place / "hegao-1.0.dist-info").mkdir(exist_ok=True)
    (place / "hegao-1.0.dist-info" / "RECORD").write_text(text, "utf-8")


def test_a_change_of_the_code_is_noticed(place: Path) -> None:
    before = mark(place)
    if place.name == "site-packages":
        record(place, "hegao/cli/a.py,sha256=3\n")
    else:
        (place / "hegao" / "dsl" / "inner" / "code.py").write_text("12", "utf-8")
    assert mark(place) != before


def test_what_is_no_code_is_not(place: Path) -> None:
    before = mark(place)
    if place.name == "site-packages":
        record(place, "hegao/cli/a.py,sha256=2\n../../../bin/hegao,sha256=9\n")
        os.utime(place / "hegao" / "dsl" / "inner" / "code.py", (1, 1))
        moved = place.parents[1] / "second"
        place.parent.rename(moved)
        place = moved / place.name
    else:
        (place / "hegao" / "dsl" / "inner" / "__pycache__").mkdir()
        (place / "hegao" / "dsl" / "inner" / "__pycache__" / "code.pyc").write_text("x", "utf-8")
    assert mark(place) == before
