"""The names of WordprocessingML in the name space of one file, and who our marks are by."""

from __future__ import annotations

from datetime import date
from typing import Final

from lxml import etree

AUTHOR: Final = "核稿"
INITIALS: Final = "核"
MIDNIGHT: Final = "T00:00:00"
"""With the author it tells our marks from those of others, who do not write at midnight sharp."""
PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Names:
    """Names of elements and attributes: those of a strict file are others."""

    def __init__(self, root: etree._Element, day: date = date.min) -> None:
        """`day`: when marks of ours are made."""
        self._date = f"{day.isoformat()}{MIDNIGHT}Z"
        self._space = etree.QName(root).namespace or ""

    def __call__(self, name: str) -> str:
        """The full name."""
        return f"{{{self._space}}}{name}"

    def all(self, *names: str) -> frozenset[str]:
        """Several full names."""
        return frozenset(map(self, names))

    def made(self, name: str, *content: etree._Element, **attributes: str) -> etree._Element:
        """A new element."""
        said = {self(key): value for key, value in attributes.items()}
        element = etree.Element(self(name), said, nsmap={"w": self._space})
        element.extend(content)
        return element

    def twin(self, element: etree._Element) -> etree._Element:
        """A new element like another, without what that holds."""
        made = etree.Element(element.tag, nsmap={"w": self._space})
        for name, value in element.items():
            made.set(name, value)
        return made

    def signed(self, name: str, number: int, *content: etree._Element) -> etree._Element:
        """A new revision or comment of ours."""
        return self.made(name, *content, id=str(number), author=AUTHOR, date=self._date)

    def is_ours(self, element: etree._Element) -> bool:
        """Whether a revision or comment was made here."""
        made = element.get(self("date")) or ""
        # Other programs write the same time without its zone.
        return element.get(self("author")) == AUTHOR and made.removesuffix("Z").endswith(MIDNIGHT)

    def text(self, characters: str) -> etree._Element:
        """The characters as text of a run; outer space counts."""
        element = self.made("t")
        element.text = characters
        element.set(PRESERVE, "preserve")
        return element


def next_number(names: Names, *roots: etree._Element | None) -> int:
    """A number above all that revisions, comments and bookmarks have."""
    numbers = (
        each.get(names("id"), "") for root in roots if root is not None for each in root.iter()
    )
    return (
        max((int(each) for each in numbers if each.isdecimal() and len(each) < 10), default=0) + 1
    )
