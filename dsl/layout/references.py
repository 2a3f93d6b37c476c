"""Words of the draft as they are printed: references as numbers, remarks left out."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.document import Document
from hegao.dsl.layout.items import cited
from hegao.dsl.line_spelling import spell_text

REFERENCE: Final = re.compile(r"【\s*见\s*[：:]\s*([^】]*?)\s*】")
UNPRINTED: Final = re.compile(r"【\s*(?:批注|核稿)\s*[：:][^】]*】")


class References:
    """Names that tasks go by (标识), to the numbers that references print."""

    def __init__(self, document: Document) -> None:
        self._numbers = {
            each.value: cited(item)
            for item in document.items
            for each in item.fields
            if each.name == "标识"
        }

    def printed(self, text: str) -> str:
        """Running text as it is printed."""
        return spell_text(self.resolved(text))

    def resolved(self, text: str) -> str:
        """The text with references as numbers, and without remarks; spelled as it was."""
        if "【" not in text:
            return text
        return UNPRINTED.sub("", REFERENCE.sub(self._number, text))

    def _number(self, match: re.Match[str]) -> str:
        return self._numbers.get(match[1], match.group())
