"""Values of Word's XML: switches that are on or off, whole numbers, what stands in a `w:t`."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.recover.xml_parts import Element

OFF: Final = frozenset(("0", "false", "off"))
_WHOLE = re.compile(r"\s*[+-]?\d{1,9}\s*\Z")
_LINE_SPACE: Final = str.maketrans("\t\r\n", "   ")
TRIMMED: Final = " \t\r\n"


def value(parent: Element | None, *names: str) -> str | None:
    """The `w:val` of the child, or child of child, of that name; None where there is none."""
    for name in names:
        # An element without children is false, hence the comparison.
        parent = parent.find(name) if parent is not None else None
    return None if parent is None else parent.get("w:val", "")


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether the child of that name turns something on, None where it is silent."""
    found = value(parent, name)
    return None if found is None else found not in OFF


def whole(text: str | None) -> int | None:
    """The whole number of at most nine digits that the text writes, None where it is none."""
    return int(text) if text is not None and _WHOLE.match(text) else None


def written(element: Element) -> str:
    """The characters of a `w:t` as Word shows them: outer space counts only where kept."""
    text = element.text or ""
    if element.get("xml:space") != "preserve":
        text = text.strip(TRIMMED)
    return text.translate(_LINE_SPACE)
