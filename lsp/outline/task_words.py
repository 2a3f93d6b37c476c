"""Tasks in few words, for lists and outlines."""

from __future__ import annotations

from typing import Final

from hegao.dsl.document import Task

LONGEST: Final = 60
"""The characters of a name in a list, and of the units beside it."""


def told(task: Task) -> str:
    """Who has to do a task and by when, in short: 县民政局；2026年6月底前."""
    units = "、".join(dict.fromkeys(unit.text for unit in task.units))
    limits = "、".join(dict.fromkeys(each.text for each in task.deadlines))
    return "；".join(cut(part) for part in (units, limits) if part)


def cut(text: str) -> str:
    """A text on one line, the end of a long one left out."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"


def name_of(task: Task) -> str:
    """A task by its number and its title, or its first words."""
    return cut(f"{task.number or ''}{task.heading or task.text}")
