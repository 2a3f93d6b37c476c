"""The runs of a Word document, cut where marks begin and end."""

from __future__ import annotations

from bisect import bisect_right
from copy import deepcopy
from datetime import date
from typing import Final

from lxml import etree

from hegao.dsl.recover.word.origins import Origin
from hegao.dsl.recover.word.values import TRIMMED
from hegao.linter.review.names import PRESERVE, Names

MATH: Final = ("oMath", "oMathPara")
"""A formula is marked as a whole."""


class Runs:
    """Finds the characters of a document again, however often it has been cut."""

    def __init__(self, root: etree._Element, day: date = date.min) -> None:
        self.names = Names(root, day)
        self._root = root
        self._elements = list(root.iter())
        self._starts: dict[int, list[int]] = {}
        self._pieces: dict[int, list[etree._Element]] = {}

    def element(self, origin: Origin) -> etree._Element:
        """The element that a character stands in now."""
        return self._piece(origin)[0]

    def holder(self, origin: Origin) -> etree._Element:
        """What can be marked: its run, or the run of the text box or the formula around it."""
        held = self.element(origin)
        run = self.names("r")
        chain = [held, *held.iterancestors()]
        found = (e for e in chain if e.tag == run or etree.QName(e).localname in MATH)
        # A character outside of any run is marked as it is.
        return next(iter(list(found)[::-1]), held)

    def is_plain(self, origin: Origin) -> bool:
        """Whether it stands in a run of the document itself, not in a box or a formula."""
        held, holder = self.element(origin), self.holder(origin)
        if held.getparent() is not holder or holder.tag != self.names("r"):
            return False
        # Of a broken file: each run outside of any paragraph is read as one.
        above = next(holder.iterancestors(*self.names.all("p", "tc", "body")), None)
        return above is not None and above.tag == self.names("p")

    def paragraph(self, origin: Origin) -> etree._Element:
        """The paragraph of what can be marked."""
        above = self.holder(origin).iterancestors(self.names("p"))
        return next(above, self._root)

    def first_paragraph(self) -> etree._Element | None:
        """The first paragraph of the document, None where it has none."""
        return next(self._root.iter(self.names("p")), None)

    def beginning(self, origin: Origin) -> etree._Element:
        """The run that begins with a character: what stands before it is cut off."""
        if not self.is_plain(origin):
            return self.holder(origin)
        piece, start = self._piece(origin)
        if origin.offset > start:
            piece = self._cut_text(origin.element, piece, origin.offset, start)
        return self._cut_run(piece)

    def ending(self, origin: Origin) -> etree._Element:
        """The run that ends with a character: what follows is cut off."""
        if not self.is_plain(origin):
            return self.holder(origin)
        piece, start = self._piece(origin)
        next_offset = origin.offset + 1
        if self._is_text(piece) and next_offset - start < len(piece.text or ""):
            self._cut_text(origin.element, piece, next_offset, start)
        following = piece.getnext()
        if following is not None:
            self._cut_run(following)
        return self.holder(origin)

    def _piece(self, origin: Origin) -> tuple[etree._Element, int]:
        """The element of a character, and with which of the text it begins."""
        number = origin.element
        if number not in self._starts:
            self._open(number)
        at = bisect_right(self._starts[number], origin.offset) - 1
        return self._pieces[number][max(at, 0)], self._starts[number][max(at, 0)]

    def _open(self, number: int) -> None:
        element = self._elements[number]
        start = 0
        if self._is_text(element) and element.get(PRESERVE) != "preserve":
            # Outer space that does not show must not begin to when the text is cut.
            text = element.text or ""
            start = len(text) - len(text.lstrip(TRIMMED))
            element.text = text.strip(TRIMMED)
        self._starts[number], self._pieces[number] = [start], [element]

    def _is_text(self, element: etree._Element) -> bool:
        return element.tag in self.names.all("t", "delText")

    def _cut_text(
        self, number: int, piece: etree._Element, offset: int, start: int
    ) -> etree._Element:
        """The second half of a text."""
        text = piece.text or ""
        second = deepcopy(piece)
        piece.text, second.text = text[: offset - start], text[offset - start :]
        for half in (piece, second):
            half.set(PRESERVE, "preserve")
        piece.addnext(second)
        at = self._pieces[number].index(piece) + 1
        self._pieces[number].insert(at, second)
        self._starts[number].insert(at, offset)
        return second

    def _cut_run(self, child: etree._Element) -> etree._Element:
        """The run that begins with a child of a run."""
        run = child.getparent()
        if run is None:
            return child
        properties = run.find(self.names("rPr"))
        before = child.getprevious()
        if before is None or before is properties:
            return run
        second = self.names.twin(run)
        if properties is not None:
            second.append(deepcopy(properties))
        second.extend([child, *child.itersiblings()])
        run.addnext(second)
        return second
