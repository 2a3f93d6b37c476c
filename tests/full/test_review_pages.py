"""Reviewed Word files as LibreOffice opens them: comments at their words, changes to accept.

LibreOffice stands in for Word.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pdfplumber
import pytest
from office_files import converted
from review_marks import commented, review
from terminal import hegao
from test_review import FILES, by_rules, found
from word_files import unpacked

from hegao.grammar.source import Span
from hegao.linter.report.opinion_sheet import write_opinion_xlsx
from hegao.linter.report.opinion_word import write_opinion_docx
from hegao.linter.report.result import CheckResults, FileResult
from hegao.linter.review.read_file import Read, read_file

pytestmark = pytest.mark.full
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
every_file = pytest.mark.parametrize("name", FILES)


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="hegao-review-"))


@cache
def reviewed(name: str, *, changes: bool = False) -> bytes:
    """A file with the findings of the rules, and some more that stand anywhere."""
    return review(FILES[name], check, changes=changes).data


def check(read: Read) -> FileResult:
    more = found(read, [Span(at, at + 3) for at in range(2, len(read.text), 40)])
    result = by_rules(read)
    return replace(result, findings=(*result.findings, *more.findings))


@cache
def opened(name: str, *, changes: bool = False) -> Path:
    source = folder() / f"{name}{'-changed' if changes else ''}.docx"
    source.write_bytes(reviewed(name, changes=changes))
    return converted(source, "fodt", folder())


def bare(text: str) -> str:
    return "".join(text.split())


def annotations(path: Path) -> dict[str, str]:
    """What each comment says, and the words that it hangs on."""
    words: dict[str, list[str]] = {}
    said: dict[str, str] = {}
    open_ones: set[str] = set()
    body = ElementTree.parse(path).getroot().find(f"{OFFICE}body/{OFFICE}text")
    assert body is not None

    def walk(element: ElementTree.Element) -> None:
        name = element.get(f"{OFFICE}name", "")
        if element.tag == f"{OFFICE}annotation":
            said[name] = bare(
                "".join("".join(each.itertext()) for each in element.iter(f"{TEXT}p"))
            )
            words[name] = []
            open_ones.add(name)
            return
        if element.tag == f"{OFFICE}annotation-end":
            open_ones.discard(name)
        put(element.text)
        for child in element:
            if child.tag != f"{TEXT}tracked-changes":
                walk(child)
            put(child.tail)

    def put(text: str | None) -> None:
        for name in open_ones:
            words[name].append(text or "")

    walk(body)
    return {said[name]: bare("".join(each)) for name, each in words.items()}


@every_file
def test_comments_hang_on_their_words(name: str) -> None:
    seen = annotations(opened(name))
    for words, text in commented(reviewed(name)):
        assert seen[bare(text)] == bare(words)


@every_file
def test_changes_are_tracked(name: str) -> None:
    regions = ElementTree.parse(opened(name, changes=True)).getroot().iter(f"{TEXT}changed-region")
    authors = [each.text for region in regions for each in region.iter(f"{DC}creator")]
    made = (
        b'author="\xe6\xa0\xb8\xe7\xa8\xbf"'
        in unpacked(reviewed(name, changes=True))["word/document.xml"]
    )
    assert made == ("核稿" in authors)


@pytest.mark.parametrize("write", [write_opinion_docx, write_opinion_xlsx])
def test_review_sheets_open(write: Callable[[CheckResults], bytes]) -> None:
    result = by_rules(read_file(FILES["flawed"]))
    suffix = "docx" if write is write_opinion_docx else "xlsx"
    source = folder() / f"opinion-{suffix}.{suffix}"
    source.write_bytes(write(CheckResults((result,))))
    with pdfplumber.open(converted(source, "pdf", folder())) as pdf:
        text = bare("".join(page.extract_text() for page in pdf.pages))
    assert all(finding.code in text for finding in result.findings)
    assert "核稿人：" in text


def test_an_old_word_file_is_reviewed_as_a_new_one() -> None:
    """A .doc goes through LibreOffice first."""
    source = folder() / "old.docx"
    source.write_bytes(FILES["flawed"])
    old = converted(source, "doc", folder())
    target = folder() / "old-核稿.docx"
    target.unlink(missing_ok=True)
    assert hegao("review", old).code == 0
    words = [words for words, _ in commented(target.read_bytes())]
    assert "尽快" in words
