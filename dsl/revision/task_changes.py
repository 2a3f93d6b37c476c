"""What changed in a task that both versions have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.dsl.align.wording import Wording
from hegao.dsl.document import Task
from hegao.dsl.line_spelling import plain
from hegao.dsl.revision.amount_changes import amount_changes
from hegao.dsl.revision.change import Change
from hegao.dsl.revision.field_changes import field_changes, limit_field_changes
from hegao.dsl.revision.force_changes import force_changes
from hegao.dsl.revision.limit_changes import limit_changes
from hegao.dsl.revision.unit_changes import unit_changes
from hegao.dsl.revision.version import number_of, numbering
from hegao.dsl.revision.words import Replaced, changes_of, cut, replaced, words_at
from hegao.grammar.source import Span

NO_NUMBER = "无编号"


ValueChange = tuple[Change, Span | None, Span | None]
"""A change of a limit or a quantity, and where the two stand in the blocks of their tasks."""


class Reworded(NamedTuple):
    """The changes of a text, and where both versions of it differ."""

    changes: tuple[Change, ...]
    places: tuple[Replaced, ...] = ()


def task_changes(old: Task, new: Task, *, fields: bool = True) -> Reworded:
    """All that is said otherwise; where the task stands is told elsewhere.

    Without `fields` nothing is said of field lines that are never printed.
    """
    values = [*limit_changes(old, new), *amount_changes(old, new)]
    limits = [change for change, _, _ in values]
    if not any(change.aspect == "deadline" for change in limits):
        limits += limit_field_changes(old, new)
    wording = _wording(old, new, values, limits)
    changes = (
        *_number(old, new), *unit_changes(old, new), *limits,
        *(field_changes(old, new) if fields else ()), *wording.changes,
    )  # fmt: skip
    return Reworded(changes, wording.places)


def _wording(
    old: Task, new: Task, values: Sequence[ValueChange], limits: Sequence[Change]
) -> Reworded:
    """What is said otherwise beside limits and quantities."""
    if plain(old.text) == plain(new.text):
        return Reworded(())
    one, other = cut(old.block.text, old.text_spans), cut(new.block.text, new.text_spans)
    places = replaced(one, other)
    untold = list(_untold(places, values))
    force = force_changes(old, new) if untold else ()
    firmer = [each for each in force if not _is_said((each.old, each.new), limits)]
    left = [place for place in untold if not _is_said(words_at(one, other, place), firmer)]
    return Reworded((*firmer, *changes_of(one, other, left)), tuple(places))


def text_changes(old: Wording, new: Wording) -> Reworded:
    """The changes of a text that is no task."""
    places = replaced(old, new)
    return Reworded(tuple(changes_of(old, new, places)), tuple(places))


def _number(old: Task, new: Task) -> Iterator[Change]:
    if old.in_table == new.in_table and numbering(old) != numbering(new):
        yield Change("number_changed", number_of(old) or NO_NUMBER, number_of(new) or NO_NUMBER)


def _is_said(words: tuple[str, str], known: Sequence[Change]) -> bool:
    """Whether the words of a change are those of one that is told already."""
    return any(words in ((each.old, each.new), ("", each.new), (each.old, "")) for each in known)


def _untold(places: Sequence[Replaced], values: Sequence[ValueChange]) -> Iterator[Replaced]:
    """The places that are not inside of limits and quantities that were told already."""
    here = [span for _, span, _ in values if span]
    there = [span for _, _, span in values if span]
    for place in places:
        if not (_inside(place.old, here) and _inside(place.new, there)):
            yield place


def _inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span stands in one of the others; an empty one anywhere is in none's way."""
    if span.start == span.end:
        return True
    return any(start <= span.start and span.end <= end for start, end in others)
