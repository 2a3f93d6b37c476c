"""An upstream notice (上级文件) as what a draft is held against: its items, and what they ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from hegao.dsl.align.likeness import Likeness
from hegao.dsl.align.places import Place, place_of
from hegao.dsl.align.sentences import Sentence, plain_words, sentences_of
from hegao.dsl.document import Document, Task
from hegao.grammar.source import LineIndex

BREAKDOWN: Final = 0.5
"""The share of a table's rows that repeat the prose for it to be a breakdown of the prose."""
_END_OF_NUMBER = " 、.．　"
_PARTS = re.compile(r"[、，,；;\s]+")


class UpstreamItem(NamedTuple):
    """A task that the upstream sets."""

    number: int
    """Its place among the items, from 0."""
    ref: str
    """How a link names it: 第（十）项; with the section where that is not clear alone."""
    task: Task
    fingerprint: str
    """Changes with its wording, its units and its limits."""

    def field(self, name: str) -> str:
        """The value of one of its field lines; empty without one."""
        return next((each.value for each in self.task.fields if each.name == name), "")


class Upstream:
    """One upstream notice, read. Everything is found when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def place(self) -> Place:
        """Whose notice it is."""
        return place_of(self.document)

    @cached_property
    def items(self) -> tuple[UpstreamItem, ...]:
        """What it sets, in order; of prose that a table repeats row by row only the rows."""
        tasks = without_repeated_prose(self.document.tasks)
        return tuple(
            UpstreamItem(index, ref, task, fingerprint(task))
            for index, (ref, task) in enumerate(zip(_refs(tasks), tasks, strict=True))
        )

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of its items; `task` of each is the number of the item."""
        return sentences_of((item.task for item in self.items), self.place)

    @cached_property
    def likeness(self) -> Likeness:
        """Its sentences, to be found by those of a draft."""
        sentences = self.sentences
        return Likeness([each.plain for each in sentences], [each.title for each in sentences])

    @cached_property
    def title(self) -> str:
        """Its title, as far as it says one."""
        return self.document.value("印发件") or self.document.value("标题") or ""

    @cached_property
    def lines(self) -> LineIndex:
        """For the line numbers of its items."""
        return LineIndex(self.document.text)

    def required(self, name: str) -> list[str]:
        """What the template asks of every draft: 要求要素, 要求章节."""
        values = (each.value for each in self.document.elements if each.name == name)
        return [part for value in values for part in _PARTS.split(value) if part]


def without_repeated_prose(tasks: Sequence[Task]) -> list[Task]:
    """The tasks, those of the prose left out that the rows of a breakdown table repeat."""
    rows = [task for task in tasks if task.in_table]
    prose = [task for task in tasks if not task.in_table]
    if not rows or not prose:
        return list(tasks)
    in_prose = {sentence.plain for sentence in sentences_of(prose)}
    in_rows = sentences_of(rows)
    repeated = {row.task for row in in_rows if row.plain in in_prose}
    if len(repeated) < BREAKDOWN * len(rows):
        return list(tasks)
    told = {row.plain for row in in_rows}
    of_prose = sentences_of(prose)
    kept = {each.task for each in of_prose} - {each.task for each in of_prose if each.plain in told}
    return [task for task in tasks if task.in_table or prose.index(task) in kept]


def fingerprint(task: Task) -> str:
    """A short mark of what a task says; white space and marks do not count."""
    from hashlib import blake2b

    said = (task.text, *(field.value for field in task.fields), *(unit.name for unit in task.units))
    return blake2b("\n".join(map(plain_words, said)).encode(), digest_size=3).hexdigest()


def bare_number(number: str) -> str:
    """A number without the mark that ends it: 3, （三）, 三."""
    return number.strip().strip(_END_OF_NUMBER).replace("(", "（").replace(")", "）")


def _refs(tasks: Sequence[Task]) -> list[str]:
    bare = [bare_number(task.number or "") for task in tasks]
    counts = Counter(bare)
    found: list[str] = []
    for task, number in zip(tasks, bare, strict=True):
        section = bare_number(task.section.mark.text) if task.section else ""
        where = f"第{section}部分" if counts[number] > 1 and section else ""
        item = number if number.startswith("第") else f"第{number}项"
        found.append(where + (item if number else "（无编号）"))
    return found
