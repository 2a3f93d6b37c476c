"""Runs that are taken away or new, as Word marks them for somebody to accept."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from hegao.linter.review.names import Names


def deleted(names: Names, run: etree._Element, number: int) -> etree._Element:
    """Marks a run as taken away; the mark."""
    for text in run.findall(names("t")):
        text.tag = names("delText")
    mark = names.signed("del", number)
    run.addprevious(mark)
    mark.append(run)
    return mark


def inserted(names: Names, like: etree._Element, text: str, number: int) -> etree._Element:
    """New text that looks like a run."""
    run = names.made("r")
    properties = like.find(names("rPr"))
    if properties is not None:
        run.append(_plain(names, properties))
    for at, piece in enumerate(text.split("\t")):
        run.extend([names.made("tab")] if at else [])
        run.extend([names.text(piece)] if piece else [])
    return names.signed("ins", number, run)


def _plain(names: Names, properties: etree._Element) -> etree._Element:
    """The same look without what it was before somebody changed it."""
    made = deepcopy(properties)
    for change in made.findall(names("rPrChange")):
        made.remove(change)
    return made


def outside(names: Names, element: etree._Element, *, behind: bool) -> etree._Element:
    """The place beside an element that is in no insertion of somebody else, cut for it."""
    outer = element.getparent()
    if outer is None or outer.tag != names("ins"):
        return element
    first = element.getnext() if behind else element
    if first is None or (not behind and first.getprevious() is None):
        return outer
    second = names.twin(outer)
    second.extend([first, *first.itersiblings()])
    outer.addnext(second)
    return outer if behind else second
