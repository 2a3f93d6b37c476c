"""The work ledger (工作台账) as it is printed: a line for each task, labels over their lines.

Texts are those of the official page: proper numbers, references as numbers, no remarks. What a
breakdown table says again, with the units that the prose does not name, stands once: as its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from hegao.dsl.breakdown.row_pairing import RowPairing
from hegao.dsl.document import Document, Task
from hegao.dsl.layout.items import item_label
from hegao.dsl.layout.references import References
from hegao.dsl.model import ROLE_NOTES, Role, Unit
from hegao.dsl.spelling import spell

ROLE_ORDER: Final[dict[Role, int]] = {"lead": 0, "unspecified": 1, "support": 2}


class LedgerLine(NamedTuple):
    """One task as the ledger says it."""

    task: str
    units: str
    """Those that lead first, each with its role: 县民政局（牵头）、县财政局（配合）."""
    deadlines: str
    """As they are worded; several are parted by ；."""
    last_day: date | None
    """The last of the days that its deadlines end on; None where none is a day."""
    number: str
    """Of the item, as the official text has it."""


class LedgerPart(NamedTuple):
    """The tasks under one heading, which stands once beside them."""

    heading: str
    lines: tuple[LedgerLine, ...]


def ledger_parts(document: Document) -> tuple[LedgerPart, ...]:
    """The tasks of a notice in the order of the text, those of a heading together."""
    references, pairing = References(document), RowPairing(document)
    tasks = [task for task in document.tasks if not _is_broken_down(task, pairing)]
    return tuple(
        LedgerPart(heading, tuple(ledger_line(task, references) for task in under))
        for heading, under in groupby(tasks, key=lambda task: _heading(task, pairing))
    )


def _is_broken_down(task: Task, pairing: RowPairing) -> bool:
    """Whether a task without units is said again, sentence by sentence, by rows of a table."""
    if task.in_table or task.units or not pairing.rows or not pairing.repeats_prose:
        return False
    numbers = pairing.of_prose.get(task.block.origin, ())
    sentences = [number for number in numbers if not pairing.said[number].title]
    return bool(sentences) and pairing.answered.issuperset(sentences)


def _heading(task: Task, pairing: RowPairing) -> str:
    """The heading a task stands under; that of the prose where a row has none of its own."""
    section = task.section
    if section is None and task.in_table and pairing.prose:
        prose = pairing.prose_of(task)
        section = prose.section if prose else None
    if section is None:
        return ""
    label = section.mark.proper
    return label + "\u3000" * label.startswith("第") + spell(section.title)


def ledger_line(task: Task, references: References) -> LedgerLine:
    """A task as the ledger says it."""
    days = [deadline.end for deadline in task.deadlines if deadline.end]
    texts = dict.fromkeys(spell(deadline.text) for deadline in task.deadlines)
    return LedgerLine(
        task="\n".join(references.printed(part) for part in task.text.split("\n")),
        units="、".join(_units(task.units)) + (task.unit_tail or ""),
        deadlines="；".join(texts),
        last_day=max(days, default=None),
        number=item_label(task.item) if task.item else task.number or "",
    )


def _units(units: Sequence[Unit]) -> Iterator[str]:
    """The units, those that lead before the others, else in the order they stand."""
    for unit in sorted(units, key=lambda unit: ROLE_ORDER[unit.role]):
        yield spell(unit.text) + ROLE_NOTES[unit.role]
