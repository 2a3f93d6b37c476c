"""What the style sheets in a page hide: rules with `display: none` for a tag, a class or an id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hegao.dsl.recover.html.tree import Element, Page

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
TOKEN: Final = re.compile("[{}]")
SIMPLE: Final = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?", re.IGNORECASE)
DISPLAY: Final = re.compile(r"(?<![\w-])display\s*:\s*([a-z-]+)", re.IGNORECASE)
NEVER: Final = frozenset({"html", "body", "head", "main", "article", "p"})
"""A page that hides all its text shows it again by a script."""
MOST_PARTS: Final = 400
MOST_TEXT: Final = 200


def hide_by_style(page: Page) -> Page:
    """The page with the elements that its style sheets hide marked as hidden.

    Large ones stay: more likely than not a script shows them.
    """
    hidden = _hidden_selectors(page)
    if not hidden:
        return page
    parts = tuple(
        _hide(part) if isinstance(part, Element) and _is_hidden(page, part, hidden) else part
        for part in page.parts
    )
    return Page(parts)


def _hide(element: Element) -> Element:
    return element._replace(attributes={**element.attributes, "hidden": ""})


def _hidden_selectors(page: Page) -> set[str]:
    """The simple selectors that the last rule for each hides."""
    hidden: set[str] = set()
    for style in page.elements("style"):
        inside = page.parts[style.at + 1 : style.stop]
        source = COMMENT.sub("", "".join(part for part in inside if isinstance(part, str)))
        for selectors, rule in _rules(source):
            display = DISPLAY.search(rule)
            names = {name.strip() for name in selectors.split(",")} if display else set[str]()
            if display and display[1].lower() == "none":
                hidden |= {name for name in names if name and SIMPLE.fullmatch(name)}
            else:
                hidden -= names
    return hidden - NEVER


def _rules(source: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of each rule outside of @media and the like."""
    depth, start, selectors = 0, 0, ""
    for token in TOKEN.finditer(source):
        if token[0] == "{":
            if not depth:
                selectors = source[start : token.start()].rpartition(";")[2].strip()
            depth += 1
        else:
            depth = max(0, depth - 1)
            if not depth and not selectors.startswith("@"):
                yield selectors, source[start : token.start()]
        start = token.end()


def _is_hidden(page: Page, element: Element, hidden: set[str]) -> bool:
    tag, names = element.tag, element.attribute("class").split()
    marks = [f".{name}" for name in names] + [f"#{element.attribute('id')}"]
    if not hidden.intersection((tag, *marks, *(tag + mark for mark in marks))):
        return False
    inside = page.parts[element.at : element.stop]
    if tag in NEVER - {"p"} or len(inside) > MOST_PARTS:
        return False
    return sum(len(part.strip()) for part in inside if isinstance(part, str)) <= MOST_TEXT
