"""Changes of the text of a Word file as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from hegao.dsl.layout.xml_text import xml_text
from hegao.dsl.recover.word.origins import Origin, Origins
from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.linter.review.line_ends import can_join, can_split, join, split
from hegao.linter.review.runs import Runs
from hegao.linter.review.tracked import deleted, inserted, outside

REMOVABLE = ("t", "tab", "br", "cr", "noBreakHyphen")
TRANSPARENT = ("ins", "hyperlink", "smartTag", "customXml", "sdtContent", "sdt", "dir", "bdo")
"""What may stand between a paragraph and a run whose text can be changed."""
LOCKS = ("dataBinding", "lock")
LINE = "\n"


class Revisions:
    """Makes edits of the checked text in the document; each can be asked for first."""

    def __init__(self, runs: Runs, text: str, origins: Origins) -> None:
        self._runs = runs
        self._names = runs.names
        self._text = text
        self._origins = origins

    def can_make(self, edit: Edit) -> bool:
        """Whether an edit of the text changes only characters that stand in plain runs."""
        span, text = trimmed(self._text, edit)
        if xml_text(text) != text or "｜" in text or "\r" in text:
            return False
        if LINE in text:
            return text.count(LINE) == 1 and self._can_split(span)
        if LINE in self._text[span.start : span.end]:
            # A line end within a paragraph is a character like others.
            return self._can_replace(span) or self._can_join(span)
        return self._can_replace(span) or (span.start == span.end and not text)

    def make(self, edit: Edit, number: int) -> int:
        """Makes an edit that can be made; the next number that is free."""
        span, text = trimmed(self._text, edit)
        before, line, after = text.partition(LINE)
        if line and (origin := self._origins[span.end]):
            split(self._runs, origin, number)
            number = self._insert(origin, after, number + 1, behind=False)
            return self._replace(span, before, number)
        end = self._line_end(span)
        if self._can_replace(span):
            return self._replace(span, text, number)
        if end < span.end and (origin := self._origins[end - 1]):
            join(self._runs, origin, number)
            number = self._replace(Span(end + 1, span.end), "", number + 1)
        return self._replace(Span(span.start, end), text, number)

    def _can_replace(self, span: Span) -> bool:
        if span.start == span.end:
            return self._beside(span.start) is not None
        return self._is_one_stretch(self._origins[span.start : span.end])

    def _can_split(self, span: Span) -> bool:
        begin = self._text.rfind(LINE, 0, span.start) + 1
        if self._origins[begin] is None:
            # A number that Word computes: it would count both paragraphs.
            return False
        return can_split(self._runs, *self._around(span.end)) and self._can_replace(span)

    def _can_join(self, span: Span) -> bool:
        end = self._line_end(span)
        rest = Span(end + 1, span.end)
        if LINE in self._text[rest.start : rest.end] or not self._can_replace(rest):
            return False
        before, after = self._origins[end - 1] if end else None, self._around(rest.start)[1]
        return can_join(self._runs, before, after) and self._can_replace(Span(span.start, end))

    def _around(self, at: int) -> tuple[Origin | None, Origin | None]:
        """The characters before and behind a place."""
        known = range(len(self._origins))
        return (
            self._origins[at - 1] if at - 1 in known else None,
            self._origins[at] if at in known else None,
        )

    def _line_end(self, span: Span) -> int:
        """Where the first line of a span ends, or the span."""
        end = self._text.find(LINE, span.start, span.end)
        return span.end if end < 0 else end

    def _is_plain(self, origin: Origin | None) -> bool:
        if origin is None or origin.computed or not self._runs.is_plain(origin):
            return False
        element = self._runs.element(origin)
        if element.tag not in self._names.all(*REMOVABLE):
            return False
        for above in self._runs.holder(origin).iterancestors():
            if above.tag == self._names("p"):
                return True
            if above.tag not in self._names.all(*TRANSPARENT) or self._is_locked(above):
                return False
        return False

    def _is_locked(self, control: etree._Element) -> bool:
        """Whether a content control takes its text from elsewhere, or lets nobody change it."""
        properties = control.find(self._names("sdtPr"))
        if properties is None:
            return False
        # What is bound by later versions has a name of theirs.
        return any(etree.QName(each).localname in LOCKS for each in properties)

    def _is_one_stretch(self, origins: Sequence[Origin | None]) -> bool:
        """Whether characters follow each other in one paragraph."""
        known = [each for each in origins if each is not None and self._is_plain(each)]
        if len(known) < len(origins):
            return False
        orders = [each.order for each in known]
        if orders != list(range(orders[0], orders[0] + len(orders))):
            return False
        return self._runs.paragraph(known[0]) is self._runs.paragraph(known[-1])

    def _beside(self, at: int) -> tuple[Origin, bool] | None:
        """The character beside which text is put in, and whether behind it."""
        for index, behind in ((at - 1, True), (at, False)):
            origin = self._origins[index] if 0 <= index < len(self._origins) else None
            if origin is not None and self._text[index] != LINE and self._is_plain(origin):
                return origin, behind
        return None

    def _insert(self, beside: Origin, text: str, number: int, *, behind: bool) -> int:
        if not text:
            return number
        run = self._runs.ending(beside) if behind else self._runs.beginning(beside)
        made = inserted(self._names, run, text, number)
        place = outside(self._names, run, behind=behind)
        if behind:
            place.addnext(made)
        else:
            place.addprevious(made)
        return number + 1

    def _replace(self, span: Span, text: str, number: int) -> int:
        if span.start == span.end:
            beside = self._beside(span.start)
            return self._insert(beside[0], text, number, behind=beside[1]) if beside else number
        last = None
        for part in _by_element(self._origins[span.start : span.end]):
            self._runs.beginning(part[0])
            last = deleted(self._names, self._runs.ending(part[-1]), number)
            number += 1
        if last is None or not text:
            return number
        made = inserted(self._names, last[0], text, number)
        outside(self._names, last, behind=True).addnext(made)
        return number + 1


def trimmed(text: str, edit: Edit) -> Edit:
    """An edit without what it leaves as it is."""
    (start, end), new = edit.span, edit.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(Span(start, end), new)


def _by_element(origins: Sequence[Origin | None]) -> Iterator[list[Origin]]:
    known = [each for each in origins if each is not None]
    for _, group in groupby(known, key=lambda each: each.element):
        yield list(group)
