"""One version of a notice as it is compared: its tasks, its headings, and all its other text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final, NamedTuple

from hegao.dsl.align.sentences import plain_words
from hegao.dsl.document import Document, Section, Task
from hegao.dsl.line_spelling import plain
from hegao.dsl.model import Block
from hegao.dsl.revision.pairing import Said
from hegao.dsl.revision.passages import ROW, Passage, passages_of
from hegao.grammar.labels import label_number
from hegao.grammar.source import LineIndex

PROSE: Final = "prose"
END_OF_NUMBER: Final = "、.．。 \u3000"


class Heading(NamedTuple):
    """A heading of the first level."""

    number: str
    title: str
    block: Block
    at: int
    """Where it begins in its block."""


class Version:
    """A notice read; `line` finds the line that a character stands in, as the reader counts."""

    def __init__(
        self,
        document: Document,
        file: str,
        *,
        drafted: bool = True,
        line: Callable[[int], int] | None = None,
    ) -> None:
        self.document = document
        self.file = file
        self.drafted = drafted
        """A draft, not a finished text: it may say what is never printed."""
        self._lines = LineIndex(document.text)
        self._line = line or (lambda offset: self._lines.position(offset).line)

    def line(self, block: Block, at: int) -> int:
        """The line, from 1, of a place in a block."""
        return self._line(block.offset(at)) if block.text else self._line(block.origin)

    def is_like(self, other: Version) -> bool:
        """Whether both are drafts, or both finished texts, so that both can say the same."""
        return self.drafted == other.drafted

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Its tasks, in order."""
        return self.document.tasks

    @cached_property
    def _sections(self) -> dict[tuple[str, str], Section]:
        """The headings of prose and tables, each once, by what they say."""
        found: dict[tuple[str, str], Section] = {}
        for section in (*self.document.sections, *(t.section for t in self.tasks if t.section)):
            found.setdefault(_key(section), section)
        return found

    @cached_property
    def headings(self) -> list[Heading]:
        """Each heading once, in order."""
        return [_heading(section) for section in self._sections.values()]

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        return {key: place for place, key in enumerate(self._sections)}

    def heading_of(self, task: Task) -> int | None:
        """The number of the heading that a task stands under."""
        return None if task.section is None else self._places[_key(task.section)]

    @cached_property
    def said(self) -> list[Said]:
        """Its tasks as they are paired."""
        return [_said(task) for task in self.tasks]

    @cached_property
    def passages(self) -> list[Passage]:
        """All text that is no element, no heading of the first level and no task, in order."""
        titles = frozenset(plain(each.number + each.title) for each in self.headings)
        return passages_of(self.document, {each.block.origin for each in self.headings}, titles)


def number_of(task: Task) -> str:
    """The number of a task as it is called: 3, （三）; empty without one."""
    return (task.number or "").strip().rstrip(END_OF_NUMBER)


def numbering(task: Task) -> tuple[object, ...]:
    """What a number says, however it is written."""
    number = label_number(task.number or "")
    if task.item is None or number is None:
        return ("", number or plain(number_of(task)))
    return (task.item.mark.level, number)


def _key(section: Section) -> tuple[str, str]:
    return plain(section.mark.text), plain_words(section.title)


def _heading(section: Section) -> Heading:
    title = " ".join(section.title.split())
    return Heading(section.mark.text.strip(), title, section.block, section.mark.span.start)


def _said(task: Task) -> Said:
    return Said(
        plain_words(task.text),
        plain_words(task.heading or ""),
        plain_words(task.section.title) if task.section else "",
        plain(number_of(task)),
        ROW if task.in_table else PROSE,
    )
