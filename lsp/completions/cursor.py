"""Where the drafter writes: the cursor in its line, and what line of the notice that is."""

from __future__ import annotations

from typing import NamedTuple

from hegao.grammar.blocks import cut
from hegao.grammar.lines import Line
from hegao.grammar.vocabulary import FIELDS
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Place

PARTING = " \t\u3000，,。；;：:、（(）)【】《》“”｜|"


class FieldValue(NamedTuple):
    """What stands behind the label of a field, up to the cursor."""

    name: str
    start: int
    """Where it begins in the line."""
    text: str


class Cursor(NamedTuple):
    """A place in a draft; columns count characters of its line."""

    draft: Snapshot
    line_start: int
    """Where the line begins in the text."""
    before: str
    """The line up to the cursor."""
    after: str
    """The rest of the line, without its end."""
    by_mark: bool = False
    """A mark that was typed asks, not the drafter."""

    @property
    def column(self) -> int:
        """How many characters of the line stand before it."""
        return len(self.before)

    @property
    def offset(self) -> int:
        """Where it stands in the text."""
        return self.line_start + len(self.before)

    @property
    def indent(self) -> int:
        """Where the words of the line begin."""
        return len(self.before) - len(self.before.lstrip())

    @property
    def line(self) -> Line | None:
        """The line up to the cursor as the grammar classifies it; None for a blank one."""
        return next((line for line in cut(self.before) if line.type != "LEADING"), None)

    @property
    def field(self) -> FieldValue | None:
        """The field that the line writes; None where it writes none."""
        line = self.line
        if line is None or line.type != "FIELD":
            return None
        name = FIELDS[line.label_text.rstrip("：: \u3000")]
        start = line.start + line.body
        return FieldValue(name, start, self.before[start:])

    def last_word(self) -> int:
        """The column where the word begins that is being typed."""
        return max(self.before.rfind(mark) for mark in PARTING) + 1

    def behind(self, marks: str, start: int = 0) -> int:
        """The column behind the last of some marks from a column on, white space left out."""
        begin = max(start, *(self.before.rfind(mark, start) + 1 for mark in marks))
        rest = self.before[begin:]
        return begin + len(rest) - len(rest.lstrip())


def cursor_at(draft: Snapshot, place: Place, *, by_mark: bool = False) -> Cursor:
    """The cursor at a position of a draft."""
    start = draft.text.offset(Place(place.line, 0))
    offset = draft.text.offset(place)
    text = draft.source
    ends = [at for mark in "\r\n" if (at := text.find(mark, offset)) >= 0]
    end = min(ends, default=len(text))
    return Cursor(draft, start, text[start:offset], text[offset:end], by_mark)
