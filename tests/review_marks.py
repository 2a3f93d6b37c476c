"""What another program sees in a reviewed Word file: commented words, all changes taken or not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import docx
from lxml import etree
from word_files import packed, unpacked

from hegao.linter.review.word_review import review as review_on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 4, 28)
review = partial(review_on, day=DAY)
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MAIN = "word/document.xml"
OURS = "核稿"


def main(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(MAIN))


def commented(data: bytes) -> list[tuple[str, str]]:
    """The words of each of our comments and what it says, in the order of the comments."""
    said = {str(each.comment_id): each.text for each in docx.Document(io.BytesIO(data)).comments
            if each.author == OURS}  # fmt: skip
    words: dict[str, list[str]] = {}
    open_ones: set[str] = set()
    root = main(data)
    for old_form in list(root.iter(f"{{{COMPATIBILITY}}}Fallback")):
        old_form.getparent().remove(old_form)
    for element in root.iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_ones.add(number)
            words[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            open_ones.discard(number)
        else:
            for each in open_ones:
                words[each].append(shown(element))
    return [("".join(words[number]), text) for number, text in said.items()]


def shown(element: Any) -> str:
    """What an element shows, as long as nothing is deleted."""
    name = etree.QName(element).localname
    if name == "t":
        return element.text or ""
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def without_changes(data: bytes, *, taken: bool) -> bytes:
    """The file with all our changes accepted or rejected."""
    root = main(data)
    gone, stays = ("del", "ins") if taken else ("ins", "del")
    for mark in list(ours(root, gone)):
        parent = mark.getparent()
        if parent.tag == f"{W}rPr":
            run_on(parent.getparent().getparent())
        parent.remove(mark)
    for mark in list(ours(root, stays)):
        for text in mark.iter(f"{W}delText"):
            text.tag = f"{W}t"
        for child in list(mark):
            mark.addprevious(child)
        mark.getparent().remove(mark)
    return packed({**unpacked(data), MAIN: etree.tostring(root)})


def ours(root: Any, kind: str) -> Iterator[Any]:
    return (each for each in root.iter(W + kind) if each.get(f"{W}author") == OURS)


def run_on(paragraph: Any) -> None:
    """Puts the content of a paragraph before that of the next one."""
    following = paragraph.getnext()
    content = [each for each in paragraph if each.tag != f"{W}pPr"]
    place = 0 if following.find(f"{W}pPr") is None else 1
    following[place:place] = content
