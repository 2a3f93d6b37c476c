"""Time limits (完成时限) in running text, as values.

What counts: a limit that binds the task it stands in. Faults described (未及时), techniques
(实时共享), eligibility (2000年底前建成的), subsidy periods (每人每月500元) and validity are none,
and a doubtful phrase is left out.
"""

from __future__ import annotations

from datetime import date

from hegao.dsl import deadline_contexts as contexts
from hegao.dsl.deadline_patterns import START
from hegao.dsl.deadline_readers import READERS, Base
from hegao.dsl.model import Deadline
from hegao.grammar.source import make

__all__ = ["find_deadlines"]


def find_deadlines(
    text: str, issued: date | None = None, year: int | None = None
) -> tuple[Deadline, ...]:
    """The time limits of a text, in text order.

    A year that is not written is `year`, or that of `issued`, the day of issue, which also gives
    本月底 and 印发之日起30日内 their last day. Nothing inside 《…》 counts.
    """
    first = START.search(text)
    if first is None:
        return ()
    base = make(Base, (year if year or not issued else issued.year, issued))
    found: list[Deadline] = []
    done = 0
    for start in START.finditer(text, first.start()):
        at, kind = start.start(), start.lastgroup
        if at < done or kind is None:
            continue
        reading = READERS[kind](text, start, base)
        if reading:
            limit, done = reading
            if limit and _binds(text, at, done):
                if kind == "occasion":
                    _give_way(found, limit)
                found.append(limit)
    return tuple(found)


def _give_way(found: list[Deadline], occasion: Deadline) -> None:
    """An occasion takes in a limit that it goes on with: 今年9月 of 今年9月开学前."""
    if found and found[-1].span.end > occasion.span.start:
        found.pop()


def _binds(text: str, start: int, end: int) -> bool:
    """Whether a limit stands outside of 《…》 and is no condition: 6月底前未整改的."""
    title = text.rfind("《", 0, start)
    in_title = title >= 0 and text.find("》", title, start) < 0
    return not in_title and not contexts.UNMET.match(text, end)
