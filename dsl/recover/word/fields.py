"""Word's fields: what is code, what is the shown result, and which of them is a contents list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from hegao.dsl.recover.word.line import CODE, CONTENTS, Line
from hegao.dsl.recover.word.numerals import circled
from hegao.dsl.recover.word.values import switch, value, whole
from hegao.dsl.recover.xml_parts import Element

SHOWN_WITHOUT_RESULT: Final = frozenset(
    ("EQ", "SYMBOL", "MACROBUTTON", "GOTOBUTTON", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")
)
"""Fields whose display Word computes from their code."""
_CIRCLED_NUMBER = re.compile(r"\s*eq\s+\\o\\ac\(\s*[○◯〇]\s*,\s*(\d{1,2})\s*\)\s*\Z", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that is open."""

    form: Element | None = None
    """What a form field holds (`w:ffData`)."""
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    is_contents: bool = False

    def name(self) -> str:
        """The kind of field: TOC, PAGE, EQ."""
        words = "".join(self.code).split(None, 1)
        return words[0].upper() if words else ""


class Fields:
    """The open fields of one story; marks that have no counterpart are as good as not there."""

    def __init__(self, root: Element) -> None:
        self._matched = _matched(root)
        self._open: list[Field] = []
        self._codes = self._contents = 0

    def reason(self) -> str:
        """Why characters at this place do not show, empty where they do."""
        if self._codes:
            return CODE
        return CONTENTS if self._contents else ""

    def is_open(self) -> bool:
        """Whether a field has begun that has not ended."""
        return bool(self._open)

    def code(self, text: str) -> None:
        """Takes in a piece of the code of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code.append(text)

    def mark(self, element: Element) -> Field | None:
        """Takes in a `w:fldChar`; gives the field that it closes."""
        kind = element.get("w:fldCharType")
        if id(element) not in self._matched:
            return None
        if kind == "begin":
            self._begin(Field(element.find("w:ffData")))
        elif kind == "separate" and self._open:
            self._show(self._open[-1])
        elif kind == "end" and self._open:
            return self._close()
        return None

    def open_simple(self, code: str) -> int:
        """Opens a field that is one element, at its result; gives what close_to() takes."""
        outer = len(self._open)
        self._begin(Field(code=[code]))
        self._show(self._open[-1])
        return outer

    def close_to(self, outer: int) -> None:
        """Closes all but that many fields: the marks inside a simple field may not balance."""
        while len(self._open) > outer:
            self._close()

    def _close(self) -> Field:
        closed = self._open.pop()
        self._codes -= not closed.in_result
        self._contents -= closed.is_contents
        return closed

    def _begin(self, begun: Field) -> None:
        self._open.append(begun)
        self._codes += 1

    def _show(self, shown: Field) -> None:
        if shown.in_result:
            return
        shown.in_result = True
        shown.is_contents = shown.name() == "TOC"
        self._codes -= 1
        self._contents += shown.is_contents


def show_closed(closed: Field, line: Line, reason: str) -> None:
    """Writes what a field shows that has no result in the file, or notes that it cannot be told."""
    if closed.form is not None and (text := _form_text(closed.form)):
        line.put(text, reason)
    if closed.in_result or closed.name() not in SHOWN_WITHOUT_RESULT:
        return
    code = "".join(closed.code).strip()
    if found := _CIRCLED_NUMBER.match(code):
        line.put(circled(int(found[1])), reason)
        line.note("inferred", "带圈数字，已写成文字", circled(int(found[1])))
    else:
        line.note("unsure", "域算出来的文字读不出，请对照原文补上", code)


def _form_text(form: Element) -> str:
    """A tick box, or the chosen entry of a drop-down list."""
    box, choices = form.find("w:checkBox"), form.find("w:ddList")
    if box is not None:
        ticked = switch(box, "w:checked")
        return "☑" if (switch(box, "w:default") if ticked is None else ticked) else "☐"
    if choices is None:
        return ""
    entries = [each.get("w:val", "") for each in choices.findall("w:listEntry")]
    chosen = whole(value(choices, "w:result") or value(choices, "w:default")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def _matched(root: Element) -> frozenset[int]:
    """The marks of fields that are begun and ended."""
    matched: set[int] = set()
    begun: list[tuple[int, int]] = []
    for element in root.iter("w:fldChar"):
        kind = element.get("w:fldCharType")
        if kind == "begin":
            begun.append((id(element), 0))
        elif kind == "separate" and begun:
            begun[-1] = (begun[-1][0], id(element))
        elif kind == "end" and begun:
            matched |= {*begun.pop(), id(element)}
    return frozenset(matched)
