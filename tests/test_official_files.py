"""`hegao compile` in every format: what is made, what is refused, and that nothing is lost."""

from __future__ import annotations

import json
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from terminal import hegao

from hegao.cli.official_files import WRITERS
from hegao.dsl.layout.formats import FORMATS
from material import shared

EXAMPLES = Path(__file__).parents[1] / "examples" / "drafts"
DRAFT = EXAMPLES / "bracketed.notice"
FLAWED = EXAMPLES / "flawed.notice"
BEGINS = {
    "docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>", "xml": b"<?xml",
    "json": b"{", "txt": "　".encode(), "md": b"**",
}  # fmt: skip
ANYWHERE = sorted(FORMATS.keys() - {"pdf"})
"""PDF needs fonts: tests/full."""
NEEDS = {
    "docx": ("docx", "hegao[word]"),
    "xlsx": ("xlsxwriter", "hegao[sheet]"),
    "pdf": ("typst", "hegao[print]"),
}
READ_AGAIN = ("txt", "docx", "html")
SOUND = sorted({*EXAMPLES.glob("*.notice")} - {FLAWED})
HOSTILE = (
    "发文机关：示例县人民政府\n标题：关于<script>alert(1)</script>和#panic(\"x\")的通知\n"
    "主送：=cmd()|各乡镇\n成文日期：2026年4月28日\n\n"
    "1. 编制\x01目录\ufffe#read(\"/etc/passwd\")。2026年6月底前完成。（责任单位：=1+1）\n"
    "2. &amp;]]>\u2028更新𠮷目录</style>，2026年6月底前完成。（责任单位：县民政局）\n"
)  # fmt: skip


def test_every_format_has_a_writer() -> None:
    assert WRITERS.keys() == FORMATS.keys() == BEGINS.keys()


@pytest.mark.parametrize("ending", ANYWHERE)
def test_a_draft_in_every_format(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"通知.{ending.upper()}"
    outcome = hegao("compile", DRAFT, "-o", target)
    assert (outcome.code, outcome.out) == (0, "")
    assert target.read_bytes().startswith(BEGINS[ending])


@pytest.mark.parametrize("ending", ANYWHERE)
def test_errors_stop_the_print(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"o.{ending}"
    target.write_bytes(b"old")
    outcome = hegao("compile", FLAWED, "-o", target)
    assert outcome.code == 1
    assert "有错误，没有输出" in outcome.err
    assert target.read_bytes() == b"old"
    assert hegao("compile", FLAWED, "-o", target, "--force").code == 0
    assert "草稿" in words(target) or '"draft": true' in words(target)
    assert hegao("compile", DRAFT, "-o", target).code == 0
    assert "草稿" not in words(target)


@pytest.mark.parametrize("ending", ANYWHERE)
def test_hostile_words_are_printed_as_they_are(tmp_path: Path, ending: str) -> None:
    draft, target = tmp_path / "a.notice", tmp_path / f"o.{ending}"
    draft.write_text(HOSTILE, "utf-8")
    assert hegao("compile", draft, "-o", target, "--force").code == 0
    said = words(target)
    assert "更新𠮷目录" in said
    assert "<script>" not in said or ending in ("txt", "json")


def test_a_failing_writer_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "o.docx"
    target.write_bytes(b"old")

    def fails(_order: object) -> bytes:
        raise MemoryError

    monkeypatch.setitem(WRITERS, "docx", fails)
    assert hegao("compile", DRAFT, "-o", target).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["o.docx"]
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("ending", NEEDS)
def test_what_is_not_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    library, extra = NEEDS[ending]
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    outcome = hegao("compile", DRAFT, "-o", tmp_path / f"o.{ending}")
    assert outcome.code == 2
    assert f"pip install '{extra}'" in outcome.err
    assert "内部出错" not in outcome.err


def test_word_needs_nothing_that_only_pdf_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("typst", "fontTools"):
        for name in [name for name in sys.modules if name.split(".")[0] == library]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, library, None)
    outcome = hegao("compile", DRAFT, "-o", tmp_path / "o.docx")
    assert (outcome.code, outcome.err) == (0, f"已写入 {tmp_path / 'o.docx'}\n")


@pytest.mark.parametrize("ending", READ_AGAIN)
@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_what_is_made_of_an_example_has_no_new_finding(
    tmp_path: Path, path: Path, ending: str
) -> None:
    assert_no_new_finding(path, tmp_path / f"o.{ending}")


@pytest.mark.parametrize("ending", READ_AGAIN)
def test_what_is_made_of_real_notices_has_no_new_finding(tmp_path: Path, ending: str) -> None:
    for path in shared("seeds/*.txt"):
        draft = tmp_path / f"{path.stem}.notice"
        assert hegao("import", path, "-o", draft).code == 0
        assert_no_new_finding(draft, tmp_path / f"{path.stem}.{ending}")


def assert_no_new_finding(draft: Path, target: Path) -> None:
    assert hegao("compile", draft, "-o", target, "--force").code == 0
    assert findings(target) - findings(draft) == Counter()


def findings(path: Path) -> Counter[str]:
    told = json.loads(hegao("check", path, "--format", "json").out)
    return Counter(each["code"] for each in told["findings"])


def words(path: Path) -> str:
    """The text of a file; of a zipped one all its XML, but for the names of styles."""
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as parts:
        return "".join(
            parts.read(name).decode("utf-8")
            for name in parts.namelist()
            if not name.endswith("styles.xml")
        )
