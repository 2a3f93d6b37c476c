"""A finished text to the source of a draft, with an account of everything that was done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.formatter import spell_lines, tasks_said
from hegao.dsl.line_spelling import plain
from hegao.dsl.recover.account import unhung, unwritten
from hegao.dsl.recover.contents import without_contents
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.frames import without_frames
from hegao.dsl.recover.headings import set_off
from hegao.dsl.recover.letters import closed_up
from hegao.dsl.recover.manuscript import TO, Manuscript, from_to, shown
from hegao.dsl.recover.pages import without_furniture
from hegao.dsl.recover.reflowed import reflowed
from hegao.dsl.recover.residue import without_residue
from hegao.dsl.recover.run_ons import parted
from hegao.dsl.recover.sentences import rejoined
from hegao.dsl.recover.source import Draft, write_draft
from hegao.dsl.recover.tables import with_whole_rows
from hegao.dsl.recover.web_copies import without_page
from hegao.dsl.recover.wrapped import unwrapped
from hegao.dsl.recover.wrapped_cells import with_whole_cells

STEPS: Final[tuple[Callable[[Manuscript], Manuscript], ...]] = (
    without_page, without_furniture, without_residue, without_contents, closed_up, reflowed,
    unwrapped, parted, set_off, rejoined, with_whole_cells, without_frames, with_whole_rows,
)  # fmt: skip
"""In this order: a page number may look like a mark of Markdown, a heading may be spaced out."""
LONG_ENOUGH: Final = 6
"""Characters that tell one line from others at the same place."""
MOST_LOOKED_AT: Final = 60
"""Lines at one place of the file that a note is looked for in."""
READ_OTHERWISE = "写成草稿以后，任务读得和原文不一样，请对照原文"


class Entry(NamedTuple):
    """A note, and the line of the draft that it speaks of, from 1; None where there is none."""

    note: Note
    line: int | None


class Recovered(NamedTuple):
    """The source of a draft."""

    text: str
    document: Document
    """The model of the source."""
    entries: tuple[Entry, ...]
    places: tuple[str, ...]
    """For each line of the draft where it comes from; empty for a blank line."""


def put_right(manuscript: Manuscript) -> Manuscript:
    """The lines of a finished text without what pages, layout and copying have done to them."""
    for step in STEPS:
        manuscript = step(manuscript)
    return manuscript


def recover(manuscript: Manuscript) -> Recovered:
    """The source of the draft that a finished text makes; never raises."""
    read = put_right(manuscript)
    document = build_notice(read.text)
    draft = write_draft(read, document)
    asked = tasks_said(document)
    text, numbers = _spelled(draft)
    made = build_notice(text)
    if tasks_said(made) != asked:
        text, numbers = _unspelled(draft)
        made = build_notice(text)
    lines = _lines_of_places(read, draft, numbers, text.split("\n"))
    notes = [*read.notes, *draft.notes]
    written = {place: [text for _, text in held] for place, held in lines.items()}
    notes += unwritten(manuscript, written, notes)
    notes += unhung(manuscript, read)
    if tasks_said(made) != asked:
        notes.append(Note("unsure", READ_OTHERWISE, ""))
    entries = tuple(
        Entry(
            note._replace(place=shown(note.place)),
            _line_of(note, lines.get(note.place.split(TO)[0], ())),
        )
        for note in notes
    )
    return Recovered(text, made, entries, tuple(_places(read, draft, numbers, text)))


def _spelled(draft: Draft) -> tuple[str, tuple[int, ...]]:
    """The draft in its one spelling, and the number of each of its lines, from 1.

    Where spelling would cut or join lines the lines stay as they are.
    """
    made = spell_lines(_unspelled(draft)[0]).split("\n")
    filled = [at for at, line in enumerate(made) if line.strip()]
    if len(filled) != len(draft.lines):
        return _unspelled(draft)
    # Only the draft knows that a numbered line is part of a list behind a label.
    lists = {at for at, line in zip(filled, draft.lines, strict=True) if line.goes_on}
    kept = [line for at, line in enumerate(made) if line.strip() or at + 1 not in lists]
    return "\n".join(kept), tuple(n for n, line in enumerate(kept, 1) if line.strip())


def _unspelled(draft: Draft) -> tuple[str, tuple[int, ...]]:
    """The draft as it was written, and the number of each of its lines."""
    text = "".join(line.text + "\n" for line in draft.lines)
    return text, tuple(range(1, len(draft.lines) + 1))


def _lines_of_places(
    read: Manuscript, draft: Draft, numbers: tuple[int, ...], made: Sequence[str]
) -> dict[str, list[tuple[int, str]]]:
    """For each place of the file the lines of the draft that hold it: number and text."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line, number in zip(draft.lines, numbers, strict=True):
        pieces, said = read.pieces[line.first : line.last + 1], plain(made[number - 1])
        for place in dict.fromkeys(place for piece in pieces for place in piece.places):
            found.setdefault(place, []).append((number, said))
    return found


def _line_of(note: Note, lines: Sequence[tuple[int, str]]) -> int | None:
    """The line that a note speaks of: of those at its place the first that has its words."""
    words = plain(note.text)[:LONG_ENOUGH]
    named = (number for number, text in lines[:MOST_LOOKED_AT] if words and words in text)
    return next(named, lines[0][0] if lines else None)


def _places(read: Manuscript, draft: Draft, numbers: tuple[int, ...], text: str) -> Iterator[str]:
    places = dict.fromkeys(range(1, text.count("\n") + 1), "")
    for line, number in zip(draft.lines, numbers, strict=True):
        first, last = read.pieces[line.first].places[0], read.pieces[line.last].places[-1]
        places[number] = from_to(first, last)
    yield from places.values()
