"""Comments, footnotes and endnotes of a Word file, each taken once, where the text refers to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hegao.dsl.recover.word.parts import WordFile
from hegao.dsl.recover.xml_parts import Element


class Hanging(NamedTuple):
    """A comment or note that has not been read yet."""

    label: str
    content: Element


class Remarks:
    """The comments and notes of one file."""

    def __init__(self, file: WordFile) -> None:
        self._waiting: dict[tuple[str, str], Hanging] = {}
        for root, tag, label in (
            (file.comments, "w:comment", "批注"),
            (file.footnotes, "w:footnote", "脚注"),
            (file.endnotes, "w:endnote", "尾注"),
        ):
            for element in root.findall(tag) if root is not None else ():
                # Separators have a type of their own.
                if element.get("w:type", "normal") == "normal":
                    key = (f"{tag}Reference", element.get("w:id", ""))
                    self._waiting[key] = Hanging(_label(element, label), element)

    def take(self, reference: Element) -> Hanging | None:
        """What the reference in the text points to, None where it is missing or taken already."""
        return self._waiting.pop((reference.tag, reference.get("w:id", "")), None)

    def rest(self) -> Iterator[Hanging]:
        """Takes what nothing in the text refers to."""
        while self._waiting:
            yield self._waiting.pop(next(iter(self._waiting)))


def _label(element: Element, label: str) -> str:
    author = element.get("w:author", "").strip()
    return f"{author}的{label}" if author else label
