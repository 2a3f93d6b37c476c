"""The changes between two versions of a notice as plain data: what `hegao diff` prints as JSON."""

from __future__ import annotations

from typing import Literal, TypedDict

from hegao.dsl.revision.change import Aspect, Kind

State = Literal["added", "removed", "changed"]


class DifferenceEntry(TypedDict):
    """One change; the texts are quoted, and empty where a version has nothing."""

    what: Aspect
    kind: Kind
    message: str
    """In Chinese, without the aspect."""
    old: str
    new: str


class SideEntry(TypedDict):
    """A task, a heading, a passage or an element as one version has it."""

    number: str
    """As it is called, without the mark behind it; empty without one."""
    title: str
    text: str
    marks: list[tuple[int, int]]
    """Where its text differs from the other version's, in characters."""
    units: list[str]
    """With their roles: 县民政局（牵头）; of tasks only."""
    line: int
    """From 1."""


class TaskSideEntry(SideEntry):
    """A task as one version has it."""

    section: str
    deadlines: list[str]
    in_table: bool


class TaskEntry(TypedDict):
    """A task that is not as it was."""

    state: State
    old: TaskSideEntry | None
    new: TaskSideEntry | None
    part_of: str
    """Of a task that was split off or merged in: of what, as it is called; else empty."""
    differences: list[DifferenceEntry]


class PieceEntry(TypedDict):
    """An element, a heading or a passage that is not as it was."""

    name: str
    """Of an element: 标题, 主送 …; else empty."""
    state: State
    old: SideEntry | None
    new: SideEntry | None
    moved: bool
    differences: list[DifferenceEntry]


class VersionEntry(TypedDict):
    """One of the two versions."""

    file: str
    title: str | None
    tasks: int


class RevisionData(TypedDict):
    """All of it. Nothing is said of what is the same in both."""

    old: VersionEntry
    new: VersionEntry
    header: list[PieceEntry]
    sections: list[PieceEntry]
    tasks: list[TaskEntry]
    """In the order of the new version; a removed one where it stood."""
    passages: list[PieceEntry]
    """All other text."""
    summary: dict[str, int]
    """How many tasks of each state, how many of them moved, were reworded …; of each aspect."""
