"""`hegao review`: where its files go, what it refuses, and that nothing is written over unasked."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
import word_files as w
from review_marks import commented
from terminal import hegao

from hegao.linter.report.opinion import COLUMNS

BODY = "".join(
    map(w.paragraph, ("关于开展检查的通知", "各乡镇人民政府：", "1. 尽快完成检查(含复查)。"))
)
CLEAN = w.word(w.paragraph("关于开展检查的通知"))
NEEDS = {
    "comments": ("通知-核稿.docx", "lxml", "hegao[word]"),
    "docx": ("o.docx", "docx", "hegao[word]"),
    "xlsx": ("o.xlsx", "xlsxwriter", "hegao[sheet]"),
}


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.docx"
    path.write_bytes(w.word(BODY))
    return path


def test_comments_go_beside_the_file(notice: Path) -> None:
    before = notice.read_bytes()
    outcome = hegao("review", "通知.docx", cwd=notice.parent)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.startswith("已写入 通知-核稿.docx：批注")
    assert "处已作修订" in outcome.err
    made = notice.with_name("通知-核稿.docx").read_bytes()
    assert "尽快" in [words for words, _ in commented(made)]
    assert notice.read_bytes() == before


def test_nothing_is_written_over_unasked(notice: Path) -> None:
    target = notice.with_name("通知-核稿.docx")
    target.write_bytes(b"old")
    outcome = hegao("review", notice)
    assert (outcome.code, target.read_bytes()) == (2, b"old")
    assert "已经有这个文件" in outcome.err
    assert hegao("review", notice, "-o", target).code == 0
    assert target.read_bytes() != b"old"
    outcome = hegao("review", notice, "-o", notice)
    assert (outcome.code, notice.read_bytes()) == (2, w.word(BODY))
    assert "不能写在原文件上" in outcome.err


def test_only_comments(notice: Path) -> None:
    outcome = hegao("review", notice, "--no-changes")
    assert "修订" not in outcome.err
    parts = w.unpacked(notice.with_name("通知-核稿.docx").read_bytes())
    assert b"<w:del" not in parts["word/document.xml"]


def test_only_some_rules(notice: Path) -> None:
    outcome = hegao("review", notice, "--select", "HG301")
    assert "批注1处" in outcome.err
    assert hegao("review", notice, "--select", "XX", "-o", notice.with_name("a.docx")).code == 2


def test_a_file_with_macros_stays_one(notice: Path) -> None:
    macros = notice.rename(notice.with_suffix(".docm"))
    assert hegao("review", macros).code == 0
    assert notice.with_name("通知-核稿.docm").exists()
    outcome = hegao("review", macros, "-o", notice.with_name("o.docx"))
    assert outcome.code == 2
    assert "后缀要是 .docm" in outcome.err


@pytest.mark.parametrize("name", ["a.notice", "a.txt"])
def test_comments_need_a_word_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("标题：关于检查的通知\n", "utf-8")
    outcome = hegao("review", path)
    assert outcome.code == 2
    assert "--format opinion" in outcome.err
    assert len(list(tmp_path.iterdir())) == 1


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(w.word(BODY)[:300])
    outcome = hegao("review", path)
    assert outcome.code == 2
    assert "内部出错" not in outcome.err


@pytest.mark.parametrize("name", ["通知.docx", "通知.notice"])
def test_the_review_sheet(notice: Path, name: str) -> None:
    if name.endswith("notice"):
        notice.with_suffix(".notice").write_text("标题：关于检查的通知\n\n1. 尽快完成。\n", "utf-8")
    assert hegao("review", name, "--format", "opinion", cwd=notice.parent).code == 0
    made = docx.Document(str(notice.with_name("通知-核稿意见表.docx")))
    (table,) = made.tables
    assert tuple(cell.text for cell in table.rows[0].cells) == COLUMNS
    said = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[0] for row in said] == [str(number) for number in range(1, len(said) + 1)]
    assert any("“尽快”" in row[1] and "HG301" in row[3] for row in said)
    assert "核稿人：" in made.paragraphs[-1].text
    target = notice.with_name("表.xlsx")
    assert hegao("review", name, "--format", "opinion", "-o", target, cwd=notice.parent).code == 0
    sheet = openpyxl.load_workbook(io.BytesIO(target.read_bytes())).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [*COLUMNS] in rows
    assert [row for row in rows if row[0].isdecimal()] == said


@pytest.mark.parametrize("form", NEEDS)
def test_what_is_not_installed_is_told(
    notice: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    name, library, extra = NEEDS[form]
    ours = ("hegao.linter.review", "hegao.linter.report.opinion")
    for module in list(sys.modules):
        if module.split(".")[0] == library or module.startswith(ours):
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    options = [] if form == "comments" else ["--format", "opinion"]
    outcome = hegao("review", notice, "-o", notice.with_name(name), *options)
    assert outcome.code == 2
    assert f"pip install '{extra}'" in outcome.err
    assert not notice.with_name(name).exists()
