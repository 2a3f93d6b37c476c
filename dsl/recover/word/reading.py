"""The reading of one Word file: what all its stories share, and what has been noted so far."""

from __future__ import annotations

from typing import Final

from hegao.dsl.recover.finished import Note, NoteKind, UnreadableError
from hegao.dsl.recover.word.counters import Counters
from hegao.dsl.recover.word.line import CONTENTS, Source
from hegao.dsl.recover.word.lists import Lists
from hegao.dsl.recover.word.parts import WordFile
from hegao.dsl.recover.word.remarks import Remarks
from hegao.dsl.recover.word.styles import Styles

MOST_CELLS: Final = 500_000


class Reading:
    """Counts and notes of one file while it is read."""

    def __init__(self, file: WordFile) -> None:
        self.styles = Styles(file.styles)
        self.lists = Lists(file.numbering, self.styles)
        self.counters = Counters(self.lists)
        self.remarks = Remarks(file)
        self.notes: list[Note] = []
        self.sources: dict[str, list[list[Source]]] = {}
        """What shows at each place, a list for a paragraph."""
        self.passages = self.tables = self.revisions = 0
        self._cells = 0

    def next_place(self) -> str:
        """The place of the next paragraph, which is counted."""
        self.passages += 1
        return f"第{self.passages}段"

    def place_after(self) -> str:
        """Where something stands that is no paragraph itself."""
        return f"第{self.passages}段后" if self.passages else "开头"

    def note(self, kind: NoteKind, message: str, place: str, text: str = "") -> None:
        """Notes something."""
        self.add(Note(kind, message, place, text))

    def add(self, note: Note) -> None:
        """Keeps a note; the paragraphs of one contents list become one."""
        last = self.notes[-1] if self.notes else None
        if last and last.message == note.message == CONTENTS:
            self.notes[-1] = last._replace(text=f"{last.text}\n{note.text}")
        else:
            self.notes.append(note)

    def take_cells(self, count: int) -> None:
        """Raises UnreadableError when tables hold more cells than any document has."""
        self._cells += count
        if self._cells > MOST_CELLS:
            raise UnreadableError("表格太大，没有打开，请删去多余的行和列再试")
