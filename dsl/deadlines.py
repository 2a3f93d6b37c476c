"""Time limits (完成时限) in running text, as values.

What counts: a limit that binds the task it stands in. Faults described (未及时), techniques
(实时共享), eligibility (2000年底前建成的), subsidy periods (每人每月500元) and validity are none,
and a doubtful phrase is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hegao.dsl import dates
from hegao.dsl import deadline_patterns as patterns
from hegao.dsl.model import Deadline
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span


class _Base(NamedTuple):
    """What the limits of a document count from."""

    year: int | None
    issued: date | None


_Reading = tuple[Deadline | None, int]
"""A limit, None where the phrase is none, and where the phrase ends."""


def find_deadlines(
    text: str, issued: date | None = None, year: int | None = None
) -> tuple[Deadline, ...]:
    """The time limits of a text, in text order.

    A year that is not written is `year`, or that of `issued`, the day of issue, which also gives
    本月底 and 印发之日起30日内 their last day. Nothing inside 《…》 counts.
    """
    base = _Base(year if year or not issued else issued.year, issued)
    found: list[Deadline] = []
    done = 0
    for start in patterns.START.finditer(text):
        if start.start() < done or start.lastgroup is None:
            continue
        reading = _READERS[start.lastgroup](text, start, base)
        if reading:
            done = reading[1]
            if reading[0] and _binds(text, start.start(), done):
                found.append(reading[0])
    return tuple(found)


def _binds(text: str, start: int, end: int) -> bool:
    """Whether a limit stands outside of 《…》 and is no condition: 6月底前未整改的."""
    in_title = text.rfind("《", 0, start) > text.rfind("》", 0, start)
    return not in_title and not patterns.UNMET.match(text, end)


def _word(text: str, start: re.Match[str], base: _Base) -> _Reading:  # noqa: ARG001
    """A limit that is a word: 及时, 定期, 按月, 长期坚持."""
    word, end = start.group(), start.end()
    kind, measure = patterns.WORDS.get(word, ("vague", None))
    return Deadline(word, kind, None, Span(start.start(), end), measure=measure), end


def _each(text: str, start: re.Match[str], base: _Base) -> _Reading | None:  # noqa: ARG001
    """A recurring limit: 每年, 每季度末, 每年2月底前, 每月5日前."""
    match = patterns.EACH.match(text, start.start())
    if not match:
        return None
    begin, end = match.span()
    if patterns.SHARE.search(text[max(0, begin - 10) : begin]) or patterns.SUBSIDY.match(text, end):
        return None, end
    unit = {"季": "季度", "天": "日"}.get(match["unit"], match["unit"])
    if unit in ("日", "周") and end == match.end("unit") and not patterns.DONE.match(text, end):
        return None, end
    amount = chinese_number(match["count"]) if match["count"] else None
    phrase = match.group().rstrip()
    span = Span(begin, begin + len(phrase))
    return Deadline(phrase, "recurring", None, span, amount=amount, measure=unit), end


def _moment(text: str, start: re.Match[str], base: _Base) -> _Reading | None:
    """A limit that names a moment or a length of time."""
    at = start.start()
    return (
        _range(text, at, base)
        or _calendar(text, at, base)
        or _plan(text, at)
        or _relative(text, at, base)
    )


def _range(text: str, at: int, base: _Base) -> _Reading | None:
    """The end of a run of months or days that is a limit: 2026年5月—12月."""
    found = dates.read_range(text, at)
    if not found:
        return None
    match, last = found
    end = dates.moment_end(last, base.year, base.issued)
    if not patterns.range_demands(text, match):
        over = base.issued and end and end < base.issued
        if over or not patterns.range_may_demand(text, match):
            return None
    phrase, kind = match.group().rstrip(), dates.moment_kind(last)
    span = Span(at, at + len(phrase))
    return Deadline(phrase, kind, end, span, year_written=bool(last["year"])), span.end


def _plan(text: str, at: int) -> _Reading | None:
    """The end of a five-year plan; the tenth ended in 2005, so 十四五期末 is 2025-12-31."""
    match = patterns.PLAN.match(text, at)
    if not match:
        return None
    end = date(2005 + 5 * (chinese_number(match["ordinal"]) or 0), 12, 31)
    return Deadline(match.group(), "year", end, Span(*match.span()), year_written=True), match.end()


def _calendar(text: str, at: int, base: _Base) -> _Reading | None:
    """A limit that names a day, a month or a year, or a part of one."""
    match = dates.read_moment(text, at)
    if not match:
        return None
    phrase = match.group().rstrip()
    span = Span(at, at + len(phrase))
    sure = bool(match["close"] or match["lead"] or patterns.LABEL.search(text, max(0, at - 10), at))
    if not (patterns.demands(text, match) if sure else patterns.may_demand(text, match)):
        return None, span.end
    end = dates.moment_end(match, base.year, base.issued)
    over = base.issued and end and end < base.issued
    if over and (not sure or patterns.tells_record(text, match)):
        return None, span.end
    written = bool(match["year"] or match["dotted"])
    return Deadline(phrase, dates.moment_kind(match), end, span, year_written=written), span.end


def _relative(text: str, at: int, base: _Base) -> _Reading | None:
    """A limit that counts from an event: 5个工作日内, 印发之日起30日内."""
    match = patterns.AMOUNT.match(text, at)
    if not match:
        return None
    event, begin, issue = _event(text, at)
    stop = match.end()
    if not _limits(text, match, event, issue=issue):
        return None, stop
    amount, measure = chinese_number(match["amount"]), match["measure"]
    end = dates.later(base.issued, amount, measure) if issue else None
    return Deadline(
        text[begin:stop], "relative", end, Span(begin, stop), event, amount, measure
    ), stop


def _event(text: str, at: int) -> tuple[str | None, int, bool]:
    """The event that ends at `at`, where it begins, and whether it is the issue of the notice."""
    match = patterns.EVENT.search(text, max(0, at - 32), at)
    if not match:
        return None, at, False
    lead_up = patterns.LEAD_UP.match(text, match.start("run"), match.end("run"))
    begin = lead_up.end() if lead_up else match.start("run")
    event = text[begin : match.end("run")]
    issue = bool(patterns.ISSUED.match(text, begin, at))
    if not event or (not match["hinge"] and not (issue and event.endswith(patterns.ENDS))):
        return None, at, False
    return (None, at, False) if event in patterns.NO_EVENT else (event, begin, issue)


def _limits(text: str, match: re.Match[str], event: str | None, *, issue: bool) -> bool:
    """Whether a length of time is a limit, not the length of something."""
    before, stop = text[max(0, match.start() - 8) : match.start()], match.end()
    if patterns.STRETCH.match(text, stop) or (
        not match["cap"] and patterns.SPAN_OF_TIME.search(before)
    ):
        return False
    if match["measure"] == "工作日":
        return True
    if match["measure"] == "年" or not match["inside"]:
        return issue and bool(match["inside"])
    return event is not None or bool(patterns.DONE.match(text, stop))


_READERS: dict[str, Callable[[str, re.Match[str], _Base], _Reading | None]] = {
    "word": _word,
    "each": _each,
    "moment": _moment,
}
