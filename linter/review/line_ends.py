"""Ends of paragraphs put in or taken away as tracked changes."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from hegao.dsl.recover.word.origins import Origin
from hegao.linter.review.runs import Runs


def can_split(runs: Runs, before: Origin | None, after: Origin | None) -> bool:
    """Whether a paragraph can end between two characters of it."""
    if before is None or after is None or not runs.is_plain(after):
        return False
    paragraph = runs.paragraph(after)
    if runs.paragraph(before) is not paragraph or runs.holder(after).getparent() is not paragraph:
        return False
    return _is_text(runs, paragraph)


def split(runs: Runs, after: Origin, number: int) -> None:
    """Ends a paragraph before a character."""
    names = runs.names
    run, paragraph = runs.beginning(after), runs.paragraph(after)
    properties = paragraph.find(names("pPr"))
    ending = names.made("pPr") if properties is None else deepcopy(properties)
    for each in (*ending.findall(names("sectPr")), *ending.findall(names("pPrChange"))):
        ending.remove(each)
    _mark(runs, ending, "ins", number)
    first = names.made("p", ending)
    before = [each for each in run.itersiblings(preceding=True) if each is not properties]
    first.extend(reversed(before))
    paragraph.addprevious(first)


def can_join(runs: Runs, before: Origin | None, after: Origin | None) -> bool:
    """Whether two characters stand in paragraphs that can become one."""
    if before is None or after is None:
        return False
    first, second = runs.paragraph(before), runs.paragraph(after)
    return first.getnext() is second and _is_text(runs, first) and _is_text(runs, second)


def join(runs: Runs, before: Origin, number: int) -> None:
    """Takes away the end of the paragraph of a character."""
    names = runs.names
    paragraph = runs.paragraph(before)
    properties = paragraph.find(names("pPr"))
    if properties is None:
        properties = names.made("pPr")
        paragraph.insert(0, properties)
    _mark(runs, properties, "del", number)


def _is_text(runs: Runs, paragraph: etree._Element) -> bool:
    """Whether it is a paragraph of the body that has no number and ends no section."""
    names, body = runs.names, paragraph.getparent()
    if body is None or body.tag != names("body"):
        return False
    properties = paragraph.find(names("pPr"))
    if properties is None:
        return True
    return all(properties.find(names(each)) is None for each in ("numPr", "sectPr"))


def _mark(runs: Runs, properties: etree._Element, kind: str, number: int) -> None:
    """Says in the properties of a paragraph that its end is new or taken away."""
    names = runs.names
    mark = properties.find(names("rPr"))
    if mark is None:
        mark = names.made("rPr")
        # What follows the properties of the end in the order of the standard.
        later = properties.find(names("pPrChange"))
        if later is None:
            properties.append(mark)
        else:
            later.addprevious(mark)
    others = len(mark.findall(names("ins"))) if kind == "del" else 0
    mark.insert(others, names.signed(kind, number))
