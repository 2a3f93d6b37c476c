"""Footnotes of web pages: links to notes below the text, as Word and LibreOffice write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.recover.finished import Remark
from hegao.dsl.recover.html.tree import Element, Page
from hegao.dsl.recover.html.visibility import is_block, text_inside

MARK: Final = re.compile(r"[\[〔［(（]?(\d{1,3}|[①-⑳]|[ivx]{1,5}|[*＊†‡]{1,3})[\]〕］)）]?")
KNOWN_CLASS: Final = re.compile("sd(foot|end)noteanc")
KNOWN_LINK: Final = re.compile(r"#_?(?:ftn|edn)\d")
ENDNOTE: Final = re.compile("endnote|edn", re.IGNORECASE)
HOLDER: Final = re.compile(r"(?:sd(?:foot|end)note|_?ftn|_?edn|fn|footnote)[-:_]?\d{1,3}", re.I)
HOLDING: Final = re.compile(r"mso-element\s*:\s*(?:foot|end)note(?!-)", re.IGNORECASE)
NO_HOLDERS: Final = frozenset({"body", "html", "table", "tbody", "tr", "td", "th"})
MOST_PARTS: Final = 200
"""A note of more elements and texts is none."""
FEW_PARTS: Final = 12


class Footnote(NamedTuple):
    """What a link to a footnote stands for."""

    mark: str
    remark: Remark | None
    """None where the note is not on the page, or an earlier link has it."""
    body: int
    """The index of the element that holds the note; -1 where there is none."""


def footnotes(page: Page) -> dict[int, Footnote]:
    """The footnotes of a page by the index of the link that refers to each."""
    links = [link for link in page.elements("a") if link.attribute("href").startswith("#")]
    if not links:
        return {}
    places = _places(page)
    backward = {link.attribute("href")[1:]: link for link in reversed(links)}
    found: dict[int, Footnote] = {}
    held: set[int] = set()
    for link in links:
        mark = _mark(page, link)
        if not mark:
            continue
        name = link.attribute("name") or link.attribute("id")
        target = places.get(link.attribute("href")[1:]) or backward.get(name)
        body = _body(page, link, target) if target else None
        if body and body.at not in held:
            held.add(body.at)
            found[link.at] = Footnote(mark, _remark(page, link, mark, body), body.at)
        elif body or _is_known(link):
            found[link.at] = Footnote(mark, None, -1)
    return found


def _places(page: Page) -> dict[str, Element]:
    """What links may lead to, by its name."""
    parts = [part for part in page.parts if isinstance(part, Element)]
    named = ((part.attribute("id") or part.attribute("name"), part) for part in reversed(parts))
    return {name: part for name, part in named if name}


def _is_known(link: Element) -> bool:
    known = KNOWN_LINK.match(link.attribute("href"))
    return bool(known or KNOWN_CLASS.search(link.attribute("class")))


def _mark(page: Page, link: Element) -> str:
    """The mark that a link is; empty where it refers to no footnote."""
    if link.stop - link.at > FEW_PARTS:
        return ""
    around = [page.element(link.parent)] if link.parent >= 0 else []
    inside = [part for part in page.parts[link.at : link.stop] if isinstance(part, Element)]
    if not _is_known(link) and not any(each.tag == "sup" for each in (*around, *inside)):
        return ""
    text = text_inside(page, link)
    return text if MARK.fullmatch(text) else ""


def _body(page: Page, link: Element, target: Element) -> Element | None:
    """The element with the whole note that a place in it belongs to."""
    around = list(_around(page, target))
    holders = (each for each in around if _is_holder(each))
    body = next(holders, None) or next((each for each in around if is_block(each)), None)
    if body is None or body.at < link.at or body.stop - body.at > MOST_PARTS:
        return None
    return body


def _around(page: Page, target: Element) -> Iterator[Element]:
    for element in page.ancestors(target.at):
        if element.tag in NO_HOLDERS:
            return
        yield element


def _is_holder(element: Element) -> bool:
    if not is_block(element):
        return False
    named = HOLDER.fullmatch(element.attribute("id"))
    return bool(named or HOLDING.search(element.attribute("style")))


def _remark(page: Page, link: Element, mark: str, body: Element) -> Remark | None:
    named = MARK.fullmatch(mark)
    name = named[1] if named else mark
    text = text_inside(page, body)
    head = re.match(rf"[\[〔［(（]?{re.escape(name)}[\]〕］)）]?\s*", text)
    kind = "尾注" if ENDNOTE.search(link.attribute("href")) else "脚注"
    return Remark(f"{kind}{name}", text[head.end() :] if head else text)
