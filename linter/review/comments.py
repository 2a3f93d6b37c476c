"""Comments in a Word file: what each says, and the words that it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from hegao.dsl.layout.xml_text import xml_text
from hegao.dsl.recover.word.origins import Origin
from hegao.linter.review.names import INITIALS, Names
from hegao.linter.review.runs import Runs


class Comment(NamedTuple):
    """What is said of some words."""

    lines: tuple[str, ...]
    words: tuple[Origin, Origin] | None
    """Their first and last character; None where they stand nowhere in the file."""


def write_comments(
    runs: Runs, part: etree._Element, comments: Iterable[Comment], number: int
) -> int:
    """Puts the comments into the part and at their words; the next number that is free."""
    for comment in comments:
        if not _mark(runs, comment, number):
            break
        part.append(_said(runs.names, comment.lines, number))
        number += 1
    return number


def _said(names: Names, lines: Sequence[str], number: int) -> etree._Element:
    comment = names.signed("comment", number)
    comment.set(names("initials"), INITIALS)
    for at, line in enumerate(lines):
        paragraph = names.made("p", _plain(names))
        if not at:
            paragraph.append(names.made("r", names.made("annotationRef")))
        paragraph.append(names.made("r", _small(names), names.text(xml_text(line))))
        comment.append(paragraph)
    return comment


def _plain(names: Names) -> etree._Element:
    """Whatever the usual paragraph of the file is like, a comment is set close, without number."""
    return names.made(
        "pPr",
        names.made("numPr", names.made("numId", val="0")),
        names.made("spacing", before="0", after="0", line="240", lineRule="auto"),
        names.made("ind", left="0", firstLineChars="0", firstLine="0"),
        names.made("jc", val="left"),
    )


def _small(names: Names) -> etree._Element:
    return names.made("rPr", names.made("sz", val="18"), names.made("szCs", val="18"))


def _mark(runs: Runs, comment: Comment, number: int) -> bool:
    """Puts the range of a comment around its words; False where there is no paragraph at all."""
    names, said = runs.names, str(number)
    start, end = names.made("commentRangeStart", id=said), names.made("commentRangeEnd", id=said)
    if comment.words is not None:
        first, last = comment.words
        runs.beginning(first).addprevious(start)
        _after_others(names, runs.ending(last)).addnext(end)
    else:
        paragraph = runs.first_paragraph()
        if paragraph is None:
            return False
        properties = paragraph.find(names("pPr"))
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(end)
    end.addnext(names.made("r", names.made("commentReference", id=said)))
    return True


def _after_others(names: Names, run: etree._Element) -> etree._Element:
    """The last of the ends of comments that follow a run."""
    while (following := run.getnext()) is not None:
        ends = following.tag == names("commentRangeEnd")
        if not ends and following.find(names("commentReference")) is None:
            break
        run = following
    return run
