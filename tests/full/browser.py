"""Pages of ours in a real browser (Chromium, headless)."""

from __future__ import annotations

import atexit
import functools
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
NARROW, WIDE = 390, 1280
MEASURE = """<!DOCTYPE html><meta charset="utf-8"><title>measuring</title>
<body style="margin:0"><iframe id="page" src="{address}" width="{width}" height="900"></iframe>
<script>
addEventListener("load", () => {{
  const page = document.getElementById("page").contentDocument;
  const inside = (element) => element.closest(".scroll, .skip, caption, thead");
  const wide = Array.from(page.body.querySelectorAll("*"))
    .filter((e) => !inside(e) && e.getBoundingClientRect().right > {width} + 1)
    .map((e) => e.tagName + "." + e.getAttribute("class"));
  const told = [page.documentElement.scrollWidth, ...wide];
  document.body.dataset.measured = told.join(" ");
}});
</script>
"""


@functools.cache
def folder() -> Path:
    made = tempfile.mkdtemp(prefix="hegao-browser-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def browse(*arguments: str) -> tuple[str, list[str]]:
    """What Chromium prints, and what the page complained of."""
    if BROWSER is None:
        pytest.skip("没有 Chromium，跳过在浏览器里的检查")
    command = [
        BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--enable-logging=stderr", "--allow-file-access-from-files", "--virtual-time-budget=3000",
        f"--user-data-dir={folder() / 'profile'}", *arguments,
    ]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, timeout=120, check=True)
    log = ended.stderr.decode("utf-8", "replace").splitlines()
    return ended.stdout.decode("utf-8"), [line for line in log if "CONSOLE" in line]


def assert_fits(page: Path, width: int) -> None:
    """A page of ours in a window so wide: nothing is wider, and the browser complains of nothing."""
    frame = folder() / f"frame-{page.stem}-{width}.html"
    frame.write_text(MEASURE.format(address=page.as_uri(), width=width), "utf-8")
    dom, complaints = browse("--dump-dom", "--window-size=1400,1000", frame.as_uri())
    assert complaints == []
    (told,) = re.findall(r'data-measured="([^"]*)"', dom)
    assert told == str(width)
