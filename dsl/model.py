"""The values of a notice: what it asks, of whom, by when. Immutable; every value has a span.

A `Block` is a run of text with its places in the source; values inside it hold spans that are
relative to the block's text, in characters. `Block.locate` turns them into spans of the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from hegao.grammar.source import Span, make

Role = Literal["lead", "support", "unspecified"]
DeadlineKind = Literal["date", "month", "year", "relative", "recurring", "standing", "vague"]
ROLE_NOTES: Final[dict[Role, str]] = {"lead": "（牵头）", "support": "（配合）", "unspecified": ""}
"""What is written behind a unit's name for its role."""
Bound = Literal["at_least", "at_most", "more_than", "less_than", "about", "exactly"]


class Unit(NamedTuple):
    """A responsible unit (责任单位) as one place names it."""

    text: str
    """As it stands, role words (牵头, 配合, 负责 …) taken off."""
    name: str
    """With the prefix it shares with the unit before it: 县民政局、财政局 gives 县财政局."""
    role: Role
    span: Span
    blanket: bool = False
    """Names a whole class: 各乡镇, 县直各部门."""
    vague: bool = False
    """Cannot be identified: 有关部门, 相关单位, 承办单位."""
    inherited: bool = False
    """Taken from a merged cell above."""


class UnitList(NamedTuple):
    """The units of one bracket, field line or cell, in the order they stand."""

    units: tuple[Unit, ...]
    tail: str | None
    """The open tail, not a unit of its own: 等部门, 等有关单位."""


class Deadline(NamedTuple):
    """A time limit (完成时限) as a value."""

    text: str
    kind: DeadlineKind
    end: date | None
    """The last day allowed, where it can be known."""
    span: Span
    event: str | None = None
    """What a relative limit counts from, as it stands: 本文印发."""
    amount: int | None = None
    measure: str | None = None
    """Of a relative limit: 工作日, 日, 月, 年 …; of a recurring one its period: 年, 季度 …"""
    year_written: bool = False
    """The year stands in the text (2022年底前), it was not taken from the document (年底前)."""


class Quantity(NamedTuple):
    """A measured demand: 不少于1次, 不低于4%, 5个工作日."""

    text: str
    bound: Bound
    value: float
    measure: str
    """次, 个, %, 个工作日 …"""
    period: str | None
    """The period it recurs in when that stands right before it: 每年, 年内."""
    span: Span


class DocumentNumber(NamedTuple):
    """A document number (发文字号), well formed or not: 冀政办发〔2022〕7号."""

    text: str
    code: str
    """The issuer's code (机关代字): 冀政办发."""
    year: str
    """The digits as they stand."""
    serial: str
    """The digits as they stand, without 第 and 号."""
    canonical: str
    """As GB/T 9704-2012, 7.2.5 has it: 〔〕, no 第, no padding, ending in 号."""
    span: Span


class DateText(NamedTuple):
    """A written calendar day: 2022年6月2日, 2022 年 06 月 02 日, 二〇二二年六月二日, 2022.6.2."""

    text: str
    value: date | None
    """None when there is no such day (2月30日)."""
    canonical: str
    """As GB/T 9704-2012, 7.3.5.4 has it: 2022年6月2日."""
    span: Span


class Reference(NamedTuple):
    """A cited text 《…》 or a reference inside the notice 【见：…】."""

    text: str
    name: str
    span: Span


class Block(NamedTuple):
    """A run of text and where its characters stand in the source.

    `joins` is empty when the block is one piece of the source starting at `origin`; otherwise
    it lists (offset in text, offset in source) of each piece, first to last.
    """

    text: str
    origin: int
    joins: tuple[tuple[int, int], ...] = ()

    def parts(self) -> Iterator[tuple[str, int]]:
        """The pieces of the source that it was put together from, each with where it begins."""
        if not self.joins:
            yield self.text, self.origin
            return
        ends = [*(at for at, _ in self.joins[1:]), len(self.text)]
        for (at, origin), end in zip(self.joins, ends, strict=True):
            yield self.text[at:end], origin

    def offset(self, index: int) -> int:
        """The source offset of the character at `index` of this block's text."""
        if not self.joins:
            return self.origin + index
        piece = bisect_right(self.joins, (index, 1 << 60)) - 1
        at, source = self.joins[piece]
        return source + index - at

    def locate(self, span: Span) -> Span:
        """The source span of a span of this block's text (an empty span stays empty)."""
        if not self.joins:
            origin, start = self.origin, span.start
            return make(Span, (origin + start, origin + max(start, span.end)))
        start = self.offset(span.start)
        if span.end <= span.start:
            return Span(start, start)
        return Span(start, self.offset(span.end - 1) + 1)
