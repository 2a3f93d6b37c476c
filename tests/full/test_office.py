"""The same notice as text, Word, PDF, web page and old Word file is the same model.

These tests need LibreOffice: `make test-full` installs it. Real notices are tried where they are.
"""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import pytest
from office_files import as_html, converted
from told_by_notices import said

from hegao.cli.finished_files import read_manuscript, read_notice
from hegao.dsl.document import Document
from hegao.dsl.layout.page import layout
from hegao.dsl.line_spelling import plain
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import recover
from material import EXAMPLES, SHARED, read

pytestmark = pytest.mark.full
SOURCES = {path.stem: path for path in EXAMPLES if path.stem in ("notice", "prose", "table")}
SOURCES |= {
    path.stem[:3]: path
    for number in ("001", "003", "004")
    for path in SHARED.glob(f"seeds/{number}_*.txt")
}
FORMATS = ("html", "docx", "pdf", "doc", "rtf", "odt")


def test_real_notices_are_here() -> None:
    if not {"001", "003", "004"} <= SOURCES.keys():
        pytest.skip("没有 ../shared/seeds，跳过对真实文件的检查")


def text_model(path: Path) -> Document:
    """The model of the draft that the text makes."""
    return recover(text_manuscript(read(path))).document


@functools.cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="hegao-office-"))


@functools.cache
def file(name: str, suffix: str) -> Path:
    """The notice in a format: LibreOffice lays out our page of it."""
    if suffix == "html":
        made = folder() / f"{name}.html"
        made.write_text(as_html(layout(text_model(SOURCES[name]))), "utf-8")
        return made
    return converted(file(name, "html"), suffix, folder())


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SOURCES)
def test_same_model(name: str, suffix: str) -> None:
    made = recover(read_manuscript(file(name, suffix)))
    assert said(made.document) == said(text_model(SOURCES[name]))


@pytest.mark.parametrize("name", SOURCES)
def test_old_spreadsheet(name: str) -> None:
    """The table of a notice, copied to a spreadsheet and kept as .xls."""
    tables = [task for task in text_model(SOURCES[name]).tasks if task.in_table]
    if not tables:
        return
    made = recover(read_manuscript(converted(file(name, "html"), "xls", folder())))
    numbers = [plain(task.number or "") for task in made.document.tasks if task.in_table]
    assert numbers == [plain(task.number or "") for task in tables]


@pytest.mark.parametrize("suffix", ["docx", "pdf", "doc"])
def test_check_reads_the_lines_as_they_stand(suffix: str) -> None:
    path = file("notice", suffix)
    source = read_notice(path)
    assert source.finished
    assert source.text == read_manuscript(path).source
    assert len(source.places) == source.text.count("\n")
