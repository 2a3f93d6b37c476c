"""The coverage of a draft as plain data: what `hegao coverage --format json` prints."""

from __future__ import annotations

from typing import Literal, TypedDict

State = Literal[
    "covered", "weakened", "missing", "not_applicable", "passed_on", "suspect", "suggested"
]
Aspect = Literal["deadline", "unit", "lead", "quantity", "verb", "scope", "object", "hedge"]
Direction = Literal["weaker", "stricter", "same"]
Change = Literal["same", "gone", "new"]

Piece = tuple[Change, str]
"""A run of characters: in both texts, only in the upstream, only in the draft."""


class DifferenceEntry(TypedDict):
    """One respect in which the draft asks something else; the texts are quoted."""

    what: Aspect
    direction: Direction
    message: str
    """In a Chinese sentence for the drafter."""
    upstream: str
    draft: str
    task: str | None


class LimitEntry(TypedDict):
    """A time limit; `end` is the last day allowed as ISO date, None where it is not known."""

    text: str
    end: str | None


class CounterpartEntry(TypedDict):
    """A sentence of the draft that carries out a sentence of the upstream."""

    task: str | None
    text: str
    score: float
    pieces: list[Piece]
    """The upstream sentence turned into the draft's."""


class SentenceEntry(TypedDict):
    """A sentence of an upstream item."""

    text: str
    counterparts: list[CounterpartEntry]


class ItemEntry(TypedDict):
    """An upstream item and what the draft does with it."""

    ref: str
    """As a link names it: 省要点 第（十）项."""
    upstream: str
    """The alias of the upstream it stands in."""
    section: str | None
    heading: str | None
    text: str
    line: int
    state: State
    linked: bool
    """By a 落实 line; else the link is inferred from the wording."""
    score: float
    tasks: list[str]
    """The numbers of the tasks that carry it out."""
    reason: str | None
    """Of 不适用 and 转交: what the draft says, or why the item is another's business."""
    units: list[str]
    deadlines: list[LimitEntry]
    sentences: list[SentenceEntry]
    differences: list[DifferenceEntry]


class TaskEntry(TypedDict):
    """A task of the draft."""

    number: str | None
    section: str | None
    heading: str | None
    text: str
    line: int
    in_table: bool
    units: list[str]
    deadlines: list[LimitEntry]
    refs: list[str]
    """The upstream items that it carries out."""


class UpstreamEntry(TypedDict):
    """An upstream notice; `problem` says why it could not be read."""

    alias: str
    title: str | None
    file: str
    problem: str | None


class CoverageData(TypedDict):
    """All of it."""

    file: str
    title: str | None
    issued: str | None
    upstreams: list[UpstreamEntry]
    upstream: list[ItemEntry]
    tasks: list[TaskEntry]
    summary: dict[str, int]
    """How many upstream items are in each state."""
    copied: float
    """The share of the draft's sentences that stand word for word in an upstream, 0 to 1."""
