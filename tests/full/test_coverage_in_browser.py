"""The coverage page in a browser: it runs, filters, fits a telephone, and prints.

These tests need Chromium; `make test-full` installs it.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import NARROW, WIDE, assert_fits, browse, folder
from test_coverage_page import SAMPLES, filled, large, sample

from hegao.dsl.coverage.page import write_page

pytestmark = pytest.mark.full
USE = """<!DOCTYPE html><meta charset="utf-8"><title>using</title>
<iframe id="page" src="{address}" width="1280" height="900"></iframe>
<script>
const wait = (time) => new Promise((done) => setTimeout(done, time));
addEventListener("load", async () => {{
  const frame = document.getElementById("page");
  const page = frame.contentDocument;
  const one = (selector) => page.querySelector(selector);
  const told = [];
  const tell = () => told.push(
    [page.querySelectorAll("tr.item:not([hidden])").length,
     page.querySelectorAll("li.task:not([hidden])").length,
     page.querySelectorAll("details:not([open])").length,
     decodeURIComponent(frame.contentWindow.location.hash)].join(" "));
  const choose = (selector, value, event) => {{
    one(selector).value = value;
    one(selector).dispatchEvent(new Event(event, {{ bubbles: true }}));
  }};
  one("button.missing").click(); tell();
  one("button.weakened").click(); tell();
  choose("#unit", "省残联", "change"); tell();
  choose("#words", "盲文版", "input"); await wait(300); tell();
  one("#clear").click(); tell();
  one("#unfold").click(); tell();
  one("#unfold").click(); tell();
  choose("#unit", "县妇联", "change"); tell();
  one("#i0 .chips a").click(); await wait(300); tell();
  document.body.dataset.told = told.join("|");
}});
</script>
"""


class Rows(HTMLParser):
    """Which items and tasks are shown, and what the page says of its filters."""

    def __init__(self, dom: str) -> None:
        super().__init__()
        self.items: list[str] = []
        self.tasks: list[str] = []
        self.pressed: list[str] = []
        self.folded = 0
        self.hidden = 0
        self.feed(dom)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("aria-pressed") == "true":
            self.pressed.append(given.get("data-state") or "")
        if tag == "details" and "open" not in given:
            self.folded += 1
        if "hidden" in given:
            self.hidden += 1
        elif tag == "tr" and given.get("class") == "item":
            self.items.append(given["id"] or "")
        elif tag == "li" and given.get("class") == "task":
            self.tasks.append(given["id"] or "")


@functools.cache
def page(name: str) -> Path:
    made = folder() / f"{name}.html"
    if name == "large":
        text = write_page(large(100, 1000))
    elif name == "hostile":
        text = write_page(filled("</script><script>throw 1</script>"))
    else:
        text = write_page(sample(name))
    made.write_bytes(text.encode())
    return made


def view(name: str, fragment: str = "") -> tuple[str, Rows]:
    address = page(name).as_uri() + (f"#{fragment}" if fragment else "")
    dom, complaints = browse("--dump-dom", address)
    assert complaints == []
    return dom, Rows(dom)


def status(dom: str) -> str:
    return re.findall(r'<p id="shown"[^>]*>([^<]*)</p>', dom)[0]


@pytest.mark.parametrize("name", [*SAMPLES, "hostile"])
def test_pages_run_without_complaint(name: str) -> None:
    dom, _ = view(name)
    assert "显示上级要求" in status(dom)


@pytest.mark.parametrize(
    ("fragment", "items", "tasks"),
    [
        ("", range(16), range(15)),
        ("state=missing", (4, 9), range(15)),
        ("state=missing,weakened", (1, 3, 4, 6, 9, 13), range(15)),
        ("state=weakened&upstream=市方案", (13,), range(15)),
        ("unit=县图书馆", (1, 2, 15), (1, 2, 10, 13)),
        ("unit=省教育厅&state=covered", (2,), ()),
        ("q=盲文版", (6,), ()),
        ("q=３０００册", (1,), ()),
        ("q=阅读空间 小区", (12,), (0,)),
        ("state=missing&q=没有这句话", (), ()),
        ("unit=没有这个单位&state=nonsense", range(16), range(15)),
    ],
)
def test_filters(fragment: str, items: tuple[int, ...], tasks: tuple[int, ...]) -> None:
    dom, rows = view("reading", quote(fragment, safe="=&,"))
    assert rows.items == [f"i{place}" for place in items]
    assert sorted(rows.tasks) == sorted(f"t{place}" for place in tasks)
    assert status(dom).startswith(
        f"显示上级要求{len(items)}项，共16项；本文任务{len(tasks)}项，共15项"
    )
    wanted = re.findall(r"state=([a-z_,]+)", fragment)
    known = [each for each in ",".join(wanted).split(",") if each not in ("", "nonsense")]
    assert set(rows.pressed) == set(known)


def test_what_needs_nothing_done_is_folded() -> None:
    _, rows = view("reading")
    assert rows.folded == 8


def test_a_link_to_a_task_is_no_filter() -> None:
    dom, rows = view("reading", "t5")
    assert len(rows.items) == 16
    assert "筛选" not in status(dom)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", [*SAMPLES, "hostile", "large"])
def test_nothing_is_wider_than_the_screen(name: str, width: int) -> None:
    assert_fits(page(name), width)


def test_controls() -> None:
    frame = folder() / "use.html"
    frame.write_text(USE.format(address=page("reading").as_uri()), "utf-8")
    dom, complaints = browse("--dump-dom", frame.as_uri())
    assert complaints == []
    (told,) = re.findall(r'data-told="([^"]*)"', dom)
    assert told.split("|") == [
        "2 15 8 #state=missing",
        "6 15 8 #state=missing,weakened",
        "2 0 8 #state=missing,weakened&amp;unit=省残联",
        "1 0 8 #state=missing,weakened&amp;unit=省残联&amp;q=盲文版",
        "16 15 8 ",
        "16 15 0 ",
        "16 15 8 ",
        "1 1 8 #unit=县妇联",
        # The task that the link leads to was filtered out.
        "16 15 8 #t0",
    ]


def test_print_shows_all() -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("没有 pdftotext，跳过对打印的检查")
    target = folder() / "page.pdf"
    browse(f"--print-to-pdf={target}", "--no-pdf-header-footer", page("reading").as_uri())
    command = ["pdftotext", str(target), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    printed = "".join(text.split())
    for item in sample("reading")["upstream"]:
        # A page may break within a sentence; its beginning stays together.
        assert all(each["text"][:9] in printed for each in item["sentences"])
    assert "清除筛选" not in printed
    assert "展开全部" not in printed


def test_a_large_page_is_usable() -> None:
    dom, rows = view("large", "state=weakened&q=2026")
    assert 0 < len(rows.items) < 100
    assert rows.folded > 50
    assert "共100项；本文任务" in status(dom)
