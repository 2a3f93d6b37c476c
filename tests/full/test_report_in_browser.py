"""The page of findings in a browser: its policy holds nothing of it back, and it fits a telephone.

These tests need Chromium; `make test-full` installs it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import MEASURE, NARROW, WIDE, assert_fits, browse, folder
from reports import HOSTILE, hostile_results, written
from terminal import DATA, hegao

from hegao.linter.report.result import CheckResults

pytestmark = pytest.mark.full


def page(name: str) -> Path:
    made = folder() / f"report-{name}.html"
    if name == "hostile":
        files = tuple(hostile_results(said).files[0] for said in HOSTILE)
        made.write_text(written("html", CheckResults(files)), "utf-8")
    else:
        hegao("check", "flawed.notice", "--output", f"html:{made}", cwd=DATA)
    return made


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", ["flawed", "hostile"])
def test_pages_fit_and_nothing_complains(name: str, width: int) -> None:
    assert_fits(page(name), width)


def test_the_style_is_let_in() -> None:
    """The notes stand beside the text: without its style the page would be one column."""
    probe = folder() / "report-style.html"
    asks = 'getComputedStyle(page.querySelector("table.text")).tableLayout'
    program = MEASURE.replace("const told = [", f"const told = [{asks}, ")
    probe.write_text(program.format(address=page("flawed").as_uri(), width=WIDE), "utf-8")
    dom, _ = browse("--dump-dom", "--window-size=1400,1000", probe.as_uri())
    (told,) = re.findall(r'data-measured="([^"]*)"', dom)
    assert told == f"fixed {WIDE}"
